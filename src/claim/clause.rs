//! Grammatical functions of a trigger word, with passives turned round and shared arguments filled in.
//!
//! The claim frames speak of "subject" and "object" only; active, passive, participial, relative, coordinated and nominal
//! forms all come down to these here (after the enhanced dependencies of Schuster & Manning, LREC 2016).

use crate::language::{Deprel, Document, NameKind, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// What depends on a trigger, by function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Functions {
    /// Who does it.
    pub subjects: Vec<TokenId>,
    /// What it is done to.
    pub objects: Vec<TokenId>,
    /// Complements: open clausal and copular ones, and "as" phrases.
    pub complements: Vec<TokenId>,
    /// Phrases with their preposition.
    pub obliques: Vec<(String, TokenId)>,
}

/// How deep shared arguments are looked for: a chain of coordinated or embedded clauses.
const DEPTH: usize = 4;

/// Members of a coordination that are followed.
const LONGEST_LIST: usize = 40;

/// The functions of a verb.
pub fn of_verb(document: &Document, verb: TokenId) -> Functions {
    let mut functions = Functions::default();
    let passive = is_passive(document, verb);
    match subject(document, verb) {
        Some(own) if passive || document.token(own).deprel == Deprel::NsubjPass => {
            functions.objects.push(antecedent(document, own));
        }
        Some(own) => functions.subjects.push(antecedent(document, own)),
        None => {}
    }
    for dep in document.dependents(verb) {
        let token = document.token(dep);
        match token.deprel {
            Deprel::Obj => match predicated(document, dep) {
                Some(name) => {
                    functions.objects.push(name);
                    functions.complements.push(dep);
                    let phrases = document.dependents(dep).filter(|&phrase| phrase > dep);
                    functions.obliques.extend(phrases.filter_map(|phrase| Some((case(document, phrase)?, phrase))));
                }
                None => functions.objects.push(antecedent(document, dep)),
            },
            // Without an object, one is the other: "A strike killed Roe".
            Deprel::Iobj if !document.dependents(verb).any(|dep| document.token(dep).deprel == Deprel::Obj) => {
                functions.objects.push(dep);
            }
            Deprel::Iobj => functions.obliques.push(("to".to_owned(), dep)),
            Deprel::OblAgent => functions.subjects.push(dep),
            Deprel::Obl | Deprel::Nmod | Deprel::Advcl => {
                let Some(case) = case(document, dep) else { continue };
                match case.as_str() {
                    "by" if passive => functions.subjects.push(dep),
                    "as" => functions.complements.push(dep),
                    _ => functions.obliques.push((case, dep)),
                }
            }
            Deprel::Xcomp => functions.complements.push(dep),
            _ => {}
        }
    }
    share(document, verb, passive, &mut functions);
    with_conjuncts(document, functions)
}

/// The functions of a noun: "the killing of X by Y in Z", "X's death". What it is of stands as its object.
pub fn of_noun(document: &Document, noun: TokenId) -> Functions {
    let mut functions = Functions::default();
    for dep in document.dependents(noun) {
        match document.token(dep).deprel {
            Deprel::NmodPoss => functions.objects.push(dep),
            Deprel::Nsubj => functions.subjects.push(antecedent(document, dep)),
            Deprel::Nmod | Deprel::Obl => match case(document, dep).as_deref() {
                Some("of") => functions.objects.push(dep),
                Some("by") => functions.subjects.push(dep),
                Some(case) => functions.obliques.push((case.to_owned(), dep)),
                None => {}
            },
            _ => {}
        }
    }
    functions.subjects.extend(behind_its_predicate(document, noun));
    with_conjuncts(document, functions)
}

/// "Among the dead was Roe": the subject of a predicate that stands first.
fn behind_its_predicate(document: &Document, predicate: TokenId) -> Option<TokenId> {
    let token = document.token(predicate);
    let head = token.head.filter(|_| matches!(token.deprel, Deprel::Nmod | Deprel::Obl))?;
    let copula = document.dependents(head).any(|dep| document.token(dep).deprel == Deprel::Cop);
    (copula && case(document, predicate).as_deref() == Some("among")).then_some(head)
}

/// The functions of a predicate after a copula, or of a participle that modifies a noun.
pub fn of_adjective(document: &Document, adjective: TokenId) -> Functions {
    let mut functions = of_verb(document, adjective);
    let token = document.token(adjective);
    if let (Deprel::Amod, Some(head)) = (token.deprel, token.head) {
        functions.subjects.push(head);
    }
    functions.subjects.extend(behind_its_predicate(document, adjective));
    with_conjuncts(document, functions)
}

/// True for a verb in the passive: with a passive auxiliary or subject, or a bare past participle after its noun.
pub fn is_passive(document: &Document, verb: TokenId) -> bool {
    let marks = |id| {
        document.dependents(id).any(|dep| matches!(document.token(dep).deprel, Deprel::AuxPass | Deprel::NsubjPass))
    };
    if marks(verb) {
        return true;
    }
    let token = document.token(verb);
    if set_off(document, verb).is_some() {
        return true;
    }
    if token.xpos != Xpos::Vbn || document.dependents(verb).any(|dep| document.token(dep).deprel == Deprel::Aux) {
        return false;
    }
    match (token.deprel, token.head) {
        (Deprel::Acl | Deprel::Amod, Some(_)) => true,
        (Deprel::Conj, Some(head)) => marks(head) && !has_own_subject(document, verb),
        (Deprel::Advcl | Deprel::Parataxis | Deprel::Root, _) => {
            !document.dependents(verb).any(|dep| matches!(document.token(dep).deprel, Deprel::Obj | Deprel::Aux))
        }
        _ => false,
    }
}

/// "Roe, killed on Monday, was a driver": the name before the comma of a participle, which is often tagged as a past tense and
/// hung on what follows.
fn set_off(document: &Document, verb: TokenId) -> Option<TokenId> {
    let token = document.token(verb);
    let participle = token.deprel == Deprel::Acl && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd);
    let name = verb.0.checked_sub(2).map(TokenId).filter(|_| document.form(TokenId(verb.0 - 1)) == ",")?;
    let bare = !document
        .dependents(verb)
        .any(|dep| matches!(document.token(dep).deprel, Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux));
    (participle && bare && document.sentence_of(verb).tokens.holds(name) && names_person(document, name))
        .then_some(name)
}

fn has_own_subject(document: &Document, verb: TokenId) -> bool {
    let clausal = |dep| matches!(document.token(dep).deprel, Deprel::Csubj | Deprel::Expl);
    subject(document, verb).is_some() || document.dependents(verb).any(clausal)
}

/// The subject of a verb. A verb has one: of several that the tree gives it, the nearest is its own, and one that stands
/// before a verb without a subject is that one's ("Roe, 71, died on Monday, the sheriff said").
fn subject(document: &Document, verb: TokenId) -> Option<TokenId> {
    let subjects = |of: TokenId| {
        document
            .dependents(of)
            .filter(|&dep| matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter))
    };
    let nearest = |of: TokenId| subjects(of).min_by_key(|dep| dep.0.abs_diff(of.0));
    nearest(verb).or_else(|| unmarked(document, verb)).or_else(|| {
        // "The toll rose to 17, Ann Roe said", with either verb on top.
        let token = document.token(verb);
        let said = matches!(token.deprel, Deprel::Ccomp | Deprel::Parataxis);
        let above = token.head.filter(|&head| head > verb && said);
        let reports =
            document.dependents(verb).filter(|&dep| dep > verb && document.token(dep).deprel == Deprel::Parataxis);
        reports
            .chain(above)
            .flat_map(|report| subjects(report).filter(move |&dep| Some(dep) != nearest(report)))
            .find(|&dep| dep < verb)
    })
}

/// A person's name before a finite verb without a subject, which the tree has as an adjunct although no preposition stands
/// before it: "In July 2014 Roe and Hart stood side by side".
fn unmarked(document: &Document, verb: TokenId) -> Option<TokenId> {
    if !matches!(document.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
        return None;
    }
    let adjunct = |dep: &TokenId| {
        matches!(document.token(*dep).deprel, Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::Dep)
    };
    let before: Vec<TokenId> = document.dependents(verb).filter(|&dep| dep < verb).collect();
    let adjuncts = || before.iter().copied().filter(adjunct);
    adjuncts()
        .filter(|&dep| case(document, dep).is_none())
        .rfind(|&dep| names_person(document, dep))
        .or_else(|| name_behind_comma(document, verb))
        .or_else(|| adjuncts().find(|&dep| summed(document, dep)))
}

/// "In all 48 people lost their lives": no phrase with "in", but what the verb is said of.
fn summed(document: &Document, phrase: TokenId) -> bool {
    let first = |word: &str, relation: Deprel| {
        document
            .dependents(phrase)
            .any(|dep| document.form(dep).eq_ignore_ascii_case(word) && document.token(dep).deprel == relation)
    };
    let counted = document.dependents(phrase).any(|dep| document.token(dep).deprel == Deprel::Nummod);
    counted && first("in", Deprel::Case) && first("all", Deprel::Det)
}

/// The name between a comma and the main verb, wherever the tree hangs it: "Born to a baker, Ann Roe left".
fn name_behind_comma(document: &Document, verb: TokenId) -> Option<TokenId> {
    let at = document.names.partition_point(|name| name.tokens.end < verb);
    let name = document.names.get(at).filter(|name| name.kind == NameKind::Person && name.tokens.end == verb)?;
    let comma = name.tokens.start.0.checked_sub(1).map(TokenId).filter(|&before| document.form(before) == ",")?;
    let main = document.token(verb).head.is_none() && document.sentence_of(verb).tokens.holds(comma);
    main.then_some(name.tokens.start)
}

/// True for a token of a person's name.
fn names_person(document: &Document, token: TokenId) -> bool {
    let at = document.names.partition_point(|name| name.tokens.end <= token);
    document.names.get(at).is_some_and(|name| name.kind == NameKind::Person && name.tokens.holds(token))
}

/// "Found Ann Roe guilty", with what is said of her taken for the object: the name right before a bare word in the singular.
fn predicated(document: &Document, object: TokenId) -> Option<TokenId> {
    let token = document.token(object);
    let before = object.0.checked_sub(1).map(TokenId)?;
    let part = document
        .dependents(object)
        .find(|&dep| dep < object && document.token(dep).deprel == Deprel::Compound && names_person(document, dep))?;
    let determined = document
        .dependents(object)
        .any(|dep| matches!(document.token(dep).deprel, Deprel::Det | Deprel::NmodPoss | Deprel::Case));
    let bare = matches!(token.xpos, Xpos::Nn | Xpos::Jj) && !determined && !names_person(document, object);
    (bare && names_person(document, before)).then_some(part)
}

/// Fills a missing subject (or, in the passive, object) from the clause that the verb hangs on.
fn share(document: &Document, verb: TokenId, passive: bool, functions: &mut Functions) {
    if has_own_subject(document, verb) {
        let token = document.token(verb);
        if let (Deprel::AclRelcl, Some(noun)) = (token.deprel, token.head) {
            let filled = functions.subjects.contains(&noun) || functions.objects.contains(&noun);
            if !filled && functions.objects.is_empty() {
                functions.objects.push(noun);
            }
        }
        return;
    }
    if let Some(inherited) = inherited(document, verb, 0) {
        if passive {
            functions.objects.push(inherited);
        } else {
            functions.subjects.push(inherited);
        }
    }
}

/// The noun that a clause without a subject takes from above.
fn inherited(document: &Document, verb: TokenId, depth: usize) -> Option<TokenId> {
    let token = document.token(verb);
    let head = token.head?;
    match token.deprel {
        // "Namibia, a nation of three million, gained ...": a parser that takes the name for the root still tells the subject.
        Deprel::Parataxis
            if head < verb && matches!(document.token(head).upos, Upos::Propn | Upos::Noun | Upos::Pron) =>
        {
            Some(head)
        }
        Deprel::Conj | Deprel::AclRelcl | Deprel::Advcl if closes_appositive(document, verb) => {
            root_name(document, verb)
        }
        Deprel::Acl | Deprel::AclRelcl | Deprel::Amod => set_off(document, verb).or(Some(head)),
        Deprel::Conj | Deprel::Xcomp | Deprel::Advcl if depth < DEPTH => {
            if token.deprel == Deprel::Xcomp {
                let object = document.dependents(head).find(|&dep| document.token(dep).deprel == Deprel::Obj);
                if object.is_some() {
                    return object;
                }
            }
            let own = document
                .dependents(head)
                .find(|&dep| matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass))
                .or_else(|| unmarked(document, head));
            own.map(|own| antecedent(document, own)).or_else(|| inherited(document, head, depth + 1))
        }
        _ => None,
    }
}

/// True for a finite verb right behind a comma, with neither conjunction nor relative word, in a sentence whose root is a
/// person's name: the tree took "Roe, who lived alone, died" for a name with clauses.
fn closes_appositive(document: &Document, verb: TokenId) -> bool {
    let finite = matches!(document.token(verb).xpos, Xpos::Vbd | Xpos::Vbz);
    let comma = verb.0.checked_sub(1).is_some_and(|before| document.form(TokenId(before)) == ",");
    let linked = document.dependents(verb).any(|dep| {
        dep < verb && matches!(document.token(dep).deprel, Deprel::Cc | Deprel::Mark | Deprel::Advmod | Deprel::Nsubj)
    });
    finite && comma && !linked && root_name(document, verb).is_some_and(|root| root < verb)
}

/// The root of a sentence when it is a person's name.
fn root_name(document: &Document, token: TokenId) -> Option<TokenId> {
    let sentence = document.sentence_of(token).tokens;
    let root = sentence.indices().map(|index| TokenId(index as u32)).find(|&id| document.token(id).head.is_none())?;
    names_person(document, root).then_some(root)
}

/// The noun that a relative pronoun stands for, else the token itself.
fn antecedent(document: &Document, token: TokenId) -> TokenId {
    let pronoun = document.token(token);
    if !matches!(pronoun.xpos, Xpos::Wp | Xpos::Wdt) {
        return token;
    }
    let mut clause = pronoun.head;
    for _ in 0..DEPTH {
        let Some(head) = clause else { break };
        let verb = document.token(head);
        if verb.deprel == Deprel::AclRelcl {
            return verb.head.unwrap_or(token);
        }
        clause = verb.head;
    }
    token
}

/// Adds the members of a coordination: "killed Ann Roe and Tom Hart".
fn with_conjuncts(document: &Document, mut functions: Functions) -> Functions {
    let spread = |list: &mut Vec<TokenId>| {
        let conjuncts = |id: TokenId| {
            document
                .dependents(id)
                .filter(|&dep| document.token(dep).deprel == Deprel::Conj && document.token(dep).upos != Upos::Verb)
        };
        // A long list hangs as a chain: the third member on the second.
        let mut from = 0;
        while from < list.len() && list.len() < LONGEST_LIST {
            let more: Vec<TokenId> = conjuncts(list[from]).filter(|dep| !list.contains(dep)).collect();
            list.extend(more);
            from += 1;
        }
        list.sort();
        list.dedup();
    };
    spread(&mut functions.subjects);
    spread(&mut functions.objects);
    functions
}

/// The lower-cased preposition of a phrase, with its fixed parts: "because of".
pub fn case(document: &Document, phrase: TokenId) -> Option<String> {
    let of = |id: TokenId| {
        document.dependents(id).find(|&dep| matches!(document.token(dep).deprel, Deprel::Case | Deprel::Mark))
    };
    // "of Ann Roe", with the preposition hung on the first name.
    let part = |dep: &TokenId| {
        *dep < phrase && matches!(document.token(*dep).deprel, Deprel::Compound | Deprel::Flat | Deprel::NmodDesc)
    };
    let case = of(phrase).or_else(|| document.dependents(phrase).filter(part).find_map(of))?;
    let mut text = document.form(case).to_lowercase();
    for part in document.dependents(case).filter(|&dep| document.token(dep).deprel == Deprel::Fixed) {
        text.push(' ');
        text.push_str(&document.form(part).to_lowercase());
    }
    Some(text)
}

/// The tokens of a clause: the trigger with all that depends on it, as one run.
pub fn extent(document: &Document, trigger: TokenId) -> TokenRange {
    let sentence = document.sentence_of(trigger).tokens;
    let (mut first, mut last) = (trigger, trigger);
    for index in sentence.indices() {
        let id = TokenId(index as u32);
        if descends(document, id, trigger) {
            first = first.min(id);
            last = last.max(id);
        }
    }
    TokenRange { start: first, end: TokenId(last.0 + 1) }
}

/// True when a token is the other or hangs on it.
pub fn descends(document: &Document, token: TokenId, from: TokenId) -> bool {
    let mut at = Some(token);
    while let Some(id) = at {
        if id == from {
            return true;
        }
        at = document.token(id).head;
    }
    false
}
