//! Short forms that follow from a people's habits and stand in no list: "Siraj" of "Sirajuddin", "Segun" of "Olusegun".

use super::Variant;
use super::lexicon::Lexicon;
use super::order::is_patronymic;
use super::token::{Likeness, Token};

/// The likeness of a name to a form of it with more letters: "Faiz" and "Faizul", "Siraj" and "Sirajuddin", "Munir" and
/// "Abdul Munir", "Segun" and "Olusegun", "Dan" and "Danilo".
pub(super) fn of(short: &Token, longer: &Token, lexicon: &Lexicon) -> Option<Likeness> {
    if short.ascii.len() < 3 || longer.ascii.len() <= short.ascii.len() || is_patronymic(&longer.ascii) {
        return None;
    }
    // The article of what follows, "Faizul Islam", "Fazlur Rahman".
    let articles = ["ul", "ur", "ud", "us", "un", "uz"];
    let stem = articles.iter().find_map(|article| longer.ascii.strip_suffix(article)).unwrap_or("");
    let unvowelled = |word: &str| word.replace(['a', 'e', 'i', 'o', 'u'], "");
    let ends_alike = stem.bytes().last() == short.ascii.bytes().last();
    let near = || stem.len() > 3 && ends_alike && unvowelled(stem) == unvowelled(&short.ascii);
    if stem == short.ascii && stem.len() > 2 || near() && stem.starts_with(&short.ascii[..2]) {
        return Some(Likeness::new(90, Variant::Form));
    }
    if longer.ascii.len() < short.ascii.len() + 2 {
        return None;
    }
    if let Some(stem) = longer.sounds.strip_prefix("abd")
        && stem.len() > 3
        && stem.strip_prefix('u').unwrap_or(stem) == short.sounds
    {
        return Some(Likeness::new(74, Variant::Subset));
    }
    let without_head =
        || lexicon.heads.iter().any(|head| longer.ascii.strip_prefix(head.as_str()) == Some(short.ascii.as_str()));
    if short.ascii.len() > 3 && without_head() {
        return Some(Likeness::new(78, Variant::Nickname));
    }
    // "Of the faith", "of God" at the end.
    let of_god = ["udin", "ula"].iter().any(|end| longer.sounds.strip_suffix(end) == Some(short.sounds.as_str()));
    if of_god && short.sounds.len() > 3 {
        return Some(Likeness::new(76, Variant::Nickname));
    }
    // "Jerry", "Mattie": a pet form of what begins so.
    let stem = short.ascii.strip_suffix("ie").or_else(|| short.ascii.strip_suffix('y')).unwrap_or("");
    if stem.len() > 3
        && longer.ascii.starts_with(stem)
        && short.gender.is_none_or(|sex| longer.gender.is_none_or(|other| sex == other))
    {
        return Some(Likeness::new(76, Variant::Nickname));
    }
    longer.ascii.strip_prefix(short.ascii.as_str())?;
    (!short.formal.is_empty() && !longer.common).then_some(Likeness::new(76, Variant::Nickname))
}
