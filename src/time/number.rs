//! Numbers, ordinals and years, in digits and in words.

use smol_str::SmolStr;

use super::piece::Piece;

/// A number that begins at a piece: its value, and how many pieces it takes.
pub(super) type Read = Option<(f64, usize)>;

/// The longest cardinal number: "12", "1,500", "2 1/2", "forty-two", "two hundred and six".
pub(super) fn cardinal(pieces: &[Piece]) -> Read {
    let first = pieces.first()?;
    if let Some(value) = digits(&first.form) {
        return Some(scaled(value, pieces));
    }
    words(pieces)
}

/// An ordinal: "21st", "twenty-first".
pub(super) fn ordinal(pieces: &[Piece]) -> Read {
    let first = &pieces.first()?.form;
    if let Some(end) = first.find(|char: char| !char.is_ascii_digit())
        && end > 0
        && matches!(&first[end..], "st" | "nd" | "rd" | "th")
    {
        return Some((first[..end].parse().ok()?, 1));
    }
    if let Some(value) = ordinal_word(first) {
        return Some((value, 1));
    }
    let tens = tens(first)?;
    let after = if pieces.get(1).is_some_and(|piece| piece.form == "-") { 2 } else { 1 };
    let unit = ordinal_word(&pieces.get(after)?.form).filter(|&unit| unit < 10.0)?;
    Some((tens + unit, after + 1))
}

/// A year of four digits or in words: "1984", "nineteen eighty-four", "two thousand and six".
pub(super) fn year(pieces: &[Piece]) -> Read {
    let first = &pieces.first()?.form;
    if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return first.parse().ok().map(|year| (year, 1));
    }
    if first == "two" && pieces.get(1)?.form == "thousand" {
        return words(pieces).filter(|&(value, _)| value < 2100.0);
    }
    let century = small(first).filter(|&value| (10.0..=20.0).contains(&value))?;
    let skip = if pieces.get(1)?.form == "-" { 2 } else { 1 };
    let second = pieces.get(skip)?;
    if let Some(tens) = tens(&second.form) {
        let (unit, length) = below_ten(&pieces[skip + 1..]);
        return Some((century * 100.0 + tens + unit, skip + 1 + length));
    }
    if second.form == "hundred" {
        return Some((century * 100.0, skip + 1));
    }
    let rest = small(&second.form).filter(|&value| value >= 10.0)?;
    Some((century * 100.0 + rest, skip + 1))
}

/// A whole number or a decimal in digits.
pub(super) fn digits(form: &SmolStr) -> Option<f64> {
    if !form.starts_with(|char: char| char.is_ascii_digit()) || !form.ends_with(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let plain: String = form.chars().filter(|&char| char != ',').collect();
    plain.parse().ok()
}

/// A number in digits with the fraction or the power of thousand behind it.
fn scaled(value: f64, pieces: &[Piece]) -> (f64, usize) {
    let form = |at: usize| pieces.get(at).map_or("", |piece| piece.form.as_str());
    let fraction = |at: usize| -> Option<f64> {
        let above: f64 = form(at).parse().ok()?;
        let below: f64 = form(at + 2).parse().ok()?;
        (form(at + 1) == "/" && pieces[at + 1].glued && above < below && below < 10.0).then_some(above / below)
    };
    if let Some(part) = fraction(1) {
        return (value + part, 4);
    }
    match form(1) {
        "hundred" => (value * 1e2, 2),
        "thousand" => (value * 1e3, 2),
        "million" => (value * 1e6, 2),
        "billion" => (value * 1e9, 2),
        "½" => (value + 0.5, 2),
        _ => (value, 1),
    }
}

fn words(pieces: &[Piece]) -> Read {
    let mut total = 0.0;
    let mut part = 0.0;
    let mut last = f64::INFINITY;
    let mut end = 0;
    let mut at = 0;
    // No number that is meant is longer; the bound keeps reading linear.
    while let Some(piece) = pieces.get(at).filter(|_| at < 16) {
        let form = piece.form.as_str();
        if let Some(value) = small(form).or_else(|| tens(form)) {
            // "twenty five" is one number, "five twenty" and "five six" are two.
            let fits = last == f64::INFINITY || (last >= 20.0 && value < 10.0) || last >= 100.0;
            if !fits || (value == 0.0 && end > 0) {
                break;
            }
            part += value;
            last = value;
        } else if let Some(power) = power(form).filter(|_| end > 0 || form == "hundred") {
            if end == 0 || last >= power {
                break;
            }
            if power == 100.0 {
                part *= power;
            } else {
                total += part * power;
                part = 0.0;
            }
            last = power;
        } else if end > 0 && (form == "-" || (form == "and" && last >= 100.0)) {
            let next = pieces.get(at + 1).map_or("", |piece| piece.form.as_str());
            let joins = small(next).or_else(|| tens(next)).is_some_and(|value| value < last && value > 0.0);
            if !joins || (form == "-" && last < 20.0) {
                break;
            }
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        end = at;
    }
    let half = ["and", "a", "half"]
        .iter()
        .enumerate()
        .all(|(nth, word)| pieces.get(end + nth).is_some_and(|piece| piece.form == *word));
    match (end, half) {
        (0, _) => None,
        (_, true) => Some((total + part + 0.5, end + 3)),
        _ => Some((total + part, end)),
    }
}

fn below_ten(pieces: &[Piece]) -> (f64, usize) {
    let skip = usize::from(pieces.first().is_some_and(|piece| piece.form == "-"));
    match pieces.get(skip).and_then(|piece| small(&piece.form)).filter(|value| (1.0..10.0).contains(value)) {
        Some(value) => (value, skip + 1),
        None => (0.0, 0),
    }
}

fn small(form: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    WORDS.iter().position(|&word| word == form).map(|value| value as f64)
}

fn tens(form: &str) -> Option<f64> {
    const WORDS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    WORDS.iter().position(|&word| word == form).map(|value| (value + 2) as f64 * 10.0)
}

fn power(form: &str) -> Option<f64> {
    match form {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}

fn ordinal_word(form: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 9] = [
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
        "hundredth",
    ];
    let word = WORDS.iter().position(|&word| word == form).map(|value| value as f64);
    word.or_else(|| TENS.iter().position(|&word| word == form).map(|value| (value + 2) as f64 * 10.0))
}
