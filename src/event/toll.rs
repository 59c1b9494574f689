//! Tolls: how many died or fell ill, where a text gives the number of all.
//!
//! "Killed 12 people", "the death toll rose to 17", "the three children who lost their lives". A number of some of them
//! ("two of the dead", "three more", "another passenger") is no toll.

use smol_str::SmolStr;

use super::words::{Nouns, TollWords, Tolls, has};
use crate::claim::clause;
use crate::claim::{LONGEST_SENTENCE, Manner, Reading, Vocabulary};
use crate::language::{Deprel, Document, Sentence, Upos};
use crate::quantity::{Amount, is_people};
use crate::text::{Span, TokenId};
use crate::time::Bound;

/// Texts give the toll of older events as background; a day so long before the issue dates one.
const BACKGROUND: i64 = 90;

/// A number of all who suffered one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Toll {
    /// What they suffered: dead, ill.
    pub of: SmolStr,
    /// Who they are: "people" in general, else the noun.
    pub who: SmolStr,
    /// How many, as a closed interval.
    pub number: (f64, f64),
    /// The clause.
    pub clause: Span,
    /// The words that matter.
    pub marks: Vec<Span>,
}

/// The tolls of a document, in the order of the text.
pub fn tolls_of(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Toll> {
    let document = &reading.document;
    let mut found = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        if is_background(reading, sentence) || is_correction(document, sentence) {
            continue;
        }
        let here = reading.amounts_in(sentence.tokens);
        for amount in here.filter(|amount| !is_partial(document, amount) && !reading.is_timed(amount.tokens.start)) {
            found.extend(Tolls::shipped().toll.iter().find_map(|words| toll(reading, vocabulary, words, amount)));
        }
    }
    largest(found)
}

/// The largest number of each kind of sufferers: smaller ones are of some of them.
fn largest(found: Vec<Toll>) -> Vec<Toll> {
    let mut tolls: Vec<Toll> = Vec::new();
    for toll in found {
        match tolls.iter_mut().find(|known| known.of == toll.of && known.who == toll.who) {
            Some(known) if known.number.0 < toll.number.0 => *known = toll,
            Some(_) => {}
            None => tolls.push(toll),
        }
    }
    tolls
}

/// True when the sentence gives a time long before the issue: it looks back at another event.
fn is_background(reading: &Reading, sentence: &Sentence) -> bool {
    let Some(issue) = reading.issued() else { return false };
    reading
        .timexes_in(sentence.tokens)
        .filter(|timex| timex.bound == Bound::At)
        .filter_map(|timex| timex.when)
        .any(|days| (issue.earliest - days.latest).num_days() > BACKGROUND)
}

/// True for a sentence that takes back an earlier number.
fn is_correction(document: &Document, sentence: &Sentence) -> bool {
    let cues = &Tolls::shipped().correction;
    sentence.tokens.indices().any(|at| has(cues, &document.form(TokenId(at as u32)).to_lowercase()))
}

/// "two of the dead", "three more", "another two", "two others", "two brothers, Ann and Tom", "four injured": no number of all
/// who died.
fn is_partial(document: &Document, amount: &Amount) -> bool {
    let sentence = document.sentence_of(amount.tokens.start).tokens;
    let form = |at: usize| {
        let inside = at >= sentence.start.index() && at < sentence.end.index();
        if inside { document.form(TokenId(at as u32)).to_lowercase() } else { String::new() }
    };
    let (start, end) = (amount.tokens.start.index(), amount.tokens.end.index());
    let before = start.checked_sub(1).map(form).unwrap_or_default();
    let behind = [form(end), form(end + 1), form(end + 2)];
    let words = Tolls::shipped();
    let more = |word: &String| has(&words.partial_behind, word);
    has(&words.partial_before, &before) && !(before == "of" && form(start.wrapping_sub(2)) == "toll")
        || behind[..2].iter().any(more)
        || has(&words.hurt, &behind[0])
        || (document.tokens.get(end).is_some_and(|next| next.upos == Upos::Noun && !is_people(&next.lemma))
            && behind[1] == ",")
}

fn toll(reading: &Reading, vocabulary: &Vocabulary, words: &TollWords, amount: &Amount) -> Option<Toll> {
    let document = &reading.document;
    let noun = amount.counted.filter(|&noun| document.token(noun).upos == Upos::Noun);
    let head = noun.unwrap_or(amount.tokens.start);
    let carrier = [Some(head), document.token(head).head, noun.and_then(|noun| relative(document, noun))]
        .into_iter()
        .flatten()
        .find(|&id| carries(document, words, id, head))
        .or_else(|| toll_noun(document, words, head))?;
    let lemma = &document.token(head).lemma;
    let nouns = Nouns::shipped();
    let counts_people =
        noun.is_none() || has(&Tolls::shipped().sufferers, lemma) || is_people(lemma) || has(&words.noun, lemma);
    let scope = vocabulary.scope_of(document, carrier);
    if !counts_people || scope.manner != Manner::Asserted {
        return None;
    }
    let general = noun.is_none() || is_people(lemma) || has(&words.noun, lemma);
    let who = if general { SmolStr::new_static("people") } else { nouns.canonical(lemma) };
    let marks = vec![document.span(amount.tokens), document.token(carrier).span];
    let clause = document.sentence_of(carrier).span;
    Some(Toll { of: SmolStr::new(&words.of), who, number: (amount.low, amount.high), clause, marks })
}

/// True when a word tells of the toll and the number is of those who suffer: object of "kill", subject of "die".
fn carries(document: &Document, words: &TollWords, id: TokenId, counted: TokenId) -> bool {
    let token = document.token(id);
    if token.upos == Upos::Adj || token.upos == Upos::Noun {
        let form = document.form(id).to_lowercase();
        return id.0 == counted.0 + 1 && has(&words.adjective, &form);
    }
    if token.upos != Upos::Verb {
        return false;
    }
    let near = |wanted: &str| document.dependents(id).any(|dep| document.token(dep).lemma == wanted);
    let verb = words.verb.iter().any(|entry| {
        let mut parts = entry.split(' ');
        parts.next() == Some(token.lemma.as_str()) && parts.all(near)
    });
    if !verb {
        return false;
    }
    let functions = clause::of_verb(document, id);
    let sufferers =
        if functions.objects.is_empty() || token.lemma == "lose" { &functions.subjects } else { &functions.objects };
    sufferers.contains(&counted)
}

/// The verb of the relative clause on a noun: "the three children who lost their lives".
fn relative(document: &Document, noun: TokenId) -> Option<TokenId> {
    document.dependents(noun).find(|&dep| {
        matches!(document.token(dep).deprel, Deprel::AclRelcl | Deprel::Acl) && document.token(dep).upos == Upos::Verb
    })
}

/// "the death toll rose to 17", "the number of dead stood at 17", "17 deaths".
fn toll_noun(document: &Document, words: &TollWords, number: TokenId) -> Option<TokenId> {
    let token = document.token(number);
    if has(&words.noun, &token.lemma) {
        return Some(number);
    }
    let verb = verb_above(document, number)?;
    // "rises to 17", "stands at 17", "reaches 17".
    let preposition = clause::case(document, number);
    let before = number.0.checked_sub(1).map_or("", |before| document.form(TokenId(before)));
    let marked = [preposition.as_deref().unwrap_or(""), before].iter().any(|word| matches!(*word, "to" | "at"));
    let reached = token.deprel == Deprel::Obj
        && token.head == Some(verb)
        && has(&Tolls::shipped().reaches, &document.token(verb).lemma);
    if !marked && !reached {
        return None;
    }
    let argument = |dep: &TokenId| {
        matches!(document.token(*dep).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::NsubjOuter)
    };
    let subjects = clause::of_verb(document, verb).subjects;
    document.dependents(verb).filter(argument).chain(subjects).find(|&subject| {
        let named = |id: TokenId| has(&words.noun, &document.token(id).lemma);
        named(subject) || document.dependents(subject).any(named)
    })
}

/// The verb whose clause a number stands in, also where the tree hangs it on a noun before: "raising the number of dead to 17".
fn verb_above(document: &Document, number: TokenId) -> Option<TokenId> {
    let mut above = document.token(number).head?;
    for _ in 0..3 {
        let token = document.token(above);
        match token.upos {
            Upos::Verb => return Some(above),
            Upos::Noun | Upos::Adj if matches!(token.deprel, Deprel::Nmod | Deprel::Obj | Deprel::Nsubj) => {
                above = token.head?;
            }
            _ => return None,
        }
    }
    None
}
