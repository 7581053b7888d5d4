//! Signs as `ssh-keygen -Y sign -n git` does with an Ed25519 key: the same bytes, which `git verify-commit` takes.
//!
//! The envelope is that of OpenSSH's PROTOCOL.sshsig. Deliberately absent: secrets. Whoever knows a text has the key that is
//! made of it, and the sample's texts are there for all to read.

use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest, Sha256, Sha512};

use crate::model::PublicKey;
use crate::model::key::base64;
use crate::model::key::wire::put_string;

const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const NAMESPACE: &[u8] = b"git";
const HASH: &[u8] = b"sha512";

/// How long `ssh-keygen` makes the lines of armor.
const LINE: usize = 70;

/// A key that signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer(SigningKey);

impl Signer {
    /// The key of which the secret half is the SHA-256 of a text.
    pub fn of_seed(text: &str) -> Signer {
        Signer(SigningKey::from_bytes(&Sha256::digest(text).into()))
    }

    pub fn public(&self) -> PublicKey {
        PublicKey::Ed25519 { point: self.0.verifying_key().to_bytes() }
    }

    /// The signature in its armor, with the line feed at its end.
    pub fn sign(&self, payload: &[u8]) -> String {
        let digest = Sha512::digest(payload);
        let mut signed = MAGIC.to_vec();
        for field in [NAMESPACE, b"", HASH, &digest] {
            put_string(&mut signed, field);
        }
        let mut signature = Vec::new();
        put_string(&mut signature, self.public().algorithm().as_bytes());
        put_string(&mut signature, &self.0.sign(&signed).to_bytes());

        let mut envelope = MAGIC.to_vec();
        envelope.extend(VERSION.to_be_bytes());
        for field in [&self.public().to_wire(), NAMESPACE, b"", HASH, &signature] {
            put_string(&mut envelope, field);
        }
        armor(&envelope)
    }
}

fn armor(envelope: &[u8]) -> String {
    let text = base64::encode(envelope);
    let mut armor = "-----BEGIN SSH SIGNATURE-----\n".to_owned();
    for (at, character) in text.char_indices() {
        if at > 0 && at % LINE == 0 {
            armor.push('\n');
        }
        armor.push(character);
    }
    armor + "\n-----END SSH SIGNATURE-----\n"
}

/// The bytes of a commit with the signature of what they were without it, where git puts it: the last of the headers.
pub fn signed(commit: &[u8], signer: &Signer) -> Vec<u8> {
    let headers = commit.windows(2).position(|pair| pair == b"\n\n").map_or(commit.len(), |end| end + 1);
    let lines = signer.sign(commit);
    let header = format!("gpgsig {}\n", lines.trim_end().replace('\n', "\n "));
    [&commit[..headers], header.as_bytes(), &commit[headers..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_stands_last_and_goes_on_with_a_space() {
        let signer = Signer::of_seed("daicho sample key of nobody");
        let commit = b"tree 0\nauthor a <a> 0 +0000\n\ntold\n\nmore\n";
        let text = String::from_utf8(signed(commit, &signer)).unwrap();
        let (before, after) = text.split_once("gpgsig ").unwrap();
        let (header, message) = after.split_once("\n\n").unwrap();
        assert_eq!((before, message), ("tree 0\nauthor a <a> 0 +0000\n", "told\n\nmore\n"));
        let lines: Vec<&str> = header.lines().collect();
        assert!(lines[1..].iter().all(|line| line.starts_with(' ') && line.len() <= LINE + 1), "{header}");
        assert_eq!((lines[0], lines[1].len()), ("-----BEGIN SSH SIGNATURE-----", LINE + 1));
        assert_eq!(lines.last(), Some(&" -----END SSH SIGNATURE-----"));
    }
}
