//! Who is at the head of a body, told by a verb: "Ann Roe, who has run the energy ministry since 2022", "a bank chaired by Ann Roe".

use super::extract::{LONGEST_SENTENCE, is_person};
use super::holder::{self, Link};
use super::vocabulary::has;
use super::{Claim, Reading, Vocabulary, clause, tenure};
use crate::language::{Document, Upos};
use crate::mention::{Jurisdiction, MentionId, MentionKind, Title};
use crate::offices::{Lexicon, Office};
use crate::source::BlockKind;
use crate::text::{TokenId, TokenRange};

/// The claims of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in &document.sentences {
        if sentence.tokens.len() > LONGEST_SENTENCE || sentence.block == BlockKind::Title {
            continue;
        }
        for index in sentence.tokens.indices() {
            let verb = TokenId(index as u32);
            let token = document.token(verb);
            let leads = token.upos == Upos::Verb && has(&vocabulary.tenure.leads, &token.lemma);
            let taken = taken(document, verb);
            if !leads && taken.is_none() && !at_helm(document, vocabulary, verb) {
                continue;
            }
            let first = taken.unwrap_or(index + if leads { 1 } else { 2 });
            let verbal = leads || taken.is_some();
            let Some((person, body)) = parties(reading, sentence.tokens, verb, verbal, first) else { continue };
            let Some(title) = title(reading, sentence.tokens, verb, body) else { continue };
            let link = if taken.is_some() { Link::Gets(verb) } else { Link::Stated(verb) };
            let claim = tenure::claim(reading, vocabulary, &title, person, link);
            claims.extend(tenure::implied(reading, vocabulary, &title, person, link, &claim));
            claims.push(claim);
        }
    }
    claims
}

/// "is at the helm of", "is in charge of": the noun.
fn at_helm(document: &Document, vocabulary: &Vocabulary, noun: TokenId) -> bool {
    let preposition = noun.0.checked_sub(1).map_or("", |before| document.form(TokenId(before)));
    let token = document.token(noun);
    let article = ["the", "in", "at"].iter().any(|word| preposition.eq_ignore_ascii_case(word));
    article
        && token.upos == Upos::Noun
        && has(&vocabulary.tenure.helm, &token.lemma)
        && form(document, noun.index() + 1) == "of"
}

/// Where the body starts that somebody takes over: "took over the diocese", "took charge of the bank".
fn taken(document: &Document, verb: TokenId) -> Option<usize> {
    let at = verb.index();
    if document.token(verb).lemma != "take" {
        return None;
    }
    match (form(document, at + 1), form(document, at + 2)) {
        ("over", next) if !["from", "as", "in", "on", "at", "when", "after"].contains(&next) => Some(at + 2),
        ("charge" | "control" | "command", "of") => Some(at + 3),
        _ => None,
    }
}

fn form(document: &Document, at: usize) -> &str {
    if at < document.tokens.len() { document.form(TokenId(at as u32)) } else { "" }
}

/// The leader, and the tokens of the body.
fn parties(
    reading: &Reading,
    sentence: TokenRange,
    verb: TokenId,
    is_verb: bool,
    first: usize,
) -> Option<(MentionId, TokenRange)> {
    let document = &reading.document;
    let person = |at: usize| {
        let mention = reading.mentions.at(TokenId(at as u32))?;
        (mention.kind == MentionKind::Person).then_some(mention.id)
    };
    if form(document, verb.index() + 1) == "by" {
        let leader = (verb.index() + 2..sentence.end.index().min(verb.index() + 8)).find_map(person)?;
        let skipped = |at: &usize| {
            let token = &document.tokens[*at];
            matches!(token.upos, Upos::Aux | Upos::Adv) || [",", "which", "that", "now"].contains(&form(document, *at))
        };
        let last = (sentence.start.index()..verb.index()).rev().find(|at| !skipped(at))?;
        return Some((leader, noun_phrase_to(reading, sentence, last)?));
    }
    let body = noun_phrase_from(reading, sentence, first)?;
    let own = clause::of_verb(document, verb).subjects.into_iter().find_map(|subject| {
        let mention = reading.mentions.resolve(document, subject)?;
        (is_person(reading, mention) && !body.holds(subject)).then_some(mention.id)
    });
    let floor = sentence.start.index();
    let before = if is_verb { verb } else { TokenId((verb.index() - 1).max(floor) as u32) };
    let leader = own.filter(|_| is_verb).or_else(|| helmsman(reading, before, floor, is_verb))?;
    Some((leader, body))
}

/// The subject of "is at the helm", "has been in charge".
fn helmsman(reading: &Reading, before: TokenId, floor: usize, is_verb: bool) -> Option<MentionId> {
    if is_verb {
        return holder::subject_before(reading, before, floor);
    }
    let document = &reading.document;
    let light = |at: &usize| matches!(document.tokens[*at].upos, Upos::Adp | Upos::Det | Upos::Adv);
    let verb = (floor..before.index() + 1).rev().find(|at| !light(at))?;
    (document.tokens[verb].lemma == "be")
        .then(|| holder::subject_before(reading, TokenId(verb as u32), floor))
        .flatten()
}

/// The noun phrase that starts behind a verb, without its article: "Kenya's energy ministry", "ministry of energy".
fn noun_phrase_from(reading: &Reading, sentence: TokenRange, first: usize) -> Option<TokenRange> {
    let document = &reading.document;
    let mut start = first;
    while start < sentence.end.index() && document.tokens[start].upos == Upos::Det {
        start += 1;
    }
    let mut end = start;
    while end < sentence.end.index().min(start + LONGEST_BODY) {
        let inside = matches!(document.tokens[end].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        let joint = document.is_possessive(TokenId(end as u32));
        let named = reading.mentions.at(TokenId(end as u32)).is_some_and(|mention| mention.tokens.start.index() < end);
        if !inside && !joint && !named {
            break;
        }
        end += 1;
    }
    (end > start).then(|| TokenRange::new(start, end))
}

/// The noun phrase that ends in a token.
fn noun_phrase_to(reading: &Reading, sentence: TokenRange, last: usize) -> Option<TokenRange> {
    let document = &reading.document;
    let mut start = last + 1;
    while start > sentence.start.index() && last + 1 - start < LONGEST_BODY {
        let at = start - 1;
        let inside = matches!(document.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj);
        let joint = document.is_possessive(TokenId(at as u32));
        if !inside && !joint && reading.mentions.at(TokenId(at as u32)).is_none() {
            break;
        }
        start = at;
    }
    (start <= last).then(|| TokenRange::new(start, last + 1))
}

/// The most tokens of the name of a body.
const LONGEST_BODY: usize = 9;

/// The title that the head of a body has.
fn title(reading: &Reading, sentence: TokenRange, verb: TokenId, body: TokenRange) -> Option<Title> {
    let document = &reading.document;
    let lexicon = Lexicon::embedded();
    let last = TokenId(body.end.0 - 1);
    let noun = document.token(last).lemma.to_lowercase();
    let named = reading.mentions.at(last);
    let organisation = named.is_some_and(|mention| mention.kind == MentionKind::Organisation);
    if !organisation && !lexicon.is_body(&noun) {
        return None;
    }
    let doer = lexicon.doer(&document.token(verb).lemma);
    let (office, of) = if noun == "ministry" && doer.is_none() {
        ministry(reading, sentence, body)?
    } else {
        let words = doer.unwrap_or_else(|| lexicon.head_of(&noun));
        let words: Vec<&str> = words.split(' ').collect();
        let office = lexicon.find(&words).into_iter().next()?.office;
        let of = match named {
            Some(mention) if mention.kind != MentionKind::Person => Jurisdiction::Named(mention.id),
            _ => Jurisdiction::Noun(phrase(document, body).into()),
        };
        (office, Some(of))
    };
    Some(Title { tokens: body, phrase: body, head: verb, office, of })
}

/// The words of a noun phrase in lower case, the last in its base form.
fn phrase(document: &Document, body: TokenRange) -> String {
    let last = TokenId(body.end.0 - 1);
    let words = (body.start.0..last.0)
        .map(TokenId)
        .filter(|&id| !document.is_possessive(id))
        .map(|id| document.form(id).to_lowercase());
    words.chain([document.token(last).lemma.to_lowercase()]).collect::<Vec<_>>().join(" ")
}

/// The minister of a ministry, and the country: "Kenya's energy ministry", "ministry of energy".
fn ministry(reading: &Reading, sentence: TokenRange, body: TokenRange) -> Option<(Office, Option<Jurisdiction>)> {
    let document = &reading.document;
    let end = sentence.end.index().min(body.end.index() + LONGEST_BODY);
    let reach = TokenRange::new(body.start.index(), end);
    let words: Vec<String> = reach
        .indices()
        .map(|at| document.form(TokenId(at as u32)).to_lowercase())
        .map(|word| if word == "ministry" { "minister".to_owned() } else { word })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let found = Lexicon::embedded().find(&words).into_iter().find(|found| found.office.portfolio.is_some())?;
    let range = TokenRange::new(reach.start.index() + found.range.start, reach.start.index() + found.range.end);
    let behind = |at: usize| form(document, at) == "of";
    let country = |at: usize| {
        let mention = reading.mentions.at(TokenId(at as u32))?;
        matches!(mention.kind, MentionKind::Place | MentionKind::Other).then_some(Jurisdiction::Named(mention.id))
    };
    let before = (body.start.index()..range.start.index()).find_map(country);
    let of = before.or_else(|| behind(range.end.index()).then(|| country(range.end.index() + 1)).flatten());
    Some((found.office, of))
}
