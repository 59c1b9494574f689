//! Applies the claim frames to the sentences of a document.

use smol_str::SmolStr;

use super::clause::{self, Functions};
use super::frame::{Frame, Frames, Function, Happens, Part, RoleKind, Trigger};
use super::venue::where_;
use super::{
    Claim, ClaimTime, Filler, Manner, Reading, Scope, Vocabulary, age, alias, anniversary, located, origin, realname,
    regime, size, span, sum, tenure, told, vote, when,
};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::{Span, TokenId};

/// Longer sentences are lists or noise; they give no claims, which keeps the work linear in the text.
pub(crate) const LONGEST_SENTENCE: usize = 250;

/// All claims of a document, in the order of their triggers.
pub fn extract(reading: &Reading, frames: &Frames, vocabulary: &Vocabulary) -> Vec<Claim> {
    let mut claims = Vec::new();
    let document = &reading.document;
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            framed(reading, frames, vocabulary, TokenId(index as u32), &mut claims);
        }
    }
    claims.extend(anniversary::extract(reading, frames, vocabulary, &claims));
    claims.extend(tenure::extract(reading, vocabulary));
    claims.extend(age::extract(reading, vocabulary));
    claims.extend(origin::extract(reading));
    claims.extend(located::extract(reading, vocabulary));
    claims.extend(vote::extract(reading, vocabulary));
    claims.extend(size::extract(reading, vocabulary));
    claims.extend(sum::extract(reading, vocabulary));
    claims.extend(alias::extract(reading, vocabulary));
    claims.extend(realname::extract(reading, vocabulary));
    claims.extend(span::extract(reading, vocabulary));
    claims.extend(told::extract(reading, vocabulary));
    claims.extend(regime::extract(reading, vocabulary));
    claims.sort_by(|one, other| (one.trigger, &one.predicate).cmp(&(other.trigger, &other.predicate)));
    claims.dedup_by(|one, other| {
        (one.trigger, &one.predicate, &one.roles) == (other.trigger, &other.predicate, &other.roles)
    });
    claims
}

/// The claims that one word carries.
fn framed(reading: &Reading, frames: &Frames, vocabulary: &Vocabulary, id: TokenId, claims: &mut Vec<Claim>) {
    let document = &reading.document;
    let token = document.token(id);
    let form = document.form(id).to_lowercase();
    let (part, word) = match token.upos {
        Upos::Verb => (Part::Verb, token.lemma.as_str()),
        Upos::Noun => (Part::Noun, token.lemma.as_str()),
        Upos::Adj => (Part::Adjective, form.as_str()),
        _ => return,
    };
    let mut candidates = frames.of(part, word);
    if part == Part::Verb && token.xpos == Xpos::Vbn {
        candidates.extend(frames.of(Part::Adjective, &form));
    }
    for (frame, trigger) in candidates {
        if !frame.direct_speech && reading.mentions.is_quoted(id) {
            continue;
        }
        if !carries(document, trigger, part, word, id) {
            continue;
        }
        let functions = match part {
            Part::Verb => clause::of_verb(document, id),
            Part::Noun => clause::of_noun(document, id),
            Part::Adjective => clause::of_adjective(document, id),
        };
        let filled = fill(reading, vocabulary, frame, trigger, id, &functions);
        claims.extend(filled.iter().filter_map(|claim| news(reading, vocabulary, frame, claim)));
        claims.extend(filled);
    }
}

/// True when the further words that a trigger asks for are there: its particle, and one of its `with` words.
fn carries(document: &Document, trigger: &Trigger, part: Part, word: &str, id: TokenId) -> bool {
    // "start =life" asks for the noun without any word of its own: not "started a new life".
    let near = |wanted: &str| {
        let (wanted, bare) = wanted.strip_prefix('=').map_or((wanted, false), |wanted| (wanted, true));
        document.dependents(id).any(|dep| {
            let same = document.token(dep).lemma == wanted || document.form(dep).eq_ignore_ascii_case(wanted);
            let own = |part: TokenId| {
                matches!(document.token(part).deprel, Deprel::Det | Deprel::Amod | Deprel::NmodPoss | Deprel::Compound)
            };
            same && !(bare && document.dependents(dep).any(own))
        })
    };
    let list = match part {
        Part::Verb => &trigger.verb,
        Part::Noun => &trigger.noun,
        Part::Adjective => &trigger.adjective,
    };
    let phrase = list.iter().any(|entry| {
        let mut words = entry.split(' ');
        let first = words.next().unwrap_or("");
        (first == word || first == "*") && words.all(near)
    });
    // "drew her first breath": the word may stand with what the verb goes with.
    let below = |wanted: &str| {
        document.dependents(id).flat_map(|dep| document.dependents(dep)).any(|dep| document.token(dep).lemma == wanted)
    };
    phrase && (trigger.with.is_empty() || trigger.with.iter().any(|wanted| near(wanted) || below(wanted)))
}

/// The claims of a trigger: one for each filler of the frame's key role, so that a coordination gives several.
fn fill(
    reading: &Reading,
    vocabulary: &Vocabulary,
    frame: &Frame,
    trigger: &Trigger,
    id: TokenId,
    functions: &Functions,
) -> Vec<Claim> {
    let document = &reading.document;
    let mut choices: Vec<Vec<(Filler, Option<TokenId>)>> = Vec::new();
    for role in &frame.roles {
        let function = trigger.from.get(&role.name);
        let mut fillers =
            function.map_or(Vec::new(), |function| candidates(reading, role.kind, function, id, functions));
        if fillers.is_empty() {
            if role.needed {
                return Vec::new();
            }
            fillers.push((Filler::Nothing, None));
        }
        choices.push(fillers);
    }
    let key = frame.key_role();
    let scope = vocabulary.scope_of(document, id);
    let clause = document.span(clause::extent(document, id));
    let once = frame.happens == Happens::Once;
    // "her death" may be long past, and in direct speech words are loose.
    let dated = once && document.token(id).upos != Upos::Noun && !reading.mentions.is_quoted(id);
    // "He dies on Sunday" of a headline is as past as "he died".
    let told = Scope { past: scope.past || once, ..scope };
    let time = when::told(reading, id, told).or_else(|| dated.then(|| when::by_the_issue(reading, scope)).flatten());
    let speaker =
        scope.speaker.and_then(|speaker| reading.mentions.resolve(document, speaker)).map(|who| who.refers_to);
    let place = where_(reading, id, functions);
    choices[key]
        .iter()
        .map(|chosen| {
            let mut marks: Vec<Span> = vec![document.token(id).span];
            let roles = choices.iter().enumerate().map(|(at, fillers)| {
                let (filler, token) = if at == key { chosen } else { &fillers[0] };
                if let Some(mention) = token.and_then(|token| reading.mentions.resolve(document, token)) {
                    marks.push(document.span(mention.tokens));
                }
                filler.clone()
            });
            let roles = roles.collect();
            marks.sort();
            marks.dedup();
            // Who says so is alive: what happens once at the end of a life did not happen to the speaker.
            let own = |id: MentionId| Some(reading.mentions.get(id).refers_to) == speaker;
            // "In that film (1988) he drowns": what happens once is told in the past, news of the day and entries of a
            // chronology apart.
            let present =
                matches!(document.token(id).xpos, Xpos::Vbz | Xpos::Vbp) && when::of_item(reading, id).is_none();
            let staged = once && present && time.is_some_and(|time| time.stated && is_old(reading, time));
            let of_speaker = once && matches!(chosen.0, Filler::Mention(id) if own(id));
            Claim {
                predicate: SmolStr::new(&frame.predicate),
                roles,
                trigger: id,
                clause: marks.iter().fold(clause, |span, &mark| span.join(mark)),
                marks,
                when: time,
                place: place.clone(),
                manner: if of_speaker || staged { scope.manner.max(Manner::Hedged) } else { scope.manner },
                past: scope.past,
                speaker: scope.speaker.map(|speaker| speaker_name(reading, speaker)),
            }
        })
        .collect()
}

/// True for a time long before the issue.
fn is_old(reading: &Reading, time: ClaimTime) -> bool {
    reading.issued().is_some_and(|issue| time.days.latest < issue.shifted(-OLD, 0).earliest)
}

/// Days before the issue from which the present tense tells no news.
const OLD: i64 = 60;

/// `news(event, of)`: what an article opens with and has reported by somebody, at some day shortly before its issue.
fn news(reading: &Reading, vocabulary: &Vocabulary, frame: &Frame, claim: &Claim) -> Option<Claim> {
    let scope = vocabulary.scope_of(&reading.document, claim.trigger);
    let opens = frame.happens == Happens::Once && claim.when.is_none_or(|time| !time.stated);
    let time = when::of_the_news(reading, claim.trigger, scope).filter(|_| opens)?;
    Some(Claim {
        predicate: SmolStr::new_static("news"),
        roles: vec![Filler::Word(claim.predicate.clone()), claim.roles[frame.key_role()].clone()],
        when: Some(time),
        ..claim.clone()
    })
}

/// The name of a speaker: a resolved name in full, else the noun.
pub(crate) fn speaker_name(reading: &Reading, speaker: TokenId) -> SmolStr {
    match reading.mentions.resolve(&reading.document, speaker) {
        Some(mention) => reading.mentions.full(mention.id).name.clone(),
        None => reading.document.token(speaker).lemma.clone(),
    }
}

/// What may fill a role from a syntactic function.
fn candidates(
    reading: &Reading,
    kind: RoleKind,
    function: &Function,
    trigger: TokenId,
    functions: &Functions,
) -> Vec<(Filler, Option<TokenId>)> {
    let document = &reading.document;
    let with_case = |cases: &[&str]| -> Vec<TokenId> {
        functions.obliques.iter().filter(|(case, _)| cases.contains(&case.as_str())).map(|&(_, id)| id).collect()
    };
    let tokens = match function {
        Function::Subject | Function::By => functions.subjects.clone(),
        Function::Object | Function::Of => functions.objects.clone(),
        Function::Complement => functions.complements.clone(),
        Function::In => with_case(&["in", "at"]),
        Function::To => with_case(&["to", "into"]),
        Function::From => with_case(&["from"]),
        Function::With => with_case(&["with"]),
        Function::For => with_case(&["for"]),
        Function::On => with_case(&["on", "over"]),
        Function::Count => functions.objects.iter().chain(&functions.subjects).copied().collect(),
        Function::Itself => vec![trigger],
    };
    tokens
        .into_iter()
        .filter_map(|token| filler(reading, kind, token, document).map(|filler| (filler, Some(token))))
        .collect()
}

fn filler(reading: &Reading, kind: RoleKind, token: TokenId, document: &Document) -> Option<Filler> {
    let mention = || reading.mentions.resolve(document, token);
    match kind {
        RoleKind::Person => {
            mention().filter(|mention| is_person(reading, mention)).map(|mention| Filler::Mention(mention.id))
        }
        RoleKind::Named => mention().map(|mention| Filler::Mention(mention.id)),
        RoleKind::Place => mention()
            .filter(|mention| matches!(mention.kind, MentionKind::Place | MentionKind::Organisation))
            .map(|mention| Filler::Mention(mention.id)),
        RoleKind::Number => reading
            .amounts_in(document.sentence_of(token).tokens)
            .find(|amount| amount.counted == Some(token) || amount.tokens.holds(token))
            .map(|amount| Filler::Number(amount.low, amount.high)),
        RoleKind::Verb => Some(Filler::Word(document.token(token).lemma.clone())),
        RoleKind::Noun => match mention() {
            Some(mention) => Some(Filler::Mention(mention.id)),
            None => Some(Filler::Word(document.token(token).lemma.clone())),
        },
    }
}

/// True for a person's name and for a reference that was resolved to one.
pub(super) fn is_person(reading: &Reading, mention: &Mention) -> bool {
    reading.mentions.full(mention.id).kind == MentionKind::Person
}
