//! A key as a register and a `.pub` file write it: `ssh-ed25519 AAAA… comment`.

use std::str::FromStr;

use super::fault::printable;
use super::wire::Wire;
use super::{KeyFault, PublicKey, base64};

impl FromStr for PublicKey {
    type Err = KeyFault;

    /// Reads a line. The comment may say anything, but nothing may stand before the algorithm and no second line follow:
    /// the options and further keys of an `authorized_keys` file are no part of a key.
    fn from_str(line: &str) -> Result<PublicKey, KeyFault> {
        let line = line.trim_ascii();
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let (Some(algorithm), Some(text)) = (words.next(), words.next()) else {
            return Err(KeyFault::Shape);
        };
        if line.contains(['\n', '\r']) {
            return Err(KeyFault::Shape);
        }
        let blob = base64::decode(text.as_bytes()).ok_or(KeyFault::Base64)?;
        let held = Wire::new(&blob).name().ok_or(KeyFault::Damaged)?;
        if held != algorithm.as_bytes() {
            return Err(KeyFault::Misnamed { line: printable(algorithm.as_bytes()), key: printable(held) });
        }
        PublicKey::from_wire(&blob)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OpenSSH's own, of `regress/unittests/sshkey/testdata/ed25519_1.pub`.
    const KEY: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIFOG6kY7Rf4UtCFvPwKgo/BztXck2xC4a2WyA34XtIwZ";

    #[test]
    fn a_line_is_a_key_and_a_comment() {
        let key: PublicKey = format!("ssh-ed25519 {KEY} ED25519 test key #1\n").parse().unwrap();
        assert_eq!(key, format!("\tssh-ed25519\t {KEY}").parse().unwrap());
        assert_eq!(key.fingerprint(), "SHA256:L3k/oJubblSY0lB9Ulsl7emDMnRPKm/8udf2ccwk560");
    }

    #[test]
    fn what_is_no_key_says_why() {
        let fault = |line: &str| line.parse::<PublicKey>().unwrap_err();
        assert_eq!(fault(""), KeyFault::Shape);
        assert_eq!(fault(KEY), KeyFault::Shape);
        assert_eq!(fault(&format!("ssh-ed25519 {KEY}\nssh-ed25519 {KEY}")), KeyFault::Shape);
        assert_eq!(fault("-----BEGIN OPENSSH PRIVATE KEY-----"), KeyFault::Base64);
        assert_eq!(fault(&format!("restrict ssh-ed25519 {KEY}")), KeyFault::Base64);
        assert_eq!(fault(&format!("ssh-ed25519 {}", &KEY[..40])), KeyFault::Damaged);
        assert_eq!(fault(&format!("ssh-ed25519 {}", &KEY[..41])), KeyFault::Base64);
        assert_eq!(fault(&format!("ssh-ed25519 {KEY}AAAA")), KeyFault::Damaged);
        let misnamed = KeyFault::Misnamed { line: "ssh-rsa".to_owned(), key: "ssh-ed25519".to_owned() };
        assert_eq!(fault(&format!("ssh-rsa {KEY}")), misnamed);
        assert_eq!(fault("ssh-dss AAAAB3NzaC1kc3M="), KeyFault::Unknown("ssh-dss".to_owned()));
    }
}
