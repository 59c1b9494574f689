//! Names: their parts, their comparison, and figures on the labelled pairs.

use gainsay::names::{self, Variant, compare_text, parse, respelt};
use gainsay::verdict::Verdict;
use proptest::prelude::*;

#[test]
fn names_have_parts() {
    let name = parse("Dr. Martin Luther King Jr.");
    assert_eq!(
        (name.titles.as_slice(), name.given(), name.family(), name.generation),
        (&["dr".into()][..], "Martin", "King", 2)
    );
    assert_eq!(name.middle().collect::<Vec<_>>(), ["Luther"]);

    let name = parse("Osama bin Mohammed bin Awad bin Laden");
    assert_eq!((name.given(), name.family()), ("Osama", "Laden"));
    assert_eq!(name.patronymics().collect::<Vec<_>>(), ["Mohammed", "Awad"]);
    assert_eq!(name.particles, ["bin", "bin", "bin"]);

    let name = parse("Robert \"Bob\" Dole");
    assert_eq!((name.given(), name.family(), name.nicknames.as_slice()), ("Robert", "Dole", &["Bob".into()][..]));

    let name = parse("van der Leyen, Ursula");
    assert_eq!((name.given(), name.family(), name.family_first), ("Ursula", "Leyen", true));

    for family_first in
        ["Kim Jong-un", "Xi Jinping", "Mao Tse-tung", "Orbán Viktor", "毛泽东", "Putin Vladimir Vladimirovich"]
    {
        assert!(parse(family_first).family_first, "{family_first}");
    }
    for given_first in ["Jong-un Kim", "Ann Roe", "Lee Harvey Oswald", "Marie L. Yovanovitch", "Ho Smith"] {
        assert!(!parse(given_first).family_first, "{given_first}");
    }
    for organisation in
        ["Acme Ltd", "OOO Romashka", "ООО «Ромашка»", "Bank of China", "Ministry of Defence", "Siemens AG"]
    {
        assert!(parse(organisation).is_organisation(), "{organisation}");
    }
    for person in ["Charlotte Church", "Michelle Steel", "Jack Ma", "Sia Furler", "Tim Cook"] {
        assert!(!parse(person).is_organisation(), "{person}");
    }
}

#[track_caller]
fn all(verdict: Verdict, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        let comparison = compare_text(a, b);
        assert_eq!(comparison.verdict, verdict, "{a} | {b}: {comparison}");
    }
}

#[test]
fn a_bare_surname_is_never_different_from_a_full_name_with_it() {
    let pairs = [
        ("Smith", "John Smith"),
        ("al-Assad", "Bashar al-Assad"),
        ("Van Gogh", "Vincent van Gogh"),
        ("Mr Smith", "John A. Smith"),
        ("Zelensky", "Volodymyr Zelenskyy"),
    ];
    all(Verdict::Unknown, &pairs);
}

#[test]
fn relatives_and_namesakes_are_different() {
    let pairs = [
        ("Ann Roe", "Tom Roe"),
        ("John Jones", "Peter Jones"),
        ("John Smith Jr.", "John Smith Sr."),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Lech Kaczynski", "Jaroslaw Kaczynski"),
        ("Tariqul Islam Bhuiyan", "Shafiqul Islam Bhuiyan"),
        ("Pope John Paul I", "Pope John Paul II"),
        ("John Smith", "John Jones"),
    ];
    all(Verdict::Different, &pairs);
}

#[test]
fn a_woman_may_have_changed_her_family_name_and_a_man_may_be_his_father() {
    let pairs = [
        ("Niamh Gilmartin", "Niamh Okafor"),
        ("Ann Roe", "Ann Hart"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Muhammad Akhtar", "Muhammad Saleem Akhtar"),
    ];
    all(Verdict::Unknown, &pairs);
}

#[test]
fn each_variation_is_named() {
    for (variant, a, b) in [
        (Variant::Form, "JOHN SMITH", "Dr John Smith"),
        (Variant::Order, "Abe Shinzo", "Shinzo Abe"),
        (Variant::Subset, "John Adam Smith", "John Smith"),
        (Variant::Initial, "J. Smith", "John Smith"),
        (Variant::Nickname, "Bob Dole", "Robert Dole"),
        (Variant::Transliteration, "Muammar Qaddafi", "Moammar Gadhafi"),
        (Variant::Acronym, "IMF", "International Monetary Fund"),
        (Variant::Spelling, "Cyril Ramapohsa", "Cyril Ramaphosa"),
    ] {
        let comparison = compare_text(a, b);
        assert_eq!((comparison.verdict, comparison.variant), (Verdict::Same, Some(variant)), "{a} | {b}: {comparison}");
    }
}

#[test]
fn two_spellings_of_one_word_are_told_from_other_names_and_forms() {
    for (a, b) in [
        ("Mourabit", "Mourabet"),
        ("Prigozhin", "Prigozhyn"),
        ("Zelensky", "Zelenskyy"),
        ("Qaddafi", "Gaddafi"),
        ("Netanyahu", "Netenyahu"),
    ] {
        assert!(respelt(a, b).is_some(), "{a} | {b}");
    }
    for (a, b) in [
        ("Smith", "Smith"),
        ("Smith", "SMITH"),
        ("Bob", "Robert"),
        ("Guillermo", "Wilhelm"),
        ("Roberts", "Robertson"),
        ("J", "John"),
        ("Hassan", "Hussein"),
        ("", ""),
    ] {
        assert_eq!(respelt(a, b), None, "{a} | {b}");
    }
}

#[test]
fn lines_of_pairs_give_lines_of_verdicts() {
    let mut out = Vec::new();
    names::compare_lines("Ann Roe\tTom Roe\nAnn Roe\tANN ROE\r\n\nalone\n".as_bytes(), &mut out).unwrap();
    let lines: Vec<String> = String::from_utf8(out).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "different\t0.17\tAnn and Tom are different given names",
            "same\t1.00\tthe same name",
            "unknown\t0.00\tnot a pair"
        ]
    );
}

/// Precision, recall and F1 of "same" on the labelled pairs hold, and no tradition lies far below the mean.
#[test]
fn labelled_pairs_are_judged_well() {
    let mut counts = std::collections::BTreeMap::<&str, [f64; 3]>::new();
    for line in include_str!("name_pairs.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [a, b, label, tradition] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("not a pair: {line}") };
        let found = compare_text(a, b).verdict;
        let at = match (label == "same", found == Verdict::Same) {
            (true, true) => 0,
            (false, true) => 1,
            (true, false) => 2,
            (false, false) => continue,
        };
        counts.entry(tradition).or_default()[at] += 1.0;
        counts.entry("all").or_default()[at] += 1.0;
    }
    let f1 = |[hits, alarms, misses]: [f64; 3]| 2.0 * hits / (2.0 * hits + alarms + misses);
    let [hits, alarms, _] = counts["all"];
    assert!(f1(counts["all"]) >= 0.97 && hits / (hits + alarms) >= 0.97, "{counts:?}");
    for (tradition, count) in &counts {
        assert!(f1(*count) >= f1(counts["all"]) - 0.1, "{tradition}: {count:?}");
    }
}

proptest! {
    #[test]
    fn any_two_texts_compare_alike_both_ways(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        let (x, y) = (compare_text(&a, &b), compare_text(&b, &a));
        prop_assert_eq!(x.verdict, y.verdict);
        prop_assert!((0.0..=1.0).contains(&x.score));
    }

    #[test]
    fn names_made_of_telling_words_compare_alike_both_ways(
        a in "((al-|Abd |Abu |van |Dr |bin |King |Lee |Kim |Muhammad |St |Mc|Khan |J\\. |O'|محمد |毛|Иван|[A-Z][a-z]{1,7} |Jr |II |, |\"Bob\" |Ltd |Bank |of |& ){1,6})",
        b in "((al-|Abd |Abu |van |Dr |bin |King |Lee |Kim |Muhammad |St |Mc|Khan |J\\. |O'|محمد |毛|Иван|[A-Z][a-z]{1,7} |Jr |II |, |\"Bob\" |Ltd |Bank |of |& ){1,6})",
    ) {
        let (x, y) = (compare_text(&a, &b), compare_text(&b, &a));
        prop_assert_eq!((x.verdict, x.score), (y.verdict, y.score), "{} | {}: {} | {}", a, b, x, y);
        prop_assert_ne!(compare_text(&a, &a).verdict, Verdict::Different);
    }
}
