//! Rival romanisations of Chinese and Korean, brought to one key.

/// Letters that show a syllable to be in Wade-Giles, as Hanyu Pinyin has none of these.
const WADE_GILES: [&str; 12] = ["hs", "ts", "tz", "ung", "ieh", "ien", "ih", "szu", "ssu", "erh", "eh", "uei"];

/// From Wade-Giles to Pinyin, written without the signs that newspapers leave out.
const FROM_WADE_GILES: [(&str, &str); 25] = [
    ("szu", "si"),
    ("ssu", "si"),
    ("tzu", "zi"),
    ("tz", "z"),
    ("ts", "z"),
    ("hs", "x"),
    ("sh", "x"),
    ("ch", "j"),
    ("zh", "j"),
    ("q", "j"),
    ("c", "z"),
    ("k", "g"),
    ("t", "d"),
    ("p", "b"),
    ("ung", "ong"),
    ("ieh", "ie"),
    ("ien", "ian"),
    ("ueh", "ue"),
    ("erh", "er"),
    ("yen", "yan"),
    ("uei", "ui"),
    ("eh", "e"),
    ("ih", "i"),
    ("uo", "o"),
    ("r", "j"),
];

/// From the Revised Romanization, McCune-Reischauer and bearers' own spellings of Korean to one coarse form.
const KOREAN: [(&str, &str); 26] = [
    ("hn", "n"),
    ("hm", "m"),
    ("yeo", "yo"),
    ("yeu", "yo"),
    ("eui", "i"),
    ("eo", "o"),
    ("eu", "o"),
    ("oo", "o"),
    ("ou", "o"),
    ("ui", "i"),
    ("u", "o"),
    ("ee", "i"),
    ("ae", "e"),
    ("ai", "e"),
    ("ch", "j"),
    ("sh", "s"),
    ("th", "d"),
    ("kh", "g"),
    ("ph", "b"),
    ("ck", "g"),
    ("k", "g"),
    ("t", "d"),
    ("p", "b"),
    ("r", "l"),
    ("wh", "hw"),
    ("hh", "h"),
];

/// True when the letters of a Chinese name show it to be in Wade-Giles; "Leung" and the like are Cantonese.
pub(super) fn is_wade_giles(name: &str) -> bool {
    !name.contains("eung") && WADE_GILES.iter().any(|mark| name.contains(mark))
}

/// Sounds that a Pinyin syllable starts with, longer ones first.
const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];

/// What follows them, longer ones first.
const FINALS: [&str; 35] = [
    "iang", "iong", "uang", "ueng", "ang", "eng", "ing", "ong", "iao", "ian", "uai", "uan", "ai", "ei", "ao", "ou",
    "an", "en", "er", "ia", "ie", "iu", "in", "ua", "uo", "ui", "un", "ue", "ve", "a", "o", "e", "i", "u", "v",
];

/// Syllables without an initial, longer ones first.
const BARE: [&str; 9] = ["ang", "ai", "an", "ao", "en", "er", "ou", "a", "e"];

/// The least number of Pinyin syllables that a word is made of; some combinations that no word has are let pass.
pub(super) fn pinyin_syllables(word: &str) -> Option<usize> {
    if word.is_empty() {
        return Some(0);
    }
    if word.len() > 15 {
        return None;
    }
    let after = |rest: &str, finals: &[&str]| {
        let rests = finals.iter().filter_map(|end| rest.strip_prefix(end));
        rests.filter_map(pinyin_syllables).min()
    };
    let starts = INITIALS.iter().filter_map(|start| word.strip_prefix(start));
    let counts = starts.filter_map(|rest| after(rest, &FINALS)).chain(after(word, &BARE));
    counts.min().map(|count| count + 1)
}

/// True when two Chinese names can be one, the one in Wade-Giles and the other in Pinyin.
///
/// Without the signs for breath that newspapers leave out, Wade-Giles says less than Pinyin does; so two names in Pinyin
/// must not be compared by this, however alike they would be in Wade-Giles.
pub(super) fn rivals(a: &str, b: &str) -> bool {
    replace(a, &FROM_WADE_GILES) == replace(b, &FROM_WADE_GILES)
}

/// One key for the spellings of a Korean name.
pub(super) fn korean(name: &str) -> String {
    replace(name, &KOREAN)
}

/// Replaces the first pair that fits at each place.
pub(super) fn replace<S: AsRef<str>>(name: &str, pairs: &[(S, S)]) -> String {
    let mut key = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        match pairs.iter().map(|(from, to)| (from.as_ref(), to.as_ref())).find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => {
                key.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                key.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{is_wade_giles, korean, pinyin_syllables, rivals};

    #[test]
    fn pinyin_is_made_of_its_syllables() {
        assert_eq!(["xian", "guoyu", "kalama"].map(pinyin_syllables), [Some(1), Some(2), Some(3)]);
        for name in ["jinping", "xian", "zedong", "yulian", "zhiqiang", "lvyou", "er", "xiaoer"] {
            assert!(pinyin_syllables(name).is_some(), "{name}");
        }
        for name in ["jinpnig", "ywlian", "zgiqiang", "tsetung", "smith", "kwok"] {
            assert_eq!(pinyin_syllables(name), None, "{name}");
        }
    }

    #[test]
    fn rival_spellings_meet_and_other_names_do_not() {
        for (wade_giles, pinyin) in [
            ("tsetung", "zedong"),
            ("hsiaoping", "xiaoping"),
            ("tsungjen", "zongren"),
            ("chingkuo", "jingguo"),
            ("teh", "de"),
            ("lien", "lian"),
        ] {
            assert!(rivals(wade_giles, pinyin), "{wade_giles}");
        }
        for (a, b) in [("jinping", "jinpeng"), ("tsetung", "zeming"), ("kuofeng", "guofan")] {
            assert!(!rivals(a, b), "{a}");
        }
        for name in ["tsetung", "hsiao", "lien", "yeh"] {
            assert!(is_wade_giles(name), "{name}");
        }
        for name in ["zedong", "leung", "lian", "guofeng"] {
            assert!(!is_wade_giles(name), "{name}");
        }
        for (a, b) in [
            ("jeongeun", "jongun"),
            ("geunhye", "kunhye"),
            ("moohyun", "muhyeon"),
            ("kyonghui", "kyunghee"),
            ("songthaek", "sungtaek"),
        ] {
            assert_eq!(korean(a), korean(b));
        }
        assert_ne!(korean("jongun"), korean("jongil"));
    }
}
