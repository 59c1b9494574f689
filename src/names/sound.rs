//! What a name sounds like: spellings of one sound folded together, and the price of turning one name into another.

use std::collections::HashMap;

use serde::Deserialize;
use smol_str::SmolStr;

use super::romanisation::replace;

/// The longest folded name that is weighed letter by letter; what follows is left out.
const LONGEST: usize = 32;

/// The price of one slip that no romanisation explains.
pub(super) const SLIP: u16 = 100;

/// Folding rules and the prices of sounds, read from `rules/names/folding.toml`.
#[derive(Debug)]
pub(super) struct Sounds {
    rules: HashMap<u8, Vec<Rule>>,
    costs: Box<[[u16; 128]; 128]>,
    omission: [u16; 128],
    arabic: HashMap<char, String>,
    others: Vec<Reading>,
}

/// Another way to read the letters of a word that has one of its marks.
#[derive(Debug)]
struct Reading {
    marks: Vec<String>,
    pairs: Vec<(String, String)>,
}

#[derive(Debug)]
struct Rule {
    from: String,
    to: String,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    Start,
    End,
    Anywhere,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fold: Vec<FileRule>,
    arabic: Vec<String>,
    others: Vec<FileReading>,
    costs: HashMap<String, u16>,
    omission: HashMap<String, u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    at: Option<At>,
    to: String,
    from: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileReading {
    marks: Vec<String>,
    pairs: Vec<String>,
}

impl Sounds {
    /// The rules written in `text`, which is part of the program.
    pub(super) fn new(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the embedded folding rules are well formed");
        let mut rules: HashMap<u8, Vec<Rule>> = HashMap::new();
        for FileRule { at, to, from } in file.fold {
            for from in from {
                let rule = Rule { to: to.clone(), at: at.unwrap_or(At::Anywhere), from };
                rules.entry(rule.from.as_bytes()[0]).or_default().push(rule);
            }
        }
        for rules in rules.values_mut() {
            rules.sort_by_key(|rule| (std::cmp::Reverse(rule.from.len()), rule.at == At::Anywhere));
        }
        let mut costs = Box::new([[SLIP; 128]; 128]);
        for (pair, cost) in &file.costs {
            let (a, b) = (pair.as_bytes()[0] as usize, pair.as_bytes()[1] as usize);
            costs[a][b] = *cost;
            costs[b][a] = *cost;
        }
        (0..128).for_each(|sound| costs[sound][sound] = 0);
        let mut omission = [SLIP; 128];
        for (sound, cost) in &file.omission {
            omission[sound.as_bytes()[0] as usize] = *cost;
        }
        let arabic = file.arabic.iter().filter_map(|pair| {
            let (letter, sounds) = pair.split_once('=')?;
            Some((letter.chars().next()?, sounds.to_owned()))
        });
        let pairs = |pairs: Vec<String>| {
            pairs.iter().filter_map(|pair| pair.split_once('=')).map(|(from, to)| (from.into(), to.into())).collect()
        };
        let others =
            file.others.into_iter().map(|other| Reading { marks: other.marks, pairs: pairs(other.pairs) }).collect();
        Self { rules, costs, omission, arabic: arabic.collect(), others }
    }

    /// The sounds of a word of lower-case ASCII letters by the other readings whose marks it has, without `own`.
    pub(super) fn other_readings(&self, word: &str, own: &str) -> Vec<SmolStr> {
        let has = |mark: &String| match mark.strip_suffix('$') {
            Some(end) => word.ends_with(end),
            None => word.contains(mark.as_str()),
        };
        let fitting = self.others.iter().filter(|other| other.marks.iter().any(has));
        let mut readings: Vec<SmolStr> = fitting
            .map(|other| self.fold(&replace(word, &other.pairs)).into())
            .filter(|sounds| sounds != own)
            .collect();
        readings.dedup();
        readings
    }

    /// The sounds of a word of lower-case ASCII letters; no sound stands twice in a row.
    pub(super) fn fold(&self, word: &str) -> String {
        let mut sounds = String::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let rest = &word[at..];
            let rule = self.rules.get(&rest.as_bytes()[0]).and_then(|rules| {
                rules.iter().find(|rule| {
                    rest.starts_with(&rule.from)
                        && match rule.at {
                            At::Start => at == 0,
                            At::End => at > 0 && rest.len() == rule.from.len(),
                            At::Anywhere => true,
                        }
                })
            });
            let (to, step) = match rule {
                Some(rule) => (rule.to.as_str(), rule.from.len()),
                None => (&rest[..1], 1),
            };
            for sound in to.chars() {
                if !sounds.ends_with(sound) {
                    sounds.push(sound);
                }
            }
            at += step;
        }
        sounds
    }

    /// The sounds of a word in Arabic or Hebrew letters, which leave short vowels out; none for other scripts.
    pub(super) fn unvowelled(&self, word: &str) -> Option<String> {
        let mut sounds = String::new();
        for letter in word.chars() {
            match self.arabic.get(&letter) {
                Some(sound) => sounds.push_str(sound),
                None if letter.is_alphabetic() && !('\u{590}'..='\u{6ff}').contains(&letter) => return None,
                None => {}
            }
        }
        (!sounds.is_empty()).then_some(sounds)
    }

    /// The price, in hundredths of a slip, of turning the folded name `a` into `b`.
    ///
    /// Edit distance with weighted substitution and omission, and transposition of neighbours as one slip (optimal
    /// string alignment).
    pub(super) fn distance(&self, a: &str, b: &str) -> u16 {
        let a = &a.as_bytes()[..a.len().min(LONGEST)];
        let b = &b.as_bytes()[..b.len().min(LONGEST)];
        let mut rows = [[0u16; LONGEST + 1]; 3];
        for (at, &sound) in b.iter().enumerate() {
            rows[0][at + 1] = rows[0][at] + self.leave_out(sound);
        }
        for (i, &x) in a.iter().enumerate() {
            let (current, above, two_above) = ((i + 1) % 3, i % 3, (i + 2) % 3);
            let leave_out = self.leave_out(x);
            rows[current][0] = rows[above][0] + leave_out;
            for (j, &y) in b.iter().enumerate() {
                let change = rows[above][j] + self.costs[(x & 127) as usize][(y & 127) as usize];
                let omit = (rows[above][j + 1] + leave_out).min(rows[current][j] + self.leave_out(y));
                let mut best = change.min(omit);
                if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                    best = best.min(rows[two_above][j - 1] + SLIP);
                }
                rows[current][j + 1] = best;
            }
        }
        rows[a.len() % 3][b.len()]
    }

    fn leave_out(&self, sound: u8) -> u16 {
        self.omission[(sound & 127) as usize]
    }
}

/// The consonants of a folded name: what Arabic and Hebrew script write.
pub(super) fn consonants(sounds: &str) -> String {
    let mut consonants = String::with_capacity(sounds.len());
    for sound in sounds.chars() {
        let sound = match sound {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'v' | 'w' => continue,
            'p' => 'b',
            'G' | 'g' => 'g',
            sound => sound,
        };
        if !consonants.ends_with(sound) {
            consonants.push(sound);
        }
    }
    if consonants.len() > 1 && consonants.ends_with('h') {
        consonants.pop();
    }
    consonants
}

/// The consonants of a name as far as Chinese characters can render them.
pub(super) fn coarse_consonants(sounds: &str) -> String {
    let mut coarse = String::with_capacity(sounds.len());
    for (at, sound) in sounds.char_indices() {
        // "ng" is one sound, and none that foreign names are told apart by.
        if sound == 'g' && sounds[..at].ends_with('n') {
            continue;
        }
        let sound = match sound {
            'b' | 'p' => 'b',
            'f' | 'v' => 'f',
            't' | 'd' | 'j' | 'C' | 'Z' | 'T' | 'D' => 't',
            's' | 'z' | 'S' => 's',
            'k' | 'g' | 'G' | 'X' | 'h' => 'k',
            'l' | 'r' => 'l',
            'm' => 'm',
            'n' => 'n',
            _ => continue,
        };
        if !coarse.ends_with(sound) {
            coarse.push(sound);
        }
    }
    coarse
}
