//! Finds the happenings of a document.

use std::collections::BTreeSet;

use smol_str::{SmolStr, format_smolstr};

use super::words::{Nouns, Words, has};
use super::{Happening, Kinds, Part, Party};
use crate::claim::clause::{self, Functions};
use crate::claim::{self, ClaimTime, LONGEST_SENTENCE, Manner, Reading, Vocabulary, when};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::mention::{MentionId, MentionKind};
use crate::text::{Span, TokenId};
use crate::time::{Bound, TimexKind};

/// True for a verb that says only that an event was.
pub(super) fn is_light(lemma: &str) -> bool {
    has(&Words::shipped().light, lemma)
}

/// All happenings of a document, in the order of their triggers.
pub fn find(reading: &Reading, vocabulary: &Vocabulary, kinds: &Kinds) -> Vec<Happening> {
    let document = &reading.document;
    let mut found = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            let id = TokenId(index as u32);
            match document.tokens[index].upos {
                Upos::Verb => {
                    found.extend(verbal(reading, vocabulary, kinds, id));
                    found.extend(announced(reading, vocabulary, kinds, id));
                }
                Upos::Noun => {
                    let event = nominal(reading, vocabulary, kinds, id);
                    found.extend(event.or_else(|| super::doer::find(reading, vocabulary, kinds, id)));
                }
                _ => {}
            }
        }
    }
    let links = super::links(reading, &found);
    let ends: BTreeSet<Span> = links.iter().flat_map(|link| link.of.into_iter().chain([link.from])).collect();
    for happening in &mut found {
        happening.linked = ends.contains(&document.token(happening.trigger).span);
    }
    found
}

fn verbal(reading: &Reading, vocabulary: &Vocabulary, kinds: &Kinds, verb: TokenId) -> Option<Happening> {
    let document = &reading.document;
    let lemma = &document.token(verb).lemma;
    let kind = kinds.of_verb(document, verb);
    if kind.is_none() && has(&Words::shipped().empty, lemma) {
        return None;
    }
    let functions = clause::of_verb(document, verb);
    let mut parties = parties(reading, &functions, verb);
    parties.retain(|party| party.mention.is_some() || !kinds.is_idiom(document, verb, party.token));
    if parties.is_empty() && kind.is_none() {
        return None;
    }
    Some(Happening {
        kind: kind.map_or_else(|| lemma.clone(), |kind| SmolStr::new(&kind.name)),
        known: kind.is_some(),
        weak: kind.is_some_and(|kind| kind.weak.iter().any(|weak| weak == lemma)),
        outcome: kind.and_then(|_| kinds.outcome(document, verb)).map(SmolStr::new),
        nominal: false,
        parties,
        ..told(reading, vocabulary, verb, verb, &functions)
    })
}

/// "announced his resignation on Tuesday", "said on Tuesday that he would step down": the announcement of an event is one of
/// its own, with a day of its own.
fn announced(reading: &Reading, vocabulary: &Vocabulary, kinds: &Kinds, verb: TokenId) -> Option<Happening> {
    let document = &reading.document;
    if !has(&Words::shipped().announcing, &document.token(verb).lemma) {
        return None;
    }
    let (inner, kind) = document.dependents(verb).find_map(|dep| {
        let kind = match document.token(dep).deprel {
            Deprel::Ccomp | Deprel::Xcomp => kinds.of_verb(document, dep),
            Deprel::Obj => kinds.of_noun(document, dep),
            _ => None,
        }?;
        let ahead = document.token(dep).upos == Upos::Noun
            || vocabulary.scope_of(document, dep).manner == Manner::Planned
            || document.dependents(dep).any(|aux| document.form(aux).eq_ignore_ascii_case("would"));
        ahead.then_some((dep, kind))
    })?;
    let functions = clause::of_verb(document, verb);
    let subjects = Functions { subjects: functions.subjects.clone(), ..Functions::default() };
    let mut parties = parties(reading, &subjects, verb);
    parties.extend(owners(reading, inner).map(|owner| party(reading, Part::Other, owner)));
    Some(Happening {
        kind: format_smolstr!("announce-{}", kind.name),
        known: true,
        parties,
        ..told(reading, vocabulary, verb, verb, &functions)
    })
}

fn nominal(reading: &Reading, vocabulary: &Vocabulary, kinds: &Kinds, noun: TokenId) -> Option<Happening> {
    let document = &reading.document;
    let token = document.token(noun);
    let kind = kinds.of_noun(document, noun)?;
    if matches!(token.deprel, Deprel::Compound | Deprel::Flat | Deprel::NmodDesc) || reading.mentions.at(noun).is_some()
    {
        return None;
    }
    let mut functions = clause::of_noun(document, noun);
    let before = document.dependents(noun).filter(|&dep| {
        dep < noun && matches!(document.token(dep).deprel, Deprel::Compound | Deprel::Amod) && names_party(reading, dep)
    });
    functions.objects.extend(before);
    functions.objects.sort();
    functions.objects.dedup();
    // "The bank was the creation of Ann Roe": what it is of did it.
    if document.dependents(noun).any(|dep| document.token(dep).deprel == Deprel::Cop) && !functions.subjects.is_empty()
    {
        std::mem::swap(&mut functions.subjects, &mut functions.objects);
    }
    let carrier = carrier(document, noun);
    let mut happening = told(reading, vocabulary, noun, carrier, &functions);
    if carrier != noun {
        let around = clause::of_verb(document, carrier);
        let hit =
            || around.objects.iter().filter(|_| strikes(document, carrier)).find_map(|&object| struck(reading, object));
        happening.place = happening.place.or_else(|| claim::where_(reading, carrier, &around)).or_else(hit);
    } else if let Some(verb) = phase(document, noun) {
        // "The talks ended in Leeds": where the end was, all of it was.
        let around = clause::of_verb(document, verb);
        happening.place = happening.place.or_else(|| claim::where_(reading, verb, &around));
    }
    Some(Happening {
        kind: SmolStr::new(&kind.name),
        known: true,
        weak: kind.weak.contains(&token.lemma.to_string()),
        outcome: kinds.outcome(document, noun).map(SmolStr::new),
        nominal: true,
        parties: parties(reading, &functions, noun),
        ..happening
    })
}

/// True for a noun or name before an event noun: "bus crash", "Maute siege".
fn names_party(reading: &Reading, dep: TokenId) -> bool {
    reading.mentions.at(dep).is_some() || reading.document.token(dep).upos == Upos::Noun
}

/// The word whose clause dates and denies a noun's event: the light verb it is subject or object of, else the noun.
fn carrier(document: &Document, noun: TokenId) -> TokenId {
    let token = document.token(noun);
    let relative =
        document.dependents(noun).find(|&dep| document.token(dep).deprel == Deprel::AclRelcl && carries(document, dep));
    if let Some(clause) = relative {
        return clause;
    }
    let Some(head) = token.head else { return noun };
    let function = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
    let light = is_light(&document.token(head).lemma) || token.deprel == Deprel::Nsubj && strikes(document, head);
    if function && light && document.token(head).upos == Upos::Verb { head } else { noun }
}

/// True for a relative clause that says only that the event was, or what it did. One with a copula in it may have been made
/// to go on behind its end: "The suspect in the shooting that killed two was in court on Thursday".
fn carries(document: &Document, verb: TokenId) -> bool {
    let subject = document.dependents(verb).any(|dep| {
        document.token(dep).deprel == Deprel::Nsubj && matches!(document.token(dep).xpos, Xpos::Wdt | Xpos::Wp)
    });
    let mut inside = clause::extent(document, verb).indices();
    is_light(&document.token(verb).lemma)
        || subject && strikes(document, verb) && inside.all(|at| document.tokens[at].deprel != Deprel::Cop)
}

fn strikes(document: &Document, verb: TokenId) -> bool {
    has(&Words::shipped().strikes, &document.token(verb).lemma)
}

/// The day that an event is said to have been on: "The wedding was on the last Saturday of March."
fn copular(reading: &Reading, noun: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let token = document.token(noun);
    let day = token.head.filter(|_| matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjOuter))?;
    let is = document.dependents(day).any(|dep| document.token(dep).deprel == Deprel::Cop);
    let timex = reading.timexes_in(document.sentence_of(day).tokens).find(|timex| timex.tokens.holds(day))?;
    // "The suspect in the shooting was back in court on Thursday" is not about the day.
    let first = document.dependents(day).filter(|&dep| document.token(dep).deprel == Deprel::Cop).last()?;
    let near = timex.tokens.start.0 <= first.0 + 3 && timex.tokens.start > first;
    let dated = is && near && timex.bound == Bound::At && matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    Some(ClaimTime { days: timex.when.filter(|_| dated)?, throughout: false, stated: true })
}

/// The place that was struck: "A quake hit Leeds".
fn struck(reading: &Reading, object: TokenId) -> Option<(MentionId, SmolStr)> {
    let mention = reading.mentions.at(object).filter(|mention| mention.kind == MentionKind::Place)?;
    Some((mention.id, SmolStr::new_static("in")))
}

/// The verb of a beginning or an end whose subject or object an event noun is.
fn phase(document: &Document, noun: TokenId) -> Option<TokenId> {
    let token = document.token(noun);
    let is_argument = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
    token.head.filter(|&head| is_argument && has(&Words::shipped().phases, &document.token(head).lemma))
}

/// What the clause of a trigger says of it: time, place, manner, speaker.
pub(super) fn told(
    reading: &Reading,
    vocabulary: &Vocabulary,
    trigger: TokenId,
    carrier: TokenId,
    functions: &Functions,
) -> Happening {
    let document = &reading.document;
    let words = Words::shipped();
    let mut scope = vocabulary.scope_of(document, carrier);
    if document.token(carrier).deprel == Deprel::AclRelcl && carrier != trigger {
        // What a relative clause adds is told of the noun whatever stands around that.
        scope.manner = noun_manner(document, carrier, Manner::Asserted);
    } else if (carrier == trigger || !has(&words.held, &document.token(carrier).lemma))
        && document.token(trigger).upos == Upos::Noun
    {
        // A noun's event is presupposed: "after the crash", "no vote" apart.
        scope.manner = noun_manner(document, trigger, scope.manner);
    }
    let noun = document.token(trigger).upos == Upos::Noun;
    let when = when::told(reading, trigger, scope)
        .or_else(|| (carrier != trigger).then(|| when::told(reading, carrier, scope)).flatten())
        .or_else(|| noun.then(|| beside(reading, trigger).or_else(|| copular(reading, trigger))).flatten());
    // "before he was freed on Friday": what has its day in the past has happened.
    let dated =
        when.is_some_and(|when| when.stated && reading.issued().is_some_and(|issue| when.days.latest <= issue.latest));
    if scope.manner == Manner::Hedged && scope.past && dated && is_before(document, carrier) {
        scope.manner = Manner::Asserted;
    }
    let extent = clause::extent(document, carrier);
    let clause = document.span(extent);
    let says = |list: &[String]| {
        let mut forms = extent.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase());
        scope.manner == Manner::Denied && forms.any(|form| has(list, &form))
    };
    let (never, bounded) = (says(&words.never), says(&words.bounded));
    let apart = extent.indices().any(|at| has(&words.apart, &document.form(TokenId(at as u32)).to_lowercase()));
    Happening {
        kind: SmolStr::default(),
        known: false,
        weak: false,
        outcome: None,
        trigger,
        nominal: false,
        parties: Vec::new(),
        when,
        place: claim::where_(reading, trigger, functions),
        manner: if bounded || apart { Manner::Hedged } else { scope.manner },
        never,
        past: scope.past,
        perfect: document.dependents(carrier).any(|dep| {
            has(&words.perfect, &document.form(dep).to_lowercase()) && document.token(dep).deprel == Deprel::Aux
        }),
        speaker: scope.speaker.map(|speaker| claim::speaker_name(reading, speaker)),
        clause: clause.join(document.token(trigger).span),
        marks: marks(reading, trigger),
        linked: false,
    }
}

/// True for a clause with "before".
fn is_before(document: &Document, verb: TokenId) -> bool {
    let mark = document.dependents(verb).find(|&dep| document.token(dep).deprel == Deprel::Mark);
    mark.is_some_and(|mark| document.form(mark).eq_ignore_ascii_case("before"))
}

/// The time that stands right before or behind an event noun: "the opening on May 4", "the 2016 attack".
fn beside(reading: &Reading, noun: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let sentence = document.sentence_of(noun).tokens;
    let timex = reading.timexes_in(sentence).find(|timex| {
        let behind = timex.tokens.start.0 == noun.0 + 2
            && has(&Words::shipped().dating, &document.form(TokenId(noun.0 + 1)).to_lowercase());
        behind || timex.tokens.end == noun
    })?;
    let dated = timex.bound == Bound::At && matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    let days = timex.when.filter(|_| dated)?;
    Some(ClaimTime { days, throughout: false, stated: true })
}

/// A noun with "no" is denied; one that hangs on a clause of doubt keeps that; else it is taken as told.
fn noun_manner(document: &Document, noun: TokenId, manner: Manner) -> Manner {
    let no = document.dependents(noun).any(|dep| has(&Words::shipped().denial, &document.form(dep).to_lowercase()));
    match manner {
        _ if no => Manner::Denied,
        Manner::Denied => Manner::Hedged,
        other => other,
    }
}

/// The trigger and the temporal expression that dates it.
fn marks(reading: &Reading, trigger: TokenId) -> Vec<Span> {
    let document = &reading.document;
    let mut marks = vec![document.token(trigger).span];
    marks.extend(when::expression(reading, trigger).map(|timex| document.span(timex.tokens)));
    marks.sort();
    marks.dedup();
    marks
}

pub(super) fn parties(reading: &Reading, functions: &Functions, trigger: TokenId) -> Vec<Party> {
    let themes = if functions.objects.is_empty() { &functions.subjects } else { &functions.objects };
    let agents: &[TokenId] = if functions.objects.is_empty() { &[] } else { &functions.subjects };
    let tagged = |role: Part, tokens: &[TokenId]| tokens.iter().map(|&token| (role, token)).collect::<Vec<_>>();
    let others: Vec<TokenId> = functions.obliques.iter().map(|&(_, token)| token).collect();
    let core = [tagged(Part::Theme, themes), tagged(Part::Agent, agents)].concat();
    let owners: Vec<TokenId> = core.iter().flat_map(|&(_, token)| owners(reading, token)).collect();
    let all = [core, tagged(Part::Other, &others), tagged(Part::Other, &owners)].concat();
    all.into_iter()
        .filter(|&(_, token)| token != trigger && !reading.is_timed(token))
        .map(|(role, token)| party(reading, role, token))
        .collect()
}

/// The names that a party's own phrase holds: "her mandate", "the mandate of the mayor of Leeds".
fn owners(reading: &Reading, token: TokenId) -> impl Iterator<Item = TokenId> {
    let document = &reading.document;
    document.dependents(token).filter(move |&dep| {
        let owner = matches!(document.token(dep).deprel, Deprel::NmodPoss | Deprel::Nmod | Deprel::Compound);
        owner && reading.mentions.resolve(document, dep).is_some()
    })
}

fn party(reading: &Reading, role: Part, token: TokenId) -> Party {
    let document = &reading.document;
    let nouns = Nouns::shipped();
    let whole = document.dependents(token).find(|&dep| {
        document.token(dep).deprel == Deprel::Nmod && clause::case(document, dep).as_deref() == Some("of")
    });
    let meant = whole.filter(|_| nouns.is_part(&document.token(token).lemma)).unwrap_or(token);
    // "It was Tom Hart, an elder brother, who": what stands in apposition to a name has that name.
    let apposed = document.token(meant).head.filter(|_| document.token(meant).deprel == Deprel::Appos);
    let named = |id: TokenId| reading.mentions.resolve(document, id).map(|mention| mention.id);
    let mention = named(meant).or_else(|| apposed.and_then(named));
    let amount = reading
        .amounts_in(document.sentence_of(token).tokens)
        .filter(|amount| amount.counted == Some(token) || amount.tokens.holds(token))
        // "one of the trams" does not count the trams.
        .filter(|_| meant == token || document.token(token).upos != Upos::Num)
        .find(|amount| !reading.is_timed(amount.tokens.start));
    Party {
        role,
        token,
        mention,
        noun: nouns.canonical(&document.token(meant).lemma),
        number: amount.map(|amount| (amount.low, amount.high)),
    }
}
