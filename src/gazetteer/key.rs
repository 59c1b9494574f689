//! The form under which a place name is looked up.

/// Folds a place name to the key of the gazetteer's index.
///
/// Diacritics and other scripts become plain Latin letters, case and apostrophes vanish, any other sign becomes one
/// space, a leading "the" is dropped, and the written-out forms of St, Ft and Mt are used.
///
/// ```
/// use gainsay::gazetteer::key;
/// assert_eq!(key("Al-Fallūjah"), "al fallujah");
/// assert_eq!(key("St. John's"), "saint johns");
/// assert_eq!(key("the Gambia"), "gambia");
/// ```
pub fn key(name: &str) -> String {
    let plain = if name.is_ascii() { name.to_owned() } else { any_ascii::any_ascii(name) };
    let mut key = String::with_capacity(plain.len() + 4);
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '`')) {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        if word.is_empty() || (word == "the" && key.is_empty()) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(match word.as_str() {
            "st" => "saint",
            "ft" => "fort",
            "mt" => "mount",
            other => other,
        });
    }
    key
}

/// The articles that romanised Arabic and Hebrew names come with or without.
const ARTICLES: [&str; 12] = ["al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ", "ul ", "ha ", "il "];

/// The key without a leading Arabic article; none when it has no such article or little is left.
pub(super) fn without_article(key: &str) -> Option<&str> {
    ARTICLES.iter().find_map(|article| key.strip_prefix(article)).filter(|rest| rest.len() >= 3)
}

/// What a generic word beside a name says about the thing named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generic {
    /// "province", "county", "state".
    Division,
    /// "city", "town", "village".
    Settlement,
}

const DIVISIONS: [&str; 22] = [
    "province",
    "governorate",
    "state",
    "county",
    "district",
    "region",
    "oblast",
    "prefecture",
    "department",
    "territory",
    "municipality",
    "republic",
    "krai",
    "voivodeship",
    "canton",
    "emirate",
    "regency",
    "parish",
    "borough",
    "division",
    "autonomous region",
    "area",
];
const SETTLEMENTS: [&str; 4] = ["city", "town", "village", "township"];

/// The key without a generic word at either end ("anbar province", "city of mosul"), and what that word says.
pub(super) fn without_generic(key: &str) -> Option<(&str, Generic)> {
    let listed = [(&DIVISIONS[..], Generic::Division), (&SETTLEMENTS[..], Generic::Settlement)];
    for (words, generic) in listed {
        for word in words {
            let before = key.strip_suffix(word).and_then(|rest| rest.strip_suffix(' '));
            let after = key.strip_prefix(word).and_then(|rest| rest.strip_prefix(" of "));
            let county = key.strip_prefix("county ").filter(|_| *word == "county");
            if let Some(rest) = before.or(after).or(county) {
                return Some((rest.strip_prefix("the ").unwrap_or(rest), generic));
            }
        }
    }
    None
}

/// Generic words that names of divisions have in other languages: before the name, and behind it.
const BEFORE: [&str; 18] = [
    "province of",
    "provincia de",
    "provincia di",
    "province de",
    "province du",
    "departamento de",
    "departamento del",
    "departement de",
    "canton",
    "okres",
    "kabupaten",
    "shahrestan e",
    "powiat",
    "obshtina",
    "huyen",
    "amphoe",
    "gemeente",
    "region of",
];
const BEHIND: [&str; 14] = [
    "oblast",
    "rayon",
    "raion",
    "district",
    "county",
    "province",
    "department",
    "zone",
    "municipality",
    "parish",
    "okrug",
    "krai",
    "region",
    "munitsipalitet i",
];

/// The keys of the names in full that a division of a short name may have.
pub(super) fn in_full(bare: &str) -> impl Iterator<Item = String> + '_ {
    let before = BEFORE.iter().map(move |word| format!("{word} {bare}"));
    before.chain(BEHIND.iter().map(move |word| format!("{bare} {word}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_of_one_name() {
        for name in ["São Tomé", "Sao Tome", "SAO TOME", "Sao-Tome"] {
            assert_eq!(key(name), "sao tome");
        }
        assert_eq!(key("N'Djamena"), key("Ndjamena"));
        assert_eq!(key("Karbalāʼ"), "karbala");
        assert_eq!(key("  "), "");
    }

    #[test]
    fn takes_generic_words_off_either_end() {
        assert_eq!(without_generic("anbar province"), Some(("anbar", Generic::Division)));
        assert_eq!(without_generic("city of mosul"), Some(("mosul", Generic::Settlement)));
        assert_eq!(without_generic("interstate"), None);
        assert_eq!(without_generic("city"), None);
    }

    #[test]
    fn takes_articles_off() {
        assert_eq!(without_article("al fallujah"), Some("fallujah"));
        assert_eq!(without_article("alabama"), None);
        assert_eq!(without_article("el al"), None);
    }
}
