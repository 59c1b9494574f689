//! Names planted in sentences of news, and which of them are found.

use std::collections::BTreeSet;
use std::ops::Range;

use gainsay::language::feature::small;
use gainsay::language::gazetteer::{FAMILY, GIVEN, Gazetteer};
use gainsay::language::{self, Model, NameKind};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

use super::Count;

/// A person to plant.
#[derive(Clone, Debug)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// What a text calls the person afterwards; empty when that is not known.
    pub short: String,
    /// Where names of this kind come from.
    pub tradition: String,
}

/// A text with gaps for people.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Where in it a name stands: "start", "list".
    pub position: String,
    /// `{A}`, `{B}`, `{C}` are full names, `{a}` is what the text calls A afterwards; "|" parts paragraphs.
    pub text: String,
}

/// A text with people in it.
#[derive(Clone, Debug)]
pub struct Planted {
    /// The tradition of its people.
    pub tradition: String,
    /// See [`Frame::position`].
    pub position: String,
    /// The article.
    pub article: Article,
    /// Where its people stand, and whether the family name stands in no list.
    pub people: Vec<(Range<usize>, bool)>,
}

/// How many of the people planted were found, in exactly their words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// All of them; wrong are people found where none was planted, or with other bounds.
    pub all: Count,
    /// Those whose family name stands in no list that the finder knows; wrong ones are not told apart.
    pub unlisted: Count,
}

/// People from lines `name TAB short name TAB tradition`; lines that start with `#` are notes.
pub fn people(text: &str) -> Vec<Person> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [name, short, tradition] => {
            Some(Person { name: name.into(), short: short.into(), tradition: tradition.into() })
        }
        _ => None,
    })
    .collect()
}

/// Frames from lines `position: text`; lines that start with `#` are notes.
pub fn frames(text: &str) -> Vec<Frame> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once(": "))
        .map(|(position, text)| Frame { position: position.into(), text: text.into() })
        .collect()
}

/// Plants each person as `{A}` in `times` frames, others of the tradition beside; the frames are dealt out evenly.
pub fn plant(people: &[Person], frames: &[Frame], times: usize) -> Vec<Planted> {
    let gazetteer = Gazetteer::shipped();
    let mut planted = Vec::with_capacity(people.len() * times);
    for (at, person) in people.iter().enumerate() {
        let fitting: Vec<&Frame> =
            frames.iter().filter(|frame| !person.short.is_empty() || !frame.text.contains("{a}")).collect();
        let others: Vec<&Person> =
            people[at..].iter().chain(people).filter(|other| other.tradition == person.tradition).take(3).collect();
        for turn in 0..times.min(fitting.len()) {
            let frame = fitting[(at + turn * fitting.len() / times) % fitting.len()];
            planted.push(fill(frame, &others, &gazetteer));
        }
    }
    planted
}

/// The people found in a text that was planted with some: the count, and the words of what is wrong and of what was missed.
pub fn find(planted: &Planted, model: &Model) -> (Found, Vec<String>) {
    let doc = language::read(planted.article.clone(), DocId(0), model);
    let people = doc.names.iter().filter(|name| name.kind == NameKind::Person);
    let spans = people.map(|name| doc.span(name.tokens)).map(|span| (span.start as usize, span.end as usize));
    let ours: BTreeSet<(usize, usize)> = spans.collect();
    let (mut found, mut errors) = (Found::default(), Vec::new());
    let text = &planted.article.text;
    for (range, unlisted) in &planted.people {
        let hit = ours.contains(&(range.start, range.end));
        found.all += Count::of(true, hit);
        if *unlisted {
            found.unlisted += Count::of(true, hit);
        }
        if !hit {
            errors.push(format!("missed {}", &text[range.clone()]));
        }
    }
    for &(start, end) in &ours {
        if !planted.people.iter().any(|(range, _)| (range.start, range.end) == (start, end)) {
            found.all += Count::of(false, true);
            errors.push(format!("wrong  {}", &text[start..end]));
        }
    }
    (found, errors)
}

impl Found {
    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.all += other.all;
        self.unlisted += other.unlisted;
    }
}

fn fill(frame: &Frame, people: &[&Person], gazetteer: &Gazetteer) -> Planted {
    let mut article = Article::default();
    let mut planted = Vec::new();
    let paragraphs: Vec<&str> = frame.text.split(" | ").collect();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let start = article.text.len();
        let mut rest = *paragraph;
        while let Some((before, after)) = rest.split_once('{') {
            article.text += before;
            let (gap, after) = after.split_once('}').unwrap_or((after, ""));
            let (letter, short) = (gap.to_ascii_uppercase(), gap.starts_with('a'));
            let person = people[usize::from(letter.bytes().next().unwrap_or(b'A') - b'A').min(people.len() - 1)];
            let name = if short { &person.short } else { &person.name };
            let from = article.text.len();
            article.text += name;
            planted.push((from..article.text.len(), is_unlisted(&person.name, gazetteer)));
            rest = after;
        }
        article.text += rest;
        let headline = paragraphs.len() > 1 && at == 0;
        let kind = if headline { BlockKind::Title } else { BlockKind::Paragraph };
        article.blocks.push(Block { span: Span::new(start, article.text.len()), kind });
        article.text += "\n\n";
    }
    let tradition = people[0].tradition.clone();
    Planted { tradition, position: frame.position.clone(), article, people: planted }
}

/// True when the last word of a name stands in no list of given or family names.
fn is_unlisted(name: &str, gazetteer: &Gazetteer) -> bool {
    let last = name.split([' ', '-']).next_back().unwrap_or("");
    gazetteer.get(small(last)) & (GIVEN | FAMILY) == 0
}
