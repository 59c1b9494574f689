//! What single stages make of an article, as text: one renderer a stage.

mod blocks;
mod names;
mod times;
mod tokens;
mod tree;

pub use blocks::blocks;
pub use names::names;
pub use times::times;
pub use tokens::tokens;
pub use tree::tree;
