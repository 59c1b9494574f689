//! Lines and columns of a text.

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
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = (0..bytes.len()).filter(|&at| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self { text, starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect() }
    }

    /// The place of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or("");
        Position { line: line as u32, column: before.chars().count() as u32 + 1 }
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
        assert_eq!(Lines::new("").position(0), Position { line: 1, column: 1 });
    }
}
