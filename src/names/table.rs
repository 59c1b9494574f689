//! A sorted table of tab-separated text, searched where it lies.
//!
//! The embedded name tables hold tens of thousands of rows. Reading them into maps would cost more time than most runs
//! of the program take, so a row is found by halving the text itself.

/// A table: lines starting with `#` on top, then rows `key TAB value`, sorted by the bytes of their keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    rows: &'static str,
}

impl Table {
    /// The table written in `text`; its note on top is left out.
    pub(super) fn new(text: &'static str) -> Self {
        let mut rows = text;
        while rows.starts_with('#') {
            rows = rows.split_once('\n').map_or("", |(_, rest)| rest);
        }
        Self { rows }
    }

    /// The value of `key`, in about sixteen steps.
    pub(super) fn get(self, key: &str) -> Option<&'static str> {
        let bytes = self.rows.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
            let (row, value) = self.rows[start..end].split_once('\t')?;
            match row.cmp(key) {
                std::cmp::Ordering::Equal => return Some(value),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// Its rows, in order.
    #[cfg(test)]
    pub(super) fn rows(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rows.lines().filter_map(|line| line.split_once('\t'))
    }
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
