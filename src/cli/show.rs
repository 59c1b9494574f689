//! `gainsay show`.

use anyhow::{Result, ensure};

use super::args::{ShowArgs, ShowFormat, Stage};
use super::{Exit, check, terminal};
use crate::calendar::Interval;
use crate::language::{self, Model};
use crate::report::escape::visible;
use crate::report::show;
use crate::source::{self, Article};
use crate::text::DocId;
use crate::time;

/// Prints what a stage makes of each article.
///
/// # Errors
/// Standard output cannot be written, or the format is not one of the stage.
pub fn run(args: &ShowArgs) -> Result<Exit> {
    let timeml = args.format == ShowFormat::Timeml;
    ensure!(!timeml || args.stage == Stage::Times, "--format timeml is for `show times`");
    let (articles, faulty) = check::read(source::collect(&args.paths), &check::pool(1)?);
    let several = articles.len() > 1;
    let model = Model::shipped();
    let mut text = String::new();
    for (index, article) in articles.into_iter().enumerate() {
        if several && !timeml {
            text.push_str(&format!("# {}\n", visible(&article.path.to_string_lossy())));
        }
        let id = DocId(index as u32);
        text.push_str(&match timeml {
            true => timeml_of(article, id, &model),
            false => render(args.stage, article, id, &model),
        });
    }
    terminal::print(&text, false)?;
    Ok(if faulty { Exit::Faulty } else { Exit::Good })
}

fn timeml_of(article: Article, id: DocId, model: &Model) -> String {
    let doc = language::read(article, id, model);
    let issue = doc.article.published.map(Interval::day);
    time::timeml::timeml(&doc, issue, &time::find(&doc, issue))
}

fn render(stage: Stage, article: Article, id: DocId, model: &Model) -> String {
    if stage == Stage::Source {
        return show::blocks(&article);
    }
    let doc = language::read(article, id, model);
    match stage {
        Stage::Source => String::new(),
        Stage::Tokens => show::tokens(&doc),
        Stage::Tree => show::tree(&doc),
        Stage::Names => show::names(&doc),
        Stage::Times => show::times(&doc, &time::find(&doc, doc.article.published.map(Interval::day))),
    }
}
