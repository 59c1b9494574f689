//! Whether two offices are the same.

use std::collections::BTreeSet;

use super::lexicon::{Change, Entry, Holders, Lexicon};
use super::{Modifier, Office};
use crate::verdict::Verdict;

/// Compares two offices, without regard to whose they are.
///
/// - Same: one office under two names ("premier", "prime minister"); words such as "outgoing" change nothing.
/// - Different: two offices, which one person may yet hold; a deputy, spokesperson or relative against the head.
/// - Unknown: one is a wider term ("minister" against "foreign minister", "leader" against "president"), or the same office
///   is held in another standing (former, acting, elect).
pub fn compare(a: &Office, b: &Office) -> Verdict {
    let lexicon = Lexicon::embedded();
    if changing(a, Change::Office, lexicon) != changing(b, Change::Office, lexicon) {
        return Verdict::Different;
    }
    let bases = bases(a, b, lexicon);
    if bases == Verdict::Same && changing(a, Change::Standing, lexicon) != changing(b, Change::Standing, lexicon) {
        return Verdict::Unknown;
    }
    bases
}

/// True when each country, city or organisation has one holder of this office at a time.
///
/// False for offices that the tables do not know.
pub fn single_holder(office: &Office) -> bool {
    let lexicon = Lexicon::embedded();
    let Some(entry) = lexicon.entries.get(&office.id) else { return false };
    let one = entry.holders == Holders::One || office.id == "minister" && office.portfolio.is_some();
    one && office.modifiers.iter().all(|modifier| lexicon.modifiers.get(modifier).is_some_and(|entry| entry.alone))
}

/// True when both are grades of one post, as the deputy mayor and the mayor.
pub fn same_post(a: &Office, b: &Office) -> bool {
    a.id == b.id && a.portfolio == b.portfolio && compare(a, b) == Verdict::Different
}

/// True when nobody holds both at one time in one body: the chief executive and the finance director.
///
/// Deputies and the like of an office count as other than it, but exclude nothing here; see [`same_post`].
pub fn exclusive(a: &Office, b: &Office) -> bool {
    let plain = |office: &Office| office.modifiers.iter().all(|modifier| *modifier == Modifier::Outgoing);
    plain(a) && plain(b) && a.id != b.id && Lexicon::embedded().excludes(&a.id, &b.id)
}

fn bases(a: &Office, b: &Office, lexicon: &Lexicon) -> Verdict {
    if a.id == b.id {
        return match (&a.portfolio, &b.portfolio) {
            (x, y) if x == y => Verdict::Same,
            (Some(x), Some(y)) if x.split('+').all(|field| y.split('+').all(|other| field != other)) => {
                Verdict::Different
            }
            _ => Verdict::Unknown,
        };
    }
    let (Some(x), Some(y)) = (lexicon.entries.get(&a.id), lexicon.entries.get(&b.id)) else {
        return Verdict::Unknown;
    };
    let wider = is_kind_of(x, b, lexicon) || is_kind_of(y, a, lexicon);
    let shared = meanings(x).iter().any(|meaning| meanings(y).contains(meaning));
    if wider || shared { Verdict::Unknown } else { Verdict::Different }
}

/// True when `wide` is a wider office than that of `entry`.
fn is_kind_of(entry: &Entry, wide: &Office, lexicon: &Lexicon) -> bool {
    let mut next = entry.kind_of.as_ref();
    // The tables have no chain longer than this, and none runs in a circle for long.
    for _ in 0..4 {
        match next {
            Some(id) if *id == wide.id => return true,
            Some(id) => next = lexicon.entries.get(id).and_then(|entry| entry.kind_of.as_ref()),
            None => return false,
        }
    }
    false
}

/// What an office's words can mean: itself, and what an ambiguous word can stand for.
fn meanings(entry: &Entry) -> BTreeSet<&str> {
    entry.may_be.iter().chain([&entry.id]).map(|id| id.as_str()).collect()
}

fn changing(office: &Office, change: Change, lexicon: &Lexicon) -> BTreeSet<Modifier> {
    let is = |modifier: &&Modifier| lexicon.modifiers.get(modifier).is_some_and(|entry| entry.changes == change);
    office.modifiers.iter().filter(is).copied().collect()
}
