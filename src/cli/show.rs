//! `gainsay show`.

use anyhow::{Result, ensure};

use super::args::{ShowArgs, ShowFormat, Stage};
use super::{Exit, check, terminal};
use crate::pipeline::{self, Tools};
use crate::report::escape::visible;
use crate::report::show;
use crate::source::{self, Article};
use crate::text::DocId;
use crate::time;

/// Prints what a stage makes of each article; of all together where the stage works on all.
///
/// # Errors
/// Standard output cannot be written, or the format is not one of the stage.
pub fn run(args: &ShowArgs) -> Result<Exit> {
    let timeml = args.format == ShowFormat::Timeml;
    ensure!(!timeml || args.stage == Stage::Times, "--format timeml is for `show times`");
    let (articles, faulty) = check::read(source::collect(&args.paths), &check::pool(1)?);
    let several = articles.len() > 1 && !timeml;
    let text = match args.stage {
        Stage::Source => each(articles, several, |article, _| show::blocks(&article)),
        Stage::Claims | Stage::Facts | Stage::Timeline => compared(articles, args.stage),
        Stage::Tokens | Stage::Tree | Stage::Names | Stage::Times | Stage::Mentions => {
            let tools = Tools::shipped();
            each(articles, several, |article, id| {
                let reading = pipeline::read(article, id, &tools);
                match args.stage {
                    Stage::Times if timeml => {
                        time::timeml::timeml(&reading.document, reading.issued(), &reading.timexes)
                    }
                    Stage::Tree => show::tree(&reading.document),
                    Stage::Names => show::names(&reading.document),
                    Stage::Times => show::times(&reading.document, &reading.timexes),
                    Stage::Mentions => show::mentions(&reading),
                    _ => show::tokens(&reading.document),
                }
            })
        }
    };
    terminal::print(&text, false)?;
    Ok(if faulty { Exit::Faulty } else { Exit::Good })
}

fn compared(articles: Vec<Article>, stage: Stage) -> String {
    let tools = Tools::shipped();
    let outcome = pipeline::check(articles, &tools);
    match stage {
        Stage::Facts => return show::facts(&outcome, &tools.gazetteer),
        Stage::Timeline => return show::timeline(&outcome, &tools.gazetteer),
        _ => {}
    }
    let several = outcome.readings.len() > 1;
    let of = outcome.readings.iter().zip(&outcome.claims);
    of.map(|(reading, claims)| head(&reading.document.article, several) + &show::claims(reading, claims)).collect()
}

/// The text of each article, under its path where there are `several`.
fn each(articles: Vec<Article>, several: bool, mut render: impl FnMut(Article, DocId) -> String) -> String {
    let of = articles.into_iter().zip(0..);
    of.map(|(article, id)| head(&article, several) + &render(article, DocId(id))).collect()
}

fn head(article: &Article, several: bool) -> String {
    match several {
        true => format!("# {}\n", visible(&article.path.to_string_lossy())),
        false => String::new(),
    }
}
