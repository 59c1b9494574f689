//! Where something happened: the place that a clause names.

use smol_str::SmolStr;

use super::Reading;
use super::clause::{self, Functions};
use crate::gazetteer::{NounClass, is_venue};
use crate::language::Deprel;
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::TokenId;

/// Prepositions of place.
const LOCAL: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "off",
    "beside",
    "on",
    "along",
    "over",
    "close to",
    "within",
    "between",
    "beneath",
    "above",
    "throughout",
];
/// Prepositions inside a phrase that lead to its place.
const INNER: &[&str] = &["in", "at", "near", "outside", "on", "off", "between", "along", "close to"];
/// Verbs that happen where somebody gets away from.
const LEAVING: &[&str] =
    &["escape", "flee", "slip", "break", "walk", "vanish", "disappear", "kidnap", "abduct", "snatch", "steal"];
/// How deep in a phrase its place is looked for: "on the roof of a hospital in the city of Leeds".
const DEPTH: usize = 3;
/// The most tokens from a place to the "there" or "where" that points to it.
const REACH: u32 = 12;

/// The place of a clause: a phrase with a local preposition whose noun is, or whose own phrases name, a place; the noun that
/// a "where" clause is about; the place before "there".
pub(crate) fn where_(reading: &Reading, id: TokenId, functions: &Functions) -> Option<(MentionId, SmolStr)> {
    let document = &reading.document;
    let token = document.token(id);
    let inside = |mention: &Mention| (mention.id, SmolStr::new_static("in"));
    let pointer = |word: &str| document.dependents(id).find(|&dep| document.form(dep).eq_ignore_ascii_case(word));
    if let Some(pointer) = pointer("where") {
        let noun = token.head.filter(|_| token.deprel == Deprel::AclRelcl);
        return noun
            .and_then(|noun| named(reading, noun))
            .map(|(mention, _)| mention)
            .or_else(|| before(reading, pointer))
            .map(inside);
    }
    let leaving = LEAVING.contains(&token.lemma.as_str());
    let local = |case: &str| LOCAL.contains(&case) || leaving && matches!(case, "from" | "out of" | "of");
    // "shot dead in Leeds": the phrase may hang on what the verb has for its complement.
    let deeper = functions.complements.iter().flat_map(|&complement| {
        document.dependents(complement).filter_map(|dep| Some((clause::case(document, dep)?, dep)))
    });
    let phrases = functions.obliques.iter().cloned().chain(deeper);
    let phrase = phrases.filter(|(case, _)| local(case)).find_map(|(case, phrase)| {
        let leaves = matches!(case.as_str(), "from" | "out of" | "of");
        let (mention, inner) = named(reading, phrase)?;
        let word = if leaves { SmolStr::new_static("in") } else { SmolStr::new(case) };
        Some((mention.id, inner.unwrap_or(word)))
    });
    // "took him into custody at a hotel in Leeds", "hit close to Leeds": the place hangs on a phrase that is none.
    let through = || {
        let loose = functions.obliques.iter().filter(|(case, _)| case == "into").map(|&(_, phrase)| phrase);
        loose.chain(document.dependents(id).filter(|&dep| document.token(dep).deprel == Deprel::Advmod)).find_map(
            |phrase| {
                document.dependents(phrase).find_map(|dep| {
                    let near = document.token(phrase).lemma == "close";
                    let case = clause::case(document, dep)
                        .filter(|case| INNER.contains(&case.as_str()) || near && case == "to")?;
                    let (mention, inner) = named(reading, dep)?;
                    Some((mention.id, inner.unwrap_or(SmolStr::new(if near { "near" } else { &case }))))
                })
            },
        )
    };
    phrase.or_else(|| of_object(reading, functions)).or_else(through).or_else(|| {
        let pointer = pointer("there")?;
        before(reading, pointer).or_else(|| only_before(reading, pointer)).map(inside)
    })
}

/// The only place of the sentence before: "He talks of Ubisa often. He was born there."
fn only_before(reading: &Reading, pointer: TokenId) -> Option<&Mention> {
    let document = &reading.document;
    let last = document.sentence_of(pointer).tokens.start.0.checked_sub(1)?;
    let sentence = document.sentence_of(TokenId(last)).tokens;
    let mut places =
        reading.mentions.all.iter().filter(|mention| sentence.contains(mention.tokens) && is_place(mention));
    let only = places.next()?;
    places.all(|other| other.refers_to == only.refers_to).then_some(only)
}

/// "searched a jail in Leeds", "left the road near Leeds": a place that the parser hangs on what is done something to.
fn of_object(reading: &Reading, functions: &Functions) -> Option<(MentionId, SmolStr)> {
    let document = &reading.document;
    functions.objects.iter().flat_map(|&object| document.dependents(object)).find_map(|dep| {
        let case = clause::case(document, dep).filter(|case| LOCAL.contains(&case.as_str()))?;
        let nominal = document.token(dep).deprel == Deprel::Nmod;
        let (mention, inner) = named(reading, dep).filter(|_| nominal)?;
        Some((mention.id, inner.unwrap_or(SmolStr::new(case))))
    })
}

/// The place that "where" and "there" point to: the last one named before in the sentence.
fn before(reading: &Reading, pointer: TokenId) -> Option<&Mention> {
    let sentence = reading.document.sentence_of(pointer).tokens.start.0;
    let from = pointer.0.saturating_sub(REACH).max(sentence);
    (from..pointer.0).rev().find_map(|at| reading.mentions.at(TokenId(at)).filter(|mention| is_place(mention)))
}

/// The place that a noun is or that its phrase names: "a hospital in Windhoek", "the village of Ubisa"; with the preposition
/// that leads to it inside the phrase, "off the road near Ubisa".
fn named(reading: &Reading, noun: TokenId) -> Option<(&Mention, Option<SmolStr>)> {
    let direct = reading.mentions.resolve(&reading.document, noun).filter(|mention| is_place(mention));
    // "Ubisa, a village in the west": what stands in apposition to a place is that place.
    let apposed = || {
        let token = reading.document.token(noun);
        let head = token.head.filter(|_| token.deprel == Deprel::Appos)?;
        reading.mentions.at(head).filter(|mention| is_place(mention))
    };
    direct.or_else(apposed).map(|mention| (mention, None)).or_else(|| below(reading, noun, 0))
}

fn below(reading: &Reading, phrase: TokenId, depth: usize) -> Option<(&Mention, Option<SmolStr>)> {
    let document = &reading.document;
    let part = NounClass::of(&document.token(phrase).lemma).is_some();
    let phrases: Vec<(TokenId, Option<String>)> = document
        .dependents(phrase)
        .filter(|&dep| {
            let relation = document.token(dep).deprel;
            matches!(relation, Deprel::Nmod | Deprel::Appos | Deprel::Compound | Deprel::NmodPoss)
        })
        .map(|dep| (dep, clause::case(document, dep)))
        .filter(|(_, case)| match case.as_deref() {
            Some("of") => part || is_venue(&document.token(phrase).lemma),
            Some(case) => INNER.contains(&case),
            None => true,
        })
        .collect();
    let word = |case: &Option<String>| case.as_deref().filter(|case| *case != "of").map(SmolStr::new);
    let direct = phrases.iter().find_map(|(dep, case)| {
        let mention = reading.mentions.resolve(document, *dep).filter(|mention| is_place(mention))?;
        Some((mention, word(case)))
    });
    let deeper = || {
        phrases.iter().find_map(|(dep, case)| {
            let (mention, inner) = below(reading, *dep, depth + 1)?;
            Some((mention, inner.or_else(|| word(case))))
        })
    };
    direct.or_else(|| if depth < DEPTH { deeper() } else { None })
}

fn is_place(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Place | MentionKind::Locality)
}
