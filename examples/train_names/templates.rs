//! Variants of corpus sentences with other names in them, and own model sentences filled from lists.

use anyhow::Result;
use gainsay::language::token::Tokenizer;

use crate::corpus::Doc;
use crate::lists::Lists;

pub fn vary(_docs: &mut Vec<Doc>, _lists: &Lists, _tokenizer: &Tokenizer) {}

pub fn compose(_lists: &Lists, _tokenizer: &Tokenizer) -> Result<Vec<Doc>> {
    Ok(vec![])
}
