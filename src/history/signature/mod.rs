//! Whether a commit is signed, and whether the signature holds: from the commit's bytes alone, with no child process.
//!
//! ```text
//! header   a commit's bytes ─► what was signed, and the signature as text
//! envelope the text ─► key, namespace, hash, signature          (SSHSIG)
//! verify   key, signature, what was signed ─► holds or not      (one file a family of algorithms)
//! reason   what is wrong, in words
//! ```
//!
//! The first step is git's (`parse_buffer_signed_by_header` in its `commit.c`, gitformat-signature(5)), the others are
//! OpenSSH's (`sshsig.c`, PROTOCOL.sshsig, PROTOCOL.u2f): what `git verify-commit` calls a good signature by some key is good
//! here, and nothing else is. The differences are few and deliberate: `tests/signatures` names each.
//!
//! Deliberately absent: whose key it is and whether it was valid on the day (the registers say that, not git), lists of
//! allowed or revoked keys, and the touch of a security key (`ssh-keygen -Y verify` does not ask for it either). OpenPGP,
//! X.509, certificates and DSA are told apart and not checked.

mod envelope;
mod header;
mod reason;
mod verify;

use git2::ObjectFormat;
use sha2::{Digest, Sha256, Sha512};

use crate::model::PublicKey;
use crate::model::key::wire::put_string;
use envelope::{Envelope, Hash};
pub use reason::{Flaw, Unverifiable};

/// What can be said of a commit's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The commit has none, or only one that is for the other object format.
    Missing,
    /// It holds for this commit and this key. Whose key it is is not said.
    Good(PublicKey),
    /// There is one, and it is not a signature of this commit.
    Bad(Flaw),
    /// There is one that cannot be checked here: neither good nor bad.
    Unverifiable(Unverifiable),
}

impl From<Flaw> for Signature {
    fn from(flaw: Flaw) -> Signature {
        Signature::Bad(flaw)
    }
}

impl From<Unverifiable> for Signature {
    fn from(what: Unverifiable) -> Signature {
        Signature::Unverifiable(what)
    }
}

/// The namespace in which git signs.
const NAMESPACE: &[u8] = b"git";

/// Checks the signature of a commit, given its bytes without the object header, in a repository of `format`.
///
/// A pure function of both, for any bytes: nothing is kept between calls, so that commits can be checked side by side.
pub fn of(commit: &[u8], format: ObjectFormat) -> Signature {
    match header::split(commit, format) {
        Some(signed) => check(&signed).map_or_else(|other| other, Signature::Good),
        None => Signature::Missing,
    }
}

fn check(signed: &header::Signed<'_>) -> Result<PublicKey, Signature> {
    let blob = envelope::open(&signed.signature)?;
    let envelope = Envelope::parse(&blob)?;
    if envelope.namespace != NAMESPACE {
        return Err(Flaw::namespace(envelope.namespace).into());
    }
    let hash = envelope.hash()?;
    let key = PublicKey::from_wire(envelope.key).map_err(reason::of_key)?;
    verify::check(&key, envelope.signature, &message(hash, &signed.payload))?;
    Ok(key)
}

/// What the key signs: not the commit itself but this, with a digest of it. The reserved field is always signed as empty,
/// whatever the signature says.
fn message(hash: Hash, payload: &[&[u8]]) -> Vec<u8> {
    let digest = match hash {
        Hash::Sha256 => digest::<Sha256>(payload),
        Hash::Sha512 => digest::<Sha512>(payload),
    };
    let mut message = envelope::MAGIC.to_vec();
    for field in [NAMESPACE, b"", hash.name(), &digest] {
        put_string(&mut message, field);
    }
    message
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().fold(D::new(), |digest, part| digest.chain_update(part)).finalize().to_vec()
}
