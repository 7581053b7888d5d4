//! Base64 (RFC 4648, section 4), as the C library's `b64_pton` reads it for OpenSSH: white space anywhere, padding and
//! unused bits exact.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `None` where the text is not wholly Base64.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held, mut padding) = (0u32, 0u32, 0u32);
    for character in text.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0x0b) {
        if *character == b'=' {
            padding += 1;
            continue;
        }
        if padding > 0 {
            return None;
        }
        bits = (bits << 6) | value(*character)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    // Six bits over are one character too many; four and two are padded by two and one.
    (bits == 0 && held != 6 && padding == held / 2).then_some(bytes)
}

fn value(character: u8) -> Option<u32> {
    let value = match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

/// With padding, as armor and registers hold it.
pub fn encode(bytes: &[u8]) -> String {
    let bare = encode_bare(bytes);
    let padding = "=".repeat(bare.len().wrapping_neg() % 4);
    bare + &padding
}

/// Without padding, as fingerprints are shown.
pub(super) fn encode_bare(bytes: &[u8]) -> String {
    let group = |chunk: &[u8]| {
        let three = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or_default()));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        [18, 12, 6, 0]
            .map(|shift| char::from(ALPHABET[(bits >> shift) as usize & 63]))
            .into_iter()
            .take(chunk.len() + 1)
    };
    bytes.chunks(3).flat_map(|chunk| group(chunk).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(encode_bare(bytes.as_bytes()), text.trim_end_matches('='));
        }
        assert_eq!(decode(b" Z m\r\n9\t\x0bv\x0c").unwrap(), b"foo");
        for bad in ["Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Zg==Zg==", "Zm-v", "Zm9v\0", "=", "\u{3000}"] {
            assert_eq!(decode(bad.as_bytes()), None, "{bad:?}");
        }
        assert_eq!(encode_bare(&(0..=255).collect::<Vec<u8>>()).len(), 342);
    }
}
