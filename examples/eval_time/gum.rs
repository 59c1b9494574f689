//! GUM: intervals of `<date>` elements with `when`, `from`, `to`, `notBefore`, `notAfter`.
pub fn measure(_files: &[std::path::PathBuf], _errors: bool) {}
