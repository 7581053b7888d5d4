//! RSA (PKCS #1 v1.5) with SHA-256 or SHA-512 (RFC 8332), between 1,024 and 16,384 bits.

use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256, Sha512};

use crate::history::signature::{Flaw, Signature, Unverifiable};

/// The longest key, in bits: OpenSSL's limit, and what the work of one check is bounded by.
const LONGEST: usize = 16_384;

#[derive(Clone, Copy)]
pub(super) enum Hash {
    Sha256,
    Sha512,
}

impl Hash {
    pub(super) fn named(name: &[u8]) -> Option<Hash> {
        match name {
            b"rsa-sha2-256" => Some(Hash::Sha256),
            b"rsa-sha2-512" => Some(Hash::Sha512),
            _ => None,
        }
    }
}

pub(super) fn check(
    hash: Hash,
    exponent: &[u8],
    modulus: &[u8],
    signature: &[u8],
    message: &[u8],
) -> Result<(), Signature> {
    let (n, e) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
    let key = RsaPublicKey::new_with_max_size(n, e, LONGEST).map_err(|cause| match cause {
        rsa::Error::PublicExponentTooLarge => Signature::from(Unverifiable::LargeExponent),
        // Not numbers of an RSA key: even, or an exponent of 1.
        _ => Flaw::DoesNotHold.into(),
    })?;
    // Some signers leave out leading zeros; OpenSSH puts them back.
    let missing = modulus.len().checked_sub(signature.len()).ok_or(Flaw::DoesNotHold)?;
    let signature = [&vec![0; missing], signature].concat();
    let (scheme, digest) = match hash {
        Hash::Sha256 => (Pkcs1v15Sign::new::<Sha256>(), Sha256::digest(message).to_vec()),
        Hash::Sha512 => (Pkcs1v15Sign::new::<Sha512>(), Sha512::digest(message).to_vec()),
    };
    key.verify(scheme, &digest, &signature).map_err(|_| Flaw::DoesNotHold.into())
}
