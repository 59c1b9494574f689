//! Articles in HTML: the longest `article` element, or else `main`, or else all of the page but its navigation.
//!
//! Headline, publisher and date of issue come from `meta` elements (Open Graph and its relatives), the first `h1`, the
//! `title`, the first `time`. Lines that are mostly links are left out.

mod token;

use std::ops::Range;
use std::path::PathBuf;

use super::extract::{Cut, Extract, Header};
use super::{Article, ByteMap};
use crate::text::Span;
use token::{KNOWN, Token, Tokens, attribute};

/// Reads the article of a decoded HTML file.
pub fn read(path: PathBuf, text: &str, map: &ByteMap) -> Article {
    let mut reader = Reader { text, ..Reader::default() };
    for token in Tokens::new(text) {
        reader.take(token);
    }
    reader.end_line();
    let region = reader.region();
    let mut lines: Vec<Line> = reader.lines.into_iter().filter(|line| line.is_in(region) && !line.is_links()).collect();
    let headline = lines.iter().position(|line| line.kind == Kind::Headline).map(|at| lines.remove(at));
    let mut header = reader.header;
    let mut extract = Extract::default();
    let mut title = None;
    if let Some(line) = headline {
        line.add_to(&mut extract);
        title = Some(Span::new(0, extract.text().len()));
        header.title = Some(extract.text().to_owned());
        extract.add("\n\n");
    }
    header.title = header.title.or(reader.page_title);
    for line in &lines {
        extract.add(match line.kind {
            Kind::Item => "- ",
            Kind::Heading | Kind::Headline => "## ",
            Kind::Text => "",
        });
        line.add_to(&mut extract);
        extract.add("\n\n");
    }
    Cut { path, file: text, range: 0..text.len(), disk: map, line: 1, column: 1 }.article(extract, header, title)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    Item,
    Heading,
    Headline,
}

/// The part of a page that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Article(usize),
    Main,
    All,
}

#[derive(Debug, Default)]
struct Line {
    characters: Vec<(char, Range<usize>)>,
    kind: Kind,
    /// How many of the characters belong to a link.
    linked: usize,
    /// The number of the `article` element around it, from 1.
    article: Option<usize>,
    main: bool,
}

impl Line {
    fn is_in(&self, region: Region) -> bool {
        match region {
            Region::Article(number) => self.article == Some(number),
            Region::Main => self.main,
            Region::All => true,
        }
    }

    fn is_links(&self) -> bool {
        self.kind != Kind::Headline && self.linked * 10 > self.characters.len() * 7
    }

    fn add_to(&self, extract: &mut Extract) {
        for (character, place) in &self.characters {
            extract.push(*character, place.start, place.end);
        }
    }
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    header: Header,
    /// The content of the `title` element.
    page_title: Option<String>,
    lines: Vec<Line>,
    line: Line,
    /// How good the `meta` elements were that gave the header: the lower, the better.
    ranks: [Option<usize>; 3],
    /// The open elements around the article, innermost last.
    page: Vec<String>,
    in_title: bool,
    links: usize,
    articles: usize,
    article_depth: usize,
    main_depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, token: Token) {
        match token {
            Token::Character(character, place) => self.character(character, place),
            Token::Start(name, attributes) => self.start(&name, attributes),
            Token::End(name) => self.end(&name),
        }
    }

    fn character(&mut self, character: char, place: Range<usize>) {
        if self.in_title {
            self.page_title.get_or_insert_default().push(character);
        } else if self.page.is_empty() {
            let characters = &mut self.line.characters;
            // Runs of white space are one space, and none at the head of a line.
            let space = character.is_whitespace() && character != '\u{a0}';
            if !space || characters.last().is_some_and(|(last, _)| *last != ' ') {
                characters.push((if space { ' ' } else { character }, place));
                self.line.linked += usize::from(self.links > 0);
            }
        }
    }

    fn start(&mut self, name: &str, attributes: Range<usize>) {
        if KNOWN.block.iter().any(|block| block == name) {
            self.end_line();
        }
        match name {
            "article" if self.article_depth == 0 => {
                self.articles += 1;
                self.article_depth = 1;
            }
            "article" => self.article_depth += 1,
            "main" => self.main_depth += 1,
            "a" => self.links += 1,
            "title" => self.in_title = self.page_title.is_none(),
            "li" => self.line.kind = Kind::Item,
            "h1" => self.line.kind = Kind::Headline,
            "h2" | "h3" | "h4" | "h5" | "h6" => self.line.kind = Kind::Heading,
            "meta" => self.meta(&self.text[attributes.clone()]),
            "time" if self.header.published.is_none() => {
                self.header.published = attribute(&self.text[attributes.clone()], "datetime");
            }
            _ => {}
        }
        if matches!(name, "article" | "main" | "h1") {
            self.page.clear();
        } else if KNOWN.page.iter().any(|page| page == name) {
            self.page.push(name.to_owned());
        }
    }

    fn end(&mut self, name: &str) {
        if KNOWN.block.iter().any(|block| block == name) {
            self.end_line();
        }
        if let Some(at) = self.page.iter().rposition(|open| open == name) {
            self.page.truncate(at);
        }
        match name {
            "article" => self.article_depth = self.article_depth.saturating_sub(1),
            "main" => self.main_depth = self.main_depth.saturating_sub(1),
            "a" => self.links = self.links.saturating_sub(1),
            "title" => self.in_title = false,
            _ => {}
        }
    }

    /// Takes from a `meta` element what it says better than those before it.
    fn meta(&mut self, attributes: &str) {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| attribute(attributes, name));
        let (Some(name), Some(content)) = (name, attribute(attributes, "content")) else { return };
        let name = name.to_lowercase();
        let header = &mut self.header;
        let slots = [
            (&KNOWN.title, &mut header.title),
            (&KNOWN.source, &mut header.publisher),
            (&KNOWN.published, &mut header.published),
        ];
        for ((names, slot), best) in slots.into_iter().zip(&mut self.ranks) {
            let rank = names.iter().position(|known| *known == name);
            if rank.is_some() && best.is_none_or(|best| rank < Some(best)) && !content.trim().is_empty() {
                *best = rank;
                *slot = Some(content.trim().to_owned());
            }
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        while line.characters.last().is_some_and(|(last, _)| last.is_whitespace()) {
            line.characters.pop();
        }
        if !line.characters.is_empty() {
            line.article = (self.article_depth > 0).then_some(self.articles);
            line.main = self.main_depth > 0;
            self.lines.push(line);
        } else {
            // `<li><p>` is an item all the same.
            self.line.kind = line.kind;
        }
    }

    fn region(&self) -> Region {
        let mut lengths = vec![0; self.articles + 1];
        for line in self.lines.iter().filter(|line| !line.is_links()) {
            lengths[line.article.unwrap_or(0)] += line.characters.len();
        }
        lengths[0] = 0;
        match lengths.iter().enumerate().max_by_key(|&(number, length)| (*length, std::cmp::Reverse(number))) {
            Some((number, length)) if *length > 0 => Region::Article(number),
            _ if self.lines.iter().any(|line| line.main) => Region::Main,
            _ => Region::All,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::{Article, BlockKind, ByteMap};
    use crate::text::Span;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        read("a.html".into(), text, &ByteMap::default())
    }

    fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
        article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect()
    }

    /// The bytes of the file for words of an article.
    fn raw<'a>(file: &'a str, article: &Article, words: &str) -> &'a str {
        let at = article.text.find(words).unwrap();
        article.on_disk(Span::new(at, at + words.len())).of(file)
    }

    const PAGE: &str = r#"<!doctype html><html><head><title>Bridge opened | Leeds Post</title>
<meta property="og:title" content="Bridge &ldquo;opened&rdquo;"><meta content="Leeds Post" property="og:site_name"/>
<meta property="article:published_time" content="2024-05-02T10:00:00+01:00"><script>var a = "<p>no</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav>
<article><p>A teaser.</p></article>
<article class="x"><h1>Bridge
 opened</h1><p>LEEDS &mdash; Mayor <b>Ann <i>Roe</i></b> opened the bridge<br>over&nbsp;the Aire.</p>
<h2>What next</h2><ul><li><p>The old one goes.</p></li><li><a href="x">Five bridges to see</a></li></ul>
<p>CLICK HERE TO GET THE APP</p><aside>Most read</aside></article><footer>All rights</footer></body></html>"#;

    #[test]
    fn the_article_of_a_page() {
        let article = article(PAGE);
        assert_eq!(article.title.as_deref(), Some("Bridge opened"));
        assert_eq!(article.publisher.as_deref(), Some("Leeds Post"));
        assert_eq!(article.published.unwrap().to_string(), "2024-05-02");
        assert_eq!(
            blocks(&article),
            [
                (BlockKind::Title, "Bridge opened"),
                (BlockKind::Dateline, "LEEDS —"),
                (BlockKind::Paragraph, "Mayor Ann Roe opened the bridge"),
                (BlockKind::Paragraph, "over\u{a0}the Aire."),
                (BlockKind::Heading, "What next"),
                (BlockKind::ListItem, "The old one goes."),
                (BlockKind::Boilerplate, "CLICK HERE TO GET THE APP"),
            ]
        );
        assert_eq!(raw(PAGE, &article, "Mayor Ann Roe opened"), "Mayor <b>Ann <i>Roe</i></b> opened");
        assert_eq!(raw(PAGE, &article, "over\u{a0}the"), "over&nbsp;the");
        assert_eq!(article.page.unwrap().line, 1);
    }

    #[test]
    fn a_page_without_marks() {
        let article = article("Ann Roe spoke.<p>She left &amp; came back.");
        assert_eq!(
            blocks(&article),
            [(BlockKind::Paragraph, "Ann Roe spoke."), (BlockKind::Paragraph, "She left & came back."),]
        );
        assert_eq!(blocks(&self::article("")), []);
    }

    #[test]
    fn a_navigation_that_is_never_closed_ends_at_the_headline() {
        let article = article("<nav>Home<h1>Bridge opened</h1><p>Ann Roe spoke.</p>");
        assert_eq!(blocks(&article), [(BlockKind::Title, "Bridge opened"), (BlockKind::Paragraph, "Ann Roe spoke.")]);
    }

    #[test]
    fn ten_megabytes_of_open_tags() {
        for part in ["<", "<a ", "<a href=\"", "&", "<!--", "<script>", "<p>", "<nav>"] {
            article(&part.repeat(1_000_000));
        }
    }

    proptest! {
        #[test]
        fn any_markup_gives_sound_blocks(parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<h1>", "</h1>", "<li>", "<a href='x'>", "</a>", "<nav>", "</nav>", "<article>", "</article>", "<main>", "</main>",
            "Ann Roe spoke.", "é", "&eacute;", "&", " ", "\n", "<!--", "-->", "<title>", "</title>", "<script>", "</script>", "<", ">", "\"", "🙂",
            "<meta name=date content=2024-05-02>", "{{", "}}", "- ",
        ]), 0..60)) {
            let file = parts.concat();
            let article = article(&file);
            let mut last = 0;
            for block in &article.blocks {
                prop_assert!(last <= block.span.start && !block.span.is_empty());
                last = block.span.end;
                let disk = article.on_disk(block.span);
                prop_assert!(file.get(disk.start as usize..disk.end as usize).is_some());
                prop_assert!(article.text.get(block.span.start as usize..block.span.end as usize).is_some());
            }
        }
    }
}
