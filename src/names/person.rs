//! Whether two names can be one person's.

use super::lexicon::{Gender, Lexicon};
use super::order::is_patronymic;
use super::parse::{Part, PersonName, Role};
use super::token::{ALIKE, Likeness};
use super::{Comparison, Variant};

/// A part of one name and the part of the other that it was matched with.
#[derive(Clone, Copy, Debug)]
struct Match {
    a: usize,
    b: usize,
    likeness: Likeness,
}

/// The parts of two names, matched as well as can be.
#[derive(Debug)]
struct Alignment<'a> {
    a: &'a PersonName,
    b: &'a PersonName,
    matches: Vec<Match>,
    left_a: Vec<usize>,
    left_b: Vec<usize>,
}

/// Compares two names of persons.
pub(super) fn compare(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> Comparison {
    if a.parts.is_empty() || b.parts.is_empty() {
        return Comparison::new(40, "no name to compare", None);
    }
    let alignment = Alignment::new(a, b, lexicon);
    let comparison = alignment.judge(lexicon);
    match (a.generation, b.generation) {
        (x, y) if x == y => comparison,
        (0, _) | (_, 0) if comparison.score > 0.62 => {
            Comparison::new(62, "one is called junior, senior or by a number, the other is not", Some(Variant::Subset))
        }
        (0, _) | (_, 0) => comparison,
        _ => Comparison::new(15, "two generations of one name", None),
    }
}

impl<'a> Alignment<'a> {
    fn new(a: &'a PersonName, b: &'a PersonName, lexicon: &Lexicon) -> Self {
        let mut matches = joined(&a.parts, &b.parts);
        let (mut free_a, mut free_b) = (vec![true; a.parts.len()], vec![true; b.parts.len()]);
        for found in &matches {
            free_a[found.a] = false;
            free_b[found.b] = false;
        }
        let mut candidates = Vec::new();
        for (i, x) in a.parts.iter().enumerate().filter(|(i, _)| free_a[*i]) {
            for (j, y) in b.parts.iter().enumerate().filter(|(j, _)| free_b[*j]) {
                let likeness = x.token.likeness(&y.token, lexicon);
                // "Andrew G. McCabe" is no Andrew Gounardes: a middle initial is none of a family name.
                let roles = [(x, y.role), (y, x.role)];
                let middle = roles
                    .iter()
                    .any(|(part, other)| part.token.initial && part.role == Role::Middle && *other == Role::Family);
                if likeness.alike() && !middle {
                    candidates.push(Match { a: i, b: j, likeness });
                }
            }
        }
        let apart = |found: &Match| {
            let from_end = (a.parts.len() - found.a).abs_diff(b.parts.len() - found.b);
            found.a.abs_diff(found.b).min(from_end)
        };
        candidates.sort_by_key(|found| {
            (std::cmp::Reverse(found.likeness.score), apart(found), found.a.min(found.b), found.a + found.b)
        });
        for found in candidates {
            if free_a[found.a] && free_b[found.b] {
                free_a[found.a] = false;
                free_b[found.b] = false;
                matches.push(found);
            }
        }
        matches.sort_by_key(|found| (found.a, found.b));
        let left = |free: Vec<bool>| free.iter().enumerate().filter(|(_, free)| **free).map(|(at, _)| at).collect();
        let (mut left_a, mut left_b): (Vec<usize>, Vec<usize>) = (left(free_a), left(free_b));
        // A nickname in quotes stands for a given name of the other.
        answer_nicknames(a, b, &mut left_a, &mut left_b, lexicon);
        answer_nicknames(b, a, &mut left_b, &mut left_a, lexicon);
        Self { a, b, matches, left_a, left_b }
    }

    fn judge(&self, lexicon: &Lexicon) -> Comparison {
        match (self.left_a.is_empty(), self.left_b.is_empty()) {
            (true, true) => self.whole(),
            (true, false) => self.part(self.a, self.b, &self.left_b, lexicon),
            (false, true) => self.part(self.b, self.a, &self.left_a, lexicon),
            (false, false) => self.light_rest(lexicon).unwrap_or_else(|| self.rest(lexicon)),
        }
    }

    /// When what was not matched in one name is marks of rank and clan: they come and go.
    fn light_rest(&self, lexicon: &Lexicon) -> Option<Comparison> {
        let light = |name: &PersonName, left: &[usize]| {
            let is_light =
                |&at: &usize| lexicon.uses(&name.parts[at].token.ascii).light && (at == 0 || name.parts.len() > 2);
            left.iter().all(is_light)
        };
        let (light_a, light_b) = (light(self.a, &self.left_a), light(self.b, &self.left_b));
        let two_ranks = self.left_a.contains(&0) && self.left_b.contains(&0);
        let few = self.matches.len() < 2 || self.crossed() || two_ranks;
        let score = match (light_a, light_b) {
            (true, true) if !few => 76,
            (true, true) => 50,
            (true, false) | (false, true) if !self.matches.is_empty() => 55,
            _ => return None,
        };
        Some(Comparison::new(score, "ranks and clans are left out", Some(Variant::Subset)))
    }

    /// All parts were matched.
    fn whole(&self) -> Comparison {
        let slips = self.count(Variant::Spelling);
        let mean = self.mean();
        if slips > 0 && slips == self.matches.len() {
            return Comparison::new(64, "all parts are spelt differently", Some(Variant::Spelling));
        }
        if self.crossed() {
            let evident = self.a.family_first || self.b.family_first;
            if !evident && self.matches.len() > 2 && !self.rotated() {
                return Comparison::new(60, "the same parts, the given names in another order", Some(Variant::Order));
            }
            return Comparison::new(
                mean.min(if evident { 90 } else { 78 }),
                "the same parts in another order",
                Some(Variant::Order),
            );
        }
        let variant = self.variant();
        Comparison::new(mean, self.reason(variant.unwrap_or(Variant::Form)), variant.or(Some(Variant::Form)))
    }

    /// All parts of `short` were matched; `left` of `long` were not.
    fn part(&self, short: &PersonName, long: &PersonName, left: &[usize], lexicon: &Lexicon) -> Comparison {
        let in_long = |found: &Match| if std::ptr::eq(long, self.b) { found.b } else { found.a };
        let matched = |at: usize| self.matches.iter().any(|found| in_long(found) == at);
        let last = long.parts.len() - 1;
        let subset = Some(Variant::Subset);
        if short.parts.len() < 2 {
            let mean = self.mean();
            let nickname = short.quoted.len() + long.quoted.len() > 0 && self.matches.is_empty();
            let (score, reason) = match () {
                () if nickname => (60, "one is a nickname of the other"),
                () if matched(last) => (60, "a bare surname"),
                () => (50, "a single name"),
            };
            return Comparison::new(score.min(mean.max(45)), reason, subset);
        }
        let full = self.matches.iter().filter(|found| found.likeness.variant != Some(Variant::Initial)).count();
        let patronymics = left.iter().all(|&at| long.parts[at].role == Role::Patronymic);
        if self.count(Variant::Spelling) > 0 && full < 3 && !patronymics || self.crossed() && full < 2 {
            return Comparison::new(60, "parts are missing and others are spelt differently", subset);
        }
        let uses = |at: usize| lexicon.uses(&long.parts[at].token.ascii);
        let light =
            left.iter().all(|&at| uses(at).light || uses(at).blessing && (0..at).all(|before| left.contains(&before)));
        // Of "Muhammad Saleem Akhtar", "Muhammad Akhtar" leaves out the very name he goes by.
        let named = uses(0).blessing && matched(0) && left.iter().any(|&at| at != last && !uses(at).light);
        let swapped =
            !patronymics && self.crossed() && short.parts.len() == 2 && !short.family_first && !long.family_first;
        // "George W. Bush" leaves out the first middle name of "George H. W. Bush".
        let in_short = |found: &Match| if std::ptr::eq(long, self.b) { found.a } else { found.b };
        let other_middle = left.contains(&1)
            && self.matches.iter().any(|found| {
                let (short, long) = (&short.parts[in_short(found)], &long.parts[in_long(found)]);
                in_short(found) == 1 && short.role == Role::Middle && (short.token.initial || long.token.initial)
            });
        // Of "Chaudhry Muhammad Ashraf", "Muhammad Ashraf" keeps one name that tells him apart.
        let thin = short.parts.iter().filter(|part| {
            let uses = lexicon.uses(&part.token.ascii);
            !uses.light && !uses.blessing
        });
        let thin = thin.count() < 2
            && left.iter().any(|&at| !uses(at).light)
            && short.parts.iter().any(|part| lexicon.uses(&part.token.ascii).blessing);
        // "Muhammad bin Nayef" is a son of Nayef.
        let son =
            left.contains(&0) && long.parts[1].role == Role::Patronymic && !is_patronymic(&long.parts[1].token.ascii);
        if son && matched(1) {
            return Comparison::new(30, "one is a child of the other", None);
        }
        let arabic = |at: usize| lexicon.arabic(&long.parts[at].token.ascii);
        // After the first of these, the father's name follows and not a middle name.
        // "Moneim" for "Abdel Moneim" is not enough beside another first name.
        let second_full = self.matches.iter().any(|found| in_long(found) == 1 && found.likeness.score > 79);
        // "Pedro Castillo" for "José Pedro Castillo Terrones", "Ashraf Ghani" for "Mohammad Ashraf Ghani Ahmadzai".
        let common_first = left == [0, 3] && last == 3 && (uses(0).light || uses(0).blessing) && !uses(1).blessing;
        let chain = arabic(0) && (arabic(1) || uses(0).blessing);
        let score = match () {
            () if full == 0 => 50,
            () if patronymics && self.crossed() => 84,
            () if named || swapped || other_middle || thin => 60,
            () if matched(0) && matched(last) => 88,
            () if light => 76,
            () if matched(0) => 74,
            () if second_full && matched(last) && !chain => 70,
            () if second_full && matched(2) && common_first => 72,
            () => 62,
        };
        let score = score.min(self.mean().saturating_sub(if self.crossed() { 8 } else { 0 }));
        Comparison::new(score, "one leaves out parts of the other", subset)
    }

    /// Both have parts that the other lacks.
    fn rest(&self, lexicon: &Lexicon) -> Comparison {
        let best = self.left_a.iter().flat_map(|&i| self.left_b.iter().map(move |&j| (i, j))).map(|(i, j)| {
            let (x, y) = (&self.a.parts[i].token, &self.b.parts[j].token);
            x.likeness(y, lexicon).score
        });
        let best = best.max().unwrap_or(0);
        let names = |name: &PersonName, left: &[usize]| {
            left.iter().map(|&at| name.parts[at].token.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (x, y) = (names(self.a, &self.left_a), names(self.b, &self.left_b));
        let single = self.left_a.len() == 1 && self.left_b.len() == 1;
        if best >= 48 && single && !self.matches.is_empty() {
            return Comparison::new(40 + best / 4, format!("{x} and {y} are alike"), None);
        }
        let han = |name: &PersonName| name.parts.iter().any(|part| part.token.is_han());
        if han(self.a) != han(self.b) {
            return Comparison::new(45, "Chinese characters do not show whether it is another name", None);
        }
        let last = |name: &PersonName, left: &[usize]| left.last() == Some(&(name.parts.len() - 1));
        let given = self.matches.iter().find(|found| found.a == 0 && found.b == 0);
        let married = (last(self.a, &self.left_a) || last(self.b, &self.left_b))
            && given.is_some_and(|found| lexicon.gender(&self.a.parts[found.a].token.ascii) == Some(Gender::Feminine));
        if married {
            return Comparison::new(42, format!("{x} and {y} may be names before and after marriage"), None);
        }
        let share = 25 * 2 * self.matches.len() / (self.a.parts.len() + self.b.parts.len());
        let what = if self.left_a.iter().any(|&at| self.a.parts[at].role == Role::Family) { "family" } else { "given" };
        Comparison::new((5 + share) as u8, format!("{x} and {y} are different {what} names"), None)
    }

    fn count(&self, variant: Variant) -> usize {
        self.matches.iter().filter(|found| found.likeness.variant == Some(variant)).count()
    }

    /// The mean likeness of the matched parts, each weighed by its length.
    fn mean(&self) -> u8 {
        let mut sum = 0;
        let mut weight = 0;
        for found in &self.matches {
            let length = self.a.parts[found.a].token.sounds.len().min(self.b.parts[found.b].token.sounds.len()).max(2);
            sum += usize::from(found.likeness.score) * length;
            weight += length;
        }
        sum.checked_div(weight).map_or(ALIKE, |mean| mean as u8)
    }

    /// True when the matched parts stand in another order.
    fn crossed(&self) -> bool {
        self.matches.windows(2).any(|pair| pair[1].b < pair[0].b)
    }

    /// True when one name has the last part of the other first and the others in order, or the reverse.
    fn rotated(&self) -> bool {
        let order: Vec<usize> = self.matches.iter().map(|found| found.b).collect();
        let last = order.len() - 1;
        order[0] == last && order[1..].is_sorted() || order[last] == 0 && order[..last].is_sorted()
    }

    /// The weightiest variation among the matched parts.
    fn variant(&self) -> Option<Variant> {
        self.matches.iter().filter_map(|found| found.likeness.variant).max()
    }

    fn reason(&self, variant: Variant) -> String {
        let pair = self.matches.iter().find(|found| found.likeness.variant == Some(variant));
        let pair = pair.map(|found| (&self.a.parts[found.a].token.text, &self.b.parts[found.b].token.text));
        match (variant, pair) {
            (Variant::Spelling, Some((x, y))) => format!("{x} and {y} differ by a slip"),
            (Variant::Transliteration, Some((x, y))) => format!("{x} and {y} are forms of one name"),
            (Variant::Nickname, Some((x, y))) => format!("{x} and {y}, a short form"),
            (Variant::Initial, Some((x, y))) => format!("{x} and {y}, an initial"),
            _ => "the same name but for case, signs or titles".into(),
        }
    }
}

/// Neighbouring parts of one name that the other writes as one.
fn joined(a: &[Part], b: &[Part]) -> Vec<Match> {
    let mut matches = Vec::new();
    if a.len() == b.len() {
        return matches;
    }
    let (long, short, swapped) = if a.len() > b.len() { (a, b, false) } else { (b, a, true) };
    for (i, pair) in long.windows(2).enumerate() {
        for (j, part) in short.iter().enumerate() {
            let (x, y) = (&pair[0].token, &pair[1].token);
            let as_written = part.token.ascii.strip_prefix(x.ascii.as_str()) == Some(y.ascii.as_str());
            let as_heard = part.token.sounds.strip_prefix(x.sounds.as_str()) == Some(y.sounds.as_str());
            // "C. Y. Leung" is Leung Chun-ying.
            let as_initials = x.initial && y.initial && part.token.syllables == format!("{}{}", x.ascii, y.ascii);
            if as_written || as_heard || as_initials {
                let likeness = match as_initials {
                    true => Likeness { score: 80, variant: Some(Variant::Initial) },
                    false => Likeness { score: 96, variant: None },
                };
                for i in [i, i + 1] {
                    let (a, b) = if swapped { (j, i) } else { (i, j) };
                    matches.push(Match { a, b, likeness });
                }
                return matches;
            }
        }
    }
    matches
}

/// Strikes given names of `b` that a nickname of `a` answers, along with the given names of `a` that were left.
fn answer_nicknames(
    a: &PersonName,
    b: &PersonName,
    left_a: &mut Vec<usize>,
    left_b: &mut Vec<usize>,
    lexicon: &Lexicon,
) {
    let answered = |part: &Part| a.quoted.iter().any(|quoted| quoted.likeness(&part.token, lexicon).alike());
    let before = left_b.len();
    left_b.retain(|&at| !answered(&b.parts[at]));
    if left_b.len() < before {
        left_a.retain(|&at| a.parts[at].role == Role::Family);
    }
}
