//! Whether a signature holds for a message, as OpenSSH answers it (`sshkey_verify`).
//!
//! A signature is the name of its algorithm and then that algorithm's own fields, to the last byte.

mod ecdsa;
mod ed25519;
mod rsa;
mod sk;

use super::{Flaw, Signature, Unverifiable};
use crate::model::PublicKey;
use crate::model::key::wire::Wire;
use crate::model::key::{Curve, printable};

pub(super) fn check(key: &PublicKey, signature: &[u8], message: &[u8]) -> Result<(), Signature> {
    let mut wire = Wire::new(signature);
    let name = wire.name().ok_or(Flaw::Damaged)?;
    if !signs_by(key, name) {
        return Err(mismatch(key, name));
    }
    let holds = match key {
        PublicKey::Ed25519 { point } => ed25519::holds(point, last(wire)?, message),
        PublicKey::Ecdsa { curve, point } => ecdsa::holds(*curve, point, last(wire)?, message)?,
        PublicKey::Rsa { exponent, modulus } => rsa::holds(name, exponent, modulus, last(wire)?, message)?,
        PublicKey::SkEd25519 { point, application } => {
            let (signature, message) = sk::message(wire, application, message)?;
            ed25519::holds(point, signature, &message)
        }
        PublicKey::SkEcdsa { point, application } => {
            let (signature, message) = sk::message(wire, application, message)?;
            ecdsa::holds(Curve::P256, point, signature, &message)?
        }
    };
    if holds { Ok(()) } else { Err(Flaw::DoesNotHold.into()) }
}

/// Whether the named algorithm is one of the key's.
fn signs_by(key: &PublicKey, name: &[u8]) -> bool {
    match key {
        PublicKey::Rsa { .. } => [rsa::SHA256, rsa::SHA512].contains(&name),
        PublicKey::Ed25519 { .. }
        | PublicKey::Ecdsa { .. }
        | PublicKey::SkEd25519 { .. }
        | PublicKey::SkEcdsa { .. } => name == key.algorithm().as_bytes(),
    }
}

fn mismatch(key: &PublicKey, name: &[u8]) -> Signature {
    match (key, name) {
        (PublicKey::Rsa { .. }, b"ssh-rsa") => Flaw::Sha1.into(),
        (PublicKey::SkEcdsa { .. }, b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com") => Unverifiable::Webauthn.into(),
        (key, name) => Flaw::Algorithm { key: key.algorithm(), signature: printable(name) }.into(),
    }
}

/// The field that ends the signature.
fn last<'b>(mut wire: Wire<'b>) -> Result<&'b [u8], Flaw> {
    wire.string().filter(|_| wire.is_empty()).ok_or(Flaw::Damaged)
}
