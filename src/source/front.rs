//! Front matter: the `key: value` lines between `---` and `---` at the head of a file.
//!
//! Values are taken to the end of the line, so that a title may hold colons without quotes. Quotes around a value are
//! taken off. What is broken is read past with a [`Warning`], since an article with a bad header is still an article.

use chrono::NaiveDate;

use super::Warning;
use crate::text::Span;

/// What the head of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the opening `---` to the end of the closing line; empty when there is none.
    pub span: Span,
    /// The value of `title`, and where it stands.
    pub title: Option<(String, Span)>,
    /// The value of `source`.
    pub publisher: Option<String>,
    /// The value of `published`.
    pub published: Option<NaiveDate>,
    /// What was read past.
    pub warnings: Vec<Warning>,
}

/// Lines within which a front matter must end.
const MOST_LINES: usize = 60;

/// Reads the front matter of a text.
pub fn read(text: &str) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut lines = lines(text).take(MOST_LINES).skip_while(|line| line.text.trim().is_empty()).peekable();
    let opened = lines.next_if(|line| line.text.trim_end() == "---");
    let Some(opening) = opened.filter(|_| lines.peek().is_some_and(|line| field(line.text).is_some())) else {
        return front;
    };
    let lines: Vec<Line> = lines.collect();
    let closing = lines.iter().position(|line| matches!(line.text.trim_end(), "---" | "..."));
    let length = closing.unwrap_or_else(|| {
        front.warnings.push(Warning { line: opening.number, cause: "the front matter is not closed by `---`".into() });
        lines.iter().position(|line| field(line.text).is_none()).unwrap_or(lines.len())
    });
    let last = closing.or(length.checked_sub(1)).map_or(&opening, |index| &lines[index]);
    front.span = Span::new(opening.start, last.start + last.text.len());
    for line in &lines[..length] {
        front.take(line);
    }
    front.warnings.sort_by_key(|warning| warning.line);
    front
}

impl FrontMatter {
    fn take(&mut self, line: &Line) {
        let warn = |cause: String| Warning { line: line.number, cause };
        let Some((key, value)) = field(line.text) else {
            // Comments and the lines of nested values are other programs' business.
            if !line.text.trim().is_empty() && !line.text.starts_with(['#', ' ', '\t', '-']) {
                self.warnings.push(warn(format!("no `key: value`: {:?}", shorten(line.text))));
            }
            return;
        };
        let value_at = line.start + (value.as_ptr() as usize - line.text.as_ptr() as usize);
        let (inner, skipped) = unquote(value);
        if inner.is_empty() {
            return;
        }
        match key.to_ascii_lowercase().as_str() {
            "title" | "headline" => {
                let span = Span::new(value_at + skipped, value_at + skipped + inner.len());
                self.title = Some((inner.replace("\\\"", "\"").replace("\\\\", "\\"), span));
            }
            "source" | "publisher" => self.publisher = Some(inner.to_owned()),
            "published" | "date" => match date(inner) {
                Some(day) => self.published = Some(day),
                None => self.warnings.push(Warning::no_day(line.number, key, inner)),
            },
            _ => {}
        }
    }
}

/// A day in one of the forms `2024-05-02`, `2024-05-02T10:00:00Z`, `2024/05/02`, `2 May 2024`, `May 2, 2024`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let iso = ["%Y-%m-%d", "%Y/%m/%d"].iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok());
    let words = ["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"];
    let day = iso.or_else(|| words.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()))?;
    // Chrono reads years of six digits; no press had them.
    (1..=9999).contains(&chrono::Datelike::year(&day)).then_some(day)
}

/// A line without its end.
struct Line<'a> {
    text: &'a str,
    start: usize,
    number: u32,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').zip(1..).map(move |(whole, number)| {
        let line = Line { text: whole.trim_end_matches(['\n', '\r']), start, number };
        start += whole.len();
        line
    })
}

/// The key and the value of a line `key: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let good = (1..=30).contains(&key.len()) && key.bytes().all(plain) && key.as_bytes()[0].is_ascii_alphabetic();
    (good && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (key, value.trim()))
}

/// A value without the quotes around it, and how many bytes were taken off in front.
fn unquote(value: &str) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return (inner, 1);
        }
    }
    (value, 0)
}

impl Warning {
    /// The value of `key` in a line should be a day and is none.
    pub(super) fn no_day(line: u32, key: &str, value: &str) -> Self {
        let value = shorten(value);
        Self { line, cause: format!("`{key}` is no day of the calendar: {value:?} (expected the form 2024-05-02)") }
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{date, read};
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// The warnings of a text, each as `line: cause`.
    fn warnings(text: &str) -> Vec<String> {
        read(text).warnings.iter().map(|warning| format!("{}: {}", warning.line, warning.cause)).collect()
    }

    #[test]
    fn a_title_may_hold_colons_and_quotes() {
        let text = "---\ntitle: Profile: the 'new' mayor\nsource: Leeds Post\npublished: 2024-05-02\n---\nBody.\n";
        let front = read(text);
        let (title, span) = front.title.unwrap();
        assert_eq!(title, "Profile: the 'new' mayor");
        assert_eq!(span.of(text), title);
        assert_eq!(front.publisher.as_deref(), Some("Leeds Post"));
        assert_eq!(front.published, day(2024, 5, 2));
        assert_eq!(&text[front.span.end as usize..], "\nBody.\n");
        assert_eq!(front.warnings, []);
    }

    #[test]
    fn quotes_around_a_value_are_taken_off() {
        let text = "---\r\ntitle: \"He said \\\"no\\\"\"\r\n---\r\n";
        let (title, span) = read(text).title.unwrap();
        assert_eq!(title, "He said \"no\"");
        assert_eq!(span.of(text), "He said \\\"no\\\"");
    }

    #[test]
    fn other_keys_comments_and_nested_values_are_passed_over() {
        assert_eq!(warnings("---\ntags:\n  - iraq\n- syria\n# comment\nimage: x.png\n---\n"), [] as [&str; 0]);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\nIraqi forces said: no.\n---\n", "--- \n\nBody", "Body\n---\ntitle: x\n---\n", "---", ""] {
            assert!(read(text).span.is_empty(), "{text:?}");
            assert_eq!(warnings(text), [] as [&str; 0]);
        }
    }

    #[test]
    fn broken_front_matter_is_read_past_with_a_warning() {
        let unclosed = "---\ntitle: Bridge closed\npublished: 2024-05-02\n\nLeeds: the bridge is closed.\n";
        let front = read(unclosed);
        assert_eq!(front.title.unwrap().0, "Bridge closed");
        assert_eq!(&unclosed[front.span.end as usize..], "\n\nLeeds: the bridge is closed.\n");
        assert_eq!(warnings(unclosed), ["1: the front matter is not closed by `---`"]);
        assert_eq!(warnings("---\ntitle: x\nno colon here\n---\n"), ["3: no `key: value`: \"no colon here\""]);
    }

    #[test]
    fn absurd_dates_are_no_dates() {
        for absurd in ["2024-02-31", "0000-00-00", "99999-01-01", "+262144-01-01", "yesterday", "02.05.2024"] {
            assert_eq!(date(absurd), None, "{absurd}");
            let text = format!("---\ntitle: x\npublished: {absurd}\n---\n");
            let expected =
                format!("3: `published` is no day of the calendar: {absurd:?} (expected the form 2024-05-02)");
            assert_eq!(warnings(&text), [expected]);
        }
    }

    #[test]
    fn dates_in_several_forms() {
        for form in
            ["2024-05-02", "2024-05-02T10:30:00Z", "2024-05-02 10:30", "2024/05/02", "2 May 2024", "May 2, 2024"]
        {
            assert_eq!(date(form), day(2024, 5, 2), "{form}");
        }
    }
}
