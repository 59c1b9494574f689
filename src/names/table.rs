//! A sorted table of tab-separated text, searched where it lies.
//!
//! The embedded name tables hold tens of thousands of rows. Reading them into maps would cost more time than most runs
//! of the program take; so only the starts of rows are noted, and a row is found by halving them.

/// A table: lines starting with `#` on top, then rows `key TAB value`, sorted by the bytes of their keys.
#[derive(Clone, Debug)]
pub(super) struct Table {
    text: &'static str,
    /// Where each row starts.
    starts: Vec<u32>,
}

impl Table {
    /// The table written in `text`; its note on top is left out.
    pub(super) fn new(text: &'static str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 16);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if !line.starts_with('#') {
                starts.push(at as u32);
            }
            at += line.len();
        }
        Self { text, starts }
    }

    /// The value of `key`, in about fifteen steps.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let row = self.starts.partition_point(|&start| {
            let rest = &bytes[start as usize..];
            let key_of_row = &rest[..rest.iter().position(|&byte| byte == b'\t').unwrap_or(rest.len())];
            key_of_row < key.as_bytes()
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
