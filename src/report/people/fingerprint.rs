//! The fingerprint of a public key as `ssh-keygen -l` tells it: SHA-256 over the key's own bytes, in base 64 without padding.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Of `ssh-ed25519 AAAA… comment`; `None` where there are no such bytes.
pub fn fingerprint(public: &str) -> Option<String> {
    let bytes = decoded(public.split_whitespace().nth(1)?)?;
    Some(format!("SHA256:{}", encoded(&Sha256::digest(bytes))))
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let (mut bits, mut held, mut bytes) = (0_u32, 0_u32, Vec::with_capacity(text.len()));
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        bits = (bits << 6 | u32::try_from(value).ok()?) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            let value = bits >> (18 - 6 * at) & 0x3f;
            text.push(char::from(ALPHABET[value as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_goes_both_ways() {
        for (text, bytes) in [("Zm9v", "foo"), ("Zm9vYg", "foob"), ("Zm9vYmE", "fooba"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(encoded(bytes.as_bytes()), text);
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decoded("Zm9v!"), None);
        assert_eq!(fingerprint("ssh-ed25519"), None);
    }

    #[test]
    fn it_is_what_ssh_keygen_tells() {
        let public = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEYUMsDK6BsuYf2Wy1l2x2yoL6UPbUtaOIN9XekT6pcJ x";
        assert_eq!(fingerprint(public).unwrap(), "SHA256:zi6F7BbN7SAo5uwMk8RArvS724sybMnnw+e+qqzv6iM");
    }
}
