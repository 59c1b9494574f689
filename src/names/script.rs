//! Words in other scripts: which script one is in, and its letters in Latin.

/// What matters of a script when names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Latin, Cyrillic, Greek and others that write vowels.
    Alphabet,
    /// Arabic and Hebrew.
    Unvowelled,
    /// Chinese characters.
    Han,
}

/// The lower-case ASCII letters and digits of a word in any script.
pub(super) fn letters(text: &str) -> String {
    if text.starts_with(|c| ('\u{370}'..='\u{3ff}').contains(&c)) {
        return letters(&greek(text));
    }
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            letters.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            letters.extend(any_ascii::any_ascii_char(c).chars().map(|c| c.to_ascii_lowercase()));
        }
    }
    letters.retain(|c| c.is_ascii_alphanumeric());
    letters
}

/// Greek letters as they are spoken today, where two stand for one sound.
fn greek(text: &str) -> String {
    const SOUNDS: [(&str, &str); 12] = [
        ("μπ", "b"),
        ("γκ", "g"),
        ("τζ", "tz"),
        ("ου", "ou"),
        ("ού", "ou"),
        ("αυ", "av"),
        ("ευ", "ev"),
        ("χ", "ch"),
        ("η", "i"),
        ("ή", "i"),
        ("υ", "y"),
        ("θ", "th"),
    ];
    let text = text.to_lowercase();
    let latin = SOUNDS.iter().fold(text, |text, (from, to)| text.replace(from, to));
    latin.chars().map(any_ascii::any_ascii_char).collect()
}

/// True when the first letter of `text` is a Chinese character or a Korean syllable.
pub(super) fn is_syllabary(text: &str) -> bool {
    script(text) == Script::Han || is_hangul(text)
}

/// True when the first letter of `text` is Arabic or Hebrew.
pub(super) fn is_unvowelled(text: &str) -> bool {
    !text.is_ascii() && script(text) == Script::Unvowelled
}

/// True when the first letter of `text` is a Korean syllable.
pub(super) fn is_hangul(text: &str) -> bool {
    text.starts_with(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c))
}

/// The script of the first letter of `text`.
pub(super) fn script(text: &str) -> Script {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some('\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}') => Script::Unvowelled,
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => Script::Han,
        _ => Script::Alphabet,
    }
}
