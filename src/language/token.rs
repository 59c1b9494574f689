//! From a block of text to the spans of its words and signs.
//!
//! Words are those of the English treebanks of Universal Dependencies: a hyphen parts a compound (`39`, `-`, `year`,
//! `-`, `old`) but not a prefix (`anti-war`), `n't` and `'s` are words of their own, the full stop of an abbreviation
//! belongs to it, and an address is one word.

use std::collections::HashMap;
use std::collections::HashSet;

use super::surface::{address_length, clitic, face, is_apostrophe, is_blank, is_hyphen, is_punctuation, is_word, run};
use crate::text::Span;

/// What the full stop after a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: `Gen.`; no sentence ends after it.
    Title,
    /// Abbreviation before a numeral only: `No. 5`.
    Number,
    /// Abbreviation before a numeral or a comma only: `Mar. 3`.
    Date,
    /// Always an abbreviation; a sentence may end after it: `Inc.`
    Plain,
}

/// The word lists that tell where a word ends.
#[derive(Clone, Debug)]
pub struct Tokenizer {
    abbreviations: HashMap<&'static str, Abbreviation>,
    prefixes: HashSet<&'static str>,
    contractions: HashMap<String, Vec<usize>>,
    units: HashSet<&'static str>,
    endings: HashSet<&'static str>,
    openers: HashSet<&'static str>,
    lettered: HashSet<&'static str>,
}

impl Tokenizer {
    /// The tokenizer of the shipped word lists.
    pub fn shipped() -> Self {
        let abbreviations = lines(include_str!("../../rules/language/abbreviations.txt"))
            .filter_map(|line| line.split_once(' '))
            .map(|(word, class)| (word, class_of(class)))
            .collect();
        let contractions = lines(include_str!("../../rules/language/contractions.txt"))
            .map(|line| (line.replace('|', ""), line.split('|').map(str::len).collect()))
            .collect();
        Self {
            abbreviations,
            contractions,
            prefixes: lines(include_str!("../../rules/language/prefixes.txt")).collect(),
            units: lines(include_str!("../../rules/language/units.txt")).collect(),
            endings: lines(include_str!("../../rules/language/endings.txt")).collect(),
            openers: lines(include_str!("../../rules/language/openers.txt")).collect(),
            lettered: lines(include_str!("../../rules/language/lettered.txt")).collect(),
        }
    }

    /// The class of a word written with a full stop, `Gen` or `Gen.`
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word.strip_suffix('.').unwrap_or(word)).copied()
    }

    /// True for a word with a capital that opens a sentence when an abbreviation stands before it.
    pub fn opens(&self, word: &str) -> bool {
        word.len() < 12
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && self.openers.contains(word.to_ascii_lowercase().as_str())
    }

    /// True for a noun that a letter follows: "Plan" of "Plan B".
    pub fn is_lettered(&self, word: &str) -> bool {
        word.len() < 12 && self.lettered.contains(word.to_ascii_lowercase().as_str())
    }

    /// Appends the words and signs of a stretch of text, in order and without overlap.
    ///
    /// Between two spans there is nothing but white space, control and zero-width characters.
    pub fn words(&self, text: &str, span: Span, spans: &mut Vec<Span>) {
        let end = span.end as usize;
        let mut at = span.start as usize;
        while at < end {
            let next = text[at..end].chars().next().unwrap_or(' ');
            if is_blank(next) {
                at += next.len_utf8();
                continue;
            }
            let chunk = text[at..end].find(is_blank).map_or(end, |length| at + length);
            Scan { tokenizer: self, text, end: chunk, block: end, spans }.run(at);
            at = chunk;
        }
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn class_of(name: &str) -> Abbreviation {
    match name {
        "title" => Abbreviation::Title,
        "number" => Abbreviation::Number,
        "date" => Abbreviation::Date,
        _ => Abbreviation::Plain,
    }
}

/// One run over a chunk of text without white space.
struct Scan<'a> {
    tokenizer: &'a Tokenizer,
    text: &'a str,
    /// End of the chunk.
    end: usize,
    /// End of the block, up to which the scan may look ahead.
    block: usize,
    spans: &'a mut Vec<Span>,
}

impl Scan<'_> {
    fn run(mut self, start: usize) {
        let chunk = &self.text[start..self.end];
        let address =
            chunk.contains('@') || chunk.contains("://") || chunk.contains("www.") || chunk.contains("mailto:");
        let mut at = start;
        while at < self.end {
            let rest = &self.text[at..self.end];
            let first = rest.chars().next().unwrap_or(' ');
            let length = match address {
                true => address_length(rest),
                false => 0,
            };
            if length > 0 {
                self.push(at, at + length);
                at += length;
            } else if is_word(first) {
                at = self.word(at, at);
            } else {
                at = self.sign(at, first);
            }
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.spans.push(Span::new(start, end));
    }

    fn at(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    /// A word that starts at `start`, of which all before `from` is settled.
    fn word(&mut self, start: usize, from: usize) -> usize {
        let mut end = from;
        let mut part = from;
        let mut last = ' ';
        while let Some(c) = self.at(end) {
            if is_word(c) {
                last = c;
                end += c.len_utf8();
                continue;
            }
            let after = end + c.len_utf8();
            let next = self.at(after).unwrap_or(' ');
            if end == start || !is_word(next) || !self.joins(start, part, end, last, c, next) {
                break;
            }
            end = after;
            part = after;
        }
        let end = self.trailing(start, part, end);
        self.parts(start, end);
        end
    }

    /// True when the sign `c` at `at` stands inside a word that began at `start` and whose last part began at `part`.
    fn joins(&self, start: usize, part: usize, at: usize, last: char, c: char, next: char) -> bool {
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        match c {
            '.' => digits || self.stop_joins(start, part, at, next),
            ',' => digits && self.figures(at + 1) == 3,
            ':' => digits,
            '/' => digits || matches!(&self.text[start..at], "b" | "w" | "B" | "W"),
            '_' => true,
            '&' => last.is_uppercase() && next.is_uppercase(),
            c if is_apostrophe(c) => {
                (last.is_alphabetic() && next.is_alphabetic()) || (last.is_ascii_digit() && next == 's')
            }
            c if is_hyphen(c) => match digits {
                true => self.telephone(start, at, at + c.len_utf8()),
                false => start == part && self.prefix(&self.text[part..at]),
            },
            _ => false,
        }
    }

    fn stop_joins(&self, start: usize, part: usize, at: usize, next: char) -> bool {
        let before = &self.text[part..at];
        let mut letters = before.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if single && next.is_alphabetic() {
            let length = self.text[at + 1..self.end].chars().take(4).take_while(|&c| is_word(c)).count();
            let capital = next.is_uppercase();
            return length == 1 || !capital || start != part || (length == 2 && before.chars().all(char::is_uppercase));
        }
        let host = |c: char| c.is_ascii_lowercase();
        self.is_ending(at + 1) || (host(next) && before.ends_with(host) && (start != part || self.another_stop(at + 1)))
    }

    /// True when the letters at `at` are the ending of an address or of a file's name, `com` or `COM`.
    fn is_ending(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[at..self.end];
        let length = bytes.iter().take(6).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(word) = self.text.get(at..at + length) else { return false };
        let proper =
            word.starts_with(|c: char| c.is_ascii_uppercase()) && word.contains(|c: char| c.is_ascii_lowercase());
        !proper && self.tokenizer.endings.contains(word.to_ascii_lowercase().as_str())
    }

    /// True when a small word at `at` is followed by a stop and another small word, as in names of hosts and newsgroups.
    fn another_stop(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[at..self.end];
        let length = bytes.iter().take(20).take_while(|byte| byte.is_ascii_lowercase()).count();
        bytes.get(length) == Some(&b'.') && bytes.get(length + 1).is_some_and(u8::is_ascii_lowercase)
    }

    fn prefix(&self, word: &str) -> bool {
        word.len() <= 8 && self.tokenizer.prefixes.contains(word.to_ascii_lowercase().as_str())
    }

    /// The number of digits at `at`, counted up to 20.
    fn figures(&self, at: usize) -> usize {
        self.text.as_bytes()[at..self.end].iter().take(20).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// True when a hyphen between digits stands in a telephone number or a date in figures.
    fn telephone(&self, start: usize, at: usize, after: usize) -> bool {
        let right = self.figures(after);
        let left = self.text[start..at].bytes().rev().take(20).take_while(u8::is_ascii_digit).count();
        let third = self.at(after + right).is_some_and(is_hyphen) && self.figures(after + right + 1) > 0;
        let second = at - start <= 40 && self.text[start..at].contains(is_hyphen);
        third || second || (matches!(left, 1 | 3 | 5) && right == 4)
    }

    /// Takes the full stop of an abbreviation or the sign of a currency into the word.
    fn trailing(&self, start: usize, part: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        match self.at(end) {
            Some('$') if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()) => end + 1,
            Some('.')
                if !self.text[end + 1..self.end].starts_with("..")
                    && self.abbreviates(word, &self.text[part..end], end + 1) =>
            {
                end + 1
            }
            _ => end,
        }
    }

    fn abbreviates(&self, word: &str, part: &str, after: usize) -> bool {
        let mut letters = part.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        let next = self.text[after..self.block].chars().find(|&c| !c.is_whitespace()).unwrap_or(' ');
        let spaced = after == self.end;
        if single && part.len() < word.len() {
            return word.len() <= 16 && word.as_bytes()[word.len() - part.len() - 1] == b'.';
        }
        if single && part != "I" && next.is_uppercase() && part.chars().all(char::is_uppercase) {
            return true;
        }
        match self.tokenizer.abbreviation(word) {
            Some(Abbreviation::Title) => next.is_alphanumeric() || !spaced,
            Some(Abbreviation::Number) => next.is_ascii_digit(),
            Some(Abbreviation::Date) => next.is_ascii_digit() || self.at(after) == Some(','),
            Some(Abbreviation::Plain) => word != "etc" || !spaced || !(next == ' ' || next.is_uppercase()),
            None => false,
        }
    }

    /// Parts contractions and units and appends what results.
    fn parts(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if let Some(length) = clitic(word) {
            self.push(start, end - length);
            self.push(end - length, end);
            return;
        }
        if word.len() <= 8 {
            let lower = word.to_ascii_lowercase();
            if let Some(lengths) = self.tokenizer.contractions.get(&lower) {
                let mut at = start;
                for &length in lengths {
                    self.spans.push(Span::new(at, at + length));
                    at += length;
                }
                return;
            }
        }
        if word.as_bytes()[0].is_ascii_digit() {
            let figures =
                word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
            let unit = word[figures..].trim_end_matches('.');
            if !unit.is_empty() && self.tokenizer.units.contains(unit) {
                self.push(start, start + figures);
                self.push(start + figures, end);
                return;
            }
        }
        self.push(start, end);
    }

    /// A sign or a run of signs.
    fn sign(&mut self, at: usize, first: char) -> usize {
        let rest = &self.text[at..self.end];
        let second = rest[first.len_utf8()..].chars().next().unwrap_or(' ');
        let opens = self.spans.last().is_none_or(|span| (span.end as usize) < at);
        let length = match first {
            '.' | '+' if opens && second.is_ascii_digit() => return self.word(at, at + 1),
            '.' if opens && self.is_ending(at + 1) => return self.word(at, at + 1),
            '.' | '!' | '?' | '…' => run(rest, |c| matches!(c, '.' | '!' | '?' | '…')),
            '@' | '#' if opens && second.is_alphabetic() => return self.word(at, at + 1),
            '\'' | '’' | '‘' => return self.quote(at, first, second, opens),
            '`' if second == '`' => 2,
            ':' | ';' if opens => face(rest).unwrap_or(1),
            '-' | '*' | '=' | '_' | '~' | '+' | '<' | '>' | '^' | '|' | '#' | '—' | '–' => {
                run(rest, |c| c == first)
            }
            c if c.is_ascii() || is_punctuation(c) => c.len_utf8(),
            c => run(rest, |other| {
                other == c || matches!(other, '\u{200D}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}')
            }),
        };
        self.push(at, at + length);
        at + length
    }

    /// An apostrophe that is not inside a word: a quotation mark, a plural's possessive, or the start of `'em`, `'90s`.
    fn quote(&mut self, at: usize, first: char, second: char, opens: bool) -> usize {
        let after = at + first.len_utf8();
        let length = self.text[after..self.end].find(|c| !is_word(c)).unwrap_or(self.end - after);
        let tail = match length <= 6 {
            true => &self.text[after..after + length],
            false => "",
        };
        if first != '‘' || second.is_ascii_digit() {
            let figures = self.figures(after);
            if opens && figures == 2 && matches!(tail.get(2..), Some("" | "s")) {
                return self.word(at, after + length);
            }
            if opens && matches!(tail, "em" | "til" | "cause" | "Til" | "Cause") {
                return self.word(at, after + length);
            }
            let clitic = matches!(tail, "s" | "S" | "re" | "ve" | "ll" | "d" | "m") && length == tail.len();
            if !opens && clitic {
                self.push(at, after + length);
                return after + length;
            }
            if first == '\'' && second == '\'' {
                self.push(at, after + 1);
                return after + 1;
            }
        }
        self.push(at, after);
        after
    }
}
