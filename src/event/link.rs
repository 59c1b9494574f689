//! How statements tie the times of two events: "two days after the takeover", "a week before the shareholders voted".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};
use serde::Deserialize;
use smol_str::SmolStr;

use super::Happening;
use crate::calendar::Granularity;
use crate::claim::clause;
use crate::claim::{LONGEST_SENTENCE, Manner, Reading};
use crate::language::{Deprel, Document, Upos};
use crate::rulefile::shipped;
use crate::text::{Span, TokenId, TokenRange};
use crate::time::{Timex, TimexKind};

/// A bound on the days from one event to another, by one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The word that carries the event that is placed; none when the days are those of the calendar, from 1 January of
    /// year 1 as day 1 on.
    pub of: Option<Span>,
    /// The word that carries the event that it is counted from.
    pub from: Span,
    /// How many days after the second event the first one is, at least; negative before it. None when left open.
    pub least: Option<i64>,
    /// The same, at most.
    pub most: Option<i64>,
    /// The words that say so, with the events.
    pub text: String,
    /// The clause it stands in.
    pub clause: Span,
    /// The kinds of the events that it may be counted from, when no word of the clause carries that: "two years on the run".
    pub since: Vec<SmolStr>,
}

/// The shipped words; a test loads them, so that this cannot fail in a program that passed it.
static WORDS: LazyLock<Words> = LazyLock::new(|| shipped(include_str!("../../rules/events/_links.toml")));

/// Words that count the days between two events.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    marker: BTreeMap<String, i64>,
    unit: BTreeMap<String, i64>,
    state: Vec<State>,
    ends: Ends,
    founding: SmolStr,
    loose: Loose,
}

/// A state between two events.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    #[serde(default)]
    said: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    from: Vec<SmolStr>,
    to: Vec<SmolStr>,
}

/// Verbs of an end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    verbs: Vec<String>,
}

/// Words before a length, by what they make of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    more: Vec<String>,
    slightly_more: Vec<String>,
    almost: Vec<String>,
    less: Vec<String>,
    about: Vec<String>,
}

/// How far behind a marker its event is looked for, in tokens.
const REACH: usize = 12;

/// The links of a document; `happenings` are its own.
pub fn links(reading: &Reading, happenings: &[Happening]) -> Vec<Link> {
    let document = &reading.document;
    let mut links = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let marker = TokenId(index as u32);
            let form = document.form(marker).to_lowercase();
            let Some(&sign) = WORDS.marker.get(&form) else { continue };
            links.extend(link(reading, happenings, sentence.tokens, marker, sign));
        }
        let lengths = reading.timexes_in(sentence.tokens).filter(|timex| timex.kind == TimexKind::Duration);
        for length in lengths {
            links.extend(stretch(reading, happenings, sentence.tokens, length));
            links.extend(whole(reading, happenings, sentence.tokens, length));
        }
    }
    let jubilees = reading.timexes.iter().filter(|timex| timex.kind == TimexKind::Anniversary);
    links.extend(jubilees.filter_map(|timex| jubilee(reading, happenings, timex)));
    links
}

fn link(reading: &Reading, happenings: &[Happening], sentence: TokenRange, marker: TokenId, sign: i64) -> Option<Link> {
    let document = &reading.document;
    let (first, bounds) = distance(reading, sentence, marker);
    // "died after a fall": a bare "after" tells of causes more than of days.
    let (least, most) = match (bounds?, sign) {
        ((least, most), 1) => (Some(least), most),
        ((least, most), _) => (most.map(|most| -most), Some(-least)),
    };
    let from = counted_from(document, happenings, sentence, marker)?;
    let of = placed(document, happenings, first, from.trigger)?;
    let inside = sentence.holds(of.trigger) && of.trigger != from.trigger;
    if !inside || of.manner != Manner::Asserted || from.never || from.manner == Manner::Denied {
        return None;
    }
    let clause = [of.trigger, from.trigger, first]
        .into_iter()
        .fold(document.token(marker).span, |span, token| span.join(document.token(token).span));
    Some(Link {
        of: Some(document.token(of.trigger).span),
        from: document.token(from.trigger).span,
        least,
        most,
        text: clause.of(&document.article.text).to_owned(),
        clause,
        since: Vec::new(),
    })
}

/// The first word of the length before a marker, and the days that it means, at least and at most: "two days after".
fn distance(reading: &Reading, sentence: TokenRange, marker: TokenId) -> (TokenId, Option<(i64, Option<i64>)>) {
    let document = &reading.document;
    let Some(unit) = marker.0.checked_sub(1).map(TokenId).filter(|&unit| sentence.holds(unit)) else {
        return (marker, None);
    };
    let Some(days) = WORDS.unit.get(document.token(unit).lemma.as_str()).copied() else { return (marker, None) };
    let timex = reading.timexes_in(sentence).find(|timex| timex.tokens.holds(unit) && timex.tokens.end.0 >= marker.0);
    let counted = timex.and_then(|timex| {
        let days = days * count(&timex.value)?;
        let words = words_before(document, sentence, timex.tokens);
        Some((timex.tokens.start, loose(days, WORDS.unit[document.token(unit).lemma.as_str()], &words)))
    });
    if let Some((start, bounds)) = counted {
        return (start, Some(bounds));
    }
    let before = unit.0.checked_sub(1).map(TokenId).filter(|&before| sentence.holds(before));
    let form = before.map_or(String::new(), |before| document.form(before).to_lowercase());
    let plural = document.form(unit).ends_with('s');
    let bounds = match form.as_str() {
        "the" if days <= 1 => (0, Some(2)),
        "the" => (1, Some(days * 2)),
        "a" | "an" | "one" => loose(days, days, ""),
        _ if !plural => return (marker, None),
        "few" | "several" | "some" => (days, Some(days * 12)),
        _ if days == 0 => (0, Some(1)),
        _ => (days + days / 7, Some(days * 24)),
    };
    (before.filter(|_| form != ",").unwrap_or(unit), Some(bounds))
}

/// The number of units in a TIMEX3 length, `P2Y`.
fn count(value: &str) -> Option<i64> {
    let digits = value.strip_prefix('P')?.trim_start_matches('T').trim_end_matches(|char: char| char.is_alphabetic());
    digits.parse().ok().filter(|count| (1..2000).contains(count))
}

/// The words before and at the start of a length: "more than two".
fn words_before(document: &Document, sentence: TokenRange, tokens: TokenRange) -> String {
    let start = tokens.start.index().saturating_sub(3).max(sentence.start.index());
    let words = (start..tokens.end.index()).map(|at| document.form(TokenId(at as u32)).to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// The days that a length may mean as people count: a day off where days are counted, half a unit where months are, and what
/// "almost" and "more than" add.
fn loose(days: i64, unit: i64, words: &str) -> (i64, Option<i64>) {
    let says = |list: &[String]| list.iter().any(|word| words.contains(word.as_str()));
    let known = &WORDS.loose;
    let slack = match unit {
        0..=1 => 1,
        7 if days == 7 => 1,
        7 => 4,
        _ => unit * 6 / 10,
    };
    if says(&known.more) && !says(&known.slightly_more) && !says(&known.less) {
        return ((days - slack / 4).max(0), None);
    }
    if says(&known.almost) {
        return ((days * 7 / 10).min(days - slack).max(0), Some(days + slack / 4));
    }
    if says(&known.less) {
        return (0, Some(days));
    }
    if says(&known.about) {
        return ((days * 6 / 10 - slack).max(0), Some(days * 14 / 10 + slack));
    }
    ((days - slack).max(0), Some(days + slack))
}

/// The event behind a marker: the head of its phrase or clause, else the first event word.
fn counted_from<'h>(
    document: &Document,
    happenings: &'h [Happening],
    sentence: TokenRange,
    marker: TokenId,
) -> Option<&'h Happening> {
    let token = document.token(marker);
    let direct =
        token.head.filter(|_| matches!(token.deprel, Deprel::Case | Deprel::Mark)).filter(|&head| head > marker);
    let own = |at: TokenId| super::at(happenings, at);
    if let Some(found) = direct.and_then(own) {
        return Some(found);
    }
    // "The day after the minister resigned" may be read with the subject as the head.
    let verb = direct.and_then(|head| document.token(head).head).filter(|&head| head > marker);
    let subject = direct.is_some_and(|head| matches!(document.token(head).deprel, Deprel::Nsubj | Deprel::NsubjPass));
    if let Some(found) = verb.filter(|_| subject).and_then(own) {
        return Some(found);
    }
    // "after declaring it", and clauses of which the tree has made a noun the head.
    let end = sentence.end.index().min(marker.index() + REACH);
    let first = happenings.partition_point(|happening| happening.trigger <= marker);
    happenings[first..].iter().take_while(|happening| happening.trigger.index() < end).find(|happening| {
        let at = happening.trigger;
        let between =
            |sign: &str| (marker.index() + 1..at.index()).any(|token| document.form(TokenId(token as u32)) == sign);
        let below = matches!(
            document.token(at).deprel,
            Deprel::Advcl | Deprel::Parataxis | Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp
        );
        let clause = !happening.nominal && below && !between("and") && !has_subject(document, at);
        !between(";") && !between(":") && (clause || happening.nominal && direct.is_none() && !between(","))
    })
}

/// True for a verb with a subject of its own: the noun behind a marker is then not its.
fn has_subject(document: &Document, verb: TokenId) -> bool {
    document.dependents(verb).any(|dep| matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass))
}

/// The event that is placed: of the first word above the phrase that carries one, or that has one for its subject.
fn placed<'h>(
    document: &Document,
    happenings: &'h [Happening],
    first: TokenId,
    from: TokenId,
) -> Option<&'h Happening> {
    let own = |at: TokenId| super::at(happenings, at);
    let subject = |at: TokenId| {
        let is = |dep: &TokenId| matches!(document.token(*dep).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
        document.dependents(at).filter(is).find_map(own).filter(|found| found.nominal)
    };
    let mut at = document.token(first).head?;
    for _ in 0..8 {
        if !clause::descends(document, at, from) {
            // "The funeral was held two days after": the light verb only carries the event of its subject.
            let light = super::find::is_light(&document.token(at).lemma);
            if let Some(found) = subject(at).filter(|_| light) {
                return Some(found);
            }
            // "cleared the merger on May 12, a week before": the verb above an event noun is what is told.
            let above =
                document.token(at).head.filter(|_| matches!(document.token(at).deprel, Deprel::Obj | Deprel::Obl));
            let told = above.and_then(own).filter(|above| !above.nominal && above.past);
            if let Some(found) = own(at) {
                return told.filter(|_| found.nominal).or(Some(found));
            }
            if document.token(at).upos == Upos::Verb {
                return subject(at);
            }
        }
        at = document.token(at).head?;
    }
    None
}

/// "the fifth anniversary of the siege": when that was, by the day of the anniversary.
fn jubilee(reading: &Reading, happenings: &[Happening], timex: &Timex) -> Option<Link> {
    let document = &reading.document;
    let sentence = document.sentence_of(timex.tokens.start).tokens;
    let years = count(&timex.value)?;
    let own = |at: TokenId| super::at(happenings, at);
    let from = match timex.anchor.map(|anchor| anchor.event) {
        // "of the day gunmen overran the city".
        Some(event) => own(event).or_else(|| {
            let clause = |dep: &TokenId| matches!(document.token(*dep).deprel, Deprel::Acl | Deprel::AclRelcl);
            document.dependents(event).find(clause).and_then(own)
        })?,
        None => founding(document, happenings, timex)?,
    };
    let day = reading.timexes_in(sentence).filter(|other| other.granularity == Granularity::Day);
    let day = day.filter_map(|other| other.when).find(|when| when.days() == 1);
    let around = day.map(|day| day.shifted(0, 20)).or(reading.issued().map(|issue| issue.shifted(0, 250)))?;
    let back = |day: NaiveDate| {
        day.checked_sub_months(Months::new(years as u32 * 12)).map(|day| i64::from(day.num_days_from_ce()))
    };
    let clause = match timex.anchor {
        Some(_) => document.span(timex.tokens).join(document.token(from.trigger).span),
        None => document.sentence_of(timex.tokens.start).span,
    };
    Some(Link {
        of: None,
        from: document.token(from.trigger).span,
        least: Some(back(around.earliest)?),
        most: Some(back(around.latest)?),
        text: clause.of(&document.article.text).to_owned(),
        clause,
        since: Vec::new(),
    })
}

/// "it celebrated its 60th anniversary": that of its founding, when the document tells of just one.
fn founding<'h>(document: &Document, happenings: &'h [Happening], timex: &Timex) -> Option<&'h Happening> {
    let before = timex.tokens.start.0.checked_sub(1).map(TokenId)?;
    let owned = document.form(before).eq_ignore_ascii_case("its") || document.is_possessive(before);
    let bare = document.form(TokenId(timex.tokens.end.0 - 1)) == "anniversary";
    let mut told = happenings.iter().filter(|happening| happening.kind == WORDS.founding);
    let first = told.next().filter(|_| owned && bare)?;
    told.next().is_none().then_some(first)
}

/// "captured after more than two years on the run", "spent 14 years in prison before he was freed": the length of a state, from
/// the event that began it to the one that ended it, which the sentence tells of.
fn stretch(reading: &Reading, happenings: &[Happening], sentence: TokenRange, length: &Timex) -> Option<Link> {
    let document = &reading.document;
    let behind: Vec<String> = (length.tokens.end.index()..sentence.end.index().min(length.tokens.end.index() + 5))
        .map(|at| document.form(TokenId(at as u32)).to_lowercase())
        .collect();
    let behind = behind.join(" ") + " ";
    let is_said = |phrase: &String| behind.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(' '));
    let last = TokenId(length.tokens.end.0 - 1);
    let verb = document.token(last).head.map_or("", |head| document.token(head).lemma.as_str());
    let is_verb = |state: &State| state.verbs.iter().any(|known| known == verb);
    let state = WORDS.state.iter().find(|state| state.said.iter().any(is_said) || is_verb(state))?;
    let (least, most) = days(document, sentence, length)?;
    let inside = happenings.iter().filter(|happening| sentence.holds(happening.trigger));
    let of = inside.filter(|happening| happening.manner != Manner::Denied).find(|end| state.to.contains(&end.kind))?;
    let span = document.token(of.trigger).span;
    let clause = span.join(document.span(length.tokens));
    Some(Link {
        of: Some(span),
        from: span,
        least: Some(least),
        most,
        text: clause.of(&document.article.text).to_owned(),
        clause,
        since: state.from.clone(),
    })
}

/// "The strike ended after nine days": from the event to its end.
fn whole(reading: &Reading, happenings: &[Happening], sentence: TokenRange, length: &Timex) -> Option<Link> {
    let document = &reading.document;
    let last = TokenId(length.tokens.end.0 - 1);
    let verb = document.token(last).head.filter(|_| clause::case(document, last).as_deref() == Some("after"))?;
    let bare = !document.dependents(last).any(|dep| document.token(dep).deprel == Deprel::Nmod);
    let ends = bare && WORDS.ends.verbs.iter().any(|known| *known == document.token(verb).lemma);
    let end = super::at(happenings, verb).filter(|end| ends && end.manner == Manner::Asserted)?;
    let subjects = document
        .dependents(verb)
        .filter(|&dep| matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass));
    let start = subjects.filter_map(|subject| super::at(happenings, subject)).find(|start| start.nominal)?;
    let (least, most) = days(document, sentence, length)?;
    let (of, from) = (document.token(end.trigger).span, document.token(start.trigger).span);
    let clause = of.join(from).join(document.span(length.tokens));
    let text = clause.of(&document.article.text).to_owned();
    Some(Link { of: Some(of), from, least: Some(least), most, text, clause, since: Vec::new() })
}

/// The days that a length means, at least and at most.
fn days(document: &Document, sentence: TokenRange, length: &Timex) -> Option<(i64, Option<i64>)> {
    let unit = *WORDS.unit.get(document.token(TokenId(length.tokens.end.0 - 1)).lemma.as_str())?;
    Some(loose(unit * count(&length.value)?, unit, &words_before(document, sentence, length.tokens)))
}
