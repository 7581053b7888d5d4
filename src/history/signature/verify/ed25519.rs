//! Ed25519 (RFC 8032).

use ed25519_dalek::{Signature, Verifier, VerifyingKey};

/// Not `verify_strict`: the keys that it refuses, points of small order, OpenSSH takes.
pub(super) fn holds(point: &[u8; 32], signature: &[u8], message: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(point), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify(message, &signature).is_ok()
}
