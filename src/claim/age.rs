//! Ages: "Ann Roe, 39,", "the 39-year-old Roe", "She was 39", "died at the age of 39", "turned 39 last month".
//!
//! `aged(person, years)` holds at the time of its clause, else on the date of issue; `aged-at-death(person, years)` needs
//! no date.

use smol_str::SmolStr;

use super::extract::{LONGEST_SENTENCE, is_person, speaker_name};
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Reading, Vocabulary, clause, when};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::{Span, TokenId, TokenRange};
use crate::time::{Timex, TimexKind};

/// An age found in the text, before its time is known.
struct Found {
    person: MentionId,
    years: f64,
    number: TokenRange,
    trigger: TokenId,
    /// True when the words themselves tie the age to the clause's own time ("was 24", "at the age of").
    then: bool,
}

/// The claims on ages of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut found: Vec<Found> = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let id = TokenId(index as u32);
            found.extend(after_name(reading, sentence.tokens, id));
            found.extend(copular(reading, id));
            found.extend(at_the_age(reading, sentence.tokens, id));
        }
        for timex in when::in_range(&reading.timexes, sentence.tokens).filter(|timex| timex.kind == TimexKind::Age) {
            found.extend(expression(reading, timex));
        }
    }
    found.sort_by_key(|found| (found.number, found.person));
    found.dedup_by_key(|found| (found.number, found.person));
    let all = found;
    let words = |found: &Found| reading.mentions.get(found.person).name.split_whitespace().count();
    let agrees = |found: &&Found| {
        let reference = reading.mentions.get(found.person).kind == MentionKind::Reference;
        let person = reading.mentions.get(found.person).refers_to;
        let another = |other: &Found| {
            let named = reading.mentions.get(other.person).kind != MentionKind::Reference;
            named && reading.mentions.get(other.person).refers_to == person && other.years != found.years
        };
        // "The 11-year-old" is not somebody of whom the text says that she is 53, and "Mark, 5" in a text about Mark Short,
        // who is 40, is his son.
        let fuller = |other: &Found| another(other) && !found.then && !other.then && words(other) >= words(found);
        let mistaken = reference && all.iter().any(another) || all.iter().any(fuller);
        !mistaken
    };
    all.iter().filter(agrees).map(|found| claim(reading, vocabulary, found)).collect()
}

fn years(text: &str) -> Option<f64> {
    text.parse::<u32>().ok().filter(|years| (1..=120).contains(years)).map(f64::from)
}

/// "Ann Roe, 39," and "Ann Roe (39)".
fn after_name(reading: &Reading, sentence: TokenRange, id: TokenId) -> Option<Found> {
    let document = &reading.document;
    let years = years(document.form(id))?;
    let at = |offset: i64| {
        let index = i64::from(id.0) + offset;
        let inside = index >= i64::from(sentence.start.0) && index < i64::from(sentence.end.0);
        inside.then_some(TokenId(index as u32))
    };
    let opening = document.form(at(-1)?);
    let closing = at(1).map_or("", |next| document.form(next));
    let set_off = match opening {
        "," => matches!(closing, "," | "." | ";" | "" | "\u{2014}" | "\u{2013}" | "and"),
        "(" => closing == ")",
        _ => false,
    };
    // "January 6, 2021, 39" and scores stay out: the name must stand right before.
    let person = reading.mentions.at(at(-2)?).filter(|mention| mention.kind == MentionKind::Person)?;
    let list = closing == "and" || at(2).is_some_and(|next| closing == "," && document.token(next).upos == Upos::Num);
    (set_off && !list).then(|| Found {
        person: person.id,
        years,
        number: TokenRange { start: id, end: TokenId(id.0 + 1) },
        trigger: governing_verb(document, person.head),
        then: false,
    })
}

/// "She was 39.", "Roe is 39".
fn copular(reading: &Reading, id: TokenId) -> Option<Found> {
    let document = &reading.document;
    let token = document.token(id);
    let years = years(document.form(id))?;
    let mut cop = None;
    let mut subject = None;
    for dep in document.dependents(id) {
        match document.token(dep).deprel {
            Deprel::Cop => cop = Some(dep),
            Deprel::Nsubj => subject = Some(dep),
            Deprel::Advmod
            | Deprel::Punct
            | Deprel::Advcl
            | Deprel::Obl
            | Deprel::Mark
            | Deprel::Cc
            | Deprel::Conj
            | Deprel::Parataxis
            | Deprel::OblUnmarked => {}
            _ => return None,
        }
    }
    let subject = match (subject, token.deprel, token.head) {
        (Some(subject), Deprel::AclRelcl, Some(head)) if is_relative(document, subject) => head,
        (Some(subject), _, _) => subject,
        _ => return None,
    };
    cop?;
    let person = person_of(reading, subject)?;
    Some(Found { person, years, number: TokenRange { start: id, end: TokenId(id.0 + 1) }, trigger: id, then: true })
}

/// "died at the age of 39".
fn at_the_age(reading: &Reading, sentence: TokenRange, id: TokenId) -> Option<Found> {
    let document = &reading.document;
    let years = years(document.form(id))?;
    let before = |back: u32| {
        let at = id.0.checked_sub(back).map(TokenId).filter(|&at| sentence.holds(at));
        at.map_or("", |at| document.form(at))
    };
    if before(1) != "of" || before(2) != "age" {
        return None;
    }
    let verb = governing_verb(document, id);
    let functions = clause::of_verb(document, verb);
    let subject =
        functions.objects.iter().chain(&functions.subjects).find_map(|&subject| person_of(reading, subject))?;
    Some(Found {
        person: subject,
        years,
        number: TokenRange { start: id, end: TokenId(id.0 + 1) },
        trigger: verb,
        then: true,
    })
}

fn is_relative(document: &Document, id: TokenId) -> bool {
    ["who", "which", "that"].iter().any(|word| document.form(id).eq_ignore_ascii_case(word))
}

/// Expressions that the time stage knows for ages: "39-year-old", "aged 39", "at the age of 39", "turned 39".
fn expression(reading: &Reading, timex: &Timex) -> Option<Found> {
    let document = &reading.document;
    let years = (timex.tokens.indices()).find_map(|index| years(document.form(TokenId(index as u32))))?;
    let head = crate::mention::head(document, timex.tokens);
    let own = timex.tokens.indices().find_map(|index| {
        reading.mentions.at(TokenId(index as u32)).filter(|mention| mention.kind == MentionKind::Reference)
    });
    let next = reading.mentions.at(timex.tokens.end).filter(|mention| mention.kind == MentionKind::Person);
    let noun = document.token(head).head;
    let verb = governing_verb(document, head);
    let adjectival = document.form(TokenId(timex.tokens.end.0 - 1)) == "old";
    // "17-year-old Kadeem ...": a name that was not found has the age, not the person named before it.
    let unknown_name = document.tokens.get(timex.tokens.end.index()).is_some_and(|token| token.upos == Upos::Propn);
    if adjectival && next.is_none() && own.is_none() && unknown_name {
        return None;
    }
    // "the father of the 11-year-old", "his 22-year-old son": the age is not that of the person beside it.
    let of_another = matches!(document.token(head).deprel, Deprel::Nmod | Deprel::Obl)
        && clause::case(document, head).is_some()
        || noun.is_some_and(|noun| document.dependents(noun).any(|dep| document.token(dep).deprel == Deprel::NmodPoss));
    if adjectival && own.is_none() && next.is_none() && of_another {
        return None;
    }
    let person = own.or(next).and_then(|mention| resolved(reading, mention)).or_else(|| {
        let noun = noun.filter(|&noun| document.token(noun).upos != Upos::Verb)?;
        let above = document.token(noun).head.filter(|_| document.token(noun).deprel == Deprel::Appos);
        person_of(reading, noun).or_else(|| above.and_then(|above| person_of(reading, above)))
    });
    let (person, then) = match person {
        Some(person) => (person, !adjectival),
        None if adjectival => return None,
        None => {
            let functions = clause::of_verb(document, verb);
            let subject = functions.subjects.first().or(functions.objects.first()).copied()?;
            (person_of(reading, subject)?, true)
        }
    };
    Some(Found { person, years, number: timex.tokens, trigger: verb, then })
}

fn person_of(reading: &Reading, token: TokenId) -> Option<MentionId> {
    reading.mentions.resolve(&reading.document, token).and_then(|mention| resolved(reading, mention))
}

fn resolved(reading: &Reading, mention: &Mention) -> Option<MentionId> {
    is_person(reading, mention).then_some(mention.id)
}

/// The first verb at or above a token, else the root of its sentence.
pub(super) fn governing_verb(document: &Document, token: TokenId) -> TokenId {
    let mut at = token;
    while document.token(at).upos != Upos::Verb {
        match document.token(at).head {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

fn claim(reading: &Reading, vocabulary: &Vocabulary, found: &Found) -> Claim {
    let document = &reading.document;
    let scope = vocabulary.scope_of(document, found.trigger);
    let at_death = found.then && at_death(document, vocabulary, found);
    let stated = if found.then {
        when::of(reading, found.trigger).filter(|time| !time.throughout && time.days.days() <= 31)
    } else {
        None
    };
    let now = (!found.then || !scope.past) && !looks_back(reading, found.number.start);
    let issue = reading.issued().filter(|_| now).map(|days| ClaimTime { days, throughout: false, stated: false });
    let person = reading.mentions.get(found.person);
    let marks: Vec<Span> = {
        let mut marks = vec![document.span(person.tokens), document.span(found.number)];
        marks.sort();
        marks
    };
    let clause = document.span(clause::extent(document, found.trigger));
    Claim {
        predicate: SmolStr::new_static(if at_death { "aged-at-death" } else { "aged" }),
        roles: vec![Filler::Mention(found.person), Filler::Number(found.years, found.years)],
        trigger: found.trigger,
        clause: marks.iter().fold(clause, |span, &mark| span.join(mark)),
        marks,
        when: stated.or(issue),
        place: None,
        manner: scope.manner,
        past: scope.past,
        speaker: scope.speaker.map(|speaker| speaker_name(reading, speaker)),
    }
}

/// Days before the issue from which on a text looks back.
const BACK: i64 = 300;

/// True when the sentence, or one of the two before it, tells of a time long before the issue: an age there is one of then.
fn looks_back(reading: &Reading, token: TokenId) -> bool {
    let document = &reading.document;
    let Some(issue) = reading.issued() else { return false };
    let mut range = document.sentence_of(token).tokens;
    for _ in 0..2 {
        if let Some(before) = range.start.0.checked_sub(1) {
            range.start = document.sentence_of(TokenId(before)).tokens.start;
        }
    }
    when::in_range(&reading.timexes, range)
        .filter_map(|timex| timex.when)
        .any(|when| (issue.earliest - when.latest).num_days() > BACK)
}

/// True when the age is that at death: its clause speaks of dying, or it is "He was 82" right after one that does.
fn at_death(document: &Document, vocabulary: &Vocabulary, found: &Found) -> bool {
    let speaks =
        |range: TokenRange| range.indices().any(|index| has(&vocabulary.tenure.death, &document.tokens[index].lemma));
    let sentence = document.sentence_of(found.trigger).tokens;
    if speaks(sentence) {
        return true;
    }
    let short = sentence.len() <= 6;
    let before = sentence.start.0.checked_sub(1).map(|last| document.sentence_of(TokenId(last)).tokens);
    short && before.is_some_and(speaks)
}
