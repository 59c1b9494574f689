//! The command line, case by case: each file in `tests/cmd/` is a session, its `.in` folder the files it runs on.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.md").env("NO_COLOR", "1").env("COLUMNS", "100");
}
