//! The order of the parts of a name: which peoples put the family name first, and how it shows.

use super::lexicon::Lexicon;
use super::romanisation::{is_wade_giles, pinyin_syllables};
use super::token::{Syllables, Token};

/// How the words of a name were written.
#[derive(Debug)]
pub(super) struct Written {
    /// The first is one or two Chinese characters.
    pub(super) han: bool,
    /// For each word, whether a hyphen joins it to the one before.
    pub(super) hyphens: Vec<bool>,
    /// A comma has shown the family name already, which stands last now.
    pub(super) settled: bool,
}

/// Puts the family name last where it evidently stands first, and joins the syllables of Chinese and Korean given
/// names; whether it stood first. With each token goes whether it is a patronymic.
pub(super) fn given_first(tokens: &mut Vec<(Token, bool)>, written: &Written, lexicon: &Lexicon) -> bool {
    let count = tokens.len();
    if written.han && count > 1 && !written.settled {
        tokens.rotate_left(1);
        return true;
    }
    // "Putin Vladimir Vladimirovich"
    let given_second = || lexicon.common(&tokens[1].0.ascii) && !lexicon.given(&tokens[0].0.ascii);
    if count == 3 && !written.settled && is_patronymic(&tokens[2].0.ascii) && given_second() {
        tokens.rotate_left(1);
        return true;
    }
    if !(2..=3).contains(&count) {
        return false;
    }
    let hyphen = written.hyphens.iter().position(|hyphen| *hyphen).filter(|_| written.hyphens.len() == count);
    let fits = |family: usize, given: usize| {
        let given = &tokens[given..given + count - 1];
        lexicon.uses(&tokens[family].0.ascii).family_first
            && given.iter().all(|(token, _)| is_syllables(&token.ascii) && !is_western(&token.ascii, lexicon))
    };
    // A hyphen joins the syllables of the given name, so it tells the order: "Kim Jong-un", "Jong-un Kim".
    let first = !written.settled && hyphen.is_none_or(|at| at + 1 == count) && fits(0, 1);
    let last = !first && hyphen.is_none_or(|at| at == 1 && count == 3) && fits(count - 1, 0);
    if !first && !last {
        return false;
    }
    if first {
        tokens.rotate_left(1);
    }
    if count == 3 {
        let second = tokens.remove(1).0;
        let given = format!("{}{}", tokens[0].0.text, second.text.to_lowercase());
        if let Some(mut joined) = Token::new(&given, lexicon) {
            joined.syllables = [&tokens[0].0, &second].iter().map(|token| &token.ascii[..1]).collect();
            tokens[0].0 = joined;
        }
    }
    let korean = tokens.last().is_some_and(|(family, _)| lexicon.uses(&family.ascii).korean);
    let system = match () {
        () if korean => Syllables::Korean,
        () if tokens.iter().any(|(token, _)| is_wade_giles(&token.ascii)) => Syllables::WadeGiles,
        () if hyphen.is_some() => Syllables::Hyphened,
        () => Syllables::Chinese,
    };
    tokens.iter_mut().for_each(|(token, _)| token.syllabic = Some(system));
    first
}

/// True for names after the father by their ending: "Ivanovich".
pub(super) fn is_patronymic(word: &str) -> bool {
    const ENDS: [&str; 15] = [
        "ovich", "evich", "ovna", "owna", "evna", "ovitsj", "evitsj", "ivna", "ovych", "evych", "ovitch", "evitch",
        "oglu", "ogly", "kyzy",
    ];
    word.len() > 6 && ENDS.iter().any(|end| word.ends_with(end))
}

/// A given name of Europe or the Near East.
fn is_western(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.given(word) && word.len() > 3 && !is_syllables(word)
}

/// One or two syllables of the shapes Chinese and Korean names are made of.
fn is_syllables(word: &str) -> bool {
    if pinyin_syllables(word).is_some_and(|count| count < 3) {
        return true;
    }
    let (mut rest, mut syllables) = (word, 0);
    while !rest.is_empty() {
        let onset = [
            "zh", "ch", "sh", "hs", "ts", "tz", "th", "kh", "ph", "ky", "hy", "my", "by", "py", "ny", "ry", "hw", "kw",
            "gw",
        ]
        .iter()
        .find(|onset| rest.starts_with(**onset))
        .map_or_else(|| usize::from(!is_vowel(rest)), |onset| onset.len());
        let after = rest.get(onset..).unwrap_or("");
        let nucleus = after.bytes().take_while(|byte| b"aeiouwy".contains(byte)).count();
        if nucleus == 0 || nucleus > 3 {
            return false;
        }
        let after = &after[nucleus..];
        let ends = ["ng", "ck", "hn", "hm", "n", "m", "k", "l", "p", "h", "r", "t"];
        let coda =
            ends.iter().find(|coda| after.strip_prefix(**coda).is_some_and(|next| next.is_empty() || !is_vowel(next)));
        rest = &after[coda.map_or(0, |coda| coda.len())..];
        syllables += 1;
    }
    (1..=2).contains(&syllables)
}

fn is_vowel(text: &str) -> bool {
    text.starts_with(['a', 'e', 'i', 'o', 'u'])
}
