//! ECDSA over NIST's curves, each with its own hash (RFC 5656): SHA-256, SHA-384 and SHA-512.

use crate::history::signature::Flaw;
use crate::model::key::Curve;
use crate::model::key::wire::Wire;

/// The signature is two numbers, `r` and `s`. A point that is not on the curve is a key for which nothing holds.
pub(super) fn holds(curve: Curve, point: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, Flaw> {
    let mut wire = Wire::new(signature);
    let (Some(r), Some(s), true) = (wire.number(), wire.number(), wire.is_empty()) else {
        return Err(Flaw::Damaged);
    };
    // Longer than the curve's order: never a valid number.
    let (Some(r), Some(s)) = (padded(r, curve.bytes()), padded(s, curve.bytes())) else {
        return Ok(false);
    };
    let both = [r, s].concat();
    Ok(match curve {
        Curve::P256 => p256(point, &both, message),
        Curve::P384 => p384(point, &both, message),
        Curve::P521 => p521(point, &both, message),
    })
}

fn padded(number: &[u8], length: usize) -> Option<Vec<u8>> {
    Some([&vec![0; length.checked_sub(number.len())?], number].concat())
}

/// One function a curve: the three crates have types of their own, alike in all but their names.
macro_rules! over {
    ($curve:ident) => {
        fn $curve(point: &[u8], signature: &[u8], message: &[u8]) -> bool {
            use ::$curve::ecdsa::signature::Verifier;
            use ::$curve::ecdsa::{Signature, VerifyingKey};

            match (VerifyingKey::from_sec1_bytes(point), Signature::from_slice(signature)) {
                (Ok(key), Ok(signature)) => key.verify(message, &signature).is_ok(),
                (Err(_), _) | (_, Err(_)) => false,
            }
        }
    };
}
over!(p256);
over!(p384);
over!(p521);
