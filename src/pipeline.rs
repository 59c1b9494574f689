//! The one way through: from articles to findings.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::calendar::Interval;
use crate::claim::{self, Claim, Reading, Vocabulary};
use crate::dating;
use crate::engine::{self, World};
use crate::entity::{self, Entities};
use crate::event::{self, Kinds};
use crate::fact::{self, Fact, Tables};
use crate::finding::Finding;
use crate::gazetteer::Gazetteer;
use crate::language::{self, Document};
use crate::library::Library;
use crate::mention::{self, Described, Told};
use crate::offices::Lexicon;
use crate::quantity::{self, Words};
use crate::reference::Reference;
use crate::source::Article;
use crate::text::DocId;
use crate::time;

/// All models, tables and rules of a run, loaded once.
pub struct Tools {
    /// The language models.
    pub model: language::Model,
    /// Number words.
    pub words: Words,
    /// Offices and titles.
    pub offices: &'static Lexicon,
    /// Places.
    pub gazetteer: Gazetteer,
    /// Reference tables; none to check the articles against one another only.
    pub reference: Option<Reference>,
    /// Words that claims are read by.
    pub vocabulary: Vocabulary,
    /// Rules and frames.
    pub library: Library,
}

impl Tools {
    /// All that is shipped.
    pub fn shipped() -> Self {
        Self {
            model: language::Model::shipped(),
            words: Words::shipped(),
            offices: Lexicon::embedded(),
            gazetteer: Gazetteer::embedded(),
            reference: Some(Reference::embedded()),
            vocabulary: Vocabulary::shipped(),
            library: Library::shipped(),
        }
    }
}

/// What one run gives, stage by stage.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The documents with all that was found in each, sorted by path.
    pub readings: Vec<Reading>,
    /// Their claims, document by document.
    pub claims: Vec<Vec<Claim>>,
    /// Who is who.
    pub entities: Entities,
    /// The facts.
    pub facts: Vec<Fact>,
    /// The findings, in the order of their first evidence.
    pub findings: Vec<Finding>,
    /// Clashes between the words of different speakers.
    pub disputes: Vec<Finding>,
    /// What could not be decided, with what is missing; a part of it where there is much.
    pub open: Vec<Finding>,
    /// How much was read and compared.
    pub coverage: Coverage,
}

/// How much was read and compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences read.
    pub sentences: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Claims that became comparable facts.
    pub facts: usize,
    /// Pairs of facts that looked like a clash and could not be decided.
    pub undecided: usize,
}

/// Checks articles against one another and against the reference tables.
///
/// The articles are taken in the order of their paths, so that the order of the arguments changes nothing; documents are
/// read in parallel on rayon's current pool and collected in order.
pub fn check(mut articles: Vec<Article>, tools: &Tools) -> Outcome {
    articles.sort_by(|one, other| one.path.cmp(&other.path));
    let read: Vec<(Reading, Vec<Claim>)> = articles
        .into_par_iter()
        .enumerate()
        .map(|(at, article)| with_claims(read(article, DocId(at as u32), tools), tools))
        .collect();
    let (readings, claims): (Vec<Reading>, Vec<Vec<Claim>>) = read.into_iter().unzip();
    let stories = entity::stories(&readings);
    let (readings, claims) = described(readings, claims, &stories, tools);
    let (readings, claims) = dated(readings, claims, &stories, tools);
    let aliases: Vec<_> =
        readings.iter().zip(&claims).map(|(reading, claims)| claim::aliases(reading, claims)).collect();
    let happenings: Vec<_> = readings
        .par_iter()
        .map(|reading| {
            let found = event::find(reading, &tools.vocabulary, Kinds::shipped());
            (found, event::tolls_of(reading, &tools.vocabulary))
        })
        .collect();
    let mut entities = entity::resolve(&readings, &aliases, stories);
    let tables = Tables { gazetteer: &tools.gazetteer, frames: &tools.library.frames };
    let facts = fact::normalise(&readings, &claims, &happenings, &mut entities, tables, tools.reference.as_ref());
    let paths: Vec<String> =
        readings.iter().map(|reading| reading.document.article.path.display().to_string()).collect();
    let world = World { entities: &entities, gazetteer: &tools.gazetteer };
    let ties: engine::Ties = readings
        .iter()
        .zip(&happenings)
        .map(|(reading, (found, _))| (reading.document.id, event::links(reading, found)))
        .collect();
    let verdicts = engine::run(&facts, &ties, &tools.library.rules, &world, &tools.library.predicates, &paths);
    let coverage = Coverage {
        sentences: readings.iter().map(|reading| reading.document.sentences.len()).sum(),
        claims: claims.iter().map(Vec::len).sum(),
        facts: facts.len(),
        undecided: verdicts.undecided,
    };
    let engine::Verdicts { findings, disputes, open, .. } = verdicts;
    Outcome { readings, claims, entities, facts, findings, disputes, open, coverage }
}

/// Reads one article through all stages that need only that article.
pub fn read(article: Article, id: DocId, tools: &Tools) -> Reading {
    let document: Document = language::read(article, id, &tools.model);
    let issue = time::issue(&document);
    let amounts = quantity::find(&document, &tools.words);
    let mentions = mention::find(&document, tools.offices, &Described::default());
    timed(Reading { document, issue, timexes: Vec::new(), amounts, mentions })
}

/// A reading with its temporal expressions resolved against its date of issue.
fn timed(reading: Reading) -> Reading {
    let timexes = time::find_sure(&reading.document, reading.issued());
    Reading { timexes, ..reading }
}

fn with_claims(reading: Reading, tools: &Tools) -> (Reading, Vec<Claim>) {
    let claims = claim::extract(&reading, &tools.library.frames, &tools.vocabulary);
    (reading, claims)
}

/// Links references of documents once more that another document of the story explains ("the composer").
fn described(
    readings: Vec<Reading>,
    claims: Vec<Vec<Claim>>,
    stories: &[u32],
    tools: &Tools,
) -> (Vec<Reading>, Vec<Vec<Claim>>) {
    let told: Vec<Told> =
        readings.par_iter().map(|reading| mention::told(&reading.document, &reading.mentions, tools.offices)).collect();
    let mut by_story: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, story) in stories.iter().enumerate() {
        by_story.entry(*story).or_default().push(at);
    }
    let known: BTreeMap<u32, Described> = by_story
        .into_iter()
        .filter(|(_, documents)| documents.len() > 1)
        .map(|(story, documents)| (story, Described::of(documents.iter().map(|&at| &told[at]))))
        .collect();
    readings
        .into_par_iter()
        .zip(claims)
        .zip(stories)
        .map(|((reading, claims), story)| {
            match known.get(story).filter(|known| known.serves(&reading.document, &reading.mentions)) {
                Some(known) => {
                    let mentions = mention::find(&reading.document, tools.offices, known);
                    with_claims(Reading { mentions, ..reading }, tools)
                }
                None => (reading, claims),
            }
        })
        .collect::<Vec<_>>()
        .into_iter()
        .unzip()
}

/// Reads the times of documents once more whose date of issue their story or an office-holder's term narrows.
fn dated(
    readings: Vec<Reading>,
    claims: Vec<Vec<Claim>>,
    stories: &[u32],
    tools: &Tools,
) -> (Vec<Reading>, Vec<Vec<Claim>>) {
    let days: Vec<Option<Interval>> =
        readings.iter().map(|reading| Some(reading.issue.interval).filter(|days| days.days() == 1)).collect();
    let mut by_story: BTreeMap<u32, Vec<Interval>> = BTreeMap::new();
    for (day, story) in days.iter().zip(stories) {
        by_story.entry(*story).or_default().extend(*day);
    }
    let none = Reference::default();
    let reference = tools.reference.as_ref().unwrap_or(&none);
    readings
        .into_par_iter()
        .zip(claims)
        .zip(stories)
        .map(|((reading, claims), story)| match dating::infer(&reading, &claims, &by_story[story], reference) {
            Some(issue) => with_claims(timed(Reading { issue, ..reading }), tools),
            None => (reading, claims),
        })
        .collect::<Vec<_>>()
        .into_iter()
        .unzip()
}
