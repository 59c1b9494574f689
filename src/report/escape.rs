//! Article text made safe for a terminal: nothing in it may move the cursor, colour the screen or turn the line round.

/// The text on one line, with control characters as visible signs: `␛` for escape, `\u{202e}` for an override of direction.
///
/// Line ends and tabs become spaces. Left-to-right and right-to-left marks stay, since names need them.
pub fn visible(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => safe.push(' '),
            '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + character as u32)),
            '\u{7f}' => safe.push('␡'),
            // C1 controls, embeddings, overrides and isolates of direction, and the invisible signs that `wrap` uses.
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                safe.extend(character.escape_unicode());
            }
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn controls_are_shown_and_do_nothing() {
        assert_eq!(visible("\u{1b}[31mred\u{7}\u{0}\u{7f}"), "␛[31mred␇␀␡");
        assert_eq!(visible("one\r\ntwo\tthree"), "one two three");
        assert_eq!(visible("\u{202e}evil\u{2066}\u{9b}"), "\\u{202e}evil\\u{2066}\\u{9b}");
    }

    #[test]
    fn letters_and_direction_marks_stay() {
        assert_eq!(visible("Łódź \u{200f}بغداد\u{200e} 🙂"), "Łódź \u{200f}بغداد\u{200e} 🙂");
    }
}
