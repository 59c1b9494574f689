//! What characters and runs of them are by their looks alone: blanks, clitics, faces, addresses.

/// True for white space and for characters that take no room.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// True for a character of a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}')
}

/// True for an apostrophe in any of its shapes.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

/// True for a hyphen that parts a word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The length in bytes of the run at the start of `text`.
pub(super) fn run(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// True for a sign of print outside ASCII.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}' | '\u{3001}'..='\u{3011}')
}

/// The length of a face such as `:)` that fills the rest of a chunk.
pub(super) fn face(rest: &str) -> Option<usize> {
    let body = rest[1..].trim_start_matches('-');
    (rest.len() <= 4 && matches!(body, ")" | "(" | "D" | "P" | "))" | "/")).then_some(rest.len())
}

/// The length of a clitic at the end of a word: `n't`, `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`.
pub(super) fn clitic(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?;
    let tail = &word[at + mark.len_utf8()..];
    let head = &word[..at];
    if head.is_empty() {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") && head.len() > 1 && head.ends_with(['n', 'N']) {
        return Some(word.len() - at + 1);
    }
    if !["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)) {
        return None;
    }
    let decade = head.len() == 2 || head.ends_with('0');
    (!(decade && head.bytes().all(|byte| byte.is_ascii_digit()))).then(|| word.len() - at)
}

/// The length of a web or mail address at the start of `text`, 0 when there is none.
pub(super) fn address_length(text: &str) -> usize {
    let scheme = text.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    if (scheme > 1 && text[scheme..].starts_with("://")) || text.starts_with("www.") || text.starts_with("mailto:") {
        let length = text.find(['<', '>', '"', '”', '“', '’']).unwrap_or(text.len());
        let address = text[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
        return match address.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner.len(),
            _ => address.len(),
        };
    }
    let local =
        text.bytes().take(64).take_while(|&byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte)).count();
    let Some(domain) = text[local..].strip_prefix('@') else { return 0 };
    let length = domain.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)).count();
    let length = domain[..length].trim_end_matches(['.', '-', '_']).len();
    match local > 0 && length > 0 && text.as_bytes()[0].is_ascii_alphanumeric() {
        true => local + 1 + length,
        false => 0,
    }
}
