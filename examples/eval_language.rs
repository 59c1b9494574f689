//! Measures tagging and parsing from gold tokens: `eval_language MODELS FILE.conllu...`.

use gainsay::language::Model;
use gainsay::language::conllu;
use gainsay::language::network::Network;
use gainsay::language::parse::Parser;
use gainsay::language::tag::Tagger;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (model, files) = match &arguments[..] {
        [option, folder, files @ ..] if option == "--models" => (read(folder)?, files),
        files => (Model::shipped(), files),
    };
    for file in files {
        let sentences = conllu::read(&std::fs::read_to_string(file)?);
        let (mut n, mut u, mut x, mut h, mut l) = (0, 0, 0, 0, 0);
        let start = std::time::Instant::now();
        let mut tagging = std::time::Duration::ZERO;
        for sentence in &sentences {
            let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
            let t = std::time::Instant::now();
            let tags = model.tagger.tag(&forms);
            tagging += t.elapsed();
            let arcs = model.parser.parse(&forms, &tags);
            for ((word, tag), arc) in sentence.words.iter().zip(tags).zip(arcs) {
                n += 1;
                u += usize::from(word.upos == tag.upos);
                x += usize::from(word.xpos == Some(tag.xpos));
                h += usize::from(word.head == arc.head);
                l += usize::from(
                    word.head == arc.head
                        && word.deprel.name().split(':').next() == arc.deprel.name().split(':').next(),
                );
            }
        }
        let all = start.elapsed().as_secs_f64();
        let share = |k: usize| 100.0 * k as f64 / n as f64;
        println!(
            "{file}: {n} words UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2}; {:.0} words/s ({:.0} tagging)",
            share(u),
            share(x),
            share(h),
            share(l),
            n as f64 / all,
            n as f64 / tagging.as_secs_f64()
        );
    }
    Ok(())
}

/// The model in a folder.
fn read(folder: &str) -> anyhow::Result<Model> {
    let network = |name: &str| -> anyhow::Result<Network> {
        let bytes: &'static [u8] =
            Box::leak(std::fs::read(std::path::Path::new(folder).join(name))?.into_boxed_slice());
        Network::read(bytes).ok_or_else(|| anyhow::anyhow!("{name} is not a network"))
    };
    Ok(Model {
        tagger: Tagger::new(network("tagger.bin")?).ok_or_else(|| anyhow::anyhow!("not a tagger"))?,
        parser: Parser::new(network("parser.bin")?).ok_or_else(|| anyhow::anyhow!("not a parser"))?,
        ..Model::shipped()
    })
}
