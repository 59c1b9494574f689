//! Whether two names can be one organisation's.

use smol_str::SmolStr;

use super::lexicon::Lexicon;
use super::parse::PersonName;
use super::sound::SLIP;
use super::token::{Likeness, Token};
use super::{Comparison, Variant};

/// Words in the longest legal form looked for.
const LONGEST_FORM: usize = 5;

/// An organisation's name: the words that carry it, its legal form set aside.
#[derive(Debug)]
struct Organisation<'a> {
    words: Vec<&'a Token>,
    /// Words in English and without endings that vary, beside `words`.
    keys: Vec<&'a str>,
    /// The class of its legal form; 0 when it has none.
    form: u8,
    /// First letters of all its words, of those but "of" and the like, of those that carry it, and of all but its legal
    /// form, which goes whole.
    initials: [String; 4],
}

/// True when legal forms or words such as "bank" show that the words name an organisation.
pub(super) fn is_one(words: &[Token], lexicon: &Lexicon) -> bool {
    let bank = |word: &str| word.len() > 7 && word.ends_with("bank");
    let tells = |word: &Token| lexicon.uses(&word.ascii).organisation || bank(&word.ascii);
    let telling = words.iter().filter(|word| tells(word)).count();
    // "Charlotte Church", "Michelle Steel": one such word after a given name is a surname.
    let first = words.first().map_or("", |word| &word.ascii);
    let given = lexicon.given(first) && !lexicon.uses(first).particle;
    let surname = words.last().is_some_and(|word| lexicon.uses(&word.ascii).surname || bank(&word.ascii));
    let least = if given && surname && words.len() < 4 { 2 } else { 1 };
    words.len() > 1 && (telling >= least || !legal_forms(words, lexicon).is_empty())
}

/// The comparison of a single word in capitals with a longer name that it can stand for.
pub(super) fn acronym(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> Option<Comparison> {
    let capitals = |name: &PersonName| {
        name.words.len() == 1 && name.words[0].ascii.len() < 8 && !name.words[0].text.chars().any(char::is_lowercase)
    };
    let (short, long) = match (capitals(a), capitals(b)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return None,
    };
    let (short, long) = (Organisation::new(&short.words, lexicon), Organisation::new(&long.words, lexicon));
    let score = short.stands_for(&long).filter(|_| long.words.len() > 1)?;
    Some(Comparison::new(score, "one is made of the first letters of the other", Some(Variant::Acronym)))
}

/// Compares two names of organisations.
pub(super) fn compare(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> Comparison {
    let (a, b) = (Organisation::new(&a.words, lexicon), Organisation::new(&b.words, lexicon));
    if a.words.is_empty() || b.words.is_empty() {
        return Comparison::new(40, "no name to compare", None);
    }
    let other_form = a.form != 0 && b.form != 0 && a.form != b.form;
    let (x, y) = (a.keys.concat(), b.keys.concat());
    if x == y {
        return same(100, other_form, "the same name but for legal form and small words", Variant::Form);
    }
    let (left_a, left_b, likeness) = align(&a, &b, lexicon);
    let number = |left: &[SmolStr]| left.iter().any(|word| is_number(word));
    if number(&left_a) || number(&left_b) {
        let both = number(&left_a) && number(&left_b);
        return Comparison::new(if both { 20 } else { 45 }, "other numbers", None);
    }
    match (left_a.is_empty(), left_b.is_empty()) {
        (true, true) => {
            let variant = likeness.variant.unwrap_or(Variant::Form);
            same(likeness.score, other_form, "the same words", variant)
        }
        (false, false) => {
            let share = 60 * (a.words.len() - left_a.len()) / a.words.len().max(b.words.len());
            Comparison::new(
                (5 + share.min(34)) as u8,
                format!("{} and {} are different words", left_a.join(" "), left_b.join(" ")),
                None,
            )
        }
        _ => {
            let left = if left_a.is_empty() { left_b } else { left_a };
            let reason = format!("only one is called {}", left.join(" "));
            Comparison::new(if a.words.len().min(b.words.len()) > 1 { 58 } else { 50 }, reason, Some(Variant::Subset))
        }
    }
}

fn same(score: u8, other_form: bool, reason: &str, variant: Variant) -> Comparison {
    if other_form {
        return Comparison::new(62, "the same name with another legal form", Some(variant));
    }
    Comparison::new(score.min(96), reason, Some(variant))
}

impl<'a> Organisation<'a> {
    fn new(tokens: &'a [Token], lexicon: &'a Lexicon) -> Self {
        let forms = legal_forms(tokens, lexicon);
        let in_form = |at: usize| forms.iter().any(|form| form.0 <= at && at < form.1);
        let form = forms.iter().map(|form| form.2).max().unwrap_or(0);
        let named: Vec<&Token> =
            tokens.iter().enumerate().filter(|(at, _)| !in_form(*at)).map(|(_, token)| token).collect();
        let named = if named.is_empty() { tokens.iter().collect() } else { named };
        let carrying: Vec<&Token> = named
            .iter()
            .copied()
            .filter(|token| {
                !lexicon.uses(&token.ascii).generic || token.initial && token.text.to_uppercase() == token.text.as_str()
            })
            .collect();
        let words = if carrying.is_empty() { named.clone() } else { carrying };
        let key = |token: &&'a Token| {
            let word = token.ascii.as_str();
            singular(lexicon.translations.get(word).map_or(word, String::as_str))
        };
        let small = |word: &&'a Token| {
            !matches!(
                word.ascii.as_str(),
                "the" | "of" | "and" | "for" | "in" | "de" | "la" | "du" | "des" | "del" | "der" | "on" | "to"
            )
        };
        let nouns: Vec<&Token> = named.iter().filter(|word| small(word)).copied().collect();
        let initials = |words: &[&Token]| words.iter().filter_map(|word| word.ascii.chars().next()).collect();
        let with_form = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| small(token))
            .map(|(at, token)| if in_form(at) && token.ascii.len() < 4 { &token.ascii } else { &token.ascii[..1] })
            .collect();
        Self {
            keys: words.iter().map(key).collect(),
            form,
            initials: [initials(&named), initials(&nouns), initials(&words), with_form],
            words,
        }
    }

    /// The score when this is the acronym of `other`.
    fn stands_for(&self, other: &Self) -> Option<u8> {
        let [word] = self.words[..] else { return None };
        let letters = word.ascii.as_str();
        let capitals = !word.text.chars().any(char::is_lowercase);
        let fits = other.initials.iter().any(|initials| initials == letters);
        (capitals && fits && letters.len() > 1).then_some(if letters.len() > 2 { 80 } else { 60 })
    }
}

/// Matches words one to one; the words left on each side, and the likeness of the matched.
fn align(a: &Organisation<'_>, b: &Organisation<'_>, lexicon: &Lexicon) -> (Vec<SmolStr>, Vec<SmolStr>, Likeness) {
    let mut free = vec![true; b.words.len()];
    let mut left_a = Vec::new();
    let (mut sum, mut count, mut variant) = (0, 0, None);
    for (word, key) in a.words.iter().zip(&a.keys) {
        let best = (0..b.words.len())
            .filter(|&at| free[at])
            .map(|at| {
                (
                    at,
                    if *key == b.keys[at] {
                        Likeness { score: 100, variant: None }
                    } else {
                        alike(word, b.words[at], lexicon)
                    },
                )
            })
            .max_by_key(|(at, likeness)| (likeness.score, std::cmp::Reverse(*at)));
        match best {
            Some((at, likeness)) if likeness.alike() => {
                free[at] = false;
                sum += usize::from(likeness.score);
                count += 1;
                variant = variant.max(likeness.variant);
            }
            _ => left_a.push(word.ascii.clone()),
        }
    }
    let left_b = b.words.iter().zip(free).filter(|(_, free)| *free).map(|(word, _)| word.ascii.clone()).collect();
    let score = sum.checked_div(count).unwrap_or(0) as u8;
    (left_a, left_b, Likeness { score, variant })
}

/// A word without the ending of the plural: "Guards", "Guard".
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i', 'e']) => stem,
        _ => word,
    }
}

/// Words of organisation names are spelt alike or romanised alike; given names' forms do not count.
fn alike(a: &Token, b: &Token, lexicon: &Lexicon) -> Likeness {
    if is_number(&a.ascii) || is_number(&b.ascii) || a.initial || b.initial {
        return Likeness { score: 0, variant: None };
    }
    let likeness = a.likeness(b, lexicon);
    let shortest = a.sounds.len().min(b.sounds.len());
    if !likeness.alike() && shortest > 5 && lexicon.sounds.distance(&a.sounds, &b.sounds) <= SLIP {
        return Likeness { score: 82, variant: Some(Variant::Spelling) };
    }
    match likeness.variant {
        Some(Variant::Nickname | Variant::Initial) => Likeness { score: 0, variant: None },
        Some(Variant::Spelling) if shortest < 5 => Likeness { score: 0, variant: None },
        _ => likeness,
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "ii" | "iii"
                | "iv"
                | "vi"
                | "vii"
                | "viii"
                | "ix"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "first"
                | "second"
                | "third"
        )
}

/// Legal forms among the words, as first word, one past the last, and class.
fn legal_forms(words: &[Token], lexicon: &Lexicon) -> Vec<(usize, usize, u8)> {
    let mut forms = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST_FORM.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            let phrase: Vec<&str> = words[at..at + length].iter().map(|word| word.ascii.as_str()).collect();
            let class = lexicon.forms.get(&phrase.join(" "))?;
            let at_edge = at == 0 || at + length == words.len();
            // "Sia" and "Ao" are names too: short forms count in capitals, unless nothing else is written so.
            let sure = matches!(
                phrase[0],
                "ltd" | "llc" | "plc" | "inc" | "llp" | "ooo" | "jsc" | "srl" | "sro" | "doo" | "aps" | "asa" | "oyj"
            );
            let capitals = !words[at].text.chars().any(char::is_lowercase);
            let plain = length > 1 || phrase[0].len() > 3 || sure || capitals;
            (at_edge && length < words.len() && plain).then_some((at, at + length, *class))
        });
        match found {
            Some(form) => {
                at = form.1;
                forms.push(form);
            }
            None => at += 1,
        }
    }
    forms
}
