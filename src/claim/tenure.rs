//! Who holds which office: "Prime Minister Ann Roe", "Ann Roe, prime minister of Iraq", "Ann Roe became mayor in 2020".
//!
//! `holds(person, office, of)`: holds it then. `held(person, office, of)`: held it before ("former", "late").
//! `changes(person, office, of)`: got or left it then.

use smol_str::SmolStr;

use super::age::governing_verb;
use super::extract::{LONGEST_SENTENCE, is_person, speaker_name};
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause, when};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{Jurisdiction, MentionId, MentionKind, Title};
use crate::source::BlockKind;
use crate::text::TokenId;

/// How a title and a person come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// Side by side, as a title before a name or in apposition.
    Attached,
    /// By a copula or "serve as".
    Stated(TokenId),
    /// By a verb of getting the office.
    Gets(TokenId),
    /// By a verb of leaving it.
    Leaves(TokenId),
}

/// The claims on offices of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let mut claims = Vec::new();
    for title in &reading.mentions.titles {
        // Headlines drop articles and commas: what stands side by side in them need not belong together.
        let sentence = reading.document.sentence_of(title.head);
        if sentence.tokens.len() > LONGEST_SENTENCE || sentence.block == BlockKind::Title {
            continue;
        }
        for (person, link) in holders(reading, vocabulary, title) {
            claims.push(claim(reading, vocabulary, title, person, link));
        }
    }
    claims.extend(posts(reading, vocabulary));
    claims
}

/// "She had held the post since 2015": the office named before in the sentence, or in the one before.
fn posts(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let id = TokenId(index as u32);
            let token = document.token(id);
            let definite = document.dependents(id).any(|dep| ["the", "that"].contains(&document.form(dep)));
            let verb = token.head.filter(|_| token.deprel == Deprel::Obj);
            let (Some(verb), true, true) = (verb, definite, has(&vocabulary.tenure.posts, &token.lemma)) else {
                continue;
            };
            if !has(&vocabulary.tenure.holds, &document.token(verb).lemma) {
                continue;
            }
            let earliest = sentence
                .tokens
                .start
                .0
                .checked_sub(1)
                .map_or(sentence.tokens.start, |last| document.sentence_of(TokenId(last)).tokens.start);
            let title = reading
                .mentions
                .titles
                .iter()
                .rev()
                .find(|title| title.tokens.end <= id && title.tokens.start >= earliest);
            let bearer = clause::of_verb(document, verb).subjects.into_iter().find_map(|subject| {
                let mention = reading.mentions.resolve(document, subject)?;
                is_person(reading, mention).then_some(mention.id)
            });
            if let (Some(title), Some(bearer)) = (title, bearer) {
                let mut claim = claim(reading, vocabulary, title, bearer, Link::Stated(verb));
                claim.marks = vec![document.token(id).span];
                claim.clause = document.span(clause::extent(document, verb));
                claim.trigger = id;
                claims.push(claim);
            }
        }
    }
    claims
}

/// The people that a title is given to.
fn holders(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Vec<(MentionId, Link)> {
    if let Some(person) = name_behind(reading, vocabulary, title) {
        return vec![(person, Link::Attached)];
    }
    if let Some(person) = name_before(reading, title) {
        return vec![(person, Link::Attached)];
    }
    by_verb(reading, vocabulary, title).into_iter().collect()
}

/// "Prime Minister Ann Roe", "the prime minister, Ann Roe,", "Speaker, Mrs Ann Roe".
fn name_behind(reading: &Reading, vocabulary: &Vocabulary, title: &Title) -> Option<MentionId> {
    let document = &reading.document;
    let sentence = document.sentence_of(title.head).tokens;
    let mut comma = false;
    let mut index = after_jurisdiction(reading, title);
    let limit = sentence.end.index().min(index + 5);
    while index < limit {
        let id = TokenId(index as u32);
        if let Some(mention) = reading.mentions.at(id) {
            let attached =
                index == title.tokens.end.index() || comma || is_honorific(document, vocabulary, TokenId(id.0 - 1));
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

/// Where a title ends with what it is of: "the mayor of Leeds", "the Commissioner of Police in the state".
fn after_jurisdiction(reading: &Reading, title: &Title) -> usize {
    let document = &reading.document;
    let end = title.tokens.end.index();
    match &title.of {
        Some(Jurisdiction::Named(of)) if reading.mentions.get(*of).tokens.start >= title.tokens.end => {
            reading.mentions.get(*of).tokens.end.index()
        }
        Some(Jurisdiction::Noun(noun)) => {
            let sentence = document.sentence_of(title.head).tokens.end.index();
            let ahead = (end..sentence.min(end + 5)).find(|&index| document.tokens[index].lemma == *noun);
            ahead.map_or(end, |index| index + 1)
        }
        _ => end,
    }
}

fn is_honorific(document: &Document, vocabulary: &Vocabulary, id: TokenId) -> bool {
    let form = document.form(id).to_lowercase();
    has(&vocabulary.tenure.honorifics, form.trim_end_matches('.'))
}

/// "Ann Roe, prime minister of Iraq,", "Ann Roe, the Iraqi prime minister".
fn name_before(reading: &Reading, title: &Title) -> Option<MentionId> {
    let document = &reading.document;
    let sentence = document.sentence_of(title.head).tokens;
    let mut index = title.tokens.start.index();
    if let Some(Jurisdiction::Named(of)) = title.of {
        let of = reading.mentions.get(of).tokens;
        if of.end <= title.tokens.start {
            index = of.start.index();
        }
    }
    let mut steps = 0;
    while index > sentence.start.index() && steps < 5 {
        index -= 1;
        steps += 1;
        let id = TokenId(index as u32);
        let token = document.token(id);
        if document.form(id) == "," {
            let before = index.checked_sub(1).map(|before| TokenId(before as u32))?;
            let mention = reading.mentions.at(before)?;
            let listed = document.token(title.head).deprel == Deprel::Conj;
            return (mention.kind == MentionKind::Person && !listed && closes(document, reading, title))
                .then_some(mention.id);
        }
        let skipped = matches!(token.upos, Upos::Det | Upos::Adj | Upos::Adv) || document.form(id) == "'s";
        if !skipped {
            return None;
        }
    }
    None
}

/// An apposition ends at a comma, a stop or a relative clause; "Roe, Mayor Hart and others" is a list.
fn closes(document: &Document, reading: &Reading, title: &Title) -> bool {
    let next = reading.mentions.at(title.tokens.end);
    next.is_none_or(|mention| mention.kind != MentionKind::Person) && document.form(title.tokens.end) != "and"
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
    let by_as = clause::case(document, title.head).as_deref() == Some("as");
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
    let link = match lemma {
        _ if has(&words.gets, lemma) => Link::Gets(verb),
        _ if has(&words.leaves, lemma) => Link::Leaves(verb),
        _ if by_as || has(&words.stays, lemma) => Link::Stated(verb),
        _ => return None,
    };
    Some((bearer, link))
}

fn claim(reading: &Reading, vocabulary: &Vocabulary, title: &Title, person: MentionId, link: Link) -> Claim {
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
    let manner = if link == Link::Attached { presupposed(title) } else { scope.manner };
    let mut marks = vec![document.span(title.tokens), document.span(reading.mentions.get(person).tokens)];
    marks.sort();
    let clause = marks.iter().fold(document.span(clause::extent(document, trigger)), |span, &mark| span.join(mark));
    let of = title.of.clone().map_or(Filler::Nothing, Filler::Jurisdiction);
    Claim {
        predicate: SmolStr::new_static(predicate),
        roles: vec![Filler::Mention(person), Filler::Office(title.office.clone()), of],
        trigger: title.head,
        clause,
        marks,
        when: time(reading, vocabulary, trigger, scope.past, link),
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

fn presupposed(title: &Title) -> Manner {
    if title.office.is_prospective() { Manner::Planned } else { Manner::Asserted }
}

/// A title beside a name holds when its clause does; without a time of its own, on the date of issue if the clause is
/// one of reporting or in the present.
fn time(reading: &Reading, vocabulary: &Vocabulary, trigger: TokenId, past: bool, link: Link) -> Option<ClaimTime> {
    let stated = when::of(reading, trigger);
    if stated.is_some() {
        return stated;
    }
    let lemma = reading.document.token(trigger).lemma.as_str();
    let reports = has(&vocabulary.tenure.reports, lemma);
    let now = reports && link == Link::Attached || !past;
    let stated_before = matches!(link, Link::Gets(_) | Link::Leaves(_)) || (past && !reports);
    if stated_before || !now {
        return None;
    }
    reading.issued().map(|days| ClaimTime { days, throughout: false, stated: false })
}
