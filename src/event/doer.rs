//! Events told by a noun for whoever does them: "the author of the song, Ann Roe", "its pilot was Tom Hart", "at the wheel of the
//! car sat Tom Hart".

use smol_str::SmolStr;

use super::find::{parties, told};
use super::kind::Telling;
use super::words::{Words, has};
use super::{Happening, Kind, Kinds, Part, Party};
use crate::claim::clause::{self, Functions};
use crate::claim::{Reading, Vocabulary};
use crate::language::{Deprel, Document, Upos};
use crate::mention::MentionKind;
use crate::text::TokenId;

/// How far behind a seat its verb is looked for, in tokens.
const REACH: u32 = 8;

/// The event of a noun for its doer, where the text names who that is.
pub(super) fn find(reading: &Reading, vocabulary: &Vocabulary, kinds: &Kinds, noun: TokenId) -> Option<Happening> {
    let document = &reading.document;
    let (kind, telling) = kinds.of_doer(&document.token(noun).lemma)?;
    let mut functions = of_doer(document, noun);
    let who = match telling {
        Telling::Seat => seated(reading, noun).filter(|_| is_seat(document, noun))?,
        Telling::Work => {
            let maker = maker(reading, &functions)?;
            functions.objects = made(document, noun).into_iter().collect();
            maker
        }
        Telling::Doer => named(reading, noun)?,
    };
    if functions.objects.is_empty() && telling != Telling::Seat && !is_definite(document, noun) {
        return None;
    }
    Some(happening(reading, vocabulary, kind, noun, who, &functions))
}

fn happening(
    reading: &Reading,
    vocabulary: &Vocabulary,
    kind: &Kind,
    noun: TokenId,
    who: TokenId,
    functions: &Functions,
) -> Happening {
    let mention = reading.mentions.resolve(&reading.document, who).map(|mention| mention.id);
    let doer = Party { role: Part::Agent, token: who, mention, noun: SmolStr::default(), number: None };
    let mut parties = parties(reading, functions, noun);
    parties.retain(|party| party.token != who && (party.mention.is_none() || party.mention != mention));
    parties.push(doer);
    let told = told(reading, vocabulary, noun, noun, functions);
    let marks = told.marks.iter().copied().chain([reading.document.token(who).span]).collect();
    let clause = told.clause.join(reading.document.token(who).span);
    Happening { kind: SmolStr::new(&kind.name), known: true, nominal: true, parties, marks, clause, ..told }
}

/// Whose work it is: "the work of Ann Roe".
fn maker(reading: &Reading, functions: &Functions) -> Option<TokenId> {
    functions.objects.iter().copied().find(|&object| is_person(reading, object))
}

/// What is the work: "The library, the work of Ann Roe", "The library is the work of Ann Roe".
fn made(document: &Document, noun: TokenId) -> Option<TokenId> {
    let token = document.token(noun);
    let subject = document.dependents(noun).find(|&dep| document.token(dep).deprel == Deprel::Nsubj);
    subject.or_else(|| token.head.filter(|_| token.deprel == Deprel::Appos))
}

/// What the noun for a doer is of: "the pilot of the glider", "its author", "the glider pilot".
fn of_doer(document: &Document, noun: TokenId) -> Functions {
    let mut functions = clause::of_noun(document, noun);
    functions.subjects.clear();
    let before = document.dependents(noun).filter(|&dep| dep < noun && document.token(dep).deprel == Deprel::Compound);
    functions.objects.extend(before);
    functions.objects.sort();
    functions.objects.dedup();
    functions
}

fn is_definite(document: &Document, noun: TokenId) -> bool {
    document.dependents(noun).any(|dep| document.form(dep).eq_ignore_ascii_case("the"))
}

/// Who a noun names: "its author, Ann Roe", "the author was Ann Roe", "Ann Roe, author of", "Ann Roe is the author of".
fn named(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let document = &reading.document;
    let token = document.token(noun);
    let person = |id: TokenId| is_person(reading, id).then_some(id);
    let below = |relations: &[Deprel], of: TokenId| {
        document.dependents(of).filter(|&dep| relations.contains(&document.token(dep).deprel)).find_map(person)
    };
    let copular = |of: TokenId| document.dependents(of).any(|dep| document.token(dep).deprel == Deprel::Cop);
    let apposed = || below(&[Deprel::Appos, Deprel::Flat], noun);
    let subject = || below(&[Deprel::Nsubj], noun).filter(|_| copular(noun));
    let above = || {
        let head = token.head?;
        match token.deprel {
            Deprel::Appos | Deprel::Compound | Deprel::NmodDesc | Deprel::Flat => person(head),
            // "The pilot was Tom Hart".
            Deprel::Nsubj if copular(head) => person(head),
            // "The pilot, Tom Hart, said", with both for subjects.
            Deprel::Nsubj | Deprel::NsubjPass => document
                .dependents(head)
                .filter(|&dep| dep > noun && document.token(dep).deprel == token.deprel)
                .filter(|dep| document.form(TokenId(dep.0 - 1)) == ",")
                .find_map(person),
            _ => None,
        }
    };
    // "The driver was named as Tom Hart".
    let identified = || {
        let verb = token.head.filter(|_| token.deprel == Deprel::NsubjPass)?;
        let says = has(&Words::shipped().identifying, &document.token(verb).lemma);
        document
            .dependents(verb)
            .filter(|&dep| says && clause::case(document, dep).as_deref() == Some("as"))
            .find_map(person)
    };
    let above = || above().or_else(identified);
    apposed().or_else(subject).or_else(above).or_else(|| {
        // "its author, Ann Roe," wherever the tree hangs the name.
        let comma = document.form(TokenId((noun.0 + 1).min(document.tokens.len() as u32 - 1))) == ",";
        let next = TokenId(noun.0 + if comma { 2 } else { 1 });
        document.sentence_of(noun).tokens.holds(next).then_some(next).and_then(person)
    })
}

/// "at the wheel", "behind the controls".
fn is_seat(document: &Document, noun: TokenId) -> bool {
    clause::case(document, noun).is_some_and(|case| matches!(case.as_str(), "at" | "behind"))
}

/// Who sits there: the subject of the clause, "At the controls was Ann Roe", or the name with it, "with Ann Roe at the wheel".
fn seated(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let document = &reading.document;
    let person = |id: TokenId| is_person(reading, id).then_some(id);
    let token = document.token(noun);
    let subjects = |of: TokenId| clause::of_verb(document, of).subjects.into_iter().find_map(person);
    let above = || token.head.and_then(|head| person(head).or_else(|| subjects(head)));
    // "Behind the wheel sat Tom Hart": the name stands after the verb, for the tree an object.
    let behind = || {
        let end = document.sentence_of(noun).tokens.end.0.min(noun.0 + REACH);
        let verb = (noun.0 + 1..end).map(TokenId).find(|&at| document.token(at).upos == Upos::Verb)?;
        document.dependents(verb).filter(|&dep| dep > verb && dep.0 < verb.0 + 3).find_map(person)
    };
    subjects(noun).or_else(above).or_else(behind)
}

fn is_person(reading: &Reading, id: TokenId) -> bool {
    let mention = reading.mentions.resolve(&reading.document, id);
    mention.is_some_and(|mention| reading.mentions.full(mention.id).kind == MentionKind::Person)
}
