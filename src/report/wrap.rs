//! Words in colour, broken into lines of a given width.
//!
//! Inside the renderer a colour is one of four invisible characters of width zero; [`paint`] turns them into the
//! terminal's escapes when all widths are settled. Article text never holds them, see [`super::escape::visible`].

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A way to set words off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The clashing words; a finding of severity error.
    Strong,
    /// A finding of severity warning.
    Warning,
    /// A finding of severity note, and other asides.
    Aside,
}

const END: char = '\u{2061}';

impl Style {
    const ALL: [Self; 3] = [Self::Strong, Self::Warning, Self::Aside];

    fn sign(self) -> char {
        match self {
            Self::Strong => '\u{2062}',
            Self::Warning => '\u{2063}',
            Self::Aside => '\u{2064}',
        }
    }

    /// The escape of ECMA-48 (SGR) for it.
    fn escape(self) -> &'static str {
        match self {
            Self::Strong => "\u{1b}[1;31m",
            Self::Warning => "\u{1b}[1;33m",
            Self::Aside => "\u{1b}[36m",
        }
    }

    /// The words in this style.
    pub fn on(self, words: &str) -> String {
        format!("{}{words}{END}", self.sign())
    }
}

/// Turns styles into escapes of the terminal.
pub fn paint(text: &str) -> String {
    Style::ALL.iter().fold(text.replace(END, "\u{1b}[0m"), |text, style| text.replace(style.sign(), style.escape()))
}

/// Breaks text into lines at most `width` columns wide: at spaces, in a word that is too long after `/`, `-` and `_`, and
/// anywhere where there are none of these. A style that is open at the end of a line is closed there and opened again on
/// the next.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let parts: Vec<&str> = match word.trim_end_matches(' ').width() > width {
            true => word.split_inclusive(['/', '-', '_']).collect(),
            false => vec![word],
        };
        for part in parts {
            if used > 0 && used + part.trim_end_matches(' ').width() > width {
                lines.push(String::new());
                used = 0;
            }
            for grapheme in part.graphemes(true) {
                let wide = grapheme.width();
                if grapheme == " " && used + 1 > width {
                    continue;
                }
                if used + wide > width {
                    lines.push(String::new());
                    used = 0;
                }
                lines.last_mut().expect("there is always a line").push_str(grapheme);
                used += wide;
            }
        }
    }
    closed(lines)
}

fn closed(mut lines: Vec<String>) -> Vec<String> {
    let mut open: Option<Style> = None;
    for line in &mut lines {
        let before = open;
        for character in line.chars() {
            match Style::ALL.into_iter().find(|style| style.sign() == character) {
                Some(style) => open = Some(style),
                None if character == END => open = None,
                None => {}
            }
        }
        let trimmed = line.trim_end_matches(' ').len();
        line.truncate(trimmed);
        if let Some(style) = before {
            line.insert(0, style.sign());
        }
        if open.is_some() {
            line.push(END);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Style, lines, paint};
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(lines("the mayor of Leeds", 9), ["the mayor", "of Leeds"]);
        assert_eq!(lines("archive/2024/bridge.md:7", 10), ["archive/", "2024/", "bridge.md:", "7"]);
        assert_eq!(lines("", 9), [""]);
    }

    #[test]
    fn a_style_is_closed_at_the_end_of_each_line() {
        let painted: Vec<String> = lines(&Style::Strong.on("Ann Roe"), 4).iter().map(|line| paint(line)).collect();
        assert_eq!(painted, ["\u{1b}[1;31mAnn\u{1b}[0m", "\u{1b}[1;31mRoe\u{1b}[0m"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-z日é ]{0,80}", width in 2usize..30) {
            let lines = lines(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{:?}", lines);
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
