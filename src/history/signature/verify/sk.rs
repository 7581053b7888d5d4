//! What a security key signs in a message's stead (PROTOCOL.u2f): a digest of the application it was made for, what
//! happened at the touch, a counter, and a digest of the message.
//!
//! Whether the key was touched is signed but not asked for: `ssh-keygen -Y verify` takes either.

use sha2::{Digest, Sha256};

use crate::history::signature::Flaw;
use crate::model::key::wire::Wire;

/// The signature proper, and what it must hold for.
pub(super) fn message<'b>(mut wire: Wire<'b>, application: &[u8], message: &[u8]) -> Result<(&'b [u8], Vec<u8>), Flaw> {
    let signature = wire.string().ok_or(Flaw::Damaged)?;
    // Flags, one byte, and the counter, four: signed as they stand here.
    let touch = wire.bytes(5).filter(|_| wire.is_empty()).ok_or(Flaw::Damaged)?;
    Ok((signature, [&Sha256::digest(application)[..], touch, &Sha256::digest(message)].concat()))
}
