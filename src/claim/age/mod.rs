//! Ages: "Ann Roe, 39,", "the 39-year-old Roe", "She was 39", "died at the age of 39", "turned 39 last month".
//!
//! `aged(person, years)` holds at the time of its clause, else on the date of issue; `aged-at-death(person, years)` needs
//! no date. A birthday gives `born(person)` with the days that follow. The words are data in `rules/claims/_age.toml`.

mod bearer;
mod birthday;
mod form;
mod moment;
mod number;

pub(super) use bearer::governing_verb;

use smol_str::SmolStr;

use self::number::Years;
use super::extract::{LONGEST_SENTENCE, speaker_name};
use super::{Claim, Filler, Manner, Reading, Vocabulary, clause};
use crate::mention::{MentionId, MentionKind};
use crate::text::{Span, TokenId};
use crate::time::TimexKind;

/// An age found in the text, before its time is known.
struct Found {
    person: MentionId,
    years: Years,
    trigger: TokenId,
    /// True when the words themselves tie the age to the clause's own time ("was 24", "at the age of").
    then: bool,
    way: Way,
}

/// What the words say of the age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is that of the day of issue.
    Now,
    /// It is that of the time of the clause.
    Clause,
    /// It is that at death.
    Death,
    /// The person gets that old at the time of the clause.
    Turning,
}

/// The claims on ages of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let words = &vocabulary.age;
    let mut all: Vec<Found> = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for timex in reading.timexes_in(sentence.tokens) {
            match timex.kind {
                TimexKind::Age => all.extend(form::adjectival(reading, words, timex)),
                TimexKind::Anniversary => all.extend(birthday::counted(reading, timex)),
                _ => {}
            }
        }
        for index in sentence.tokens.indices() {
            let years = number::at(document, words, sentence.tokens, TokenId(index as u32));
            all.extend(years.and_then(|years| form::around(reading, words, sentence.tokens, years)));
        }
    }
    all.sort_by_key(|found| (found.years.tokens.end, found.person));
    all.dedup_by_key(|found| (found.years.tokens.end, found.person));
    all.iter()
        .filter(|found| agrees(reading, &all, found))
        .filter_map(|found| claim(reading, vocabulary, found))
        .collect()
}

/// "The 11-year-old" is not somebody of whom the text says that she is 53, and "Mark, 5" in a text about Mark Short, who is
/// 40, is his son.
fn agrees(reading: &Reading, all: &[Found], found: &Found) -> bool {
    let mention = reading.mentions.get(found.person);
    let words = |found: &Found| reading.mentions.get(found.person).name.split_whitespace().count();
    let another = |other: &Found| {
        let named = reading.mentions.get(other.person).kind != MentionKind::Reference;
        let same = reading.mentions.get(other.person).refers_to == mention.refers_to;
        let apart = other.years.low > found.years.high || found.years.low > other.years.high;
        named && same && apart && other.way != Way::Turning
    };
    let fuller = |other: &Found| another(other) && !found.then && !other.then && words(other) >= words(found);
    let adjectival = mention.kind == MentionKind::Reference && mention.tokens.len() > 1;
    !(adjectival && all.iter().any(another) || all.iter().any(fuller))
}

fn claim(reading: &Reading, vocabulary: &Vocabulary, found: &Found) -> Option<Claim> {
    let document = &reading.document;
    let scope = vocabulary.scope_of(document, found.trigger);
    let person = reading.mentions.get(found.person);
    let mut marks: Vec<Span> = vec![document.span(person.tokens), document.span(found.years.tokens)];
    marks.sort();
    let clause = document.span(clause::extent(document, found.trigger));
    let dead = found.way == Way::Death
        || found.way == Way::Clause && moment::is_at_death(reading, &vocabulary.age, &vocabulary.tenure.death, found);
    let age = Filler::Number(found.years.low, found.years.high);
    let (predicate, roles, when, manner) = match found.way {
        // What is to come or would have been is as sure as the birth.
        Way::Turning => {
            let born = birthday::born(reading, found)?;
            ("born", vec![Filler::Mention(found.person)], Some(born), Manner::Asserted)
        }
        _ => {
            let predicate = if dead { "aged-at-death" } else { "aged" };
            let roles = vec![Filler::Mention(found.person), age];
            // "No word whether Ann Roe, 39, will stay": what stands beside a name is not denied or planned with its clause.
            let manner = if found.way == Way::Now { Manner::Asserted } else { scope.manner };
            (predicate, roles, moment::of(reading, found, scope), manner)
        }
    };
    Some(Claim {
        predicate: SmolStr::new_static(predicate),
        roles,
        trigger: found.trigger,
        clause: marks.iter().fold(clause, |span, &mark| span.join(mark)),
        marks,
        when,
        place: None,
        manner,
        past: scope.past,
        speaker: scope.speaker.map(|speaker| speaker_name(reading, speaker)),
    })
}
