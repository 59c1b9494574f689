//! Whom a sentence gives an office to, and by what: "Mayor Ann Roe", "Ann Roe, the mayor,", "Ann Roe became mayor".
//!
//! Names beside the title are read from the row of words, verbs from the tree, and where the tree has no answer from the
//! row of words again.

use super::age::governing_verb;
use super::extract::is_person;
use super::vocabulary::has;
use super::{Reading, Vocabulary, clause};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::mention::{MentionId, MentionKind, Title};
use crate::text::{TokenId, TokenRange};

/// How a title and a person come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Side by side, as a title before a name or in apposition.
    Attached,
    /// By a copula or "serve as".
    Stated(TokenId),
    /// By a verb of getting the office.
    Gets(TokenId),
    /// By a verb of leaving it.
    Leaves(TokenId),
}

/// The person that a title is given to.
pub(super) fn of(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<(MentionId, Link)> {
    name_behind(reading, vocabulary, title)
        .or_else(|| name_before(reading, title))
        .map(|person| (person, Link::Attached))
        .or_else(|| by_term(reading, vocabulary, title))
        .or_else(|| by_verb(reading, vocabulary, title))
        .or_else(|| by_words(reading, vocabulary, title))
}

/// "Prime Minister Ann Roe", "the prime minister, Ann Roe,", "Speaker, Mrs Ann Roe", "the director of the Agency (AG), Ann Roe".
fn name_behind(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<MentionId> {
    let document = &reading.document;
    let sentence = document.sentence_of(title.head).tokens;
    let mut comma = false;
    let first = after_brackets(document, title.phrase.end.index(), sentence.end.index());
    let mut index = first;
    let limit = sentence.end.index().min(index + 5);
    while index < limit {
        let id = TokenId(index as u32);
        if let Some(mention) = reading.mentions.at(id) {
            let attached = index == first || comma || is_honorific(document, vocabulary, TokenId(id.0 - 1));
            return (mention.kind == MentionKind::Person && attached).then_some(mention.id);
        }
        match document.form(id) {
            "," if !comma => comma = true,
            _ if is_honorific(document, vocabulary, id) => {}
            _ => return None,
        }
        index += 1;
    }
    None
}

/// Behind "(FSB)", when that stands at `from`.
fn after_brackets(document: &Document, from: usize, end: usize) -> usize {
    let form = |at: usize| if at < end { document.form(TokenId(at as u32)) } else { "" };
    if form(from) != "(" {
        return from;
    }
    (from + 1..end.min(from + 6)).find(|&at| form(at) == ")").map_or(from, |closing| closing + 1)
}

fn is_honorific(document: &Document, vocabulary: &Vocabulary, id: TokenId) -> bool {
    let form = document.form(id).to_lowercase();
    has(&vocabulary.tenure.honorifics, form.trim_end_matches('.'))
}

/// "Ann Roe, prime minister of Iraq,", "Ann Roe, 51, the Iraqi prime minister", "Ann Roe (mayor of Leeds)".
fn name_before(reading: &Reading, title: &Title) -> Option<MentionId> {
    let document = &reading.document;
    let floor = document.sentence_of(title.head).tokens.start.index();
    let mut index = back_over(title.phrase.start.index(), floor, |token| {
        matches!(document.token(token).upos, Upos::Det | Upos::Adj | Upos::Adv) || document.form(token) == "'s"
    });
    let form = |at: usize| document.form(TokenId(at as u32));
    // "Ann Roe, at that time the mayor"
    if index >= floor + 3 && form(index - 1) == "time" && matches!(form(index - 2), "the" | "that") {
        index -= 3;
    }
    if index <= floor || !matches!(form(index - 1), "," | "(" | "\u{2014}" | "\u{2013}" | "--") {
        return None;
    }
    index -= 1;
    // "Ann Roe, 51, the mayor": the age stands between.
    if index >= floor + 3 && document.token(TokenId(index as u32 - 1)).upos == Upos::Num && form(index - 2) == "," {
        index -= 2;
    }
    let mention = reading.mentions.at(TokenId(index.checked_sub(1).filter(|&at| at >= floor)? as u32))?;
    let listed = document.token(title.head).deprel == Deprel::Conj;
    (mention.kind == MentionKind::Person && !listed && closes(document, reading, title)).then_some(mention.id)
}

/// The position left of all tokens before `index` that fulfil a condition, at most five.
fn back_over(index: usize, floor: usize, skipped: impl Fn(TokenId) -> bool) -> usize {
    let mut at = index;
    while at > floor && index - at < 5 && skipped(TokenId(at as u32 - 1)) {
        at -= 1;
    }
    at
}

/// An apposition ends at a comma, a stop or a relative clause; "Roe, Mayor Hart and others" is a list.
fn closes(document: &Document, reading: &Reading, title: &Title) -> bool {
    let next = reading.mentions.at(title.tokens.end);
    let behind =
        document.tokens.get(title.tokens.end.index()).map_or("", |token| token.span.of(&document.article.text));
    next.is_none_or(|mention| mention.kind != MentionKind::Person) && behind != "and"
        || document.token(title.head).deprel == Deprel::Appos
}

/// "Ann Roe is prime minister", "was elected mayor", "served as governor", "resigned as governor".
fn by_verb(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<(MentionId, Link)> {
    let document = &reading.document;
    let head = document.token(title.head);
    let person = |token: TokenId| {
        let mention = reading.mentions.resolve(document, token)?;
        is_person(reading, mention).then_some(mention.id)
    };
    let copula = document.dependents(title.head).any(|dep| document.token(dep).deprel == Deprel::Cop);
    if copula {
        let functions = clause::of_verb(document, title.head);
        let subject = functions.subjects.iter().chain(&functions.objects).find_map(|&subject| person(subject))?;
        return Some((subject, Link::Stated(title.head)));
    }
    // "The head of the agency is Ann Roe", "the agency, whose head is Ann Roe".
    if let (Deprel::Nsubj, Some(predicate)) = (head.deprel, head.head)
        && document.dependents(predicate).any(|dep| document.token(dep).deprel == Deprel::Cop)
        && let Some(name) = reading.mentions.at(predicate).filter(|name| name.kind == MentionKind::Person)
    {
        return Some((name.id, Link::Stated(predicate)));
    }
    let floor = document.sentence_of(title.head).tokens.start.index();
    let by_as = clause::case(document, title.head).as_deref() == Some("as");
    if let Some(found) = by_near_verb(reading, vocabulary, title, floor) {
        return Some(found);
    }
    // "set the date of the vote as acting president": the phrase may hang on a noun.
    let verb = if by_as { governing_verb(document, title.head) } else { head.head? };
    if document.token(verb).upos != Upos::Verb {
        return None;
    }
    let functions = clause::of_verb(document, verb);
    let lemma = document.token(verb).lemma.as_str();
    let words = &vocabulary.tenure;
    let complement = matches!(head.deprel, Deprel::Xcomp | Deprel::Obj | Deprel::Ccomp) || by_as;
    if !complement {
        return None;
    }
    let bearers = if by_as || has(&words.subject_gets, lemma) {
        functions.subjects.iter().chain(&functions.objects).copied().collect::<Vec<_>>()
    } else {
        functions.objects.iter().chain(&functions.subjects).copied().collect()
    };
    let bearer = bearers.into_iter().filter(|&bearer| bearer != title.head).find_map(person)?;
    Some((bearer, link(vocabulary, lemma, verb, by_as)?))
}

/// "Roe, who as mayor looks after the books"; "on Monday he set the date of the vote as acting president": the nearest verb
/// before "as", by the row of words, and its subject.
fn by_near_verb(reading: &Reading, vocabulary: &Vocabulary, title: &Title, floor: usize) -> Option<(MentionId, Link)> {
    let document = &reading.document;
    let light = |token: TokenId| matches!(document.token(token).upos, Upos::Det | Upos::Adj | Upos::Adv);
    let at = back_over(title.phrase.start.index(), floor, light);
    let marker = at.checked_sub(1).filter(|&at| at > floor)?;
    let word = |at: usize| document.form(TokenId(at as u32));
    if word(marker) != "as" {
        return None;
    }
    if word(marker - 1) == "who" {
        let end = document.sentence_of(title.head).tokens.end.index();
        let verb = (title.phrase.end.index()..end).find(|&at| document.tokens[at].upos == Upos::Verb)?;
        let bearer = last_name(reading, marker - 1, floor)?;
        return Some((bearer, Link::Stated(TokenId(verb as u32))));
    }
    let verb = (floor..marker).rev().take(REACH).find(|&at| document.tokens[at].upos == Upos::Verb)?;
    let verb = TokenId(verb as u32);
    let lemma = document.token(verb).lemma.as_str();
    let functions = clause::of_verb(document, verb);
    let subjects = functions.subjects.iter();
    let person = |&&token: &&TokenId| {
        reading.mentions.resolve(document, token).filter(|mention| is_person(reading, mention)).is_some()
    };
    let objects = functions.objects.iter().filter(person);
    // "The council removed Ann Roe as mayor": the object has the office, if it is a person.
    let (first, second) = (objects.copied().next(), subjects.copied().next());
    let turned = has(&vocabulary.tenure.gets, lemma) && !has(&vocabulary.tenure.subject_gets, lemma)
        || has(&vocabulary.tenure.leaves, lemma);
    let bearer = if turned { first.or(second) } else { second.or(first) };
    let bearer = bearer
        .and_then(|bearer| reading.mentions.resolve(document, bearer))
        .filter(|mention| is_person(reading, mention))
        .map(|mention| mention.id);
    let bearer = bearer.or_else(|| subject_before(reading, verb, floor))?;
    Some((bearer, link(vocabulary, lemma, verb, true)?))
}

/// What a verb says of an office, "as" which or being which somebody does what it means.
fn link(vocabulary: &Vocabulary, lemma: &str, verb: TokenId, by_as: bool) -> Option<Link> {
    let words = &vocabulary.tenure;
    Some(match lemma {
        _ if has(&words.gets, lemma) => Link::Gets(verb),
        _ if has(&words.leaves, lemma) => Link::Leaves(verb),
        _ if by_as || has(&words.stays, lemma) => Link::Stated(verb),
        _ => return None,
    })
}

/// The same from the row of words: "elected Ann Roe mayor", "Ann Roe, who until now has been mayor", "is in her third year as
/// mayor".
fn by_words(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<(MentionId, Link)> {
    let document = &reading.document;
    let floor = document.sentence_of(title.head).tokens.start.index();
    let form = |at: usize| document.form(TokenId(at as u32));
    let light = |token: TokenId| matches!(document.token(token).upos, Upos::Det | Upos::Adj | Upos::Adv);
    let mut at = back_over(title.phrase.start.index(), floor, light);
    let left = |at: usize| at.checked_sub(1).filter(|&at| at >= floor).map(|at| TokenId(at as u32));
    if let Some(name) = left(at).and_then(|id| reading.mentions.at(id)).filter(|name| name.kind == MentionKind::Person)
    {
        let verb = left(name.tokens.start.index()).filter(|&verb| document.token(verb).upos == Upos::Verb)?;
        let lemma = document.token(verb).lemma.as_str();
        let made = has(&vocabulary.tenure.gets, lemma) && !has(&vocabulary.tenure.subject_gets, lemma);
        return made.then_some((name.id, Link::Gets(verb)));
    }
    let by_as = left(at).is_some_and(|id| document.form(id).eq_ignore_ascii_case("as"));
    if by_as {
        at -= 1;
    }
    at = over_time(reading, at, floor);
    at = back_over(at, floor, |token| ["in", "up", "over", "down", "back", "to"].contains(&document.form(token)));
    let verb = left(at).filter(|&verb| matches!(document.token(verb).upos, Upos::Verb | Upos::Aux))?;
    let lemma = document.token(verb).lemma.as_str();
    let found =
        if lemma == "be" && form(at) != "to" { Some(Link::Stated(verb)) } else { link(vocabulary, lemma, verb, by_as) };
    let bearer = subject_before(reading, verb, floor)?;
    Some((bearer, found?))
}

/// "Ann Roe, who is in her third season as president"; "Ann Roe held the post of mayor".
fn by_term(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<(MentionId, Link)> {
    let document = &reading.document;
    let floor = document.sentence_of(title.head).tokens.start.index();
    let light = |token: TokenId| matches!(document.token(token).upos, Upos::Det | Upos::Adj | Upos::Adv);
    let at = back_over(title.phrase.start.index(), floor, light);
    if at < floor + 4 {
        return None;
    }
    let (joint, noun) = (document.form(TokenId(at as u32 - 1)), TokenId(at as u32 - 2));
    let lemma = &document.token(noun).lemma;
    let as_ = joint == "as" && has(&vocabulary.tenure.terms, lemma);
    let of = joint == "of" && has(&vocabulary.tenure.posts, lemma);
    if !as_ && !of {
        return None;
    }
    let before = back_over(noun.index(), floor, |token| {
        let upos = document.token(token).upos;
        light(token) || matches!(upos, Upos::Pron | Upos::Num) || (as_ && upos == Upos::Adp)
    });
    let verb = TokenId(before.checked_sub(1).filter(|&at| at >= floor)? as u32);
    let lemma = document.token(verb).lemma.as_str();
    let found = match lemma {
        "be" if as_ => Link::Stated(verb),
        _ if of && has(&vocabulary.tenure.holds, lemma) => Link::Stated(verb),
        _ if of && has(&vocabulary.tenure.takes_post, lemma) => Link::Gets(verb),
        _ if of && has(&vocabulary.tenure.leaves, lemma) => Link::Leaves(verb),
        _ => return None,
    };
    Some((subject_before(reading, verb, floor)?, found))
}

/// The position left of an expression of time that ends at `at`, and of its preposition.
fn over_time(reading: &Reading, at: usize, floor: usize) -> usize {
    let timex = reading.timexes_in(TokenRange::new(floor + 1, at)).find(|timex| timex.tokens.end.index() == at);
    let Some(timex) = timex else { return at };
    let start = timex.tokens.start.index();
    let preposition = reading.document.token(TokenId(start as u32 - 1)).upos == Upos::Adp;
    if preposition && start > floor + 1 { start - 1 } else { start }
}

/// The person whose verb this is by the row of words: before its auxiliaries, "who" or a parenthesis.
pub(super) fn subject_before(reading: &Reading, verb: TokenId, floor: usize) -> Option<MentionId> {
    let document = &reading.document;
    let mut at = verb.index();
    for _ in 0..4 {
        at = over_time(reading, at, floor);
        at = back_over(at, floor, |token| {
            matches!(document.token(token).upos, Upos::Aux | Upos::Adv)
                || matches!(document.form(token), "until" | "also")
        });
    }
    if at <= floor {
        return None;
    }
    let denied = (at..verb.index()).any(|at| matches!(document.form(TokenId(at as u32)), "not" | "n't" | "never"));
    let before = TokenId(at as u32 - 1);
    let person =
        |at: TokenId| reading.mentions.at(at).filter(|mention| is_person(reading, mention)).map(|mention| mention.id);
    match document.form(before) {
        _ if denied => None,
        "who" => last_name(reading, before.index(), floor),
        // "Ann Roe, elected mayor in 2019,"
        "," if document.token(verb).xpos == Xpos::Vbn && at == verb.index() && at >= floor + 2 => {
            person(TokenId(at as u32 - 2))
        }
        "," => {
            let opening =
                (floor + 1..before.index()).rev().take(REACH).find(|&at| document.form(TokenId(at as u32)) == ",")?;
            person(TokenId(opening as u32 - 1))
        }
        _ => person(before),
    }
}

/// The person last named before a position.
fn last_name(reading: &Reading, to: usize, floor: usize) -> Option<MentionId> {
    let person = |at: usize| {
        let mention = reading.mentions.at(TokenId(at as u32))?;
        is_person(reading, mention).then_some(mention.id)
    };
    (floor..to).rev().take(REACH).find_map(person)
}

/// The most tokens from "who" or a closing comma back to the name.
const REACH: usize = 14;
