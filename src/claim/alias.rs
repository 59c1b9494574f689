//! Declared other names: "Lawali Rabe, also known as Mai-Dutse", "better known as", "born Jabbar al-Issawi".
//!
//! `alias(person, name)`; `called(person, own, name)`, with the name that the text gives besides; and `only-alias(person, name)`
//! where it says that there was no other.

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::has;
use super::{Claim, Filler, Manner, Reading, Vocabulary};
use crate::mention::{Mention, MentionId, MentionKind, folded};
use crate::text::{TokenId, TokenRange};

/// The most tokens between a name and its other name.
const REACH: usize = 9;

/// The claims on other names of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let named: Vec<&Mention> =
        reading.mentions.all.iter().filter(|mention| mention.kind != MentionKind::Reference).collect();
    let mut claims = Vec::new();
    for pair in named.windows(2).filter(|pair| pair[0].kind == MentionKind::Person) {
        let (person, other) = (pair[0], pair[1]);
        let sentence = document.sentence_of(person.tokens.start);
        let gap = TokenRange { start: person.tokens.end, end: other.tokens.start };
        let fits =
            sentence.tokens.contains(other.tokens) && gap.len() <= REACH && sentence.tokens.len() <= LONGEST_SENTENCE;
        let direct = other.kind == MentionKind::Person || is_direct(reading, vocabulary, gap);
        if !fits || !direct || !declares(reading, vocabulary, gap) {
            continue;
        }
        let alias = claim(reading, "alias", person, other);
        let own = reading.mentions.full(person.id);
        let (own, other) = (Filler::Word(own.name.clone()), Filler::Word(folded(&other.name).into()));
        claims.push(Claim {
            predicate: SmolStr::new_static("called"),
            roles: vec![Filler::Mention(person.id), own, other],
            ..alias.clone()
        });
        claims.push(alias);
    }
    claims.extend(only(reading, vocabulary));
    claims
}

fn claim(reading: &Reading, predicate: &'static str, person: &Mention, other: &Mention) -> Claim {
    let document = &reading.document;
    let mut marks = vec![document.span(person.tokens), document.span(other.tokens)];
    marks.sort();
    Claim {
        predicate: SmolStr::new_static(predicate),
        roles: vec![Filler::Mention(person.id), Filler::Word(folded(&other.name).into())],
        trigger: other.head,
        clause: document.sentence_of(other.tokens.start).span,
        marks,
        when: None,
        place: None,
        manner: Manner::Asserted,
        past: false,
        speaker: None,
    }
}

/// "He had one alias only, Abu Talha", "goes by a single nickname, Afdheer".
fn only(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let word = |at: usize| document.form(TokenId(at as u32)).to_lowercase();
            // "alias" may be taken for a plural.
            if ![document.tokens[index].lemma.as_str(), &word(index)]
                .iter()
                .any(|noun| has(&vocabulary.alias.nouns, noun))
            {
                continue;
            }
            let around = index.saturating_sub(2).max(sentence.tokens.start.index())
                ..(index + 2).min(sentence.tokens.end.index());
            if !around.clone().any(|at| has(&vocabulary.alias.sole, &word(at))) {
                continue;
            }
            let ahead = (index + 1..sentence.tokens.end.index().min(index + ONLY)).find_map(|at| {
                reading.mentions.at(TokenId(at as u32)).filter(|mention| mention.kind != MentionKind::Reference)
            });
            let behind = (sentence.tokens.start.index()..index).rev().find_map(|at| {
                let mention = reading.mentions.at(TokenId(at as u32))?;
                super::extract::is_person(reading, mention).then_some(mention)
            });
            if let (Some(person), Some(name)) = (behind, ahead) {
                claims.push(claim(reading, "only-alias", person, name));
            }
        }
    }
    claims
}

/// The most tokens from "only one nickname" to the name.
const ONLY: usize = 14;

/// True when it is surely the person who goes by the other name: "Tom Hart, alias", "Tom Hart, whom dockers know as"; not "Tom
/// Hart, of a gang known as".
fn is_direct(reading: &Reading, vocabulary: &Vocabulary, gap: TokenRange) -> bool {
    let word = |index: usize| reading.document.form(TokenId(index as u32)).to_lowercase();
    let mut words = gap.indices().map(word).filter(|word| !matches!(word.as_str(), "," | "(" | "\u{2014}"));
    let first = words.next().unwrap_or_default();
    has(&vocabulary.alias.direct, &first) || gap.indices().map(word).any(|word| word == "whom")
}

/// The pairs of mentions that the alias claims of a document join: the person, and the other name.
pub fn aliases(reading: &Reading, claims: &[Claim]) -> Vec<(MentionId, MentionId)> {
    let pair = |claim: &Claim| match claim.roles.first() {
        Some(Filler::Mention(person)) => Some((*person, reading.mentions.at(claim.trigger)?.id)),
        _ => None,
    };
    claims
        .iter()
        .filter(|claim| ["alias", "only-alias", "real-name"].contains(&claim.predicate.as_str()))
        .filter_map(pair)
        .collect()
}

/// True when the words between two names declare the second to be another name of the first.
fn declares(reading: &Reading, vocabulary: &Vocabulary, gap: TokenRange) -> bool {
    let document = &reading.document;
    let forms: Vec<String> = gap.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase()).collect();
    let Some(last) = forms.iter().rposition(|form| !matches!(form.as_str(), "\"" | "\u{201c}" | "(" | "the")) else {
        return false;
    };
    let phrase = forms[..=last].join(" ");
    vocabulary.alias.declares.iter().any(|words| {
        phrase.strip_suffix(words.as_str()).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    }) && !forms.iter().any(|form| has(&vocabulary.alias.breaks, form))
}
