//! The rule engine: rules over facts, and the findings they give.

pub mod network;
mod builtin;
mod chain;
mod clash;
mod index;
mod plan;
mod report;
pub mod rule;
mod solve;
mod store;
pub mod syntax;
pub mod trace;
mod wording;
mod timeline;

pub use builtin::{Builtin, World, all as builtins};
pub use report::{LISTED, Verdicts, run};
pub use rule::{Example, Rule};
pub use timeline::Ties;
pub use wording::Wording;
