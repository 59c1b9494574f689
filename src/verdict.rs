//! Three-valued comparison: same, different, or not known.

use serde::Serialize;

/// The outcome of comparing two values. Only [`Verdict::Different`] ever supports a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They are the same, or one is a less exact form of the other.
    Same,
    /// They cannot be the same.
    Different,
    /// Neither can be shown.
    Unknown,
}
