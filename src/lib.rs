//! Gainsay reads several news articles and tells an editor which statements cannot all be true.
//!
//! The modules stand in the order in which an article passes through them; each uses only earlier ones.

pub mod text;
pub mod verdict;
pub mod calendar;
pub mod finding;
pub mod rulefile;
pub mod names;
pub mod offices;
pub mod gazetteer;
pub mod reference;
pub mod source;
pub mod language;
pub mod time;
pub mod quantity;
pub mod mention;
pub mod claim;
pub mod entity;
pub mod event;
pub mod fact;
pub mod dating;
pub mod engine;
pub mod library;
pub mod pipeline;
pub mod trial;
pub mod seeding;
pub mod report;
pub mod corpus;
pub mod cli;
