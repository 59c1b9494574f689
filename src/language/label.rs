//! Dated entries of lists and chronologies: "Sept. 5, 2025: The board lifts the ban." The date in front is no part of the
//! sentence's grammar; parsed along with it, it is taken for the root.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Month, Weekday};

use super::syntax::{Arc, Syntax, Tag};
use super::tags::Deprel;

/// The most tokens of a label, its closing sign among them.
const LONGEST: usize = 9;

/// The least number of tokens behind a label.
const SENTENCE: usize = 3;

/// Parts of the day, and words such as "early", that may stand in a label.
static DAYTIMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/language/daytimes.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// The tags and arcs of a sentence, the dated label at its head, `length` tokens long, read apart and hung on the root of the
/// rest.
pub(super) fn analyse(syntax: &Syntax, forms: &[&str], length: usize) -> (Vec<Tag>, Vec<Arc>) {
    if length == 0 {
        return syntax.analyse(forms);
    }
    let (mut tags, mut arcs) = syntax.analyse(&forms[..length]);
    let (more, rest) = syntax.analyse(&forms[length..]);
    let root = rest.iter().position(|arc| arc.head.is_none()).map(|root| root + length);
    for arc in arcs.iter_mut().filter(|arc| arc.head.is_none()) {
        *arc = Arc { head: root, deprel: Deprel::OblUnmarked };
    }
    tags.extend(more);
    arcs.extend(rest.into_iter().map(|arc| Arc { head: arc.head.map(|head| head + length), ..arc }));
    (tags, arcs)
}

/// The number of tokens of the dated label that a sentence begins with, with the sign that closes it; 0 without one.
pub(super) fn length(forms: &[&str]) -> usize {
    let bullet = usize::from(forms.first().is_some_and(|first| matches!(*first, "*" | "-" | "\u{2022}")));
    let sign = |form: &&str| matches!(*form, ":" | "-" | "--" | "\u{2013}" | "\u{2014}");
    let closing = forms.iter().take(LONGEST).skip(bullet).position(sign).map(|at| at + bullet);
    let Some(end) = closing.filter(|&end| end > bullet) else { return 0 };
    let label = &forms[bullet..end];
    let has = |test: fn(&str) -> bool| label.iter().any(|form| test(form));
    let part =
        |form: &&str| is_month(form) || is_number(form) || is_weekday(form) || DAYTIMES.contains(*form) || *form == ",";
    // "May 5-6 were warm" has a hyphen that closes nothing.
    let closed = forms[end] != "-"
        || has(is_month)
            && has(is_number)
            && forms.get(end + 1).is_some_and(|next| !is_number(next) && !is_month(next));
    let dated = has(is_month) || has(is_year) || has(is_weekday);
    let long = forms.len() > end + SENTENCE;
    if dated && closed && long && label.iter().all(part) { end + 1 } else { 0 }
}

fn is_month(form: &str) -> bool {
    let name = form.trim_end_matches('.');
    let capital = name.starts_with(|first: char| first.is_ascii_uppercase());
    capital && (name.eq_ignore_ascii_case("sept") || name.parse::<Month>().is_ok())
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && form.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year))
}

/// A number of at most four figures, or a time of day.
fn is_number(form: &str) -> bool {
    let figures = form.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    (1..=5).contains(&figures.len())
        && figures.chars().all(|figure| figure.is_ascii_digit() || figure == ':' || figure == '.')
}

fn is_weekday(form: &str) -> bool {
    form.trim_end_matches('.').parse::<Weekday>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> usize {
        length(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn a_label_is_a_date_with_a_sign_behind_it() {
        assert_eq!(of("Sept. 5 , 2025 : The board lifts the ban ."), 5);
        assert_eq!(of("* 28 April , evening : power returns to the city ."), 6);
        assert_eq!(of("March 24 -- The court rejects it ."), 3);
        assert_eq!(of("March 24 - The court rejects it ."), 3);
        assert_eq!(of("March 24 - 26 were warm in town ."), 0, "a range");
        assert_eq!(of("May - June sales rose in town ."), 0, "a range");
        assert_eq!(of("May 3 was warm : nobody wore a coat ."), 0, "words that are no date");
        assert_eq!(of("Results : Ann Roe 3 , Tom Hart 1 ."), 0, "no date at all");
        assert_eq!(of("March 24 : closed"), 0, "no sentence behind");
    }
}
