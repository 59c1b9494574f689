//! Scope: whether a claim is asserted, denied, doubted or planned, and in whose words it stands.
//!
//! The words are data in `rules/claims/_scope.toml`; the code walks from the trigger up its tree.

use super::vocabulary::has;
use super::{Manner, Vocabulary, clause};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::TokenId;

/// The scope of one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// In what way it is stated.
    pub manner: Manner,
    /// The subject of the verb that reports it, if it is somebody's words.
    pub speaker: Option<TokenId>,
    /// True when its verb is in a past form.
    pub past: bool,
}

/// How far up the tree scope is looked for.
const HEIGHT: usize = 6;

impl Vocabulary {
    /// The scope of the claim that a trigger carries.
    pub fn scope_of(&self, document: &Document, trigger: TokenId) -> Scope {
        let mut manner = self.own(document, trigger);
        let mut speaker = None;
        let mut aside = false;
        let mut at = trigger;
        for _ in 0..HEIGHT {
            speaker = speaker.or_else(|| self.reporting_dependent(document, at));
            let token = document.token(at);
            let Some(head) = token.head else { break };
            let above = document.token(head);
            let governed = matches!(
                token.deprel,
                Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::Parataxis | Deprel::Obj | Deprel::Acl
            );
            // "Had she died in 1960, nobody": read as "had" with a clause.
            let opens = head == document.sentence_of(head).tokens.start && token.deprel == Deprel::Ccomp;
            if opens && document.form(head).eq_ignore_ascii_case("had") {
                manner = manner.max(Manner::Hedged);
            }
            aside |= is_aside(document, at);
            if governed && matches!(above.upos, Upos::Verb | Upos::Noun | Upos::Adj) {
                let set = self.set_above(document, at, head);
                // "They came to see Roe, 47, who died": not planned as their coming is.
                if !(aside && matches!(set, Manner::Planned | Manner::Denied)) {
                    manner = manner.max(set);
                }
                if speaker.is_none() && token.deprel != Deprel::Xcomp && self.reports(above.lemma.as_str()) {
                    speaker = clause::of_verb(document, head).subjects.first().copied();
                }
            }
            at = head;
        }
        // "The rumour said that he had died."
        if speaker.is_some_and(|speaker| has(&self.scope.doubtful, &document.token(speaker).lemma)) {
            manner = manner.max(Manner::Hedged);
        }
        Scope { manner, speaker, past: is_past(document, trigger) }
    }

    /// The scope that the trigger's own auxiliaries, adverbs and conjunctions set.
    fn own(&self, document: &Document, trigger: TokenId) -> Manner {
        let mut manner = Manner::Asserted;
        for dep in document.dependents(trigger) {
            let token = document.token(dep);
            let form = document.form(dep).to_lowercase();
            let lemma = token.lemma.as_str();
            let found = match token.deprel {
                _ if self.scope.negation.contains(&form) => Manner::Denied,
                Deprel::Aux | Deprel::Advmod if self.scope.hedge.iter().any(|word| word == &form || word == lemma) => {
                    Manner::Hedged
                }
                // "Had she died in 1960": a condition without a conjunction.
                Deprel::Aux if form == "had" && inverted(document, trigger, dep) => Manner::Hedged,
                Deprel::Aux if self.scope.future.iter().any(|word| word == &form || word == lemma) => Manner::Planned,
                Deprel::Mark if self.scope.condition.contains(&form) => Manner::Hedged,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj if self.denied_noun(document, dep) => Manner::Denied,
                Deprel::Mark if token.xpos == Xpos::To => Manner::Planned,
                _ => continue,
            };
            manner = manner.max(found);
        }
        let question = document.sentence_of(trigger).tokens.indices().next_back();
        if question.is_some_and(|last| document.form(TokenId(last as u32)) == "?") {
            manner = manner.max(Manner::Hedged);
        }
        manner
    }

    fn denied_noun(&self, document: &Document, noun: TokenId) -> bool {
        let no =
            |id| matches!(document.form(id).to_lowercase().as_str(), "no" | "nobody" | "none" | "nothing" | "neither");
        no(noun) || document.dependents(noun).any(|dep| document.token(dep).deprel == Deprel::Det && no(dep))
    }

    /// The scope that a governing word sets.
    fn set_above(&self, document: &Document, clause: TokenId, head: TokenId) -> Manner {
        let lemma = document.token(head).lemma.as_str();
        let has = |list: &[String]| list.iter().any(|word| word == lemma);
        let infinitive = document.token(clause).xpos == Xpos::Vb || document.token(clause).deprel == Deprel::Acl;
        let noun = document.token(head).upos == Upos::Noun;
        let own = self.own(document, head);
        let set = if has(&self.scope.denial) {
            Manner::Denied
        } else if has(&self.scope.claim) || (noun && has(&self.scope.doubtful)) {
            Manner::Hedged
        } else if has(&self.scope.plan) && infinitive {
            Manner::Planned
        } else {
            Manner::Asserted
        };
        match own {
            Manner::Asserted => set,
            Manner::Denied if document.token(clause).deprel == Deprel::Xcomp => Manner::Denied,
            Manner::Denied => set.max(Manner::Hedged),
            other => set.max(other),
        }
    }

    fn reports(&self, lemma: &str) -> bool {
        [&self.scope.speech, &self.scope.claim, &self.scope.denial]
            .into_iter()
            .any(|list| list.iter().any(|word| word == lemma))
    }

    /// The subject of "..., police said" hanging on a clause.
    fn reporting_dependent(&self, document: &Document, verb: TokenId) -> Option<TokenId> {
        document
            .dependents(verb)
            .filter(|&dep| document.token(dep).deprel == Deprel::Parataxis)
            .find(|&dep| self.reports(document.token(dep).lemma.as_str()))
            .and_then(|dep| clause::of_verb(document, dep).subjects.first().copied())
    }
}

/// True for what a text adds to a name in passing: an apposition, or a relative clause on one or on a proper noun.
fn is_aside(document: &Document, at: TokenId) -> bool {
    let token = document.token(at);
    let named =
        |head: TokenId| document.token(head).upos == Upos::Propn || document.token(head).deprel == Deprel::Appos;
    match token.deprel {
        Deprel::Appos => true,
        Deprel::AclRelcl => token.head.is_some_and(named),
        _ => false,
    }
}

/// True for an auxiliary that stands before the subject at the head of its sentence or clause.
fn inverted(document: &Document, verb: TokenId, auxiliary: TokenId) -> bool {
    let start = document.sentence_of(verb).tokens.start;
    let opens = auxiliary == start || document.form(TokenId(auxiliary.0 - 1)) == ",";
    let subject = |dep: TokenId| matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    opens && document.dependents(verb).any(|dep| dep > auxiliary && subject(dep))
}

/// True when a verb is told in the past: a past form, or one of its auxiliaries is.
fn is_past(document: &Document, verb: TokenId) -> bool {
    let past = |id: TokenId| document.token(id).xpos == Xpos::Vbd;
    let auxiliary = document
        .dependents(verb)
        .filter(|&dep| matches!(document.token(dep).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
        .collect::<Vec<_>>();
    if auxiliary.is_empty() {
        return past(verb) || document.token(verb).xpos == Xpos::Vbn;
    }
    auxiliary.into_iter().any(|dep| past(dep) || matches!(document.form(dep), "has" | "have"))
}
