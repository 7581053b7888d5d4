//! RSA (PKCS #1 v1.5) with SHA-256 or SHA-512 (RFC 8332), between 1,024 and 16,384 bits.

use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256, Sha512};

use crate::history::signature::Unverifiable;

pub(super) const SHA256: &[u8] = b"rsa-sha2-256";
pub(super) const SHA512: &[u8] = b"rsa-sha2-512";

/// The longest key, in bits: OpenSSL's limit, and what the work of one check is bounded by.
const LONGEST: usize = 16_384;

/// `name` is one of the two above. What is no pair of numbers of an RSA key (even ones, an exponent of 1) is a key for which
/// nothing holds.
pub(super) fn holds(
    name: &[u8],
    exponent: &[u8],
    modulus: &[u8],
    signature: &[u8],
    message: &[u8],
) -> Result<bool, Unverifiable> {
    let (n, e) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
    let key = match RsaPublicKey::new_with_max_size(n, e, LONGEST) {
        Ok(key) => key,
        Err(rsa::Error::PublicExponentTooLarge) => return Err(Unverifiable::LargeExponent),
        Err(_) => return Ok(false),
    };
    // Some signers leave out leading zeros; OpenSSH puts them back.
    let Some(missing) = modulus.len().checked_sub(signature.len()) else {
        return Ok(false);
    };
    let signature = [&vec![0; missing], signature].concat();
    let (scheme, digest) = if name == SHA256 {
        (Pkcs1v15Sign::new::<Sha256>(), Sha256::digest(message).to_vec())
    } else {
        (Pkcs1v15Sign::new::<Sha512>(), Sha512::digest(message).to_vec())
    };
    Ok(key.verify(scheme, &digest, &signature).is_ok())
}
