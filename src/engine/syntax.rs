//! The language of rule conditions: a typed, Datalog-like denial constraint, one condition a line.
//!
//! ```text
//! holds(P, O, X) at T as A        # a fact: roles in order, its time, its label as evidence
//! holds(Q, O, X) at U as B
//! single_holder(O)                # a test known to the engine
//! T overlaps U                    # a three-valued comparison
//! P differs Q
//! unless changes(_, O, X)         # true when no such fact is stated in the story
//! ```
//!
//! A name in capitals is a variable, `_` is anything, `"..."` is a word. A variable in two facts joins them. A fact can be
//! qualified by `denied`, `planned`, `hedged` or `any`; without a qualifier it is asserted.

use std::fmt;

use super::builtin;
use crate::fact::Predicate;
use crate::rulefile::nearest;

/// One line of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A fact that is stated.
    Fact(Pattern),
    /// A fact that is not stated in the story.
    Unless(Pattern),
    /// A test with its arguments, `T overlaps U` being `overlaps(T, U)`.
    Test {
        /// The test's name.
        name: String,
        /// Its arguments.
        terms: Vec<Term>,
    },
}

/// A fact with variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The predicate.
    pub predicate: String,
    /// How it must be stated.
    pub stated: Stated,
    /// Its roles, in order.
    pub terms: Vec<Term>,
    /// The variable for its time.
    pub at: Option<String>,
    /// The variable for its place.
    pub within: Option<String>,
    /// Its label as evidence.
    pub label: Option<String>,
}

/// How a fact must be stated to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// As true, which is the default.
    Asserted,
    /// As false.
    Denied,
    /// As planned or to come.
    Planned,
    /// As possible or claimed.
    Hedged,
    /// In any way.
    Any,
}

/// An argument of a fact or a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A variable.
    Variable(String),
    /// A word.
    Word(String),
    /// Anything.
    Any,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(pattern) => pattern.fmt(f),
            Self::Unless(pattern) => write!(f, "unless {pattern}"),
            Self::Test { name, terms } => match terms.as_slice() {
                [one, other] => write!(f, "{one} {name} {other}"),
                terms => write!(f, "{name}({})", listed(terms)),
            },
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let qualifier = match self.stated {
            Stated::Asserted => "",
            Stated::Denied => "denied ",
            Stated::Planned => "planned ",
            Stated::Hedged => "hedged ",
            Stated::Any => "any ",
        };
        write!(f, "{qualifier}{}({})", self.predicate, listed(&self.terms))?;
        for (word, slot) in [("at", &self.at), ("in", &self.within), ("as", &self.label)] {
            if let Some(name) = slot {
                write!(f, " {word} {name}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => f.write_str(name),
            Self::Word(word) if word.starts_with(|c: char| c.is_ascii_digit()) => f.write_str(word),
            Self::Word(word) => write!(f, "\"{word}\""),
            Self::Any => f.write_str("_"),
        }
    }
}

fn listed(terms: &[Term]) -> String {
    terms.iter().map(Term::to_string).collect::<Vec<_>>().join(", ")
}

/// A mistake in conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Byte offset in the conditions.
    pub offset: usize,
    /// What is wrong.
    pub cause: String,
}

/// Reads the conditions of a rule.
pub fn parse(text: &str, predicates: &[Predicate]) -> Result<Vec<Condition>, SyntaxError> {
    let mut conditions = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let mut reader = Reader { tokens: tokens(line, offset)?, at: 0, end: offset + line.trim_end().len() };
        if !reader.tokens.is_empty() {
            conditions.push(reader.condition(predicates)?);
        }
        offset += line.len();
    }
    check_variables(text, &conditions)?;
    Ok(conditions)
}

/// Checks that every `{...}` of a message names a variable or a label of the conditions.
pub fn check_message(says: &str, conditions: &[Condition]) -> Result<(), String> {
    let known = names(conditions);
    for part in says.split('{').skip(1) {
        let Some((inside, _)) = part.split_once('}') else {
            return Err("an opening brace without a closing one".to_owned());
        };
        let name = inside.split('.').next().unwrap_or(inside);
        if !known.iter().any(|known| known == name) {
            return Err(format!("the message uses `{name}`, which no condition binds{}", nearest(name, &known)));
        }
    }
    Ok(())
}

/// The variables and labels that facts bind.
fn names(conditions: &[Condition]) -> Vec<String> {
    let mut names = Vec::new();
    for condition in conditions {
        let Condition::Fact(pattern) = condition else { continue };
        names.extend(pattern.terms.iter().filter_map(|term| match term {
            Term::Variable(name) => Some(name.clone()),
            _ => None,
        }));
        names.extend([&pattern.at, &pattern.within, &pattern.label].into_iter().flatten().cloned());
    }
    names.sort();
    names.dedup();
    names
}

fn check_variables(text: &str, conditions: &[Condition]) -> Result<(), SyntaxError> {
    let known = names(conditions);
    for condition in conditions {
        let Condition::Test { terms, .. } = condition else { continue };
        for term in terms {
            let Term::Variable(name) = term else { continue };
            if !known.contains(name) {
                let offset = find_word(text, name);
                let cause = format!("no fact binds the variable `{name}`{}", nearest(name, &known));
                return Err(SyntaxError { offset, cause });
            }
        }
    }
    if !conditions.iter().any(|condition| matches!(condition, Condition::Fact(Pattern { label: Some(_), .. }))) {
        return Err(SyntaxError { offset: 0, cause: "no fact is labelled as evidence (`... as A`)".to_owned() });
    }
    Ok(())
}

fn find_word(text: &str, word: &str) -> usize {
    let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    text.match_indices(word)
        .find(|&(at, _)| boundary(text[..at].chars().next_back()) && boundary(text[at + word.len()..].chars().next()))
        .map_or(0, |(at, _)| at)
}

#[derive(Clone, Debug)]
struct Lexeme<'a> {
    text: &'a str,
    offset: usize,
}

fn tokens(line: &str, base: usize) -> Result<Vec<Lexeme<'_>>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let offset = base + line.len() - rest.len();
        let length = match first {
            '#' => break,
            c if c.is_whitespace() => {
                rest = &rest[c.len_utf8()..];
                continue;
            }
            '(' | ')' | ',' => 1,
            '"' => match rest[1..].find('"') {
                Some(end) => end + 2,
                None => return Err(SyntaxError { offset, cause: "a word without its closing quote".to_owned() }),
            },
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len())
            }
            c => return Err(SyntaxError { offset, cause: format!("unexpected `{}`", c.escape_default()) }),
        };
        tokens.push(Lexeme { text: &rest[..length], offset });
        rest = &rest[length..];
    }
    Ok(tokens)
}

struct Reader<'a> {
    tokens: Vec<Lexeme<'a>>,
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    fn condition(&mut self, predicates: &[Predicate]) -> Result<Condition, SyntaxError> {
        let infix = self.tokens.get(1).is_some_and(|second| !matches!(second.text, "(" | ")" | ","));
        let first = self.tokens[0].text;
        let condition = if first == "unless" {
            self.at = 1;
            Condition::Unless(self.pattern(predicates)?)
        } else if infix && qualifier(first).is_none() {
            let left = self.term()?;
            let name = self.test_name()?;
            let right = self.term()?;
            Condition::Test { name, terms: vec![left, right] }
        } else if builtin::find(first).is_some() {
            let name = self.test_name()?;
            let terms = self.arguments()?;
            Condition::Test { name, terms }
        } else {
            Condition::Fact(self.pattern(predicates)?)
        };
        if let Condition::Test { name, terms } = &condition {
            let wanted = builtin::find(name).map_or(0, |test| test.arity);
            if terms.len() != wanted {
                let cause = format!("`{name}` takes {wanted} arguments, not {}", terms.len());
                return Err(SyntaxError { offset: self.tokens[0].offset, cause });
            }
        }
        match self.tokens.get(self.at) {
            None => Ok(condition),
            Some(extra) => Err(SyntaxError {
                offset: extra.offset,
                cause: format!("unexpected `{}` after the condition", extra.text),
            }),
        }
    }

    fn test_name(&mut self) -> Result<String, SyntaxError> {
        let name = self.next("a comparison")?;
        if builtin::find(name.text).is_some() {
            return Ok(name.text.to_owned());
        }
        let known: Vec<&str> = builtin::all().map(|test| test.name).collect();
        let cause = format!("unknown comparison `{}`{}", name.text, nearest(name.text, &known));
        Err(SyntaxError { offset: name.offset, cause })
    }

    fn pattern(&mut self, predicates: &[Predicate]) -> Result<Pattern, SyntaxError> {
        let mut stated = Stated::Asserted;
        if let Some(qualified) = self.tokens.get(self.at).and_then(|token| qualifier(token.text)) {
            stated = qualified;
            self.at += 1;
        }
        let name = self.next("a predicate")?;
        let Some(predicate) = predicates.iter().find(|predicate| predicate.name == name.text) else {
            let known: Vec<&str> = predicates.iter().map(|predicate| predicate.name.as_str()).collect();
            let cause = format!("unknown predicate `{}`{}", name.text, nearest(name.text, &known));
            return Err(SyntaxError { offset: name.offset, cause });
        };
        let terms = self.arguments()?;
        if terms.len() != predicate.roles.len() {
            let cause = format!(
                "`{}` has {} roles ({}), not {}",
                predicate.name,
                predicate.roles.len(),
                predicate.roles.join(", "),
                terms.len()
            );
            return Err(SyntaxError { offset: name.offset, cause });
        }
        let mut pattern =
            Pattern { predicate: predicate.name.clone(), stated, terms, at: None, within: None, label: None };
        while self.at < self.tokens.len() {
            let word = self.next("`at`, `in` or `as`")?;
            let slot = match word.text {
                "at" => &mut pattern.at,
                "in" => &mut pattern.within,
                "as" => &mut pattern.label,
                other => {
                    let cause = format!("expected `at`, `in` or `as`, found `{other}`");
                    return Err(SyntaxError { offset: word.offset, cause });
                }
            };
            let token = self.tokens.get(self.at).ok_or(SyntaxError {
                offset: self.end,
                cause: "the line ends where a variable was expected".to_owned(),
            })?;
            *slot = Some(token.text.to_owned());
            self.at += 1;
        }
        Ok(pattern)
    }

    fn arguments(&mut self) -> Result<Vec<Term>, SyntaxError> {
        self.expect("(")?;
        let mut terms = Vec::new();
        if self.tokens.get(self.at).is_some_and(|token| token.text == ")") {
            self.at += 1;
            return Ok(terms);
        }
        loop {
            terms.push(self.term()?);
            let next = self.next("`,` or `)`")?;
            match next.text {
                "," => {}
                ")" => return Ok(terms),
                other => {
                    let cause = format!("expected `,` or `)`, found `{other}`");
                    return Err(SyntaxError { offset: next.offset, cause });
                }
            }
        }
    }

    fn term(&mut self) -> Result<Term, SyntaxError> {
        let token = self.next("a variable, a word or `_`")?;
        let text = token.text;
        if text == "_" {
            Ok(Term::Any)
        } else if let Some(word) = text.strip_prefix('"') {
            Ok(Term::Word(word.trim_end_matches('"').to_owned()))
        } else if text.starts_with(|c: char| c.is_uppercase()) {
            Ok(Term::Variable(text.to_owned()))
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            Ok(Term::Word(text.to_owned()))
        } else {
            let cause = format!("expected a variable (in capitals), a \"word\" or `_`, found `{text}`");
            Err(SyntaxError { offset: token.offset, cause })
        }
    }

    fn expect(&mut self, text: &str) -> Result<(), SyntaxError> {
        let token = self.next(&format!("`{text}`"))?;
        if token.text == text {
            return Ok(());
        }
        Err(SyntaxError { offset: token.offset, cause: format!("expected `{text}`, found `{}`", token.text) })
    }

    fn next(&mut self, wanted: &str) -> Result<Lexeme<'a>, SyntaxError> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token.ok_or(SyntaxError { offset: self.end, cause: format!("the line ends where {wanted} was expected") })
    }
}

fn qualifier(word: &str) -> Option<Stated> {
    match word {
        "denied" => Some(Stated::Denied),
        "planned" => Some(Stated::Planned),
        "hedged" => Some(Stated::Hedged),
        "any" => Some(Stated::Any),
        _ => None,
    }
}
