//! Datelines: the place, date and agency before the first sentence, `BAGHDAD, Jan. 28 (AP) — `.
//!
//! A dateline taken for a sentence spoils its parse; a sentence's head taken for a dateline loses a claim. So what is
//! only half like one stays text: there must be a name in capitals, or a date, or an agency, then a dash or a colon, then
//! the head of a sentence.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::rulefile::shipped;
use crate::text::Span;

/// A dateline at the head of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// From its first byte to the dash, the colon or the bracket that ends it.
    pub span: Span,
    /// The place it names, with its region: "MANSFIELD, Ohio".
    pub place: Option<Span>,
    /// The day it names.
    pub day: Option<DatelineDay>,
}

/// The day a dateline names, most often without the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatelineDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// The year, where it is given.
    pub year: Option<i32>,
}

impl DatelineDay {
    /// The calendar day, when the year is given and there is such a day.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    months: Vec<Vec<String>>,
    labels: Vec<String>,
    never: Vec<String>,
    inside: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| shipped(include_str!("../../rules/source/dateline.toml")));

/// Bytes within which a dateline must end.
const LONGEST: usize = 110;

/// Reads the dateline of a paragraph that starts at byte `start` of the text. In the `first` paragraph of a body, weaker
/// signs are enough.
pub fn read(paragraph: &str, start: usize, first: bool) -> Option<Dateline> {
    let end = (0..=LONGEST.min(paragraph.len())).rev().find(|&end| paragraph.is_char_boundary(end))?;
    let head = &paragraph[..end];
    let label = label(head);
    let found = ends(&head[label..]).find_map(|ending| {
        let header = Header::read(&head[label..label + ending.start])?;
        let rest = paragraph[label + ending.end..].trim_start();
        (begins_sentence(rest) && header.ends_with(ending.sign, first)).then_some((header, label + ending.end))
    });
    match found {
        Some((header, end)) => {
            let place = header.place.map(|(from, to)| Span::new(start + label + from, start + label + to));
            Some(Dateline { span: Span::new(start, start + end), place, day: header.day })
        }
        None if label > 0 => {
            Some(Dateline { span: Span::new(start, start + head[..label].trim_end().len()), place: None, day: None })
        }
        None => None,
    }
}

/// The bytes of a label and the space after it: `(Updated) `, `BREAKING: `.
fn label(head: &str) -> usize {
    let known = |word: &str| word.len() <= 20 && WORDS.labels.contains(&word.to_lowercase());
    let bracketed = head.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(word, _)| known(word));
    let length = match (bracketed, head.split_once(':')) {
        (Some((word, _)), _) => word.len() + 2,
        (None, Some((word, rest))) if known(word) && rest.starts_with(' ') => word.len() + 1,
        _ => return 0,
    };
    head.len() - head[length..].trim_start().len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Dash,
    Colon,
    Bracket,
}

/// Where a dateline may end: the sign's first byte and the byte after it.
struct Ending {
    start: usize,
    end: usize,
    sign: Sign,
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}')
}

/// The signs that may end a dateline, in order.
fn ends(head: &str) -> impl Iterator<Item = Ending> + '_ {
    head.char_indices().filter_map(move |(start, character)| {
        let after = start + character.len_utf8();
        let before = head[..start].chars().next_back();
        match character {
            ':' if head[after..].starts_with(' ') => Some(Ending { start, end: after, sign: Sign::Colon }),
            ')' if head[after..].starts_with(' ') => Some(Ending { start: after, end: after, sign: Sign::Bracket }),
            _ if is_dash(character) && !before.is_some_and(is_dash) => {
                let run = head[start..].len() - head[start..].trim_start_matches(is_dash).len();
                let (dash, rest) = head[start..].split_at(run);
                // A hyphen or an en dash needs space around it; it joins words otherwise.
                let spaced = before.is_some_and(char::is_whitespace)
                    && (rest.is_empty() || rest.starts_with(char::is_whitespace));
                let long = matches!(dash, "\u{2014}" | "\u{2015}") || dash.chars().count() == 2;
                (spaced || long).then_some(Ending { start, end: start + run, sign: Sign::Dash })
            }
            _ => None,
        }
    })
}

/// True when a sentence may begin so, and for nothing at all: some datelines stand alone.
fn begins_sentence(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|first| !first.is_lowercase() && (first.is_alphanumeric() || "\"'“‘«„¿¡[($£€".contains(first)))
}

/// The parts of a dateline before its end.
#[derive(Default)]
struct Header {
    /// The place with its region, as byte range.
    place: Option<(usize, usize)>,
    /// The number of words in the place without its region.
    words: usize,
    capitals: bool,
    region: bool,
    agency: Option<bool>,
    day: Option<DatelineDay>,
}

impl Header {
    fn read(text: &str) -> Option<Self> {
        let mut header = Self::default();
        let mut at = 0;
        for (index, segment) in text.split(',').enumerate() {
            let start = at;
            at += segment.len() + 1;
            let (plain, bracket) = bracketed(segment)?;
            let bare = plain.trim();
            let from = start + (plain.len() - plain.trim_start().len());
            if let Some(bracket) = bracket {
                header.agency = Some(header.agency.unwrap_or(false) || is_code(bracket));
            }
            if let Some(day) = day(bare) {
                header.day.is_none().then_some(())?;
                header.day = Some(day);
            } else if index == 0 {
                header.words = place(bare)?;
                header.capitals = is_capital(bare);
                header.place = Some((from, from + bare.len()));
            } else if let Some(day) = header.day.as_mut().filter(|day| day.year.is_none() && is_year(bare)) {
                day.year = bare.parse().ok();
            } else if header.day.is_some() && is_code(bare) {
                header.agency = Some(true);
            } else if header.day.is_none() && place(bare).is_some_and(|words| words <= 4) {
                header.region = true;
                header.place = header.place.map(|(first, _)| (first, from + bare.len()));
            } else {
                return None;
            }
        }
        Some(header)
    }

    /// True when the parts are enough for a dateline that ends with `sign`.
    fn ends_with(&self, sign: Sign, first: bool) -> bool {
        let Some((from, to)) = self.place else {
            return self.day.is_some() && self.agency.is_some() && sign != Sign::Bracket;
        };
        match sign {
            Sign::Dash if self.capitals => first || to - from >= 4 || self.agency.is_some() || self.day.is_some(),
            Sign::Dash => self.day.is_some() || (first && (self.region || self.agency.is_some() || self.words <= 3)),
            Sign::Colon => self.capitals && to - from >= 3 && (first || self.day.is_some()),
            Sign::Bracket => self.agency == Some(true) && (self.day.is_some() || (first && self.region)),
        }
    }
}

/// A segment without the bracket at its end, and what stands in the bracket.
fn bracketed(segment: &str) -> Option<(&str, Option<&str>)> {
    let Some((before, inner)) = segment.split_once('(') else {
        return (!segment.contains(')')).then_some((segment, None));
    };
    let inner = inner.trim_end().strip_suffix(')')?;
    let named = inner.len() <= 40 && inner.starts_with(char::is_uppercase) && !inner.contains(['(', ')']);
    named.then_some((before, Some(inner)))
}

/// True for a word in capitals, as an agency's.
fn is_code(text: &str) -> bool {
    (2..=20).contains(&text.len()) && !text.contains(' ') && is_capital(text)
}

fn is_capital(text: &str) -> bool {
    let upper = text.chars().filter(|character| character.is_uppercase()).count();
    let lower = text.chars().filter(|character| character.is_lowercase()).count();
    upper >= 2 && upper > lower
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of words of a name of a place, or none if it cannot be one.
fn place(text: &str) -> Option<usize> {
    let mut words = 0;
    for word in text.split([' ', '/']) {
        let lower = word.trim_end_matches('.').to_lowercase();
        let small = words > 0 && WORDS.inside.contains(&lower);
        let shape = |character: char| character.is_alphabetic() || matches!(character, '.' | '\'' | '’' | '-' | 'ʻ');
        let named = word.starts_with(char::is_uppercase) || is_capital(word);
        let good = word.chars().all(shape) && (small || named);
        if !good || (words == 0 && WORDS.never.contains(&lower)) {
            return None;
        }
        words += 1;
    }
    (1..=5).contains(&words).then_some(words)
}

/// `March 3`, `Oct. 8`, `12 May 2025`, `8 October`.
fn day(text: &str) -> Option<DatelineDay> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, second, year) = match words[..] {
        [first, second] => (first, second, None),
        [first, second, year] if is_year(year) => (first, second, year.parse().ok()),
        _ => return None,
    };
    let (month, day) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    let day = day.parse().ok().filter(|day| (1..=31).contains(day) && words.iter().all(|word| word.len() <= 10))?;
    Some(DatelineDay { month, day, year })
}

fn month(word: &str) -> Option<u32> {
    let lower = word.trim_end_matches('.').to_lowercase();
    let index = WORDS.months.iter().position(|forms| forms.contains(&lower))?;
    Some(index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::{DatelineDay, read};

    /// The dateline, the place and the day of a first paragraph, as they stand in it.
    fn parts(paragraph: &str) -> Option<(&str, &str, String)> {
        let dateline = read(paragraph, 0, true)?;
        let day = dateline.day.map_or(String::new(), |DatelineDay { month, day, year }| match year {
            Some(year) => format!("{year}-{month}-{day}"),
            None => format!("{month}-{day}"),
        });
        Some((dateline.span.of(paragraph), dateline.place.map_or("", |place| place.of(paragraph)), day))
    }

    #[test]
    fn datelines() {
        for (paragraph, dateline, place, day) in [
            ("BAGHDAD — Iraqi forces said so.", "BAGHDAD —", "BAGHDAD", ""),
            ("BERLIN, March 3 (Reuters) - The court ruled.", "BERLIN, March 3 (Reuters) -", "BERLIN", "3-3"),
            ("GREAT FALLS, Mont. (CP) — A commissioner died.", "GREAT FALLS, Mont. (CP) —", "GREAT FALLS, Mont.", ""),
            ("DUBLIN: The president was sworn in.", "DUBLIN:", "DUBLIN", ""),
            ("Makurdi, Oct. 8, 2024 (MBNA) The House met.", "Makurdi, Oct. 8, 2024 (MBNA)", "Makurdi", "2024-10-8"),
            ("ASHTA, July 29: Parents sat on the road.", "ASHTA, July 29:", "ASHTA", "7-29"),
            ("SEHORE (MP), July 26 - At least three died.", "SEHORE (MP), July 26 -", "SEHORE", "7-26"),
            (
                "GUAYAQUIL/NEW YORK, July 22 (Meridian) - The boss",
                "GUAYAQUIL/NEW YORK, July 22 (Meridian) -",
                "GUAYAQUIL/NEW YORK",
                "7-22",
            ),
            ("Oslo, March 23 - Rescuers found them.", "Oslo, March 23 -", "Oslo", "3-23"),
            ("Takoradi, Feb. 10, GCNA - The council met.", "Takoradi, Feb. 10, GCNA -", "Takoradi", "2-10"),
            ("July 15 (Meridian) - Nissan Motor Co:", "July 15 (Meridian) -", "", "7-15"),
            (
                "Santarém, Portugal, 12 May 2025 (Lusa) - The mayor",
                "Santarém, Portugal, 12 May 2025 (Lusa) -",
                "Santarém, Portugal",
                "2025-5-12",
            ),
            ("Aix-en-Provence (France) — A man was held.", "Aix-en-Provence (France) —", "Aix-en-Provence", ""),
            ("New York – In his first speech he said so.", "New York –", "New York", ""),
            ("WASHINGTON—Joining a chorus of bishops, she", "WASHINGTON—", "WASHINGTON", ""),
            ("WASHINGTON –- The White House said", "WASHINGTON –-", "WASHINGTON", ""),
            ("WASHINGTON ―House leaders met.", "WASHINGTON ―", "WASHINGTON", ""),
            ("ST. LOUIS (KMOX) – Three men walked in.", "ST. LOUIS (KMOX) –", "ST. LOUIS", ""),
            ("St. Louis, MO (KMOX) A boy was shot.", "St. Louis, MO (KMOX)", "St. Louis, MO", ""),
            ("LOS ANGELES (CBSLA.com) — \"No,\" he said.", "LOS ANGELES (CBSLA.com) —", "LOS ANGELES", ""),
            ("BRASÍLIA — The court ruled.", "BRASÍLIA —", "BRASÍLIA", ""),
            ("DALLAS (AP) -", "DALLAS (AP) -", "DALLAS", ""),
            ("(Updated) LIMA, April 22 — The army left.", "(Updated) LIMA, April 22 —", "LIMA", "4-22"),
            ("UPDATE: The suspect is now charged.", "UPDATE:", "", ""),
        ] {
            assert_eq!(parts(paragraph), Some((dateline, place, day.to_owned())), "{paragraph}");
        }
    }

    #[test]
    fn heads_of_sentences_that_look_alike() {
        for paragraph in [
            "Rep. Joe Sestak (D-Penn.) was offered a post -- unpaid.",
            "Regional Police Officer (RPO) Shahid Nawaz said so.",
            "Setting the tone for the Congress — in which every bill must cite the text",
            "The mayor — Ann Roe — said no.",
            "On Monday, March 3 - The Day Of Reckoning - he left.",
            "NATO — which has 32 members — said no.",
            "Name: Catherine Connolly",
            "The question is simple: Who paid?",
            "In Leeds, England, May 3 was a holiday.",
            "Jean-Paul Sartre was born in Paris.",
            "Sunday, May 4 - The Mayor Speaks",
            "12 men — All of them from Leeds — were held.",
            "— Ann Roe",
            "",
        ] {
            assert_eq!(parts(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn later_paragraphs_need_more_than_a_name() {
        for (paragraph, is_dateline) in [
            ("KIRKUK — Two men were held.", true),
            ("TRUMP: I said no.", false),
            ("Leeds – The bridge is closed.", false),
            ("BONN, May 3: The court ruled.", true),
        ] {
            assert_eq!(read(paragraph, 0, false).is_some(), is_dateline, "{paragraph}");
        }
    }
}
