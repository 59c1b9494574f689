//! Hashed features: what the classifiers of this layer see of a text.

/// The hash of a word, stable across machines and releases.
pub fn hash(word: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(bytes) ^ ((chunk.len() as u64) << 60));
    }
    state
}

/// The hash of a word in small letters.
pub fn small(form: &str) -> u64 {
    let mut buffer = [0; 32];
    match buffer.get_mut(..form.len()) {
        Some(buffer) if form.is_ascii() => {
            buffer.copy_from_slice(form.as_bytes());
            buffer.make_ascii_lowercase();
            hash(std::str::from_utf8(buffer).unwrap_or(form))
        }
        _ => hash(&form.to_lowercase()),
    }
}

/// Joins two hashes into one.
pub fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd6e8_feb8_6659_fd93);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The shape of a word: `Xx` capitalised, `X` all capitals, `x` small, `d` figures, and mixtures, as a small number.
///
/// The lowest four bits say which kinds of character it holds (capital, small, figure, other), the next two the kind
/// of its first one.
pub fn shape(word: &str) -> u8 {
    let mut seen = 0;
    let mut first = 0;
    for (at, c) in word.char_indices() {
        let kind = match c {
            'a'..='z' => 1,
            'A'..='Z' => 0,
            '0'..='9' => 2,
            c if c.is_ascii() => 3,
            c if c.is_uppercase() => 0,
            c if c.is_alphabetic() => 1,
            c if c.is_numeric() => 2,
            _ => 3,
        };
        if at == 0 {
            first = kind;
        }
        seen |= 1 << kind;
    }
    seen | (first << 4)
}
