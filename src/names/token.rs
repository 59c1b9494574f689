//! One word of a name, and how alike two such words are.

use smol_str::SmolStr;

use super::Variant;
use super::lexicon::{Gender, Lexicon, hash};
use super::romanisation::{korean, pinyin_syllables, rivals};
use super::script::{Script, is_hangul, letters, script};
use super::short;
use super::sound::{SLIP, coarse_consonants, consonants};

/// A likeness from which two words count as one name, in hundredths.
pub(super) const ALIKE: u8 = 70;

/// A word of a name, made ready for comparison.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// The word as written, without signs.
    pub(super) text: SmolStr,
    /// Lower-case ASCII letters and digits.
    pub(super) ascii: SmolStr,
    /// Its sounds, see `rules/names/folding.toml`.
    pub(super) sounds: SmolStr,
    /// Its sounds when its letters are those of another language's romanisation: "Sacharowa" in German.
    readings: Vec<SmolStr>,
    /// The consonants that its script can show.
    skeleton: SmolStr,
    script: Script,
    /// Hashes of the word in other scripts, or of the word itself when it is in one.
    written: Vec<u64>,
    /// It stands in a list of names written in other scripts.
    attested: bool,
    /// Hash of the word itself when it is in letters beyond ASCII.
    own: Option<u64>,
    groups: Vec<u16>,
    pub(super) formal: Vec<u64>,
    /// The groups of the names that it is short for.
    formal_groups: Vec<u16>,
    hash: u64,
    /// A common name, which is not easily another one misspelt.
    pub(super) common: bool,
    /// One letter that stands for a name.
    pub(super) initial: bool,
    /// A syllabic name (Chinese, Korean), in which one letter makes another name.
    pub(super) syllabic: Option<Syllables>,
    pub(super) gender: Option<Gender>,
    /// First letters of the syllables that were joined to this given name: "cy" of "Chun-ying".
    pub(super) syllables: SmolStr,
    /// The word with the particles before it, when it has some: "degaulle".
    pub(super) with_particles: SmolStr,
}

/// The peoples whose names are made of syllables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syllables {
    /// In Pinyin, as far as one can see.
    Chinese,
    /// Chinese in letters that only Wade-Giles has.
    WadeGiles,
    /// Chinese with a hyphen in the given name, as Wade-Giles and Taiwan write it and Pinyin does not.
    Hyphened,
    Korean,
}

impl Syllables {
    /// True when two Chinese names may be in two romanisations.
    fn rival(self, other: Self) -> bool {
        self == Self::WadeGiles || other == Self::WadeGiles || (self == Self::Hyphened) != (other == Self::Hyphened)
    }
}

/// How alike two words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// 0 to 100.
    pub(super) score: u8,
    /// What explains the difference in writing, when there is one.
    pub(super) variant: Option<Variant>,
}

impl Likeness {
    pub(super) fn new(score: u8, variant: Variant) -> Self {
        Self { score, variant: Some(variant) }
    }

    fn none(score: u8) -> Self {
        Self { score, variant: None }
    }

    pub(super) fn alike(self) -> bool {
        self.score >= ALIKE
    }
}

impl Token {
    /// True for a name of women, false for one of men; none when it is both sexes' or not known.
    pub(super) fn is_feminine(&self) -> Option<bool> {
        self.gender.map(|gender| gender == Gender::Feminine)
    }

    /// The word `text`, which has at least one letter or digit; none otherwise.
    pub(super) fn new(text: &str, lexicon: &Lexicon) -> Option<Self> {
        let ascii = letters(text);
        let script = script(text);
        if ascii.is_empty() {
            return None;
        }
        let sounds = match script {
            Script::Unvowelled => lexicon.sounds.unvowelled(without_al(text)).unwrap_or_else(|| ascii.clone()),
            Script::Alphabet | Script::Han => lexicon.sounds.fold(&ascii),
        };
        let skeleton = match script {
            Script::Han => coarse_consonants(&sounds),
            Script::Alphabet | Script::Unvowelled => consonants(&sounds),
        };
        let mut written = lexicon.written(&ascii);
        let attested = !written.is_empty();
        let own = (!text.is_ascii()).then(|| hash(&text.to_lowercase()));
        if let Some(own) = own {
            if script != Script::Alphabet {
                written.clear();
            }
            written.push(own);
            written.push(hash(without_al(text)));
        }
        let formal: Vec<&str> = lexicon.formal(&ascii).collect();
        let mut readings = Vec::new();
        if script == Script::Alphabet && ascii.len() > 4 {
            readings = lexicon.sounds.other_readings(&ascii, &sounds);
            // "Alhathlool" beside "al-Hathloul".
            if let Some(rest) = Some(without_article(&ascii)).filter(|rest| rest.len() < ascii.len()) {
                readings.push(lexicon.sounds.fold(rest).into());
            }
            if text.contains(['đ', 'Đ']) {
                readings.push(lexicon.sounds.fold(&letters(&text.to_lowercase().replace('đ', "dj"))).into());
            }
        }
        Some(Self {
            readings,
            attested,
            text: text.into(),
            own,
            groups: lexicon.groups(&ascii).to_vec(),
            formal_groups: formal.iter().flat_map(|name| lexicon.groups(name)).copied().collect(),
            formal: formal.iter().map(|name| hash(name)).collect(),
            hash: hash(&ascii),
            common: lexicon.common(&ascii),
            initial: text.chars().filter(|c| c.is_alphanumeric()).count() == 1
                && script == Script::Alphabet
                && !is_hangul(text),
            syllabic: match script {
                Script::Han => Some(Syllables::Chinese),
                _ if is_hangul(text) => Some(Syllables::Korean),
                _ => None,
            },
            gender: lexicon.gender(&ascii),
            syllables: SmolStr::default(),
            with_particles: SmolStr::default(),
            ascii: ascii.into(),
            sounds: sounds.into(),
            skeleton: skeleton.into(),
            script,
            written,
        })
    }

    /// True when it is in Chinese characters, which render foreign names by sound only roughly.
    pub(super) fn is_han(&self) -> bool {
        self.script == Script::Han
    }

    /// How alike it is to `other`.
    pub(super) fn likeness(&self, other: &Self, lexicon: &Lexicon) -> Likeness {
        if self.ascii == other.ascii && self.script == other.script {
            return Likeness::none(100);
        }
        if self.initial || other.initial {
            let same = self.ascii.as_bytes().first() == other.ascii.as_bytes().first();
            return if same && self.ascii != other.ascii {
                Likeness::new(80, Variant::Initial)
            } else {
                Likeness::none(0)
            };
        }
        if self.ascii.bytes().chain(other.ascii.bytes()).any(|byte| byte.is_ascii_digit()) {
            return Likeness::none(0);
        }
        match (self.script, other.script) {
            (Script::Alphabet, Script::Alphabet) => self.spelt_like(other, lexicon),
            _ => self.written_like(other, lexicon),
        }
    }

    fn spelt_like(&self, other: &Self, lexicon: &Lexicon) -> Likeness {
        let written = |x: &Self, y: &Self| x.own.is_some_and(|own| y.written.contains(&own));
        if written(self, other) || written(other, self) {
            return Likeness::new(94, Variant::Transliteration);
        }
        if self.sounds == other.sounds && self.sounds.len() > 1 {
            return Likeness::new(95, Variant::Transliteration);
        }
        if self.groups.iter().any(|group| other.groups.contains(group)) {
            return Likeness::new(92, Variant::Transliteration);
        }
        let sexes = self.gender.is_some() && other.gender.is_some() && self.gender != other.gender;
        if sexes || gendered(&self.ascii, &other.ascii) {
            return Likeness::none(40);
        }
        if self.formal.contains(&other.hash) || other.formal.contains(&self.hash) {
            return Likeness::new(88, Variant::Nickname);
        }
        if self.with_particles == other.ascii || other.with_particles == self.ascii {
            return Likeness::new(96, Variant::Form);
        }
        let short_of = |short: &Self, full: &Self| short.formal_groups.iter().any(|group| full.groups.contains(group));
        if short_of(self, other) || short_of(other, self) {
            return Likeness::new(80, Variant::Nickname);
        }
        if let Some(likeness) = short::of(self, other, lexicon).or_else(|| short::of(other, self, lexicon)) {
            return likeness;
        }
        let shortest = self.sounds.len().min(other.sounds.len());
        if self.sounds.len().abs_diff(other.sounds.len()) > 4 || shortest < 2 {
            return Likeness::none(0);
        }
        if derived(&self.ascii, &other.ascii) {
            return Likeness::none(60);
        }
        if without_article(&self.ascii) == without_article(&other.ascii) {
            return Likeness::new(92, Variant::Transliteration);
        }
        let distance = lexicon.sounds.distance(&self.sounds, &other.sounds);
        let likeness = self.judge(other, distance, shortest);
        let common = self.common && other.common;
        if !likeness.alike() && !common && self.read_like(other, lexicon) {
            return Likeness::new(88, Variant::Transliteration);
        }
        likeness
    }

    /// True when one of the two, read by the letters of another language, sounds like the other.
    fn read_like(&self, other: &Self, lexicon: &Lexicon) -> bool {
        let close = |x: &str, y: &str| {
            x.len().min(y.len()) > 3 && x.len().abs_diff(y.len()) < 3 && lexicon.sounds.distance(x, y) <= 50
        };
        self.readings.iter().any(|x| close(x, &other.sounds))
            || other.readings.iter().any(|y| close(&self.sounds, y))
            || self.readings.iter().any(|x| other.readings.iter().any(|y| x == y))
    }

    /// The likeness of two names that are `distance` apart, the shorter with `shortest` sounds.
    fn judge(&self, other: &Self, distance: u16, shortest: usize) -> Likeness {
        let both_common = self.common && other.common;
        let close = distance
            <= match shortest {
                4.. if !self.ends_in_other_vowel(other) => 55,
                3.. => 35,
                _ => 20,
            };
        if let (Some(x), Some(y)) = (self.syllabic, other.syllabic) {
            let vowels = |name: &str| name.contains("eo") || name.contains("eu");
            let is_korean =
                x == Syllables::Korean || y == Syllables::Korean || vowels(&self.ascii) || vowels(&other.ascii);
            let romanised = if is_korean {
                korean(&self.ascii) == korean(&other.ascii)
            } else {
                x.rival(y) && rivals(&self.ascii, &other.ascii)
            };
            let pinyin = [self, other].map(|name| pinyin_syllables(&name.ascii).is_some());
            // Two names in Pinyin that are written differently are different ones.
            let close = usize::from(distance) <= 9 * shortest && distance < 20 && (is_korean || pinyin != [true; 2]);
            if close || romanised {
                return Likeness::new(85, Variant::Transliteration);
            }
            // What is no syllable is no other name either.
            let slip = !is_korean && pinyin[0] != pinyin[1] && self.is_one_edit_off(other, 5);
            return if slip { Likeness::new(80, Variant::Spelling) } else { Likeness::none(20) };
        }
        if close && !(both_common && distance > 10) {
            return Likeness::new(90, Variant::Transliteration);
        }
        let shared = self.written.iter().any(|form| other.written.contains(form));
        if shared && usize::from(distance) <= 30 * shortest {
            return Likeness::new(86, Variant::Transliteration);
        }
        let slip = distance <= 70 && shortest >= 5
            || distance <= SLIP && shortest >= 6
            || distance <= 3 * SLIP / 2 && shortest >= 8
            || distance <= 2 * SLIP && shortest >= 11
            || self.is_one_edit_off(other, 5);
        if slip && !both_common && !(self.attested && other.attested) {
            let first = |word: &str| word.as_bytes()[0];
            let first = first(&self.sounds) == first(&other.sounds) || first(&self.ascii) == first(&other.ascii);
            return if first { Likeness::new(82, Variant::Spelling) } else { Likeness::none(62) };
        }
        let longest = self.sounds.len().max(other.sounds.len());
        let part = (100 * usize::from(distance) / (100 * longest)).min(100);
        let score = 60usize.saturating_sub(part * 60 / 40) as u8;
        Likeness::none(if slip { score.max(60) } else { score.min(58) })
    }

    /// True for short names apart in their last vowel, "Moro" and "Mora": these are no two romanisations.
    fn ends_in_other_vowel(&self, other: &Self) -> bool {
        let ends = |name: &Self| name.sounds.bytes().last();
        self.sounds.len() < 6
            && matches!((ends(self), ends(other)), (Some(b'a'), Some(b'o')) | (Some(b'o'), Some(b'a')))
    }

    /// True when one letter more, less, other or in its neighbour's place makes the other of it, both having `least` letters.
    fn is_one_edit_off(&self, other: &Self, least: usize) -> bool {
        let (shorter, longer) = (self.ascii.len().min(other.ascii.len()), self.ascii.len().max(other.ascii.len()));
        shorter >= least && longer <= shorter + 1 && strsim::osa_distance(&self.ascii, &other.ascii) == 1
    }

    /// The likeness of two names of which one is in a script that shows consonants only.
    fn written_like(&self, other: &Self, lexicon: &Lexicon) -> Likeness {
        if self.written.iter().any(|form| other.written.contains(form)) {
            return Likeness::new(94, Variant::Transliteration);
        }
        if self.script == Script::Han && other.script == Script::Han {
            let same = self.ascii == other.ascii;
            return if same { Likeness::new(90, Variant::Transliteration) } else { Likeness::none(0) };
        }
        if self.script == Script::Han || other.script == Script::Han {
            if self.sounds == other.sounds {
                return Likeness::new(92, Variant::Transliteration);
            }
            if self.syllabic.is_some() && other.syllabic.is_some() {
                let distance = lexicon.sounds.distance(&self.sounds, &other.sounds);
                return self.judge(other, distance, self.sounds.len().min(other.sounds.len()));
            }
            let (a, b) = (coarse_consonants(&self.sounds), coarse_consonants(&other.sounds));
            return skeletons_alike(&a, &b, lexicon);
        }
        skeletons_alike(&self.skeleton, &other.skeleton, lexicon)
    }
}

/// An Arabic word without its article.
fn without_al(text: &str) -> &str {
    text.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(text)
}

fn skeletons_alike(a: &str, b: &str, lexicon: &Lexicon) -> Likeness {
    let (shortest, longest) = (a.len().min(b.len()), a.len().max(b.len()));
    if shortest == 0 {
        return Likeness::none(30);
    }
    if a == b {
        return Likeness::new(if shortest > 1 { 86 } else { 70 }, Variant::Transliteration);
    }
    let part = usize::from(lexicon.sounds.distance(a, b)) / longest;
    if part <= 34 && shortest > 1 {
        return Likeness::new(72, Variant::Transliteration);
    }
    Likeness::none(55usize.saturating_sub(part / 2) as u8)
}

/// True when one is made from the other by an ending that makes surnames: Jalal, Jalali; Robert, Roberts, Robertson.
fn derived(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() > 3
        && matches!(long.strip_prefix(short), Some("i" | "y" | "s" | "son" | "sen" | "shire" | "ov" | "ez" | "yan"))
}

/// True when one is the feminine form of the other: Ivanov and Ivanova, Giorgio and Giorgia.
fn gendered(a: &str, b: &str) -> bool {
    if a.len() == b.len() && a.len() > 4 {
        let ends = (a.strip_suffix('o'), b.strip_suffix('a'), a.strip_suffix('a'), b.strip_suffix('o'));
        return matches!(ends, (Some(x), Some(y), _, _) | (_, _, Some(x), Some(y)) if x == y);
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let Some(rest) = long.strip_prefix(short) else {
        let stem = short.trim_end_matches(['i', 'y', 'j']);
        return stem.len() > 3
            && ["sk", "ck", "zk"].iter().any(|end| stem.ends_with(end))
            && ["aya", "aia", "aja", "a"].iter().any(|end| long.strip_prefix(stem) == Some(end))
            || a.strip_suffix("os").is_some_and(|stem| b.strip_suffix("ou") == Some(stem) && stem.len() > 4)
            || b.strip_suffix("os").is_some_and(|stem| a.strip_suffix("ou") == Some(stem) && stem.len() > 4);
    };
    rest == "a" && ["ov", "ev", "in", "yn"].iter().any(|end| short.ends_with(end)) && short.len() > 4
}

/// An Arabic surname without an article written in one with it: Alkhafaji, Khafaji.
fn without_article(word: &str) -> &str {
    match word.strip_prefix("al").or_else(|| word.strip_prefix("el")) {
        Some(rest) if rest.len() > 4 => rest,
        _ => word,
    }
}
