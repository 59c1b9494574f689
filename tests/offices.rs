//! Offices in phrases: what is found, and what is the same.

use gainsay::offices::{Kind, Lexicon, Office, compare, single_holder};
use gainsay::verdict::Verdict;
use proptest::prelude::*;

/// All offices in a phrase, written as "modifier modifier id:portfolio", ranks and honorifics in brackets.
fn offices(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let found = Lexicon::embedded().find(&words);
    let write = |office: &Office, kind| {
        let mut text: Vec<String> =
            office.modifiers.iter().map(|m| serde_json::to_string(m).unwrap().replace('"', "")).collect();
        let field = office.portfolio.as_ref().map_or(String::new(), |field| format!(":{field}"));
        text.push(format!("{}{field}", office.id));
        if kind == Kind::Office { text.join(" ") } else { format!("[{}]", text.join(" ")) }
    };
    found.iter().map(|found| write(&found.office, found.kind)).collect()
}

fn office(phrase: &str) -> Office {
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut found = Lexicon::embedded().find(&words);
    assert_eq!(found.len(), 1, "{phrase}: {found:?}");
    assert_eq!(found[0].range, 0..words.len(), "{phrase}");
    found.remove(0).office
}

#[track_caller]
fn check(office: &str, phrases: &[&str]) {
    for phrase in phrases {
        assert_eq!(offices(phrase), [office], "{phrase}");
    }
}

#[test]
fn one_office_has_many_names() {
    check(
        "prime-minister",
        &["the prime minister", "its premier ,", "the pm said", "taoiseach", "prime ministers", "prime-minister"],
    );
    check(
        "minister:foreign",
        &[
            "the foreign minister",
            "minister of foreign affairs",
            "minister for foreign affairs",
            "its top diplomat",
            "the foreign secretary",
            "minister of external affairs",
            "foreign affairs minister",
            "secretary of state for foreign affairs",
        ],
    );
    check(
        "minister:defence",
        &[
            "secretary of defense",
            "the defence minister",
            "defense secretary",
            "minister of national defence",
            "pentagon chief",
        ],
    );
    check(
        "minister:interior",
        &["home secretary", "minister of the interior", "interior minister", "minister of internal affairs"],
    );
    check(
        "minister:economy+finance",
        &["minister of economy and finance", "finance and economy minister", "minister of economy , finance"],
    );
    check("minister", &["a cabinet minister", "ministers met"]);
    check(
        "police-chief",
        &[
            "the police chief",
            "chief of police",
            "commissioner of police",
            "the metropolitan police commissioner",
            "police-chief",
        ],
    );
    check("chief-executive", &["chief executive officer", "its ceo", "the managing director", "chief executives"]);
    check("mayor", &["the mayor", "lord mayor", "mayors"]);
    check("speaker", &["speaker of the house", "parliament speaker"]);
    check("secretary-general", &["secretary general", "the secretary-general", "u.n. chief"]);
}

#[test]
fn modifiers_stand_before_and_after() {
    check("former president", &["the former president", "ex-president", "ex - president"]);
    check("removed president", &["the ousted president", "the impeached president", "the deposed president"]);
    check("elect president", &["the president-elect", "president - elect", "president elect"]);
    check("deputy speaker", &["the deputy speaker", "vice speaker"]);
    check("deputy president", &["vice president", "vice-president", "the vice presidents"]);
    check("acting prime-minister", &["acting prime minister"]);
    check("former acting mayor", &["the former acting mayor"]);
    check("late president", &["the late president"]);
    check("shadow minister:foreign", &["shadow foreign secretary"]);
    check("candidate president", &["the presidential candidate", "a candidate for president"]);
    check(
        "spokesperson-for minister:foreign",
        &["a spokesman for the foreign minister", "the foreign minister 's spokeswoman"],
    );
    check(
        "spokesperson-for president",
        &["a spokesman for the syrian president", "the president's spokesman", "presidential spokesman"],
    );
    check("relative-of mayor", &["the mayor 's widow", "widow of the mayor", "the mayor's younger brother"]);
    check(
        "adviser-to president",
        &["adviser to the president", "an aide to the president", "the president 's chief of staff"],
    );
    check("office-of prime-minister", &["the prime minister's office"]);
    check("office-of president", &["the presidential election", "presidential palace"]);
    check("outgoing governor", &["the outgoing governor", "the current governor", "the new governor"]);
    check("deputy police-chief", &["deputy chief of police"]);
    check("sheriffs-deputy", &["a sheriff 's deputy", "deputy sheriff"]);
    check("attorney-general", &["the attorney general"]);
}

#[test]
fn ranks_and_honorifics_are_no_offices() {
    check("[lieutenant-general]", &["lt. gen. smith", "lieutenant general"]);
    check("[vice-admiral]", &["vice admiral nelson"]);
    check("[mr]", &["mr. smith", "mr smith"]);
    check("[dr]", &["dr colm treacy"]);
    check("[former general]", &["retired general"]);
    check("[sheikh]", &["sheikh ahmed"]);
}

#[test]
fn other_words_name_no_office() {
    for phrase in [
        "the ministry",
        "a presidential style",
        "the former factory",
        "deputy",
        "spokes",
        "acting on a tip",
        "the late evening",
        "royal blue",
    ] {
        assert_eq!(offices(phrase), [""; 0], "{phrase}");
    }
}

#[test]
fn several_offices_stand_in_one_sentence() {
    let sentence = "the prime minister met gen. hart , the army chief , and the mayor of leeds";
    assert_eq!(offices(sentence), ["prime-minister", "[general]", "army-chief", "mayor"]);
}

#[track_caller]
fn compared(a: &str, b: &str, verdict: Verdict) {
    assert_eq!(compare(&office(a), &office(b)), verdict, "{a} | {b}");
    assert_eq!(compare(&office(b), &office(a)), verdict, "{b} | {a}");
}

#[test]
fn offices_compare_by_the_lattice() {
    for (a, b) in [
        ("premier", "prime minister"),
        ("ceo", "chief executive"),
        ("foreign secretary", "foreign minister"),
        ("vice chairman", "deputy chairman"),
        ("outgoing president", "president"),
        ("pope", "pontiff"),
        ("chairwoman", "chairman"),
        ("secretary of defense", "defence minister"),
    ] {
        compared(a, b, Verdict::Same);
    }
    for (a, b) in [
        ("prime minister", "president"),
        ("deputy mayor", "mayor"),
        ("chief minister", "prime minister"),
        ("spokesman for the president", "president"),
        ("finance minister", "foreign minister"),
        ("sheriff", "police chief"),
        ("shadow chancellor", "chancellor"),
        ("mayor 's widow", "mayor"),
        ("governor", "mayor"),
        ("minister of state", "foreign minister"),
        ("bishop", "archbishop"),
        ("honorary president", "president"),
    ] {
        compared(a, b, Verdict::Different);
    }
    for (a, b) in [
        ("minister", "foreign minister"),
        ("former president", "president"),
        ("acting mayor", "mayor"),
        ("leader", "president"),
        ("chancellor", "prime minister"),
        ("chancellor", "finance minister"),
        ("president elect", "president"),
        ("police officer", "police chief"),
        ("judge", "chief justice"),
        ("finance minister", "minister of economy and finance"),
        ("head of state", "king"),
        ("presidential candidate", "president"),
        ("director", "chief executive"),
    ] {
        compared(a, b, Verdict::Unknown);
    }
}

#[test]
fn one_or_many_hold_an_office() {
    for one in [
        "president",
        "mayor",
        "police chief",
        "foreign minister",
        "acting mayor",
        "president elect",
        "pope",
        "chief executive",
        "head coach",
        "captain",
    ] {
        assert!(single_holder(&office(one)), "{one}");
    }
    for many in [
        "minister",
        "deputy mayor",
        "former president",
        "senator",
        "vice president",
        "judge",
        "presidential candidate",
        "spokesman",
        "ambassador",
        "co-ceo",
    ] {
        assert!(!single_holder(&office(many)), "{many}");
    }
}

#[test]
fn a_person_beside_the_holder_does_not_hold_the_office() {
    for phrase in ["spokesman for the president", "mayor 's widow", "adviser to the president", "presidential palace"] {
        assert!(office(phrase).is_of_another(), "{phrase}");
    }
    for phrase in ["former president", "presidential candidate", "president elect"] {
        assert!(office(phrase).is_not_held_now() && !office(phrase).is_of_another(), "{phrase}");
    }
    assert!(!office("acting president").is_not_held_now());
}

proptest! {
    #[test]
    fn matches_lie_in_order_within_the_words(text in "((the|deputy|vice|former|-|'s|president|for|spokesman|minister|of|foreign|and|,|affairs|elect|widow|mayor's|ex-|head|[a-z]{1,6}) ){0,20}") {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut last = 0;
        for found in Lexicon::embedded().find(&words) {
            prop_assert!(last <= found.range.start && found.range.start <= found.core.start);
            prop_assert!(found.core.start < found.core.end && found.core.end <= found.range.end && found.range.end <= words.len());
            last = found.range.end;
        }
    }
}
