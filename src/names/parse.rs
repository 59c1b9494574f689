//! The parts of a name.

use smol_str::SmolStr;

use super::lexicon::Lexicon;
use super::order;
use super::script::is_syllabary;
use super::token::Token;
use super::words::{Word, join_words, set_quotes_aside, words};

/// More words than this are not read as one name.
const MOST_WORDS: usize = 16;

/// A name in its parts, ready for comparison. Made by [`parse`].
#[derive(Clone, Debug)]
pub struct PersonName {
    /// Honorifics, ranks and offices before the name, in lower case: "dr", "president".
    pub titles: Vec<SmolStr>,
    /// Particles of the family name, in lower case: "al", "van", "de la" as two.
    pub particles: Vec<SmolStr>,
    /// Place among bearers of one name: 1 for Sr., 2 for Jr. and II, 3 for III; 0 when not given.
    pub generation: u8,
    /// Names in quotes or parentheses: "Buzz".
    pub nicknames: Vec<SmolStr>,
    /// True when the parts stood with the family name first.
    pub family_first: bool,
    /// True when legal forms or words such as "bank" show that it names an organisation.
    organisation: bool,
    /// The parts in the order given names, family name.
    pub(super) parts: Vec<Part>,
    /// The parts of nicknames.
    pub(super) quoted: Vec<Token>,
    /// All its words, for comparison as an organisation.
    pub(super) words: Vec<Token>,
    writing: SmolStr,
}

/// A part of a name and what it is.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) token: Token,
    pub(super) role: Role,
}

/// What a part of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Given,
    Middle,
    Patronymic,
    Family,
}

impl PersonName {
    /// True for a given name that women commonly have and men do not, false for the reverse; none when that is not known.
    pub fn is_feminine(&self) -> Option<bool> {
        let part = self.parts.iter().find(|part| part.role == Role::Given)?;
        part.token.is_feminine()
    }

    /// The first given name, or its initial; empty for a bare family name.
    pub fn given(&self) -> &str {
        self.first(Role::Given)
    }

    /// Given names after the first.
    pub fn middle(&self) -> impl Iterator<Item = &str> {
        self.with(Role::Middle)
    }

    /// The family name without particles; for a single name, that name.
    pub fn family(&self) -> &str {
        self.first(Role::Family)
    }

    /// Names after the father: "Ivanovich", or what follows "bin".
    pub fn patronymics(&self) -> impl Iterator<Item = &str> {
        self.with(Role::Patronymic)
    }

    /// True when it is the name of an organisation by its words.
    pub fn is_organisation(&self) -> bool {
        self.organisation
    }

    /// The number of its parts: 1 for a bare surname.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// True when no part was found.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// True when both are written alike but for case, diacritics and signs, and no brackets tell two organisations apart.
    pub(super) fn same_writing(&self, other: &Self) -> bool {
        let aside = |name: &Self| name.organisation && !name.nicknames.is_empty();
        let told_apart = aside(self) && aside(other) && self.nicknames != other.nicknames;
        self.writing == other.writing && !self.writing.is_empty() && !told_apart
    }

    fn first(&self, role: Role) -> &str {
        self.with(role).next().unwrap_or("")
    }

    fn with(&self, role: Role) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |part| part.role == role).map(|part| part.token.text.as_str())
    }
}

/// Reads a name; any text will do, and text without letters gives a name without parts.
pub fn parse(name: &str) -> PersonName {
    let lexicon = Lexicon::embedded();
    let (plain, quoted) = set_quotes_aside(name);
    let mut words = words(&plain, lexicon);
    words.truncate(MOST_WORDS);
    let writing: Vec<&str> = words.iter().map(|word| word.ascii.as_str()).collect();
    let writing = SmolStr::from(writing.join(" "));
    // Firms have their names in quotes: OOO "Romashka".
    let unquoted = (!quoted.is_empty()).then(|| name.replace(['"', '“', '”', '„', '«', '»', '(', ')'], " "));
    let all = unquoted.map(|text| super::words::words(&text, lexicon));
    let all = all.as_ref().unwrap_or(&words).iter().take(MOST_WORDS);
    let tokens: Vec<Token> = all.filter_map(|word| Token::new(&word.text, lexicon)).collect();
    let organisation = super::organisation::is_one(&tokens, lexicon);
    let nicknames: Vec<SmolStr> = quoted.iter().map(SmolStr::from).collect();
    let mut name = PersonName {
        titles: take_titles(&mut words, lexicon),
        particles: Vec::new(),
        generation: 0,
        nicknames,
        family_first: false,
        organisation,
        parts: Vec::new(),
        quoted: quoted
            .iter()
            .flat_map(|text| text.split_whitespace())
            .filter_map(|word| Token::new(word, lexicon))
            .collect(),
        words: tokens,
        writing,
    };
    name.generation = take_suffixes(&mut words, &name.titles);
    name.family_first = put_family_last(&mut words);
    join_words(&mut words, lexicon);
    let patronymics = take_particles(&mut words, &mut name.particles);
    let mut tokens: Vec<(Token, bool)> = Vec::with_capacity(words.len());
    for (word, (patronymic, before)) in words.iter().zip(patronymics) {
        // Most words are whole names; only joined ones are new.
        let known = name.words.iter().find(|token| token.text == word.text).cloned();
        if let Some(mut token) = known.or_else(|| Token::new(&word.text, lexicon)) {
            if !before.is_empty() {
                token.with_particles = format!("{before}{}", token.ascii).into();
            }
            tokens.push((token, patronymic || order::is_patronymic(&word.ascii)));
        }
    }
    let written = order::Written {
        han: words.first().is_some_and(|word| is_syllabary(&word.text) && word.text.chars().count() <= 2),
        hyphens: words.iter().map(|word| word.hyphen).collect(),
        settled: name.family_first,
    };
    name.family_first |= order::given_first(&mut tokens, &written, lexicon);
    let last = tokens.len().saturating_sub(1);
    name.parts = tokens
        .into_iter()
        .enumerate()
        .map(|(at, (token, patronymic))| {
            let role = match at {
                at if at == last => Role::Family,
                0 => Role::Given,
                _ if patronymic => Role::Patronymic,
                _ => Role::Middle,
            };
            Part { token, role }
        })
        .collect();
    name
}

/// Takes titles off the front, as long as a name remains.
fn take_titles(words: &mut Vec<Word>, lexicon: &Lexicon) -> Vec<SmolStr> {
    let mut titles = Vec::new();
    while let Some(word) = words.first() {
        // "Dean Smith", "Earl Jones": a title that is a common given name needs two more names after it.
        let least = if lexicon.given(&word.ascii) || word.ascii.len() < 2 { 3 } else { 2 };
        if !word.uses.title || words.len() < least || words[1].comma {
            break;
        }
        titles.push(SmolStr::from(&words.remove(0).ascii));
    }
    titles
}

/// Takes degrees and generations off the end; the generation.
fn take_suffixes(words: &mut Vec<Word>, titles: &[SmolStr]) -> u8 {
    let mut generation = 0;
    let ruler = titles
        .iter()
        .any(|title| matches!(title.as_str(), "king" | "queen" | "pope" | "emperor" | "sultan" | "patriarch"));
    let shouted = words.iter().all(|word| word.capitals);
    let mut at = words.len();
    while at > 1 {
        at -= 1;
        let word = &words[at];
        let single = word.ascii.len() == 1;
        let roman = word.capitals && !single && (at > 1 || ruler || !matches!(word.ascii.as_str(), "vi" | "xi"))
            || word.ascii.len() > 2 && word.ascii.ends_with(['r', 'd', 's', 'e']);
        let number = word.uses.generation > 0
            && !word.hyphen
            && (roman || matches!(word.ascii.as_str(), "jr" | "sr" | "2nd" | "3rd" | "4th") || ruler && word.capitals);
        let before_comma = words.get(at + 1).is_some_and(|next| next.comma);
        if number
            && (at + 1 == words.len() || before_comma)
            && !(shouted && matches!(word.ascii.as_str(), "xi" | "vi" | "v" | "x" | "i") && !ruler)
        {
            generation = word.uses.generation;
            words.remove(at);
        } else if word.uses.suffix
            && at + 1 == words.len()
            && (word.comma || word.capitals && !shouted && words.len() > 2)
        {
            words.remove(at);
        } else if at + 1 == words.len() && !word.comma {
            break;
        }
    }
    generation
}

/// Puts "Smith, John" into the order of speech; whether it stood so.
fn put_family_last(words: &mut [Word]) -> bool {
    match words.iter().position(|word| word.comma) {
        Some(at) if at > 0 => {
            words.rotate_left(at);
            words.iter_mut().for_each(|word| word.comma = false);
            true
        }
        _ => false,
    }
}

/// Takes particles out; for each word left, whether it follows "bin" and its like, and the particles before it.
fn take_particles(words: &mut Vec<Word>, particles: &mut Vec<SmolStr>) -> Vec<(bool, String)> {
    let mut patronymics = Vec::with_capacity(words.len());
    let mut kept = Vec::with_capacity(words.len());
    let (mut after_bin, mut before) = (false, String::new());
    let count = words.len();
    for (at, word) in std::mem::take(words).into_iter().enumerate() {
        let short = word.ascii.len() == 1;
        let never_first = short
            || matches!(
                word.ascii.as_str(),
                "ben"
                    | "do"
                    | "ha"
                    | "ka"
                    | "ni"
                    | "an"
                    | "nic"
                    | "bar"
                    | "bat"
                    | "ab"
                    | "ap"
                    | "as"
                    | "at"
                    | "e"
                    | "ar"
                    | "av"
            );
        let written_so = !short || !word.capitals;
        if word.uses.particle && at + 1 < count && written_so && !(at == 0 && never_first) {
            after_bin |= word.uses.filiation;
            before.push_str(&word.ascii);
            particles.push(SmolStr::from(&word.ascii));
            continue;
        }
        patronymics.push((std::mem::take(&mut after_bin), std::mem::take(&mut before)));
        kept.push(word);
    }
    *words = kept;
    patronymics
}
