//! What the model sees of a word and its neighbours.

use crate::text::Span;

use super::super::feature::{hash, mix, shape, small};
use super::super::tags::Xpos;
use super::document::Evidence;
use super::gazetteer::{self, Flags, Gazetteer};

/// A word with what is computed of it once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word<'a> {
    /// The form in the text.
    pub form: &'a str,
    /// The hash of the form.
    pub exact: u64,
    /// The hash of the form in small letters.
    pub small: u64,
    /// Its shape.
    pub shape: u8,
    /// Its part of speech.
    pub tag: u8,
    /// True when it is written like a name: with a capital.
    pub capital: bool,
    /// What the lists say of it.
    pub flags: Flags,
    /// What the lists say of the longest run of words it belongs to.
    pub phrase: Flags,
    /// Its position in that run: 0 none, 1 first, 2 inside, 3 last.
    pub place: u8,
    /// True when it touches the words on both sides.
    pub glued: bool,
}

impl Word<'_> {
    /// True when it is written like a name: it has a capital, or is a known place or nationality in small letters.
    pub fn is_like_a_name(&self) -> bool {
        let known = self.flags & (gazetteer::PLACE | gazetteer::DEMONYM) != 0 && self.flags & gazetteer::SMALL == 0;
        self.capital || known
    }

    fn is_hyphen(&self) -> bool {
        self.glued && self.form == "-"
    }
}

/// What tells a hyphen between spaces from one inside a word.
const APART: u64 = 0x5bd1_e995_7b93_b1a7;

/// The words of a text with their parts of speech.
pub fn words<'a>(text: &'a str, spans: &[Span], tags: &[Xpos], gazetteer: &Gazetteer) -> Vec<Word<'a>> {
    let tags = tags.iter().map(|&tag| tag as u8 + 1).chain(std::iter::repeat(0));
    let mut words: Vec<Word> =
        spans.iter().zip(tags).map(|(span, tag)| Word { tag, ..word(span.of(text), gazetteer) }).collect();
    let touches = |at: usize| at > 0 && at < spans.len() && spans[at - 1].end == spans[at].start;
    for (at, word) in words.iter_mut().enumerate() {
        if matches!(word.form, "-" | "/" | "&" | "'") {
            word.glued = touches(at) && touches(at + 1);
            if !word.glued {
                word.small ^= APART;
                word.exact ^= APART;
            }
        }
    }
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let mut length = 1;
        if word.flags & gazetteer::GOES_ON != 0 && (word.capital || word.flags & gazetteer::SMALL == 0) {
            let (flags, found) = gazetteer.longest(words[at..].iter().map(|word| word.small));
            if found > 1 {
                length = found;
                for (place, word) in words[at..at + found].iter_mut().enumerate() {
                    word.phrase = flags;
                    word.place = if place == 0 {
                        1
                    } else if place + 1 == found {
                        3
                    } else {
                        2
                    };
                }
            }
        }
        at += length;
    }
    words
}

fn word<'a>(form: &'a str, gazetteer: &Gazetteer) -> Word<'a> {
    let exact = hash(form);
    let shape = long_shape(form);
    let capital = shape & 1 != 0;
    let small = match capital {
        true => small(form),
        false => exact,
    };
    Word { form, exact, small, shape, capital, flags: gazetteer.get(small), ..Word::default() }
}

/// The shape, with a bit more for capitals only of two letters and more.
fn long_shape(form: &str) -> u8 {
    let shape = shape(form);
    match shape & 0b11 == 1 && form.len() > 2 {
        true => shape | 0x80,
        false => shape,
    }
}

/// The words of one sentence.
#[derive(Clone, Debug)]
pub struct View<'a> {
    words: &'a [Word<'a>],
    evidence: &'a Evidence,
    /// For each word the first and the last of the run of capitalised words it stands in, or itself.
    runs: Vec<(u32, u32)>,
    /// 0 running text, 1 a headline with every word capitalised, 2 capitals only.
    style: u64,
}

const NOTHING: Word<'static> = Word {
    tag: 0,
    form: "",
    exact: 1,
    small: 1,
    shape: 0,
    capital: false,
    flags: 0,
    phrase: 0,
    place: 0,
    glued: false,
};

impl<'a> View<'a> {
    /// The view of a sentence.
    pub fn new(words: &'a [Word<'a>], evidence: &'a Evidence) -> Self {
        Self { words, evidence, runs: runs(words), style: style(words) }
    }

    fn at(&self, at: usize, offset: isize) -> &Word<'a> {
        at.checked_add_signed(offset).and_then(|at| self.words.get(at)).unwrap_or(&NOTHING)
    }

    /// True when a word may belong to a name: it is written like one, or stands where names have small words and signs.
    pub fn is_open(&self, at: usize) -> bool {
        let like = |offset| self.at(at, offset).is_like_a_name();
        let word = self.at(at, 0);
        let hyphen = |offset| self.at(at, offset).is_hyphen();
        word.is_like_a_name()
            || (like(-1)
                && (like(1) || word.is_hyphen() || word.form.as_bytes().first().is_some_and(u8::is_ascii_digit)))
            || (hyphen(-1) && like(-2))
            || (word.flags & gazetteer::PARTICLE != 0 && (like(1) || like(2)))
            || (word.is_hyphen() && like(1))
            || (like(1) && like(-2))
            || (like(-1) && like(2))
    }

    /// Calls `found` with each feature of the word at a position.
    pub fn features(&self, at: usize, mut found: impl FnMut(u64)) {
        let mut kind = 0_u64;
        let mut add = |value: u64| {
            kind += 1;
            found(mix(kind, value));
        };
        let (w, l, r) = (self.at(at, 0), self.at(at, -1), self.at(at, 1));
        let (ll, rr) = (self.at(at, -2), self.at(at, 2));
        let flags = |word: &Word| u64::from(word.flags & !gazetteer::GOES_ON);
        let first = u64::from(at == 0 || (at == 1 && !l.form.starts_with(char::is_alphanumeric)));
        let shape = u64::from(w.shape);
        let shapes = shape | u64::from(l.shape) << 8 | u64::from(r.shape) << 16;
        let (f, fl, fr) = (flags(w), flags(l), flags(r));
        add(w.exact);
        add(w.small);
        add(l.small);
        add(r.small);
        add(ll.small);
        add(rr.small);
        add(mix(l.small, w.small));
        add(mix(w.small, r.small));
        add(mix(l.small, r.small));
        add(mix(ll.small, l.small));
        add(mix(r.small, rr.small));
        add(shape << 1 | first);
        add(shapes & 0xFFFF);
        add(shapes & 0xFF_00FF);
        add(shapes);
        add(shapes | u64::from(ll.shape) << 24 | u64::from(rr.shape) << 32);
        let tag = |word: &Word| u64::from(word.tag);
        add(tag(w) << 16 | shape << 1 | first);
        add(tag(l) << 8 | tag(w));
        add(tag(w) << 8 | tag(r));
        add(tag(l) << 16 | tag(w) << 8 | tag(r));
        add(mix(f, tag(w)));
        affixes(w.form, &mut add);
        add(f);
        add(f << 9 | shape << 1 | first);
        add(fl);
        add(fr);
        add(fl << 16 | f);
        add(f << 16 | fr);
        add(fl << 32 | f << 16 | fr);
        add(mix(l.small, f << 8 | shape));
        add(mix(r.small, f << 8 | shape));
        add(flags(ll) << 16 | f);
        add(f << 16 | flags(rr));
        let phrase = u64::from(w.phrase) << 2 | u64::from(w.place);
        add(phrase << 8 | shape);
        add(mix(phrase, r.small));
        add(self.style << 24 | f << 8 | shape);
        add(self.style << 32 | shapes);
        add(self.evidence.of_word(w) << 25 | f << 9 | shape << 1 | first);
        add(self.evidence.of_word(w) << 4 | self.style << 1 | first);
        let run = self.runs[at];
        let (start, end) = (run.0 as usize, run.1 as usize);
        let length = (end - start).min(6) as u64;
        let place = (at - start).min(3) as u64 | ((end - at).min(3) as u64) << 2;
        let head = &self.words[end];
        let lead = &self.words[start];
        let left = self.at(start, -1);
        let right = self.at(end, 1);
        add(place << 3 | length);
        add(mix(left.small, place));
        add(mix(right.small, place));
        add(mix(head.small, place));
        add(mix(lead.small, place));
        add(mix(left.small, right.small));
        add(flags(head) << 8 | place);
        add(flags(lead) << 24 | flags(head) << 8 | place);
        add(mix(flags(left) << 16 | f, shape));
        add(mix(flags(right) << 16 | f, shape));
        add(mix(left.small, flags(lead) << 16 | flags(head)) ^ length);
        add(mix(right.small, flags(lead) << 16 | flags(head)) ^ length);
        add(mix(mix(suffix(w.form, 3), shape), fr));
        add(mix(suffix(head.form, 3), flags(lead) << 8 | place));
    }
}

fn affixes(form: &str, add: &mut impl FnMut(u64)) {
    for length in 2..=4 {
        add(prefix(form, length));
    }
    for length in 2..=4 {
        add(suffix(form, length));
    }
}

/// The hash of the first `count` characters, the same for all words that are shorter.
fn prefix(form: &str, count: usize) -> u64 {
    form.char_indices().nth(count).map_or(0, |(at, _)| hash(&form[..at]))
}

fn suffix(form: &str, count: usize) -> u64 {
    match form.char_indices().rev().nth(count - 1) {
        Some((at, _)) if at > 0 => hash(&form[at..]),
        _ => 0,
    }
}

/// The runs of capitalised words; a hyphen or an apostrophe between two of them belongs to the run.
fn runs(words: &[Word]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = (0..words.len() as u32).map(|at| (at, at)).collect();
    let mut at = 0;
    while at < words.len() {
        let start = at;
        let joins = |at: usize| {
            words[at].capital
                || (at > start
                    && at + 1 < words.len()
                    && (words[at].is_hyphen() || words[at].form == "&" || words[at].flags & gazetteer::PARTICLE != 0)
                    && (words[at + 1].capital
                        || (words[at + 1].form == "-" && words.get(at + 2).is_some_and(|word| word.capital))))
        };
        while at < words.len() && joins(at) {
            at += 1;
        }
        for run in &mut runs[start..at] {
            *run = (start as u32, at.max(start + 1) as u32 - 1);
        }
        at = at.max(start + 1);
    }
    runs
}

fn style(words: &[Word]) -> u64 {
    let long = words.iter().filter(|word| word.form.len() > 3 && word.shape & 0b11 != 0);
    let (mut all, mut capital, mut capitals_only) = (0, 0, 0);
    for word in long {
        all += 1;
        capital += usize::from(word.shape & 0x10 == 0 && word.capital);
        capitals_only += usize::from(word.shape & 0b11 == 1);
    }
    match () {
        () if all >= 3 && capitals_only * 10 >= all * 8 => 2,
        () if all >= 4 && capital * 10 >= all * 8 => 1,
        () => 0,
    }
}
