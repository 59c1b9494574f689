//! The rule engine: rules over facts, and the findings they give.

pub mod network;
mod builtin;
mod report;
pub mod rule;
mod solve;
mod syntax;

pub use builtin::{Builtin, World, all as builtins};
pub use report::{Verdicts, run};
pub use rule::{Example, Rule};
