//! The form under which a person's name is looked up.

/// Particles that come and go in romanised and European names, and titles that are no part of a name.
const PARTICLES: [&str; 24] = [
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "bin", "ibn", "bint", "abu", "de", "da", "di", "do",
    "dos", "van", "von", "der", "la", "le",
];

/// The parts of a name, folded: plain Latin letters in lower case, without particles, in order.
///
/// ```
/// use gainsay::reference::name_parts;
/// assert_eq!(name_parts("Nouri al-Māliki"), ["nouri", "maliki"]);
/// assert_eq!(name_parts("Recep Tayyip Erdoğan"), ["recep", "tayyip", "erdogan"]);
/// ```
pub fn name_parts(name: &str) -> Vec<String> {
    let plain = if name.is_ascii() { name.to_owned() } else { any_ascii::any_ascii(name) };
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
    let words = words.map(|word| word.replace('\'', "").to_ascii_lowercase());
    let mut parts: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let is_particle = |part: &String| PARTICLES.contains(&part.as_str());
    if !parts.iter().all(is_particle) {
        parts.retain(|part| !is_particle(part));
    }
    parts
}

/// The parts of a name joined: equal for spellings that differ in case, diacritics, punctuation and particles only.
pub fn name_key(name: &str) -> String {
    name_parts(name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings() {
        assert_eq!(name_key("Abu Bakr al-Baghdadi"), name_key("abu bakr Baghdadi"));
        assert_eq!(name_key("Émile Lahoud"), name_key("Emile LAHOUD"));
        assert_eq!(name_key("Sa'ad"), "saad");
        assert_ne!(name_key("Barham Salih"), name_key("Ali Salih"));
        assert_eq!(name_key("—"), "");
        assert_eq!(name_key("Al"), "al");
    }
}
