//! Hits, wrong answers and misses.

use std::ops::AddAssign;

/// How often a yes was right, wrong or missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Yes, and rightly so.
    pub hits: usize,
    /// Yes, but wrongly.
    pub wrong: usize,
    /// No, but wrongly.
    pub missed: usize,
    /// No, and rightly so, where that can be counted.
    pub passed: usize,
}

impl Count {
    /// The count of one answer.
    pub fn of(is: bool, found: bool) -> Self {
        Self {
            hits: usize::from(is && found),
            wrong: usize::from(!is && found),
            missed: usize::from(is && !found),
            passed: usize::from(!is && !found),
        }
    }

    /// How many there were to find.
    pub fn positives(self) -> usize {
        self.hits + self.missed
    }

    /// All answers.
    pub fn all(self) -> usize {
        self.positives() + self.wrong + self.passed
    }

    /// The right ones among the answers yes; 1 when there was none.
    pub fn precision(self) -> f64 {
        share(self.hits, self.hits + self.wrong)
    }

    /// The share found of what there was to find; 1 when there was nothing.
    pub fn recall(self) -> f64 {
        share(self.hits, self.positives())
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.wrong + self.missed)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.passed += other.passed;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
