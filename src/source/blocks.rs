//! From the body of a text to its blocks: headline, datelines, paragraphs, list items, headings, boilerplate.
//!
//! Paragraphs are told by blank lines or, where a file has none, by line ends. Lines that were wrapped by hand or by a
//! program are joined again: a break belongs to the wrapping when the next line's first word had no room.

use super::{Block, BlockKind, Dateline, boilerplate, dateline};
use crate::text::Span;

/// The blocks of a body, with what was read on the way.
#[derive(Debug, Default)]
pub struct Blocks {
    /// In order, without overlap.
    pub blocks: Vec<Block>,
    /// The headline found at the head of the body.
    pub title: Option<Span>,
    /// The first dateline.
    pub dateline: Option<Dateline>,
}

/// How the headline is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline<'a> {
    /// The header gave it; the body may repeat it.
    Given(&'a str),
    /// It may stand in the body's first line.
    Sought,
    /// The text has none, as an example of a rule.
    Absent,
}

/// The longest line taken for a headline, in bytes.
const LONGEST_TITLE: usize = 200;

/// Lines longer than this, in characters, were not wrapped by hand.
const WIDEST_WRAP: usize = 120;

/// The blocks of the text from byte `start` on.
pub fn read(text: &str, start: usize, headline: Headline) -> Blocks {
    let pieces = pieces(text, start);
    let shouted = |piece: &&Piece| boilerplate::is_shouted(piece.span.of(text));
    let loud: usize = pieces.iter().filter(shouted).map(|piece| piece.span.len()).sum();
    let all: usize = pieces.iter().map(|piece| piece.span.len()).sum();
    let mut reader = Reader { text, headline, all_capitals: loud * 2 > all, first: true, found: Blocks::default() };
    for (index, piece) in pieces.iter().enumerate() {
        let followed =
            pieces[index + 1..].iter().take(8).any(|next| next.mark == Mark::None || next.mark == Mark::Item);
        reader.take(piece, followed);
    }
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    headline: Headline<'a>,
    all_capitals: bool,
    /// No paragraph of the body was met yet.
    first: bool,
    found: Blocks,
}

impl Reader<'_> {
    fn push(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.found.blocks.push(Block { span, kind });
        }
    }

    fn take(&mut self, piece: &Piece, followed: bool) {
        let line = piece.span.of(self.text);
        match piece.mark {
            Mark::Tag => self.push(piece.span, BlockKind::Boilerplate),
            _ if boilerplate::is_phrase(line) => self.push(piece.span, BlockKind::Boilerplate),
            _ if self.is_title(piece, line, followed) => {
                self.found.title = Some(piece.span);
                self.push(piece.span, BlockKind::Title);
            }
            Mark::Heading => self.push(piece.span, BlockKind::Heading),
            Mark::Item => {
                self.first = false;
                self.push(piece.span, BlockKind::ListItem);
            }
            Mark::None if !self.all_capitals && boilerplate::is_shouted(line) && !self.is_dateline(piece) => {
                let heading = line.split_whitespace().count() <= 3;
                self.push(piece.span, if heading { BlockKind::Heading } else { BlockKind::Boilerplate });
            }
            Mark::None => self.paragraph(piece),
        }
    }

    fn is_dateline(&self, piece: &Piece) -> bool {
        let line = piece.span.of(self.text);
        dateline::read(line, 0, self.first).is_some_and(|dateline| dateline.span.len() == line.len())
    }

    fn is_title(&self, piece: &Piece, line: &str, followed: bool) -> bool {
        let may = self.first && self.found.title.is_none() && piece.lines == 1 && line.len() <= LONGEST_TITLE;
        match self.headline {
            Headline::Absent => false,
            Headline::Given(title) => may && line.trim() == title.trim(),
            Headline::Sought if piece.mark == Mark::Heading => may && followed,
            Headline::Sought => {
                let stopped = line.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', ':', ';', ',', '…']);
                let bare = piece.mark == Mark::None && !stopped && dateline::read(line, 0, false).is_none();
                may && bare && followed && line.chars().any(char::is_alphabetic)
            }
        }
    }

    fn paragraph(&mut self, piece: &Piece) {
        let line = piece.span.of(self.text);
        let start = piece.span.start as usize;
        let mut body = piece.span;
        if let Some(dateline) = dateline::read(line, start, self.first) {
            self.push(dateline.span, BlockKind::Dateline);
            let rest = &line[dateline.span.len()..];
            body = Span::new(piece.span.end as usize - rest.trim_start().len(), piece.span.end as usize);
            if self.found.dateline.is_none_or(|before| before.place.is_none() && before.day.is_none()) {
                self.found.dateline = Some(dateline);
            }
        }
        self.first = false;
        self.push(body, BlockKind::Paragraph);
    }
}

/// A run of joined lines, without its mark and the white space around it.
#[derive(Debug)]
struct Piece {
    span: Span,
    mark: Mark,
    lines: usize,
}

/// What a line's head says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Item,
    Heading,
    /// A template tag, or a line of signs only.
    Tag,
}

struct Line {
    span: Span,
    mark: Mark,
    /// Length in characters, with the indent.
    width: usize,
    /// Length in characters of the first word.
    word: usize,
    indented: bool,
    lower: bool,
}

/// Splits a text into runs of lines that belong together.
fn pieces(text: &str, start: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    let mut at = start;
    for whole in text[start..].split_inclusive(['\n', '\r']) {
        let content = whole.trim_end_matches(['\n', '\r']);
        // A lone `\n` after `\r` is the second half of one line end.
        let half = whole == "\n" && text[..at].ends_with('\r');
        match content.trim().is_empty() {
            true if half => {}
            true => flush(text, &mut group, &mut pieces),
            false => group.push(line(content, at)),
        }
        at += whole.len();
    }
    flush(text, &mut group, &mut pieces);
    pieces
}

fn line(content: &str, at: usize) -> Line {
    let trimmed = content.trim();
    let indent = content.len() - content.trim_start().len();
    let (mark, skip) = mark(trimmed);
    let inner = trimmed[skip..].trim_start();
    let inner = if mark == Mark::Heading { inner.trim_end_matches('#').trim_end() } else { inner };
    let from = at + indent + (trimmed.len() - trimmed[skip..].trim_start().len());
    Line {
        span: Span::new(from, from + inner.len()),
        mark,
        width: content.trim_end().chars().count(),
        word: inner.split_whitespace().next().unwrap_or("").chars().count(),
        indented: indent >= 2,
        lower: trimmed.starts_with(char::is_lowercase),
    }
}

/// What stands at the head of a trimmed line, and its length in bytes.
fn mark(line: &str) -> (Mark, usize) {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (Mark::Heading, hashes + 1);
    }
    for bullet in ["- ", "* ", "+ ", "•", "▪", "‣", "◦", "· "] {
        if line.len() > bullet.len() && line.starts_with(bullet) {
            return (Mark::Item, bullet.len());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && [". ", ") "].iter().any(|sign| line[digits..].starts_with(sign)) {
        return (Mark::Item, digits + 2);
    }
    match line.starts_with("> ") {
        _ if !line.chars().any(char::is_alphanumeric) => (Mark::Tag, 0),
        true => (Mark::None, 2),
        false => (Mark::None, 0),
    }
}

/// Joins the wrapped lines of a group and adds its pieces.
fn flush(text: &str, group: &mut Vec<Line>, pieces: &mut Vec<Piece>) {
    let wrapped = is_wrapped(group);
    let widest = widest(group);
    let mut open: Option<Piece> = None;
    let mut before: Option<Line> = None;
    for line in group.drain(..) {
        let joins = line.mark == Mark::None
            && before.as_ref().zip(open.as_ref()).is_some_and(|(before, piece)| {
                let hanging = piece.mark == Mark::Item && line.indented;
                !matches!(piece.mark, Mark::Heading | Mark::Tag)
                    && (hanging || line.lower || (wrapped && no_room(before, &line, widest)))
            });
        match &mut open {
            Some(piece) if joins => {
                piece.span = piece.span.join(line.span);
                piece.lines += 1;
            }
            _ => {
                split_tags(text, open.take(), pieces);
                open = Some(Piece { span: line.span, mark: line.mark, lines: 1 });
            }
        }
        before = Some(line);
    }
    split_tags(text, open, pieces);
}

fn widest(group: &[Line]) -> usize {
    group.iter().map(|line| line.width).max().unwrap_or(0)
}

/// True when the first word of `next` would have made the line before it too wide.
fn no_room(before: &Line, next: &Line, widest: usize) -> bool {
    before.width + 1 + next.word > widest
}

/// True when most line ends of a group are there for want of room.
fn is_wrapped(group: &[Line]) -> bool {
    let widest = widest(group);
    let ends = group.windows(2).filter(|pair| pair[1].mark == Mark::None);
    let (all, full) =
        ends.fold((0, 0), |(all, full), pair| (all + 1, full + usize::from(no_room(&pair[0], &pair[1], widest))));
    widest <= WIDEST_WRAP && full * 10 >= all * 6
}

/// Sets template tags apart from the text around them.
fn split_tags(text: &str, piece: Option<Piece>, pieces: &mut Vec<Piece>) {
    let Some(Piece { span, mark, lines }) = piece else { return };
    let mut push = |start: usize, end: usize, mark: Mark| {
        let part = &text[start..end];
        let from = end - part.trim_start().len();
        if !part.trim().is_empty() {
            pieces.push(Piece { span: Span::new(from, from + part.trim().len()), mark, lines });
        }
    };
    let (mut start, end) = (span.start as usize, span.end as usize);
    while let Some((from, to)) = boilerplate::tag(&text[start..end]) {
        push(start, start + from, mark);
        push(start + from, start + to, Mark::Tag);
        start += to;
    }
    push(start, end, mark);
}

#[cfg(test)]
mod tests {
    use super::{Headline, read};
    use crate::source::BlockKind::{self, *};

    /// The blocks of a body whose headline is sought, as kind and text.
    fn blocks(text: &str) -> Vec<(BlockKind, &str)> {
        read(text, 0, Headline::Sought).blocks.iter().map(|block| (block.kind, block.span.of(text))).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_not_wrapped() {
        let text = "Bridge opened\n{{#rendered}} {{/rendered}}\nLEEDS — Ann Roe opened the bridge over the river.\nIT IS THE THIRD \
                    BRIDGE IN AS MANY YEARS\nThe town paid.\n";
        assert_eq!(
            blocks(text),
            [
                (Title, "Bridge opened"),
                (Boilerplate, "{{#rendered}}"),
                (Boilerplate, "{{/rendered}}"),
                (Dateline, "LEEDS —"),
                (Paragraph, "Ann Roe opened the bridge over the river."),
                (Boilerplate, "IT IS THE THIRD BRIDGE IN AS MANY YEARS"),
                (Paragraph, "The town paid."),
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Bridge opened\n\nAnn Roe, the mayor of Leeds,\nopened the bridge over the\nriver. It is the third bridge\nin three \
                    years.\n\n- The town paid for it and\n  for the old one.\n";
        let first =
            "Ann Roe, the mayor of Leeds,\nopened the bridge over the\nriver. It is the third bridge\nin three years.";
        assert_eq!(
            blocks(text),
            [(Title, "Bridge opened"), (Paragraph, first), (ListItem, "The town paid for it and\n  for the old one."),]
        );
    }

    #[test]
    fn marks_of_lists_and_headings_are_no_text() {
        let text = "# Bridge opened #\n\n## What next\n\n- Who: the mayor.\n* When: today.\n2) Where: Leeds.\n\n2019 was a bad year.\n\n> A quote.\n";
        assert_eq!(
            blocks(text),
            [
                (Title, "Bridge opened"),
                (Heading, "What next"),
                (ListItem, "Who: the mayor."),
                (ListItem, "When: today."),
                (ListItem, "Where: Leeds."),
                (Paragraph, "2019 was a bad year."),
                (Paragraph, "A quote."),
            ]
        );
    }

    #[test]
    fn lines_of_signs_are_no_text() {
        let text = "Bridge opened\n=============\nAnn Roe spoke.\n---\nShe left.\n* * *\n";
        let prose: Vec<&str> =
            blocks(text).into_iter().filter(|(kind, _)| kind.is_prose()).map(|(_, text)| text).collect();
        assert_eq!(prose, ["Bridge opened", "Ann Roe spoke.", "She left."]);
    }

    #[test]
    fn a_first_sentence_is_no_title() {
        for text in [
            "Ann Roe spoke.\n\nShe left.\n",
            "Ann Roe spoke",
            "LEEDS — Ann Roe spoke\n\nShe left.\n",
            "The news:\n\nIt rained.\n",
        ] {
            assert!(blocks(text).iter().all(|(kind, _)| *kind != Title), "{text:?}");
        }
    }

    #[test]
    fn an_article_all_in_capitals_is_not_shouting() {
        let text = "BRIDGE OPENED\n\nTHE MAYOR OPENED THE BRIDGE ON THURSDAY.\n\nTHE TOWN PAID FOR ALL OF IT.\n";
        let kinds: Vec<BlockKind> = blocks(text).iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Title, Paragraph, Paragraph]);
    }

    #[test]
    fn line_ends_of_all_systems() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["Bridge opened", "", "Ann Roe spoke.", "", "She left.", ""].join(end);
            assert_eq!(
                blocks(&text),
                [(Title, "Bridge opened"), (Paragraph, "Ann Roe spoke."), (Paragraph, "She left.")],
                "{end:?}"
            );
        }
    }
}
