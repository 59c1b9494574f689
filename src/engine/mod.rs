//! What cannot all be true: the rules' reasoning over facts, and the timeline.

pub mod network;
