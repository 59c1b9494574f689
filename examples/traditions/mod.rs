//! How well names are found and compared, by the tradition they come from: Arabic, Slavic, Chinese and so on.
//!
//! A tool that knows the names of one people better than those of another misses, or wrongly accuses, the other's. So
//! every figure on names is given by tradition.

mod count;
#[path = "../csv/mod.rs"]
pub mod csv;
pub mod finding;
pub mod holders;
pub mod pairs;

pub use count::Count;

use std::fmt::Write;

use finding::Found;

/// The traditions in the order of the table.
pub const TRADITIONS: [&str; 7] = ["Arabic", "Slavic", "Chinese", "Spanish", "African", "South Asian", "English"];

/// A table of finding and comparison, a row a tradition, and the mean of the rows.
///
/// `found` and `compared` give the figures of a tradition. Precision counts findings of people that are nobody planted;
/// the recall of names that no list holds is what can be hoped for with names that nobody foresaw.
pub fn table(found: impl Fn(&str) -> Found, compared: impl Fn(&str) -> Count) -> String {
    let mut table = format!(
        "{:12} | {:>5} {:>9} {:>6} {:>6} | {:>8} {:>6} | {:>5} {:>9} {:>6} {:>6}\n",
        "tradition", "found", "precision", "recall", "F1", "unlisted", "recall", "pairs", "precision", "recall", "F1"
    );
    let mut sums = [0.0; 7];
    for tradition in TRADITIONS {
        let (found, compared) = (found(tradition), compared(tradition));
        let figures = [
            found.all.precision(),
            found.all.recall(),
            found.all.f1(),
            found.unlisted.recall(),
            compared.precision(),
            compared.recall(),
            compared.f1(),
        ];
        sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure / TRADITIONS.len() as f64);
        let sizes = [found.all.positives(), found.unlisted.positives(), compared.all()];
        table += &row(tradition, sizes.map(|size| size.to_string()), figures);
    }
    table + &row("mean", Default::default(), sums)
}

fn row(name: &str, [found, unlisted, pairs]: [String; 3], figures: [f64; 7]) -> String {
    let [fp, fr, ff, ur, cp, cr, cf] = figures.map(|figure| 100.0 * figure);
    let mut row = String::new();
    let _ = writeln!(
        row,
        "{name:12} | {found:>5} {fp:9.1} {fr:6.1} {ff:6.1} | {unlisted:>8} {ur:6.1} | {pairs:>5} {cp:9.1} {cr:6.1} {cf:6.1}"
    );
    row
}
