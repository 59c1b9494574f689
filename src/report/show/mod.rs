//! What single stages make of an article, as text: one renderer a stage.

mod blocks;
mod tokens;
mod tree;
mod names;
mod times;
mod mentions;
mod claims;
mod facts;
mod timeline;
mod rules;

pub use blocks::blocks;
pub use claims::claims;
pub use facts::facts;
pub use mentions::mentions;
pub use names::names;
pub use rules::{rule, rules, trials};
pub use timeline::timeline;
pub use times::times;
pub use tokens::tokens;
pub use tree::tree;
