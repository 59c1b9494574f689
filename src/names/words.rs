//! From the text of a name to its words.

use super::lexicon::{Lexicon, Uses};
use super::script::{is_syllabary, is_unvowelled, letters};

/// A word of a name as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) ascii: String,
    pub(super) uses: Uses,
    /// Joined to the word before by a hyphen.
    pub(super) hyphen: bool,
    /// After a comma.
    pub(super) comma: bool,
    /// The text has capitals only.
    pub(super) capitals: bool,
}

/// The text without what stands in quotes or parentheses, and that.
pub(super) fn set_quotes_aside(name: &str) -> (String, Vec<String>) {
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

/// The words of a name; hyphens part them.
pub(super) fn words(plain: &str, lexicon: &Lexicon) -> Vec<Word> {
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

/// Joins words that make one name: "Abu Bakr", "Abd al-Rahman", "Salah al-Din", "Mc Donald".
pub(super) fn join_words(words: &mut Vec<Word>, lexicon: &Lexicon) {
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
