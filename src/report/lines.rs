//! Lines and columns of a text.

use crate::source::{Article, Page};

/// A place in a text as an editor shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1; front matter counts.
    pub line: u32,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: u32,
}

/// Where the lines of a text begin. `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// What the text was taken out of: places are in this.
    page: Option<&'a Page>,
}

impl<'a> Lines<'a> {
    /// The lines of the file that an article was read from.
    pub fn of(article: &'a Article) -> Self {
        match &article.page {
            Some(page) => Self { page: Some(page), ..Self::new(&page.text) },
            None => Self::new(&article.text),
        }
    }

    /// The lines of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = (0..bytes.len()).filter(|&at| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self { text, starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(), page: None }
    }

    /// The place of a byte offset of the article's text.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.page.map_or(offset, |page| page.map.on_disk(offset as u32) as usize);
        let line = self.starts.partition_point(|&start| start <= offset);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or("");
        let place = Position { line: line as u32, column: before.chars().count() as u32 + 1 };
        match self.page {
            Some(page) if line == 1 => Position { line: page.line, column: place.column + page.column - 1 },
            Some(page) => Position { line: page.line + place.line - 1, ..place },
            None => place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "Łódź\r\nfell\n\nat\rnight";
        let lines = Lines::new(text);
        for (needle, line, column) in [("Łódź", 1, 1), ("ź", 1, 4), ("fell", 2, 1), ("at", 4, 1), ("ght", 5, 3)] {
            assert_eq!(lines.position(text.find(needle).unwrap()), Position { line, column }, "{needle}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 5, column: 6 });
        let file = b"[\n  {\"body\": \"One.\"}, {\"body\":\n \"A \\u201ctwo\\u201d here.\"}]";
        let article = crate::source::parse_all("a.json".into(), file).unwrap().remove(1);
        let at = |words: &str| Lines::of(&article).position(article.text.find(words).unwrap());
        assert_eq!(at("A"), Position { line: 3, column: 3 });
        assert_eq!(at("here"), Position { line: 3, column: 21 });
        assert_eq!(Lines::new("").position(0), Position { line: 1, column: 1 });
    }
}
