use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

/// Loaded once for all tests.
static REFERENCE: std::sync::LazyLock<Reference> = std::sync::LazyLock::new(Reference::embedded);

fn day(text: &str) -> Interval {
    table::interval(text).expect("a date")
}

#[test]
fn every_table_reads() {
    for (path, text) in EMBEDDED {
        let rows = table::read(path, text).unwrap_or_else(|error| panic!("{error}")).rows.len();
        assert!(rows > 100, "{path}: {rows}");
        Reference::parse(path, text).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn each_row_names_its_source() {
    for (path, text) in EMBEDDED {
        let table = table::read(path, text).expect("reads");
        let column = text.lines().find(|line| !line.starts_with('#')).is_some_and(|line| line.contains("source"));
        assert!(column || path.ends_with("countries.csv"), "{path}");
        assert!(!column || table.rows.iter().all(|row| !row.field("source").is_empty()), "{path}");
    }
}

#[test]
fn covers_the_world() {
    let reference = &*REFERENCE;
    let having = |office: &str| -> BTreeSet<&str> {
        reference.offices().into_iter().filter(|(known, _)| *known == office).map(|(_, country)| country).collect()
    };
    let (states, governments) = (having("head-of-state"), having("head-of-government"));
    assert!(states.union(&governments).count() >= 195, "{}", states.union(&governments).count());
    assert!(states.len() >= 190, "{}", states.len());
    assert!(governments.len() >= 180, "{}", governments.len());
    for country in states.union(&governments) {
        assert!(reference.country(country).is_some(), "{country}");
    }
    assert!(reference.countries().len() >= 245);
}

/// Terms of one office follow one another; acting holders may stand beside the one they act for.
#[test]
fn terms_of_one_office_do_not_overlap() {
    let reference = &*REFERENCE;
    for (office, country) in reference.offices() {
        let terms: Vec<&Term> = reference.terms_of(office, country).iter().filter(|term| !term.acting).collect();
        for pair in terms.windows(2) {
            let (Some(next), until) = (pair[1].from, pair[0].until) else { panic!("{:?}", pair[1]) };
            let clash = match until {
                End::On(until) => next.latest < until.earliest,
                End::NotBefore(_) => true,
                End::Unknown => false,
            };
            assert!(!clash, "{} / {}", pair[0].source.text, pair[1].source.text);
        }
    }
}

#[test]
fn knows_who_held_an_office() {
    let reference = &*REFERENCE;
    for (office, country, when, holder) in [
        ("head-of-government", "IQ", "2008-01-01", "Nouri al-Maliki"),
        ("head-of-government", "IQ", "2021-01-21", "Mustafa al-Kadhimi"),
        ("head-of-state", "IQ", "2021-01-21", "Barham Salih"),
        ("head-of-state", "SY", "2011-03-15", "Bashar al-Assad"),
        ("head-of-state", "SY", "2025-06-01", "Ahmed al-Sharaa"),
        ("head-of-government", "GB", "2022-10-01", "Liz Truss"),
        ("head-of-state", "GB", "2010", "Elizabeth II"),
        ("head-of-state", "CA", "2023", "Charles III"),
        ("head-of-state", "US", "2010", "Barack Obama"),
        ("head-of-government", "US", "2020-11-03", "Donald Trump"),
        ("vice-president", "US", "2003", "Dick Cheney"),
        ("foreign-minister", "US", "2010", "Hillary Clinton"),
        ("foreign-minister", "RU", "2015", "Sergei Lavrov"),
        ("foreign-minister", "IQ", "2010", "Hoshyar Zebari"),
        ("head-of-government", "DE", "2014", "Angela Merkel"),
        ("head-of-state", "FR", "2009", "Nicolas Sarkozy"),
        ("head-of-government", "AU", "2012", "Julia Gillard"),
        ("head-of-government", "JP", "2015", "Shinzo Abe"),
        ("head-of-state", "ZA", "2012", "Jacob Zuma"),
        ("head-of-state", "VA", "2014", "Francis"),
        ("secretary-general", "UN", "2012", "Ban Ki-moon"),
        ("secretary-general", "NATO", "2018", "Jens Stoltenberg"),
    ] {
        let found = reference.holder(office, country, day(when)).map(|term| term.holder.as_str());
        assert_eq!(found, Some(holder), "{office} of {country} in {when}");
    }
    for (office, country, when) in [
        ("head-of-state", "BE", "2013"),
        ("head-of-government", "IQ", "2014"),
        ("head-of-state", "LB", "2015"),
        ("head-of-state", "XX", "2015"),
        ("mayor", "US", "2015"),
    ] {
        assert_eq!(reference.holder(office, country, day(when)), None, "{office} of {country} in {when}");
    }
}

#[test]
fn excludes_only_what_is_sure() {
    let reference = &*REFERENCE;
    let term = &reference.terms_of("head-of-government", "IQ")[3];
    assert_eq!(term.holder, "Nouri al-Maliki");
    for (when, excluded) in [
        ("2008", false),
        ("2014-09-20", false),
        ("2014-10-15", true),
        ("2014", false),
        ("2006-05-01", false),
        ("2006-04-01", true),
        ("2021-01-21", true),
        ("1999-05-05", false),
    ] {
        assert_eq!(term.excludes(day(when)), excluded, "{when}");
    }
    assert!(term.begins_after(day("2005")) && !term.begins_after(day("2016")) && !term.begins_after(day("2010")));
    let incumbent = reference.terms_of("head-of-state", "GB").last().expect("a king");
    assert!(!incumbent.excludes(day("2040")));
    assert!(!incumbent.covers(day("2040")));
    assert!(incumbent.covers(day("2025-01-01")));
}

#[test]
fn finds_candidates_by_name() {
    let reference = &*REFERENCE;
    let found = |name: &str| !reference.terms_named(name).is_empty();
    for name in ["Maliki", "al-Maliki", "Nuri al-MALIKI", "Erdogan", "Lula", "Zelensky"] {
        assert!(found(name), "{name}");
    }
    for name in ["", "Xyzzy", "—"] {
        assert!(!found(name), "{name}");
    }
    let deaths = reference.deaths("Abu Bakr al-Baghdadi");
    assert!(deaths.iter().any(|life| life.died.is_some_and(|died| died.contains(day("2019-10-26")))));
    assert!(reference.deaths("Barack Obama").is_empty());
    assert!(reference.lives("Barack Obama").iter().any(|life| life.born == Some(day("1961-08-04"))));
}

#[test]
fn finds_events_by_name() {
    let reference = &*REFERENCE;
    for (name, when) in [
        ("9/11", "2001-09-11"),
        ("the September 11 attacks", "2001-09-11"),
        ("fall of Bashar al-Assad", "2024-12-08"),
        ("Brexit referendum", "2016-06-23"),
        ("full-scale invasion of Ukraine", "2022-02-24"),
        ("Beirut port explosion", "2020-08-04"),
        ("moon landing of 1969", "1969-07-20"),
    ] {
        let found = reference.events(name);
        assert_eq!(found.first().map(|event| event.from), Some(day(when)), "{name}");
    }
    assert!(reference.events("the meeting").is_empty());
    let mut names = BTreeSet::new();
    for event in reference.all_events() {
        let own: BTreeSet<String> = std::iter::once(&event.name).chain(&event.aliases).map(|n| event_key(n)).collect();
        for name in own {
            assert!(names.insert(name.clone()), "two events called {name}");
        }
    }
}

#[test]
fn lives_are_told_apart() {
    let reference = &*REFERENCE;
    assert!(reference.all_lives().iter().filter(|life| life.died.is_some()).count() >= 600);
    let mut names = BTreeSet::new();
    for life in reference.all_lives() {
        for name in life.names() {
            let folded = any_ascii::any_ascii(name).to_lowercase();
            let own = life.names().filter(|other| any_ascii::any_ascii(other).to_lowercase() == folded).count();
            assert!(names.insert(folded) || own > 1, "two lives of {name}");
        }
        let years = life.born.zip(life.died).map(|(born, died)| (died.earliest - born.latest).num_days() / 365);
        assert!(years.is_none_or(|years| (15..=105).contains(&years)), "{}", life.source.text);
    }
}

/// Nobody holds an office before birth or after death.
#[test]
fn terms_and_lives_agree() {
    let reference = &*REFERENCE;
    let mut clashes = Vec::new();
    for term in reference.all_terms() {
        let lives = reference.lives(&term.holder);
        let same = lives.into_iter().filter(|life| life.names().any(|name| name_key(name) == name_key(&term.holder)));
        for life in same.filter(|life| !life.shared) {
            let late = term.from.zip(life.died).is_some_and(|(from, died)| from.earliest > died.latest);
            let past = matches!((term.until, life.died), (End::On(until), Some(died)) if until.earliest > died.latest);
            let open = matches!(term.until, End::NotBefore(_)) && life.died.is_some();
            if late || past || open {
                clashes.push(format!("{} / {}", term.source.text, life.source.text));
            }
        }
    }
    assert_eq!(clashes, Vec::<String>::new());
}

const HEADER: &str = "# table: terms\n# date: 2026-01-31\n# source desk: our own desk\n";

#[test]
fn broken_tables_name_line_and_cause() {
    let columns = "office,country,holder,from,until,source\n";
    for (text, message) in [
        (String::new(), "t.csv:1: the header lacks a line such as \"# table: terms\""),
        ("office,country\n".into(), "t.csv:1: a line \"# table: terms\" (or lives, events, countries) must come first"),
        ("# table: tems\n".into(), "t.csv:1: no table of \"tems\": did you mean \"terms\"?"),
        (format!("{HEADER}office,country,holdr,from\n"), "t.csv:4: no column \"holdr\": did you mean \"holder\"?"),
        (format!("{HEADER}office,country,holder\n"), "t.csv:4: the column \"from\" is missing"),
        (format!("{HEADER}{columns}mayor,GB,Ann Roe\n"), "t.csv:5: 3 fields under 6 columns"),
        (
            format!("{HEADER}{columns}mayor,GB,Ann Roe,2021-02-30,,desk\n"),
            "t.csv:5: \"2021-02-30\" is no date: write 2006-05-20, 2006-05, 2006 or 2006-05-20/2006-06-02",
        ),
        (
            format!("{HEADER}{columns}mayor,GB,Ann Roe,2021,2020,desk\n"),
            "t.csv:5: the term ends (2020) before it begins (2021)",
        ),
        (format!("{HEADER}{columns}mayor,GB,Ann Roe,2021,,\n"), "t.csv:5: the row names no source"),
        (
            format!("{HEADER}{columns}mayor,GB,Ann Roe,2021,,dsk\n"),
            "t.csv:5: no line \"# source dsk: ...\" in the header: did you mean \"desk\"?",
        ),
        (format!("{HEADER}{columns}mayor,GB,,2021,,desk\n"), "t.csv:5: the field \"holder\" is empty"),
        (format!("{HEADER}{columns}mayor,GB,\"Ann,2021,,desk\n"), "t.csv:5: a double quote is not closed"),
    ] {
        let error = Reference::parse("t.csv", &text).expect_err("is broken");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_users_table_loads_beside_the_shipped_ones() {
    let text = format!(
        "{HEADER}office,country,holder,from,until,source\nmayor-of-leeds,GB,\"Roe, Ann\",2021-05,2024-05-02,desk\n\n"
    );
    let reference = Reference::parse("facts.csv", &text).expect("reads");
    let term = &reference.terms_of("mayor-of-leeds", "GB")[0];
    assert_eq!((term.holder.as_str(), term.title.as_str()), ("Roe, Ann", "mayor-of-leeds"));
    assert_eq!((term.source.table.as_str(), term.source.line), ("facts.csv", 5));
    assert_eq!(term.until, End::On(Interval::day(NaiveDate::from_ymd_opt(2024, 5, 2).expect("a day"))));
    let missing = Reference::load(&["/nonexistent/facts.csv"]).expect_err("is not there");
    assert_eq!(missing.line, 0);
    let all = Reference::embedded().with::<&str>(&[]).expect("nothing to read");
    assert_eq!(all.all_terms(), Reference::embedded().all_terms());
}

proptest! {
    #[test]
    fn no_table_panics(text in "(# (table|date|source)[a-z :]{0,9}(terms|lives|2026)?\n){0,3}(\\PC{0,30}\n){0,5}") {
        let _ = Reference::parse("t.csv", &text);
    }

    #[test]
    fn no_row_panics(row in "[a-zA-Z0-9/,;?\" -]{0,60}") {
        let text = format!("{HEADER}office,country,holder,from,until,source\n{row}\n");
        if let Err(error) = Reference::parse("t.csv", &text) {
            prop_assert_eq!(error.line, 5);
        }
    }

    #[test]
    fn covering_and_excluding_exclude_one_another(at in 0_usize..1500, year in 1990_i32..2030, month in 1_u32..=12) {
        let reference = &*REFERENCE;
        let (term, when) = (&reference.all_terms()[at], Interval::month(year, month).expect("a month"));
        prop_assert!(!(term.covers(when) && term.excludes(when)));
    }

    #[test]
    fn no_name_panics(name in "\\PC{0,40}") {
        let reference = &*REFERENCE;
        reference.terms_named(&name);
        reference.lives(&name);
        reference.events(&name);
        reference.country(&name);
    }
}
