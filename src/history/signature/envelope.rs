//! The envelope of an SSH signature (PROTOCOL.sshsig of OpenSSH): armor around the key, the namespace, the hash and the
//! signature itself.

use super::{Flaw, Signature, Unverifiable};
use crate::model::key::base64;
use crate::model::key::wire::Wire;

pub(super) const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;

/// The armor of the longest key and signature that are taken, RSA of 16,384 bits, has under 8 KiB.
const LONGEST: usize = 64 * 1024;

/// Takes the armor off; whatever comes behind its end is ignored, as OpenSSH does.
pub(super) fn open(text: &[u8]) -> Result<Vec<u8>, Signature> {
    if text.starts_with(b"-----BEGIN PGP SIGNATURE-----") || text.starts_with(b"-----BEGIN PGP MESSAGE-----") {
        return Err(Unverifiable::OpenPgp.into());
    }
    if text.starts_with(b"-----BEGIN SIGNED MESSAGE-----") {
        return Err(Unverifiable::X509.into());
    }
    let body = text.strip_prefix(b"-----BEGIN SSH SIGNATURE-----").ok_or(Flaw::NoSignature)?;
    if body.len() > LONGEST {
        return Err(Flaw::Armor.into());
    }
    let body = body.strip_prefix(b"\n").or_else(|| body.strip_prefix(b"\r\n")).ok_or(Flaw::Armor)?;
    let end = b"\n-----END SSH SIGNATURE-----";
    let length = body.windows(end.len()).position(|window| window == end).ok_or(Flaw::Armor)?;
    base64::decode(&body[..length]).ok_or_else(|| Flaw::Armor.into())
}

pub(super) struct Envelope<'b> {
    pub key: &'b [u8],
    pub namespace: &'b [u8],
    hash: &'b [u8],
    pub signature: &'b [u8],
}

/// The digest that is signed in a commit's stead.
#[derive(Clone, Copy)]
pub(super) enum Hash {
    Sha256,
    Sha512,
}

impl Hash {
    pub(super) fn name(self) -> &'static [u8] {
        match self {
            Hash::Sha256 => b"sha256",
            Hash::Sha512 => b"sha512",
        }
    }
}

impl<'b> Envelope<'b> {
    pub(super) fn parse(blob: &'b [u8]) -> Result<Envelope<'b>, Signature> {
        let mut wire = Wire::new(blob);
        let version = wire.bytes(MAGIC.len()).filter(|magic| *magic == MAGIC).and_then(|_| wire.u32());
        match version {
            None => return Err(Flaw::Damaged.into()),
            // Earlier ones are none of OpenSSH's concern, so that 0 is taken.
            Some(later) if later > VERSION => return Err(Unverifiable::Version(later).into()),
            Some(_) => {}
        }
        Envelope::fields(&mut wire).filter(|_| wire.is_empty()).ok_or_else(|| Flaw::Damaged.into())
    }

    fn fields(wire: &mut Wire<'b>) -> Option<Envelope<'b>> {
        let (key, namespace) = (wire.string()?, wire.name()?);
        let _reserved = wire.string()?;
        Some(Envelope { key, namespace, hash: wire.name()?, signature: wire.string()? })
    }

    pub(super) fn hash(&self) -> Result<Hash, Unverifiable> {
        let known = [Hash::Sha256, Hash::Sha512].into_iter().find(|hash| hash.name() == self.hash);
        known.ok_or_else(|| Unverifiable::hash(self.hash))
    }
}
