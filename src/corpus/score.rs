//! How findings meet labels: precision, recall, F1, alarms, traps.
//!
//! A finding of severity error or warning *meets* a contradiction when its pieces of evidence together overlap two
//! different quotes of it, or one where the contradiction stands in a single statement; the kinds need not be equal. A
//! finding that meets no contradiction is a *false alarm*; one that covers both statements of a compatible pair besides
//! fires a *trap*. A note may meet a contradiction of kind name-spelling, and is never an alarm. Evidence wider than
//! [`crate::report::WIDEST`] bytes counts for nothing.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::Gold;
use super::gold::{Compatible, Contradiction, Labelled};
use crate::finding::{Kind, Severity};
use crate::report::{Item, Passage, Report, WIDEST};

/// The counts of a corpus, or of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labelled contradictions.
    pub labelled: usize,
    /// Those of them that were met.
    pub found: usize,
    /// Those of them that were met by a finding of their kind.
    pub right_kind: usize,
    /// Findings (errors and warnings, and notes that meet a contradiction) that met a contradiction.
    pub hits: usize,
    /// Findings that met none.
    pub alarms: usize,
}

impl Tally {
    /// Hits among the findings, 0 to 1; 1 when there are none.
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.alarms)
    }

    /// Found among the labelled, 0 to 1; 1 when there are none.
    pub fn recall(self) -> f64 {
        ratio(self.found, self.labelled)
    }

    /// The harmonic mean of precision and recall; 0 when both are.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.labelled += other.labelled;
        self.found += other.found;
        self.right_kind += other.right_kind;
        self.hits += other.hits;
        self.alarms += other.alarms;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The score of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Clusters read.
    pub clusters: usize,
    /// Articles in them.
    pub articles: usize,
    /// The counts of each kind: of labels by theirs, of false alarms by the finding's.
    pub kinds: BTreeMap<Kind, Tally>,
    /// Compatible pairs.
    pub traps: usize,
    /// Those of them that a finding took for a contradiction.
    pub traps_fired: usize,
    /// What was not found.
    pub misses: Vec<Miss>,
    /// What was found and is none.
    pub alarms: Vec<Alarm>,
}

/// A contradiction that no finding met.
#[derive(Clone, Debug)]
pub struct Miss {
    /// The cluster's folder name.
    pub cluster: String,
    /// The label.
    pub contradiction: Contradiction,
}

/// A finding that met no contradiction.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// The cluster's folder name.
    pub cluster: String,
    /// The finding.
    pub item: Item,
    /// The notes of the compatible pairs it fell for.
    pub traps: Vec<String>,
}

impl Score {
    /// The counts of all kinds.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for tally in self.kinds.values() {
            total += *tally;
        }
        total
    }

    /// False alarms per 100 articles.
    pub fn alarms_per_100(&self) -> f64 {
        match self.articles {
            0 => 0.0,
            articles => self.total().alarms as f64 * 100.0 / articles as f64,
        }
    }

    /// Adds the report on one cluster, held against its labels.
    pub fn add(&mut self, cluster: &str, report: &Report, gold: &Gold) {
        self.clusters += 1;
        self.articles += report.summary.documents;
        self.traps += gold.compatible.len();
        let mut met = vec![false; gold.contradictions.len()];
        let mut right = vec![false; gold.contradictions.len()];
        let mut fired = vec![false; gold.compatible.len()];
        for item in &report.items {
            let mut hit = None;
            for (index, contradiction) in gold.contradictions.iter().enumerate() {
                if meets(item, contradiction) {
                    met[index] = true;
                    right[index] |= item.kind == contradiction.kind;
                    hit = hit.filter(|&kind| kind == item.kind).or(Some(contradiction.kind));
                }
            }
            match hit {
                Some(kind) => self.kinds.entry(kind).or_default().hits += 1,
                None if item.severity == Severity::Note => {}
                None => {
                    self.kinds.entry(item.kind).or_default().alarms += 1;
                    let falls: Vec<usize> =
                        (0..fired.len()).filter(|&index| covers(item, &gold.compatible[index])).collect();
                    falls.iter().for_each(|&index| fired[index] = true);
                    let traps = falls.iter().map(|&index| gold.compatible[index].note.clone()).collect();
                    self.alarms.push(Alarm { cluster: cluster.to_owned(), item: item.clone(), traps });
                }
            }
        }
        for (index, contradiction) in gold.contradictions.iter().enumerate() {
            let tally = self.kinds.entry(contradiction.kind).or_default();
            tally.labelled += 1;
            tally.found += usize::from(met[index]);
            tally.right_kind += usize::from(right[index]);
            if !met[index] {
                self.misses.push(Miss { cluster: cluster.to_owned(), contradiction: contradiction.clone() });
            }
        }
        self.traps_fired += fired.into_iter().filter(|&fired| fired).count();
    }
}

fn meets(item: &Item, contradiction: &Contradiction) -> bool {
    let may = item.severity > Severity::Note || contradiction.kind == Kind::NameSpelling;
    let needed = if contradiction.single { 1 } else { 2 };
    may && overlapped(&item.evidence, &contradiction.places) >= needed
}

fn covers(item: &Item, compatible: &Compatible) -> bool {
    overlapped(&item.evidence, &compatible.places) >= compatible.places.len().min(2)
}

/// How many of the quotes the pieces of evidence overlap together.
fn overlapped(evidence: &[Passage], places: &[Labelled]) -> usize {
    places.iter().filter(|place| evidence.iter().any(|passage| overlaps(passage, place))).count()
}

fn overlaps(passage: &Passage, place: &Labelled) -> bool {
    passage.bytes.len() <= WIDEST
        && std::path::Path::new(&passage.path) == place.path
        && passage.bytes.start < place.disk.end
        && place.disk.start < passage.bytes.end
}
