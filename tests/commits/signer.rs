//! Signs as `ssh-keygen -Y sign` does (PROTOCOL.sshsig of OpenSSH), with Ed25519 keys that everybody may know.

use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha512};

/// The armored signature of a text by the key of a person: `tests/pasts/base.toml` registers those of tanaka, sato and ito.
pub fn sign(person: &str, namespace: &str, text: &[u8]) -> String {
    let key = SigningKey::from_bytes(&[person.bytes().fold(0, u8::wrapping_add); 32]);
    let public = fields(&[b"ssh-ed25519", key.verifying_key().as_bytes()]);
    let to_sign =
        [b"SSHSIG".as_slice(), &fields(&[namespace.as_bytes(), b"", b"sha512", &Sha512::digest(text)])].concat();
    let signature = fields(&[b"ssh-ed25519", &key.sign(&to_sign).to_bytes()]);
    let rest = fields(&[&public, namespace.as_bytes(), b"", b"sha512", &signature]);
    let blob = [b"SSHSIG\0\0\0\x01".as_slice(), &rest].concat();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", base64(&blob))
}

fn fields(fields: &[&[u8]]) -> Vec<u8> {
    let length = |field: &[u8]| u32::try_from(field.len()).expect("a short field").to_be_bytes();
    fields.iter().flat_map(|field| [&length(field), *field].concat()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[(number >> (18 - 6 * place)) as usize % 64];
            text.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    text
}
