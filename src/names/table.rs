//! A sorted table of tab-separated text, searched where it lies.
//!
//! The embedded name tables hold tens of thousands of rows. Reading them into maps would cost more time than most runs
//! of the program take; so only the starts of rows are noted, with the first letters of their keys, and a row is found by
//! halving them.

/// A table: lines starting with `#` on top, then rows `key TAB value`, sorted by the bytes of their keys.
#[derive(Clone, Debug)]
pub(super) struct Table {
    text: &'static str,
    /// Where each row starts.
    starts: Vec<u32>,
    /// The first letters of each row's key, as a number in their order.
    heads: Vec<u64>,
}

impl Table {
    /// The table written in `text`; its note on top is left out.
    pub(super) fn new(text: &'static str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 16);
        let mut heads = Vec::with_capacity(text.len() / 16);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if !line.starts_with('#') {
                starts.push(at as u32);
                heads.push(head(line.split('\t').next().unwrap_or("")));
            }
            at += line.len();
        }
        Self { text, starts, heads }
    }

    /// The value of `key`, in about fifteen steps.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        let wanted = head(key);
        let from = self.heads.partition_point(|&head| head < wanted);
        let to = from + self.heads[from..].partition_point(|&head| head == wanted);
        let row = from
            + self.starts[from..to].partition_point(|&start| {
                let row = &self.text[start as usize..];
                row.split('\t').next().unwrap_or("") < key
            });
        let row = &self.text[*self.starts.get(row)? as usize..];
        let value = row.strip_prefix(key)?.strip_prefix('\t')?;
        Some(value.split_once('\n').map_or(value, |(value, _)| value))
    }

    /// Its rows, in order.
    #[cfg(test)]
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
    }
}

/// The first eight bytes of a key as a number; what is shorter comes first.
fn head(key: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = key.len().min(8);
    bytes[..length].copy_from_slice(&key.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn every_row_is_found_and_no_other() {
        let table = Table::new("# a note\n# and more\nab\t1\nabc\t2 3\nb\t4\nzz\t5\n");
        for (key, value) in table.rows() {
            assert_eq!(table.get(key), Some(value));
        }
        for absent in ["", "a", "abcd", "c", "zzz", "\n", "#"] {
            assert_eq!(table.get(absent), None, "{absent:?}");
        }
        assert_eq!(Table::new("").get("a"), None);
    }
}
