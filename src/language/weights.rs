//! Reads the binary files of weights: little-endian numbers one after the other, as `models/README.md` lists them.

/// What is left to read of a file.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    /// Reads from the start of bytes.
    pub fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// So many bytes, left where they are.
    pub fn bytes(&mut self, length: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// A 32-bit number.
    pub fn number(&mut self) -> Option<usize> {
        self.words(1).map(|words| words[0] as usize)
    }

    /// A 32-bit floating-point number; none when it is not finite.
    pub fn float(&mut self) -> Option<f32> {
        self.floats(1).map(|floats| floats[0])
    }

    /// 32-bit numbers.
    pub fn words(&mut self, count: usize) -> Option<Vec<u32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect())
    }

    /// 32-bit floating-point numbers; none when one is not finite.
    pub fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        let floats: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        floats.iter().all(|float| float.is_finite()).then_some(floats)
    }

    /// 16-bit numbers with sign.
    pub fn shorts(&mut self, count: usize) -> Option<Vec<i16>> {
        let bytes = self.bytes(count.checked_mul(2)?)?;
        Some(bytes.as_chunks::<2>().0.iter().map(|&bytes| i16::from_le_bytes(bytes)).collect())
    }

    /// Lines of text: their length in bytes, then the text.
    pub fn lines(&mut self) -> Option<Vec<&'static str>> {
        let length = self.number()?;
        Some(std::str::from_utf8(self.bytes(length)?).ok()?.lines().collect())
    }

    /// True when nothing is left.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
