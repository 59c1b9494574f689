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

/// The syllables of Hanyu Pinyin: what each initial goes with. `v` stands for the letter that keyboards lack.
const PINYIN: [(&str, &str); 24] = [
    ("", "a ai an ang ao e ei en eng er o ou"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo v ve"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("r", "an ang ao e en eng i ong ou u ua uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
];

/// The longest word that is taken apart, in letters: given names have two syllables of six at most.
const LONGEST: usize = 15;

/// The least number of Pinyin syllables that a word is made of.
pub(super) fn pinyin_syllables(word: &str) -> Option<usize> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    // The least number for each beginning of the word.
    let mut least: Vec<Option<usize>> = vec![None; word.len() + 1];
    least[0] = Some(0);
    for from in 0..word.len() {
        let Some(before) = least[from] else { continue };
        for (initial, finals) in PINYIN {
            let Some(rest) = word[from..].strip_prefix(initial) else { continue };
            for end in finals.split(' ').filter(|end| rest.starts_with(end)) {
                let slot = &mut least[from + initial.len() + end.len()];
                *slot = Some(slot.map_or(before + 1, |known| known.min(before + 1)));
            }
        }
    }
    least[word.len()]
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
        assert_eq!(["xian", "guoyu", "maria"].map(pinyin_syllables), [Some(1), Some(2), Some(3)]);
        for name in ["jinping", "xian", "zedong", "yulian", "zhiqiang", "lvyou", "er", "xiaoer"] {
            assert!(pinyin_syllables(name).is_some(), "{name}");
        }
        for name in ["jinpnig", "ywlian", "weenbin", "zgiqiang", "tsetung", "smith", "kwok"] {
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
