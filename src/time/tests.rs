//! The examples of the rule files, and what no input may do.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::rules::{Examples, SHIPPED};
use super::*;
use crate::language::{self, Document, Model};
use crate::source;
use crate::text::{DocId, Span};

thread_local! {
    static MODEL: Model = Model::shipped();
}

fn read(text: &str) -> Document {
    MODEL.with(|model| language::read(source::example(text), DocId(0), model))
}

fn issue_of(examples: &Examples) -> Option<Interval> {
    match examples.issue.as_deref().unwrap_or("2021-02-03") {
        "none" => None,
        day => Some(Interval::day(day.parse::<NaiveDate>().expect("a day"))),
    }
}

/// The text without its brackets, and where they stood.
fn unbracket(text: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for char in text.chars() {
        match char {
            '[' => open = plain.len(),
            ']' => spans.push(Span::new(open, plain.len())),
            _ => plain.push(char),
        }
    }
    (plain, spans)
}

/// What is wrong with one example; empty when it does what its group says.
fn fault_of(examples: &Examples, text: &str) -> Vec<String> {
    let (plain, spans) = unbracket(text);
    let document = read(&plain);
    let found = find(&document, issue_of(examples));
    let mut faults = Vec::new();
    let found_spans: Vec<Span> = found.iter().map(|timex| document.span(timex.tokens)).collect();
    if found_spans != spans {
        let found: Vec<&str> = found.iter().map(|timex| document.text(timex.tokens)).collect();
        return vec![format!("{text}: found {found:?}")];
    }
    let mut differs = |what: &str, is: String, should: &Option<String>| {
        if should.as_ref().is_some_and(|should| *should != is) {
            faults.push(format!("{text}: {what} is {is}, not {}", should.as_deref().unwrap_or_default()));
        }
    };
    for timex in &found {
        differs("value", timex.value.clone(), &examples.value);
        differs("interval", timex.when.map_or("none".to_owned(), |when| when.to_string()), &examples.when);
        differs("days", timex.days().map_or("none".to_owned(), |days| days.to_string()), &examples.days);
        differs("modifier", timex.modifier.unwrap_or("none").to_owned(), &examples.modifier);
        differs("kind", format!("{:?}", timex.kind), &examples.kind);
        differs("fault", timex.fault.map_or("none".to_owned(), |fault| format!("{fault:?}")), &examples.fault);
        let anchor =
            timex.anchor.map(|anchor| format!("{} {}..{}", document.form(anchor.event), anchor.least, anchor.most));
        differs("anchor", anchor.unwrap_or("none".to_owned()), &examples.anchor);
        let length = timex.length.map(|(least, most)| format!("{least}..{most}"));
        differs("length", length.unwrap_or("none".to_owned()), &examples.length);
    }
    faults
}

#[test]
fn examples_of_the_rule_files() {
    let faults: Vec<String> = SHIPPED
        .examples
        .iter()
        .flat_map(|examples| examples.texts.iter().flat_map(|text| fault_of(examples, text)))
        .collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn quarters_are_those_of_the_results() {
    assert_eq!(
        values("(2021-10-26) Sales fell in the third quarter from those of a year ago."),
        ["2021-Q3", "2020-Q3"]
    );
    assert_eq!(
        values("(2021-10-26) Sales fell in the third quarter of 2015. They rose a year ago."),
        ["2015-Q3", "2020"]
    );
    assert_eq!(values("(2021-10-26) The firm expects to report a loss for the third quarter."), ["2021-Q3"]);
    assert_eq!(values("(2021-10-26) The firm will open a mine in the first quarter."), ["2022-Q1"]);
}

#[test]
fn parts_of_a_day_are_those_of_the_day_named_before() {
    let told = |rest: &str| values(&format!("(2021-02-03) He was held on Monday. {rest}"));
    assert_eq!(told("He was freed that night."), ["2021-02-01", "2021-02-01TNI"]);
    assert_eq!(told("He was freed the next morning."), ["2021-02-01", "2021-02-02TMO"]);
    assert_eq!(told("He had fled the previous evening."), ["2021-02-01", "2021-01-31TEV"]);
}

#[test]
fn what_would_be_is_to_come() {
    assert_eq!(values("(2021-02-03) He said that talks would resume on Friday."), ["2021-02-05"]);
    assert_eq!(values("(2021-02-03) He said that he would have resigned on Friday."), ["2021-01-29"]);
    assert_eq!(values("(2021-02-03) He said that he resigned on Friday."), ["2021-01-29"]);
}

#[test]
fn the_first_of_a_range_has_the_year_of_the_second() {
    let values = |text: &str| -> Vec<(String, Bound)> {
        let document = read(text);
        find(&document, Some(issue(&document).interval)).into_iter().map(|timex| (timex.value, timex.bound)).collect()
    };
    let pair = |from: &str, to: &str| vec![(from.to_owned(), Bound::From), (to.to_owned(), Bound::Until)];
    assert_eq!(values("(2021-03-04) He was held from Jan. 3 to Feb. 5, 2019."), pair("2019-01-03", "2019-02-05"));
    assert_eq!(values("(2021-03-04) It ran from November to February 2019."), pair("2018-11", "2019-02"));
    assert_eq!(values("(2021-03-04) He ruled from 2010 to 2014."), pair("2010", "2014"));
}

#[test]
fn a_thousand_dates_in_one_sentence_cost_a_thousand_times_one() {
    let dates = |count: usize| "on Jan. 21, two days before the fire of May 3, 2019, ".repeat(count) + "it burned.";
    let timed = |count: usize| {
        let document = read(&dates(count));
        let start = std::time::Instant::now();
        let found = find(&document, None);
        assert!(found.len() >= 3 * count, "{} of {}", found.len(), 3 * count);
        (start.elapsed(), issue(&document)).0
    };
    timed(10);
    let (few, many) = (timed(200), timed(3200));
    assert!(many < few * 64 + std::time::Duration::from_millis(50), "{few:?} for 200, {many:?} for 3200");
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Jan.",
        "May",
        "31",
        "30",
        "February",
        "2021",
        "99999",
        "0",
        "0000",
        "Thursday",
        "Sunday",
        "the",
        "of",
        "last",
        "next",
        "two",
        "hundred",
        "thousand",
        "million",
        "years",
        "ago",
        "earlier",
        "later",
        "after",
        "before",
        "24:60",
        "12:30",
        "p.m.",
        "-",
        "/",
        "early",
        "late",
        "mid",
        "century",
        "21st",
        "first",
        "quarter",
        "weekend",
        "BC",
        "A.D.",
        "Easter",
        "Christmas",
        "1990s",
        "'80s",
        "week",
        "a",
        "an",
        "half",
        "about",
        "more",
        "than",
        "every",
        "old",
        "anniversary",
        ",",
        ".",
        "was",
        "will",
        "99999999999999999999",
        "9999",
        "10000",
        "262143",
        "millennium",
        "winter",
        "summer",
        "in",
        "on",
        "since",
        "until",
        "fiscal",
        "year-earlier",
        "day",
        "days",
        "each",
        "tonight",
        "this",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_panics_and_expressions_stand_in_order(
        text in prop_oneof![words(), "\\PC{0,80}"],
        days in prop_oneof![Just(None), (-90_000_000i64..90_000_000).prop_map(Some)],
        width in 0i64..800,
    ) {
        let document = read(&text);
        let day = |days: i64| NaiveDate::from_num_days_from_ce_opt(days as i32);
        let date = days.and_then(|days| Some(Interval::new(day(days)?, day(days + width)?)));
        let found = find(&document, date);
        let mut end = 0;
        for timex in &found {
            prop_assert!(timex.tokens.start.index() >= end && !timex.tokens.is_empty());
            end = timex.tokens.end.index();
            prop_assert!(timex.when.is_none_or(|when| when.earliest <= when.latest));
            prop_assert!(!timex.value.is_empty());
            let _ = timex.days();
        }
        prop_assert!(end <= document.tokens.len());
        let marked = timeml::timeml(&document, date, &found);
        prop_assert_eq!(marked.matches("</TIMEX3>").count(), marked.matches("<TIMEX3 ").count());
        let _ = issue(&document);
    }
}

#[test]
fn timeml_has_the_text_behind_the_header_with_every_expression_marked() {
    let text = "---\npublished: 2021-02-03\n---\n\nThe A & B court met on Thursday, early in its 5-year term.\n";
    let article = source::parse("court.md".into(), text.as_bytes());
    let document = MODEL.with(|model| language::read(article, DocId(0), model));
    let issue = issue(&document).interval;
    insta::assert_snapshot!(timeml::timeml(&document, Some(issue), &find(&document, Some(issue))), @r#"
    <?xml version="1.0" ?>
    <TimeML>
    <DOCID>court</DOCID>
    <DCT><TIMEX3 tid="t0" type="DATE" value="2021-02-03" temporalFunction="false" functionInDocument="CREATION_TIME">2021-02-03</TIMEX3></DCT>
    <TEXT>

    The A &amp; B court met on <TIMEX3 tid="t1" type="DATE" value="2021-01-28">Thursday</TIMEX3>, early in its <TIMEX3 tid="t2" type="DURATION" value="P5Y">5-year</TIMEX3> term.
    </TEXT>
    </TimeML>
    "#);
}

/// The values of the dates of a text that begins with its date of issue.
fn values(text: &str) -> Vec<String> {
    let document = read(text);
    find(&document, Some(issue(&document).interval)).into_iter().map(|timex| timex.value).collect()
}

/// The values of the dates of a text without a date of issue, for verdicts.
fn sure_values(text: &str) -> Vec<String> {
    let article = source::parse("a.md".into(), text.as_bytes());
    let document = MODEL.with(|model| language::read(article, DocId(0), model));
    find_sure(&document, None).into_iter().map(|timex| timex.value).collect()
}

#[test]
fn the_entries_of_a_chronology_give_one_another_their_years() {
    let entries =
        "Dec. 3, 2024 -- The board meets.\n\nDec. 4 -- The court rules.\n\nJan. 15 -- Police search the house.\n";
    assert_eq!(sure_values(entries), ["2024-12-03", "2024-12-04", "2025-01-15"]);
    let back = "- 28 November: the town votes.\n\n- 6 January 2025, 12:30: the mayor resigns.\n\n- 8 March: a new one is named.\n";
    assert_eq!(sure_values(back)[0], "2024-11-28", "an entry before the one with a year");
    let mixed = "Dec. 3, 2024 -- The board meets.\n\nMay 4 -- The court rules.\n\nFeb. 1, 2025 -- Police search it.\n";
    assert!(sure_values(mixed)[1].starts_with("XXXX"), "entries that stand in no order");
}
