//! From the bytes of a file to its text, with a map back.
//!
//! In this order: a byte order mark, valid UTF-8, UTF-16 without a mark (every other byte is NUL), UTF-8 with some
//! damage (its good sequences outnumber the bad ones), and at last a guess by the frequencies of letters
//! (chardetng, the detector of Firefox). Decoding never fails: what cannot be decoded becomes U+FFFD.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ByteMap;

/// Decodes the bytes of a file.
pub fn decode(bytes: &[u8]) -> (String, ByteMap) {
    decode_as(bytes, None)
}

/// Decodes the bytes of a file that may declare its encoding by `charset=` near its head, as HTML does. A byte order mark
/// tells more than that.
pub fn decode_declared(bytes: &[u8]) -> (String, ByteMap) {
    const SIGN: &[u8] = b"charset=";
    let head = &bytes[..bytes.len().min(2048)];
    let value = head
        .windows(SIGN.len())
        .position(|window| window.eq_ignore_ascii_case(SIGN))
        .map(|at| &head[at + SIGN.len()..]);
    let label = value.map(|value| {
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
        &value[..end.unwrap_or(value.len())]
    });
    decode_as(bytes, label.and_then(Encoding::for_label))
}

fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, ByteMap) {
    let (encoding, mark) = match (Encoding::for_bom(bytes), declared) {
        (Some((encoding, length)), _) => (encoding, length),
        // A wrong declaration of UTF-8 is common, and UTF-16 could not have been read so far.
        (None, Some(declared)) if declared != UTF_8 && declared.is_ascii_compatible() => (declared, 0),
        _ => (guess(bytes), 0),
    };
    match encoding == UTF_8 {
        true => decode_utf8(bytes, mark),
        false => decode_other(bytes, mark, encoding),
    }
}

/// Offsets of text and file as they grow; a step is kept only where their difference changes.
struct Mapping {
    steps: Vec<(u32, u32)>,
    difference: i64,
}

impl Mapping {
    fn new(mark: usize) -> Self {
        let mut mapping = Self { steps: Vec::new(), difference: 0 };
        mapping.meet(0, mark);
        mapping
    }

    /// The offset `text` of the text stands for the offset `file` of the file.
    fn meet(&mut self, text: usize, file: usize) {
        let difference = file as i64 - text as i64;
        if difference != self.difference {
            self.difference = difference;
            self.steps.push((text as u32, file as u32));
        }
    }
}

/// Decodes UTF-8; every maximal bad sequence becomes one U+FFFD.
fn decode_utf8(bytes: &[u8], mark: usize) -> (String, ByteMap) {
    let mut mapping = Mapping::new(mark);
    let mut text = String::with_capacity(bytes.len());
    let mut file = mark;
    for chunk in bytes[mark..].utf8_chunks() {
        text.push_str(chunk.valid());
        file += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            file += chunk.invalid().len();
            mapping.meet(text.len(), file);
        }
    }
    (text, ByteMap { steps: mapping.steps })
}

/// Decodes any other encoding, one byte after the other, so that it is known which bytes each character came from.
fn decode_other(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> (String, ByteMap) {
    let mut mapping = Mapping::new(mark);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = [0u8; 32];
    for (at, byte) in bytes.iter().enumerate().skip(mark) {
        let (result, _, written, _) = decoder.decode_to_utf8(std::slice::from_ref(byte), &mut room, false);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        let Ok(fresh) = std::str::from_utf8(&room[..written]) else { continue };
        for (index, character) in fresh.char_indices() {
            // A byte that ends a bad sequence gives U+FFFD for that sequence and then itself.
            if index > 0 {
                mapping.meet(text.len(), at);
            }
            text.push(character);
        }
        if written > 0 {
            mapping.meet(text.len(), at + 1);
        }
    }
    let (_, _, written, _) = decoder.decode_to_utf8(&[], &mut room, true);
    if let Ok(rest) = std::str::from_utf8(&room[..written])
        && !rest.is_empty()
    {
        text.push_str(rest);
        mapping.meet(text.len(), bytes.len());
    }
    (text, ByteMap { steps: mapping.steps })
}

/// The encoding of bytes without a byte order mark.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if good >= bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 of mostly Latin letters: nearly all bytes of one parity are NUL, nearly none of the other.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let nul = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nul(0), nul(1));
    match pairs {
        0..2 => None,
        _ if odd * 10 >= pairs * 7 && even * 20 <= pairs => Some(UTF_16LE),
        _ if even * 10 >= pairs * 7 && odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, decode_declared};
    use crate::source::ByteMap;

    /// The bytes of the file for the first occurrence of `needle` in the decoded text.
    fn on_disk<'a>(bytes: &'a [u8], needle: &str) -> &'a [u8] {
        let (text, map) = decode(bytes);
        let start = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in {text:?}"));
        let end = start + needle.len();
        &bytes[map.on_disk(start as u32) as usize..map.on_disk(end as u32) as usize]
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        assert_eq!(decode("Łódź, Erdoğan".as_bytes()), ("Łódź, Erdoğan".to_owned(), ByteMap::default()));
        assert_eq!(decode(b""), (String::new(), ByteMap::default()));
        assert_eq!(decode(b"a\0b"), ("a\0b".to_owned(), ByteMap::default()));
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let bytes = "\u{feff}Łódź fell".as_bytes();
        assert_eq!(decode(bytes).0, "Łódź fell");
        assert_eq!(on_disk(bytes, "Łódź"), "Łódź".as_bytes());
    }

    #[test]
    fn bad_sequences_in_utf8_are_replaced_one_by_one() {
        let bytes = b"caf\xc3\xa9 \xff\xfe na\xc3\xafve \xe2\x82 Z\xc3\xbcrich end";
        assert_eq!(decode(bytes).0, "café \u{fffd}\u{fffd} naïve \u{fffd} Zürich end");
        assert_eq!(on_disk(bytes, "Zürich"), "Zürich".as_bytes());
        assert_eq!(on_disk(bytes, "naïve \u{fffd}"), b"na\xc3\xafve \xe2\x82");
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let text = "The mayor of Łódź said on Thursday that 🙂 the bridge was closed.";
        for bytes in [
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).0, text);
            assert_eq!(on_disk(&bytes, "Łódź").len(), 8);
            assert_eq!(on_disk(&bytes, "🙂 the").len(), 12);
        }
        // An odd byte at the end is damage.
        let mut cut = utf16(&format!("\u{feff}{text}"), u16::to_le_bytes);
        cut.push(b'x');
        assert_eq!(decode(&cut).0, format!("{text}\u{fffd}"));
        assert_eq!(on_disk(&cut, "\u{fffd}"), b"x");
    }

    #[test]
    fn western_european_bytes_are_guessed() {
        let bytes = b"Der B\xfcrgermeister von Z\xfcrich sagte, die Br\xfccke sei f\xfcr Fu\xdfg\xe4nger gesperrt.";
        assert_eq!(decode(bytes).0, "Der Bürgermeister von Zürich sagte, die Brücke sei für Fußgänger gesperrt.");
        assert_eq!(on_disk(bytes, "Zürich"), b"Z\xfcrich");
        assert_eq!(on_disk(bytes, "gesperrt"), b"gesperrt");
    }

    #[test]
    fn a_declared_encoding_is_used() {
        let page = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1254'>Erdo\xf0an";
        assert!(decode_declared(page).0.ends_with("Erdoğan"));
        assert!(decode_declared(b"<meta charset=\"utf-8\">Z\xfcrich, K\xf6ln").0.ends_with("Zürich, Köln"));
        assert!(decode_declared("<meta charset=nonsense>Zürich".as_bytes()).0.ends_with("Zürich"));
    }

    #[test]
    fn japanese_bytes_are_guessed() {
        let text = "東京の市長は木曜日に橋が閉鎖されたと述べた。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        assert_eq!(decode(&bytes).0, text);
        assert_eq!(on_disk(&bytes, "市長").len(), 4);
    }

    proptest! {
        #[test]
        fn any_bytes_decode_and_map_into_the_file(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let (text, map) = decode(&bytes);
            let mut last = 0;
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let there = map.on_disk(offset as u32);
                prop_assert!(last <= there && there as usize <= bytes.len());
                last = there;
            }
            prop_assert_eq!(map.on_disk(text.len() as u32) as usize, bytes.len().max(map.on_disk(0) as usize));
        }

        #[test]
        fn valid_text_is_kept_and_maps_to_itself(text in "[^\u{0}\u{feff}]{0,200}") {
            let (decoded, map) = decode(text.as_bytes());
            prop_assert_eq!(decoded, text);
            prop_assert!(map.steps.is_empty());
        }
    }
}
