//! Lines that belong to the page and not to the article: adverts, cross-links, credits, template residue.
//!
//! The phrases are data, `rules/source/boilerplate.toml`. To take a sentence for boilerplate costs its claims, to take
//! boilerplate for a sentence may cost a wrong alarm; both lists are therefore of phrases no reporter writes.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    longest: usize,
    whole: Vec<String>,
    starts: Vec<String>,
    stamps: Vec<String>,
    contains: Vec<String>,
}

/// The longest time stamp, in bytes.
const LONGEST_STAMP: usize = 70;

/// The longest template tag, in bytes, so that unclosed ones cost no search to the end.
const LONGEST_TAG: usize = 200;

static PHRASES: LazyLock<(Phrases, AhoCorasick)> = LazyLock::new(|| {
    let text = include_str!("../../rules/source/boilerplate.toml");
    let phrases: Phrases = toml::from_str(text).expect("rules/source/boilerplate.toml is well-formed");
    let anywhere = AhoCorasick::new(&phrases.contains).expect("a few phrases make a small automaton");
    (phrases, anywhere)
});

/// True when a line is a phrase of the page.
pub fn is_phrase(line: &str) -> bool {
    let (phrases, anywhere) = &*PHRASES;
    if line.len() > phrases.longest {
        return false;
    }
    let line = line.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
    let bare = line.trim_end_matches(['.', ':', '!', '…', ' ', '»', '>']);
    let rule = bare.chars().all(|character| !character.is_alphanumeric());
    rule || phrases.whole.iter().any(|phrase| phrase == bare)
        || phrases.starts.iter().any(|phrase| line.starts_with(phrase.as_str()))
        || (line.len() <= LONGEST_STAMP && phrases.stamps.iter().any(|phrase| line.starts_with(phrase.as_str())))
        || anywhere.is_match(&line)
}

/// True when a line is all in capitals; letters without case do not count.
pub fn is_shouted(line: &str) -> bool {
    let upper = line.chars().filter(|character| character.is_uppercase()).count();
    upper >= 3 && !line.chars().any(char::is_lowercase)
}

/// The first template tag `{{…}}` in a line, as byte range.
pub fn tag(line: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(close) = line[from..].find("}}").map(|at| from + at) {
        // From the closing side, so that ten thousand unclosed `{{` cost no more than one.
        let nearest = (from.max(close.saturating_sub(LONGEST_TAG))..=close).find(|&at| line.is_char_boundary(at))?;
        if let Some(open) = line[nearest..close].find("{{") {
            return Some((nearest + open, close + 2));
        }
        from = close + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{is_phrase, is_shouted, tag};

    #[test]
    fn phrases_of_the_page() {
        for line in [
            "CLICK HERE TO GET THE METRO NEWS APP",
            "Sign up for our newsletter",
            "Get our weekly newsletter: sign up for our newsletter here.",
            "Read more: Bridge closed again",
            "Advertisement",
            "READ MORE",
            "Photo by Ann Roe",
            "The mayor at the bridge on Friday. (AP Photo/Tom Hart)",
            "© 2024 Leeds Post. All rights reserved.",
            "(Reporting by Ann Roe; Editing by Tom Hart)",
            "Updated: Mar 21, 2016 - 6:38 PM",
            "***",
            "* * *",
        ] {
            assert!(is_phrase(line), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_or_sound_alike() {
        for line in [
            "Copyright law was changed in 2019.",
            "Reporting by the Leeds Post found that the bridge was unsafe.",
            "Updated: the mayor of Leeds on Sunday tried to make clear what he had said about the bridge.",
            "\"Sign up for classes,\" the mayor told the pupils.",
            "Read the report, the minister said.",
            "Video of the blast was posted online.",
            "More on Friday: the court sits again.",
        ] {
            assert!(!is_phrase(line), "{line}");
        }
    }

    #[test]
    fn shouting() {
        assert!(is_shouted("ISLAND FERRY SINKS, AT LEAST 12 DEAD"));
        assert!(!is_shouted("ISLAND FERRY SINKS, at least 12 dead"));
        assert!(!is_shouted("12"));
        assert!(!is_shouted("東京"));
    }

    #[test]
    fn template_tags() {
        assert_eq!(tag("{{#rendered}} {{/rendered}}"), Some((0, 13)));
        assert_eq!(tag("é {{ b }} c"), Some((3, 10)));
        assert_eq!(tag("a }} b {{c}}"), Some((7, 12)));
        assert_eq!(tag("a {{ b"), None);
        assert_eq!(tag(&"{{".repeat(1_000_000)), None);
        assert_eq!(tag(&format!("{{{{{}}}}}", "x".repeat(300))), None);
    }
}
