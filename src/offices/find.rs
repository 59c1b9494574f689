//! Finding offices among words.

use std::ops::Range;

use smol_str::SmolStr;

use super::lexicon::{Lexicon, Title};
use super::{Kind, Modifier, Office, OfficeMatch};

/// Words between "spokesman for" and the office: "the Syrian", "Leeds".
const MOST_BETWEEN: usize = 3;

/// A title with its modifiers, as ranges of pieces: the whole, the title alone.
type Found = (Range<usize>, Range<usize>, Vec<Modifier>, Core);

/// A title found from a word on: words read, what it names, plural.
struct Core {
    length: usize,
    id: SmolStr,
    kind: Kind,
    portfolio: Option<SmolStr>,
    plural: bool,
    adjective: bool,
}

impl Lexicon {
    /// The offices, ranks and honorifics among `words`, in order, without overlap; the longest at each place.
    ///
    /// The words are the lower-case forms of a sentence's tokens; hyphens may stand within a word or be words, and "'s"
    /// may be a word or stand at the end of one. Ranks and honorifics are given wherever their words stand: "general"
    /// of "general strike" as well. Linear in the number of words.
    pub fn find(&self, words: &[&str]) -> Vec<OfficeMatch> {
        let pieces = pieces(words);
        let plain: Vec<&str> = pieces.iter().map(|piece| piece.0).collect();
        let token = |range: Range<usize>| pieces[range.start].1..pieces[range.end - 1].1 + 1;
        let mut found = Vec::new();
        let mut at = 0;
        while at < plain.len() {
            let Some((range, core, modifiers, title)) = self.find_at(&plain, at) else {
                at += 1;
                continue;
            };
            at = range.end;
            let office = Office { id: title.id, portfolio: title.portfolio, modifiers };
            found.push(OfficeMatch {
                range: token(range),
                core: token(core),
                office,
                kind: title.kind,
                plural: title.plural,
            });
        }
        found
    }

    fn find_at(&self, words: &[&str], start: usize) -> Option<Found> {
        let plain = self.title(&words[start..]);
        let (mut at, mut modifiers) = (start, Vec::new());
        while let Some((length, modifier)) = self.before.at(&words[at..]) {
            // "Vice admiral", "deputy sheriff": an office of its own is longer than its modifier.
            if at == start && plain.as_ref().is_some_and(|core| core.length > length) {
                break;
            }
            modifiers.push(*modifier);
            at += length;
            if matches!(words[at - 1], "for" | "of" | "to") {
                at = self.skip_to_title(words, at).unwrap_or(words.len());
            }
        }
        let changed = if modifiers.is_empty() { None } else { self.title(words.get(at..)?) };
        let (core, at) = match changed {
            Some(core) => (core, at),
            None => {
                modifiers.clear();
                (plain?, start)
            }
        };
        let mut end = at + core.length;
        let range = at..end;
        while let Some((length, modifier)) = self.modifier_after(&words[end..], core.adjective && end == range.end) {
            modifiers.push(modifier);
            end += length;
        }
        // An adjective is an office only along with what follows: "presidential candidate".
        if core.adjective && end == range.end {
            return None;
        }
        Some((start..end, range, modifiers, core))
    }

    fn modifier_after(&self, words: &[&str], adjective: bool) -> Option<(usize, Modifier)> {
        let after = self.after.at(words);
        let found = if adjective { after.or_else(|| self.after_adjective.at(words)) } else { after };
        found.map(|(length, modifier)| (length, *modifier))
    }

    /// The place of a title after at most [`MOST_BETWEEN`] words of a noun phrase.
    fn skip_to_title(&self, words: &[&str], at: usize) -> Option<usize> {
        let between = words.get(at..)?.iter().take(MOST_BETWEEN + 1).take_while(|word| !ends_phrase(word)).count();
        (at..at + between).find(|&at| {
            let title = self.title(&words[at..]);
            title.is_some_and(|title| title.kind == Kind::Office) || self.before.at(&words[at..]).is_some()
        })
    }

    /// The title that `words` start with, its field before or after it.
    fn title(&self, words: &[&str]) -> Option<Core> {
        let named = self.titles.at_any_number(words).map(|(length, title, plural)| {
            let core = |length, portfolio: Option<SmolStr>| Core {
                length,
                id: title.with_field.clone().filter(|_| portfolio.is_some()).unwrap_or_else(|| title.id.clone()),
                kind: title.kind,
                portfolio,
                plural,
                adjective: false,
            };
            match self.field_after(&words[length..], title) {
                Some((field, portfolio)) => core(length + field, Some(portfolio)),
                None => core(length, title.field.clone()),
            }
        });
        let with_field = self.field(words).and_then(|(field, portfolio)| {
            let (length, title, plural) = self.titles.at_any_number(&words[field..])?;
            let id = title.with_field.clone().unwrap_or_else(|| title.id.clone());
            let core = Core {
                length: field + length,
                id,
                kind: title.kind,
                portfolio: Some(portfolio),
                plural,
                adjective: false,
            };
            title.takes_field.then_some(core)
        });
        let adjective = || {
            let (length, id) = self.adjectives.at(words)?;
            Some(Core { length, id: id.clone(), kind: Kind::Office, portfolio: None, plural: false, adjective: true })
        };
        match (named, with_field) {
            (Some(named), Some(other)) if other.length > named.length => Some(other),
            (Some(named), _) => Some(named),
            (None, Some(other)) => Some(other),
            (None, None) => adjective(),
        }
    }

    /// "of health", "for foreign affairs" after a title that takes a field.
    fn field_after(&self, words: &[&str], title: &Title) -> Option<(usize, SmolStr)> {
        if !title.takes_field || !matches!(*words.first()?, "of" | "for") {
            return None;
        }
        let article = usize::from(matches!(words.get(1), Some(&"the")));
        let (length, portfolio) = self.field(words.get(1 + article..)?)?;
        Some((1 + article + length, portfolio))
    }

    /// A field, or several joined by "and" and commas: words read, and the fields in order of the alphabet.
    fn field(&self, words: &[&str]) -> Option<(usize, SmolStr)> {
        let (mut at, field) = self.fields.at(words)?;
        let mut fields = vec![field];
        loop {
            let joints = words[at..].iter().take(2).take_while(|word| matches!(**word, "and" | "," | "&")).count();
            match self.fields.at(&words[at + joints..]) {
                Some((length, field)) if joints > 0 => {
                    fields.push(field);
                    at += joints + length;
                }
                _ => break,
            }
        }
        fields.sort();
        fields.dedup();
        let joined = fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join("+");
        Some((at, joined.into()))
    }
}

/// A word after which no office of the same phrase can come.
fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "." | ","
            | ";"
            | ":"
            | "("
            | ")"
            | "\""
            | "and"
            | "or"
            | "but"
            | "who"
            | "which"
            | "that"
            | "said"
            | "is"
            | "was"
            | "has"
            | "had"
            | "as"
            | "by"
            | "with"
            | "from"
            | "at"
            | "on"
            | "after"
            | "before"
            | "when"
            | "while"
    )
}

/// The words without hyphens and with "'s" apart, each with the place of the word it comes from.
fn pieces<'a>(words: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut pieces = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let possessive = ["'s", "’s"].iter().find_map(|mark| word.strip_suffix(mark));
        for piece in possessive.unwrap_or(word).split(['-', '‐', '‑', '–']).filter(|piece| !piece.is_empty()) {
            pieces.push((piece, at));
        }
        if possessive.is_some() {
            pieces.push(("'s", at));
        }
    }
    pieces
}
