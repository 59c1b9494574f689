//! The parts of a name.

use smol_str::SmolStr;

use super::lexicon::{Lexicon, Uses};
use super::order;
use super::token::{Token, is_syllabary, is_unvowelled, letters};

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

    /// True when both are written alike but for case, diacritics and signs.
    pub(super) fn same_writing(&self, other: &Self) -> bool {
        self.writing == other.writing && !self.writing.is_empty()
    }

    fn first(&self, role: Role) -> &str {
        self.with(role).next().unwrap_or("")
    }

    fn with(&self, role: Role) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |part| part.role == role).map(|part| part.token.text.as_str())
    }
}

/// A word of a name as it stands in the text.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    ascii: String,
    uses: Uses,
    /// Joined to the word before by a hyphen.
    hyphen: bool,
    /// After a comma.
    comma: bool,
    /// The text has capitals only.
    capitals: bool,
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
    let all = unquoted.map(|text| self::words(&text, lexicon));
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

/// The text without what stands in quotes or parentheses, and that.
fn set_quotes_aside(name: &str) -> (String, Vec<String>) {
    let (mut plain, mut quoted) = (String::with_capacity(name.len()), Vec::new());
    let mut inside: Option<(char, String)> = None;
    let mut last = ' ';
    for c in name.chars() {
        if let Some((close, text)) = &mut inside {
            if c == *close {
                if !text.trim().is_empty() {
                    quoted.push(text.trim().to_owned());
                }
                inside = None;
            } else {
                text.push(c);
            }
        } else {
            let close = match c {
                '"' => Some('"'),
                '“' | '„' => Some('”'),
                '«' => Some('»'),
                '(' => Some(')'),
                '\'' | '‘' if last == ' ' => Some(if c == '‘' { '’' } else { '\'' }),
                _ => None,
            };
            match close {
                Some(close) => inside = Some((close, String::new())),
                None => plain.push(c),
            }
        }
        last = c;
    }
    if let Some((_, text)) = inside {
        plain.push(' ');
        plain.push_str(&text);
    }
    if !plain.chars().any(char::is_alphanumeric) {
        plain = std::mem::take(&mut quoted).join(" ");
    }
    (plain, quoted)
}

fn words(plain: &str, lexicon: &Lexicon) -> Vec<Word> {
    let mut words = Vec::new();
    let mut comma = false;
    for piece in plain.split_whitespace() {
        // Chinese names are written without spaces: the first character is the family name.
        let split = split_han(piece);
        let alone = piece.len() == plain.trim().len();
        for piece in split.as_deref().unwrap_or(piece).split_inclusive([' ', ',', '·', '・', '/', '&']) {
            let mut hyphen = false;
            let pieces: Vec<&str> = piece.split(['-', '‐', '‑', '–', '—']).collect();
            for piece in pieces {
                for piece in initials(piece, alone) {
                    let ascii = letters(piece);
                    if ascii.is_empty() {
                        continue;
                    }
                    let text: String =
                        piece.chars().filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '`')).collect();
                    let capitals = !text.chars().any(char::is_lowercase);
                    let uses = if is_unvowelled(&text) { lexicon.uses(&text) } else { lexicon.uses(&ascii) };
                    words.push(Word { text, ascii, uses, hyphen, comma, capitals });
                    comma = false;
                    hyphen = false;
                }
                hyphen = true;
            }
            comma |= piece.ends_with(',');
        }
    }
    words
}

/// "J.P." and, beside other words, "JB" as two words; other words whole.
fn initials(piece: &str, alone: bool) -> Vec<&str> {
    let consonants = |c: char| c.is_ascii_uppercase() && !"AEIOUY".contains(c);
    if piece.len() == 2 && !alone && piece.chars().all(consonants) && !matches!(piece, "MD" | "SR" | "JR" | "DR" | "MR")
    {
        return vec![&piece[..1], &piece[1..]];
    }
    let dotted = piece.contains('.') && piece.split('.').all(|part| part.trim_matches(',').chars().count() <= 1);
    let lengths = piece.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = !piece.chars().any(char::is_lowercase);
    if dotted && lengths > 1 && capitals { piece.split('.').collect() } else { vec![piece] }
}

/// A Chinese or Korean name of two to four characters, its family name set apart.
fn split_han(piece: &str) -> Option<String> {
    const TWO: [&str; 8] = ["欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒"];
    let characters = piece.chars().count();
    if !is_syllabary(piece) || !(2..=4).contains(&characters) || piece.contains(['·', '・']) {
        return None;
    }
    let split = if characters > 2 && TWO.iter().any(|family| piece.starts_with(family)) { 2 } else { 1 };
    let at = piece.char_indices().nth(split)?.0;
    Some(format!("{} {}", &piece[..at], &piece[at..]))
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

/// Joins words that make one name: "Abu Bakr", "Abd al-Rahman", "Salah al-Din", "Mc Donald".
fn join_words(words: &mut Vec<Word>, lexicon: &Lexicon) {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = std::mem::take(words).into_iter().peekable();
    while let Some(mut word) = rest.next() {
        let prefix = matches!(word.ascii.as_str(), "mc" | "mac") || word.ascii == "st" && !joined.is_empty();
        if (word.uses.kunya || word.uses.servant || prefix) && rest.peek().is_some() {
            while let Some(article) = rest.next_if(|next| is_article(&next.ascii)) {
                word.text.push_str(&article.text);
            }
            if let Some(next) = rest.next() {
                let stem = if word.uses.servant { "abd" } else { &word.ascii };
                word.ascii = format!("{stem}{}", next.ascii);
                word.text = if is_unvowelled(&word.text) { word.text + &next.text } else { word.ascii.clone() };
            }
        } else if let Some(stem) = servant_of(&word.ascii, lexicon) {
            word.ascii = stem;
            word.text = word.ascii.clone();
        }
        // "Nasr Allah", but not "Mir Allah Bux".
        let of_god = matches!(word.ascii.as_str(), "ullah" | "ollah" | "uddin" | "eddine" | "eddin" | "aldin")
            || word.ascii == "allah" && rest.peek().is_none();
        let of_faith = matches!(word.ascii.as_str(), "din" | "deen" | "dine")
            && joined.last().is_some_and(|last| is_article(&last.ascii));
        if of_faith && joined.len() > 1 {
            joined.pop();
        }
        let of_god = of_god || word.text == "الله";
        if (of_god || of_faith)
            && let Some(last) = joined.last_mut()
        {
            last.ascii = format!("{}{}", last.ascii, if of_faith { "uddin" } else { &word.ascii });
            last.text =
                if is_unvowelled(&word.text) { format!("{}{}", last.text, word.text) } else { last.ascii.clone() };
            continue;
        }
        if !is_unvowelled(&word.text) {
            word.uses = lexicon.uses(&word.ascii);
        }
        joined.push(word);
    }
    *words = joined;
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "ar" | "as" | "ad" | "ed" | "ud" | "ur" | "er" | "es" | "ash" | "az" | "an")
}

/// "abdulrahman", "abdurrahman", "abdelrahman" as "abdrahman".
fn servant_of(word: &str, lexicon: &Lexicon) -> Option<String> {
    let length = [5, 6].into_iter().find(|&length| {
        word.len() >= length + 4
            && word.is_char_boundary(length)
            && word.starts_with("abd")
            && lexicon.uses(&word[..length]).servant
    })?;
    let rest = &word[length..];
    let last = &word[length - 1..length];
    let cut = matches!(last, "r" | "s") && !rest.starts_with(last);
    Some(format!("abd{}{rest}", if cut { last } else { "" }))
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
