//! Who holds which office: "Prime Minister Ann Roe", "Ann Roe, prime minister of Iraq", "Ann Roe became mayor in 2020".
//!
//! `holds(person, office, of)`: holds it then. `held(person, office, of)`: held it before ("former", "late").
//! `changes(person, office, of)`: got or left it then.

use smol_str::SmolStr;

use super::age::governing_verb;
use super::extract::{LONGEST_SENTENCE, is_person, speaker_name};
use super::holder::{self, Link};
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause, lead, post, term, when};
use crate::language::Document;
use crate::mention::{MentionId, Title};
use crate::offices::Modifier;
use crate::source::BlockKind;
use crate::text::{TokenId, TokenRange};
use crate::time::{Bound, Timex, TimexKind};

/// The claims on offices of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let mut claims = Vec::new();
    for title in &reading.mentions.titles {
        // Headlines drop articles and commas: what stands side by side in them need not belong together.
        let sentence = reading.document.sentence_of(title.head);
        if sentence.tokens.len() > LONGEST_SENTENCE || sentence.block == BlockKind::Title {
            continue;
        }
        if let Some((person, link)) = holder::of(reading, vocabulary, title) {
            let claim = claim(reading, vocabulary, title, person, link);
            claims.extend(implied(reading, vocabulary, title, person, link, &claim));
            claims.push(claim);
        }
    }
    claims.extend(posts(reading, vocabulary));
    claims.extend(lead::extract(reading, vocabulary));
    term::complete(reading, vocabulary, &mut claims);
    claims
}

/// "She had held the post since 2015", "who has occupied that chair since 2019": the office named before in the sentence, or in
/// the one before.
fn posts(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let id = TokenId(index as u32);
            let Some(verb) = holding(reading, vocabulary, sentence.tokens, id) else { continue };
            let before = sentence.tokens.start.0.checked_sub(1);
            let earliest =
                before.map_or(sentence.tokens.start, |last| document.sentence_of(TokenId(last)).tokens.start);
            let title = reading.mentions.titles.iter().rev().find(|title| {
                title.tokens.end <= id && title.tokens.start >= earliest || is_named_by(document, id, title)
            });
            let bearer = clause::of_verb(document, verb).subjects.into_iter().find_map(|subject| {
                let mention = reading.mentions.resolve(document, subject)?;
                is_person(reading, mention).then_some(mention.id)
            });
            let bearer = bearer.or_else(|| holder::subject_before(reading, verb, sentence.tokens.start.index()));
            if let (Some(title), Some(bearer)) = (title, bearer) {
                let mut claim = claim(reading, vocabulary, title, bearer, Link::Stated(verb));
                claim.marks = vec![document.token(id).span];
                claim.clause = document.span(clause::extent(document, verb)).join(document.token(id).span);
                claim.trigger = id;
                claims.push(claim);
            }
        }
    }
    claims
}

/// "the post of prime minister".
fn is_named_by(document: &Document, post: TokenId, title: &Title) -> bool {
    title.tokens.start.0 == post.0 + 2 && document.form(TokenId(post.0 + 1)) == "of"
}

/// The verb of "had held the post", for the noun.
fn holding(reading: &Reading, vocabulary: &Vocabulary, sentence: TokenRange, noun: TokenId) -> Option<TokenId> {
    let document = &reading.document;
    if !has(&vocabulary.tenure.posts, &document.token(noun).lemma) {
        return None;
    }
    let article = noun.0.checked_sub(1).map(TokenId).filter(|&article| article >= sentence.start)?;
    let definite = ["the", "that", "this"].iter().any(|word| document.form(article).eq_ignore_ascii_case(word));
    let verb = article.0.checked_sub(1).map(TokenId).filter(|&verb| verb >= sentence.start)?;
    (definite && has(&vocabulary.tenure.holds, &document.token(verb).lemma)).then_some(verb)
}

/// The claim that somebody has a title, by a link.
pub(super) fn claim(reading: &Reading, vocabulary: &Vocabulary, title: &Title, person: MentionId, link: Link) -> Claim {
    let document = &reading.document;
    let trigger = match link {
        Link::Attached => governing_verb(document, reading.mentions.get(person).head),
        Link::Stated(verb) | Link::Gets(verb) | Link::Leaves(verb) => verb,
    };
    let scope = vocabulary.scope_of(document, trigger);
    let past_holder = title.office.is_past();
    let predicate = match link {
        Link::Gets(_) | Link::Leaves(_) => "changes",
        _ if past_holder => "held",
        _ => "holds",
    };
    // A title beside a name is presupposed, whatever becomes of the clause around it.
    let manner = match scope.manner {
        _ if link == Link::Attached => presupposed(title),
        // "until now" is no condition.
        Manner::Hedged if until_now(reading, vocabulary, title) => Manner::Asserted,
        manner => manner,
    };
    let mut marks = vec![document.span(title.tokens), document.span(reading.mentions.get(person).tokens)];
    marks.sort();
    let clause = marks.iter().fold(document.span(clause::extent(document, trigger)), |span, &mark| span.join(mark));
    let (office, of) = post::of(reading, title);
    let of = of.map_or(Filler::Nothing, Filler::Jurisdiction);
    Claim {
        predicate: SmolStr::new_static(predicate),
        roles: vec![Filler::Mention(person), Filler::Office(office), of],
        trigger: title.head,
        clause,
        marks,
        when: (link != Link::Attached || !is_counted(document, title))
            .then(|| time(reading, vocabulary, title, trigger, scope.past, link))
            .flatten(),
        place: None,
        manner,
        past: scope.past,
        speaker: if link == Link::Attached {
            None
        } else {
            scope.speaker.map(|speaker| speaker_name(reading, speaker))
        },
    }
}

/// "the 39th president": who is counted among the holders may have been one at any time.
fn is_counted(document: &Document, title: &Title) -> bool {
    let ordinal = |id: TokenId| {
        let form = document.form(id);
        form.len() > 2
            && form.starts_with(|first: char| first.is_ascii_digit())
            && !form.ends_with(|last: char| last.is_ascii_digit())
    };
    let before = title.tokens.start.0.checked_sub(1).map(TokenId);
    before.is_some_and(ordinal) || document.dependents(title.head).any(ordinal)
}

/// What a claim says beside: "the impeached speaker" has been removed, "the new mayor" has got the office, and so has somebody
/// to have lost it whom the council dismisses.
pub(super) fn implied(
    reading: &Reading,
    vocabulary: &Vocabulary,
    title: &Title,
    person: MentionId,
    link: Link,
    claim: &Claim,
) -> Vec<Claim> {
    let document = &reading.document;
    let also = |predicate| Claim { predicate: SmolStr::new_static(predicate), ..claim.clone() };
    match link {
        Link::Gets(verb) if has(&vocabulary.tenure.enters, &document.token(verb).lemma) => {
            return vec![also("gets"), also(term::ENTERS)];
        }
        Link::Gets(_) => return vec![also("gets")],
        Link::Leaves(_) => return vec![also("leaves")],
        Link::Stated(_) => return Vec::new(),
        Link::Attached => {}
    }
    let mut claims = Vec::new();
    if title.office.modifiers.contains(&Modifier::Removed) {
        let when = reading.as_issued();
        claims.push(Claim { when, ..also("removed") });
    }
    let words = document.text(title.tokens).to_lowercase();
    let mut words = words.split([' ', '-']);
    let recent = words.any(|word| has(&vocabulary.tenure.recent, word));
    let head = reading.mentions.get(person).head;
    let verb = governing_verb(document, head);
    let lemma = document.token(verb).lemma.as_str();
    let moved = (has(&vocabulary.tenure.leaves, lemma) || has(&vocabulary.tenure.gets, lemma))
        && clause::of_verb(document, verb).objects.iter().any(|object| *object == head || *object == title.head);
    if moved && has(&vocabulary.tenure.leaves, lemma) {
        claims.push(Claim { when: None, ..also("leaves") });
    }
    if recent || moved {
        claims.push(Claim { when: None, ..also("changes") });
    }
    claims
}

fn presupposed(title: &Title) -> Manner {
    if title.office.is_prospective() { Manner::Planned } else { Manner::Asserted }
}

/// A title beside a name holds when its clause does; without a time of its own, on the date of issue if the clause is
/// one of reporting or in the present.
fn time(
    reading: &Reading,
    vocabulary: &Vocabulary,
    title: &Title,
    trigger: TokenId,
    past: bool,
    link: Link,
) -> Option<ClaimTime> {
    let issued = || reading.as_issued();
    if let Some(term) = when::behind(reading, title.phrase).filter(|term| term.throughout) {
        return Some(term);
    }
    let stated = when::of(reading, trigger).or_else(|| when::of_item(reading, trigger));
    if link == Link::Attached {
        match stated {
            // "Ann Roe, the mayor, has lived there since 1990."
            Some(time) if time.throughout && !bounds(reading, vocabulary, title) => return issued(),
            // The title of today stands beside what its bearer did long ago.
            Some(time) if is_long_ago(reading, time) && !title.office.modifiers.contains(&Modifier::Then) => {
                return None;
            }
            _ => {}
        }
    }
    let stated = stated.or_else(|| before_subject(reading, trigger));
    if stated.is_some() {
        return stated;
    }
    if title.office.modifiers.contains(&Modifier::Then) {
        return None;
    }
    let lemma = reading.document.token(trigger).lemma.as_str();
    let reports = has(&vocabulary.tenure.reports, lemma);
    let attached = link == Link::Attached;
    let now = attached && (reports || is_perfect(&reading.document, trigger) || is_current(reading, title))
        || !past
        || until_now(reading, vocabulary, title);
    let stated_before = matches!(link, Link::Gets(_) | Link::Leaves(_)) || (past && !reports && !now);
    if stated_before || !now {
        return None;
    }
    issued()
}

/// "on April 8 he set the date": the expression of time right before the name or pronoun that stands right before a verb,
/// wherever the tree has hung it.
fn before_subject(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let subject = trigger.0.checked_sub(1).and_then(|before| reading.mentions.at(TokenId(before)))?;
    let start = subject.tokens.start;
    let comma = u32::from(start.0 > 0 && reading.document.form(TokenId(start.0 - 1)) == ",");
    let sentence = reading.document.sentence_of(trigger).tokens;
    let timex = reading.timexes_in(sentence).find(|timex| timex.tokens.end.0 + comma == start.0)?;
    let days = timex.when.filter(|days| timex.bound == Bound::At && days.days() <= 31)?;
    Some(ClaimTime { days, throughout: false, stated: true })
}

/// "has carried out".
fn is_perfect(document: &Document, verb: TokenId) -> bool {
    document.dependents(verb).any(|dep| ["has", "have"].contains(&document.form(dep)))
}

/// True for the title of somebody who acts in the news of the day: one of the first sentences, told in the plain past of
/// something that was not before something else.
fn is_current(reading: &Reading, title: &Title) -> bool {
    let document = &reading.document;
    let here = document.sentences.partition_point(|sentence| sentence.tokens.start <= title.head);
    let sentence = document.sentence_of(title.head);
    // "In the evening" is of the day that the news is of.
    let recent = |timex: &Timex| match (timex.when, reading.issued()) {
        (None, _) => timex.kind == TimexKind::Time,
        (Some(when), Some(issue)) => {
            (issue.earliest - when.earliest).num_days() <= FRESH && when.latest <= issue.latest
        }
        _ => false,
    };
    let dated = reading.timexes_in(sentence.tokens).any(|timex| !recent(timex));
    let earlier = sentence.tokens.indices().any(|at| document.form(TokenId(at as u32)).eq_ignore_ascii_case("had"));
    here <= NEWS && !dated && !earlier
}

/// The number of sentences that an article opens with its news in.
const NEWS: usize = 12;

/// The most days that news is old.
const FRESH: i64 = 7;

/// The most days between an act and the date of issue for which a title beside the name is that of then.
const RECENT: i64 = 400;

fn is_long_ago(reading: &Reading, time: ClaimTime) -> bool {
    reading.issued().is_some_and(|issue| (issue.earliest - time.days.latest).num_days() > RECENT)
}

/// True when a title has the expression of time right behind it ("mayor since 2019"), or its duties are spoken of.
fn bounds(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> bool {
    let end = title.phrase.end;
    let sentence = reading.document.sentence_of(title.head).tokens;
    let behind =
        reading.timexes_in(sentence).any(|timex| timex.tokens.start >= end && timex.tokens.start.0 <= end.0 + 2);
    let duties = || sentence.indices().any(|at| has(&vocabulary.tenure.duties, &reading.document.tokens[at].lemma));
    behind || duties()
}

/// "who until now has been finance director", "has so far been".
fn until_now(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> bool {
    let document = &reading.document;
    let first = title.phrase.start.0.saturating_sub(7).max(document.sentence_of(title.head).tokens.start.0);
    let before = TokenRange { start: TokenId(first), end: title.phrase.start };
    let words = document.text(before).to_lowercase();
    vocabulary.tenure.until_now.iter().any(|phrase| words.contains(phrase.as_str()))
}
