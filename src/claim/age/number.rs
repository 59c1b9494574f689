//! An age as it is written: "39", "forty-one", "early sixties".

use crate::claim::vocabulary::AgeWords;
use crate::language::Document;
use crate::text::{TokenId, TokenRange};

/// The highest age that is taken for one.
const OLDEST: f64 = 122.0;

/// Years as a closed interval, with the tokens that say them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Years {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) tokens: TokenRange,
}

/// The age that starts at a token.
pub(super) fn at(document: &Document, words: &AgeWords, sentence: TokenRange, id: TokenId) -> Option<Years> {
    digits(document, id)
        .or_else(|| spelled(document, words, sentence, id))
        .or_else(|| decade(document, words, sentence, id))
}

/// The years that a form in digits says.
pub(super) fn value(form: &str) -> Option<f64> {
    let plain = form.len() <= 3 && form.bytes().all(|byte| byte.is_ascii_digit()) && !form.starts_with('0');
    form.parse::<f64>().ok().filter(|years| plain && (1.0..=OLDEST).contains(years))
}

fn digits(document: &Document, id: TokenId) -> Option<Years> {
    let years = value(document.form(id))?;
    Some(Years { low: years, high: years, tokens: TokenRange { start: id, end: TokenId(id.0 + 1) } })
}

/// "nine", "forty-one": no number that goes on in front.
fn spelled(document: &Document, words: &AgeWords, sentence: TokenRange, id: TokenId) -> Option<Years> {
    let word = |at: u32| {
        let at = TokenId(at);
        sentence.holds(at).then(|| words.numbers.get(&document.form(at).to_lowercase()).copied()).flatten()
    };
    let form = document.form(id).to_lowercase();
    let (first, end) = match form.split_once('-') {
        Some((tens, ones)) => {
            let both = words.numbers.get(tens).copied().zip(words.numbers.get(ones).copied());
            (both.filter(|&(tens, ones)| tens >= 20.0 && ones < 10.0).map(|(tens, ones)| tens + ones)?, id.0 + 1)
        }
        None => (word(id.0)?, id.0 + 1),
    };
    let hyphen = sentence.holds(TokenId(end)) && document.form(TokenId(end)) == "-";
    let ones = word(end + 1).filter(|&ones| hyphen && first >= 20.0 && ones < 10.0);
    let (years, end) = ones.map_or((first, end), |ones| (first + ones, end + 2));
    let goes_on = id.0 > sentence.start.0 + 1 && document.form(TokenId(id.0 - 1)) == "-";
    (!goes_on && years > 1.0).then_some(Years {
        low: years,
        high: years,
        tokens: TokenRange { start: id, end: TokenId(end) },
    })
}

/// "in his early sixties", "in her 40s".
fn decade(document: &Document, words: &AgeWords, sentence: TokenRange, id: TokenId) -> Option<Years> {
    let start = *words.decades.get(&document.form(id).to_lowercase())?;
    let before = |back: u32| {
        let at = id.0.checked_sub(back).map(TokenId).filter(|&at| sentence.holds(at));
        at.map_or(String::new(), |at| document.form(at).to_lowercase())
    };
    let (part, back) = match before(1).as_str() {
        "early" => ((0.0, 4.0), 1),
        "mid" | "middle" => ((3.0, 7.0), 1),
        "-" if before(2) == "mid" => ((3.0, 7.0), 2),
        "late" => ((6.0, 9.0), 1),
        _ => ((0.0, 9.0), 0),
    };
    let owned = matches!(before(back + 1).as_str(), "his" | "her" | "their") && before(back + 2) == "in";
    owned.then(|| Years {
        low: start + part.0,
        high: start + part.1,
        tokens: TokenRange { start: TokenId(id.0 - back - 2), end: TokenId(id.0 + 1) },
    })
}
