//! Reads CoNLL-U files for the programs that train and measure.

use std::fs;
use std::io;
use std::path::Path;

/// One line of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub xpos: String,
    pub misc: String,
    /// First and last byte in [`Paragraph::text`].
    pub span: (usize, usize),
}

/// Text between empty lines, with its sentences.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub text: String,
    pub sentences: Vec<Vec<Word>>,
    /// True for the first of a document.
    pub first: bool,
}

/// The paragraphs of a file, by its `# newpar` and `# newdoc` lines.
pub fn paragraphs(path: &Path) -> io::Result<Vec<Paragraph>> {
    let mut paragraphs = vec![];
    for block in fs::read_to_string(path)?.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let begins = |mark: &str| block.lines().any(|line| line.starts_with(mark));
        if paragraphs.is_empty() || begins("# newpar") || begins("# newdoc") {
            paragraphs.push(Paragraph { first: begins("# newdoc"), ..Paragraph::default() });
        }
        let count = paragraphs.len() - 1;
        add(&mut paragraphs[count], block);
    }
    for paragraph in &mut paragraphs {
        paragraph.text.truncate(paragraph.text.trim_end().len());
    }
    Ok(paragraphs)
}

fn add(paragraph: &mut Paragraph, block: &str) {
    let mut words = vec![];
    let (mut inside, mut space) = (0, true);
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != 10 || fields[0].contains('.') {
            continue;
        }
        let spaced = !fields[9].contains("SpaceAfter=No");
        if let Some((_, last)) = fields[0].split_once('-') {
            inside = last.parse().unwrap_or(0);
            space = spaced;
            continue;
        }
        let start = paragraph.text.len();
        paragraph.text.push_str(fields[1]);
        let span = (start, paragraph.text.len());
        let own = |at: usize| fields[at].to_owned();
        words.push(Word { form: own(1), lemma: own(2), xpos: own(4), misc: own(9), span });
        let number: usize = fields[0].parse().unwrap_or(0);
        if (number == inside && space) || (number > inside && spaced) {
            paragraph.text.push(' ');
        }
    }
    paragraph.sentences.push(words);
}
