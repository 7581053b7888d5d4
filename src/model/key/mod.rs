//! An SSH public key: the same value from a register's line (`ssh-ed25519 AAAA… comment`) and from within a signature.
//!
//! Two keys are equal when they are the same key: the comment is not kept, and what can be written in two ways on the wire
//! is kept in one. The forms are those of RFC 4253 (RSA), RFC 5656 (ECDSA), RFC 8709 (Ed25519) and OpenSSH's PROTOCOL.u2f
//! (`sk-`, keys held by a security key).
//!
//! Deliberately absent: whether a point lies on its curve, and every signature; that is cryptography, and
//! `history::signature`'s.

pub mod base64;
mod curve;
mod fault;
mod line;
pub mod wire;

use sha2::{Digest, Sha256};

pub use curve::Curve;
pub use fault::{KeyFault, printable};
use wire::{Wire, put_number, put_string};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicKey {
    Ed25519 {
        point: [u8; 32],
    },
    /// `point` is uncompressed: 4, then both coordinates.
    Ecdsa {
        curve: Curve,
        point: Vec<u8>,
    },
    /// Both numbers without leading zeros.
    Rsa {
        exponent: Vec<u8>,
        modulus: Vec<u8>,
    },
    /// A security key's; `application` is what it was made for, as a rule `ssh:`.
    SkEd25519 {
        point: [u8; 32],
        application: Vec<u8>,
    },
    /// A security key's, on the curve P-256.
    SkEcdsa {
        point: Vec<u8>,
        application: Vec<u8>,
    },
}

const ED25519: &str = "ssh-ed25519";
const RSA: &str = "ssh-rsa";
const SK_ED25519: &str = "sk-ssh-ed25519@openssh.com";
const SK_ECDSA: &str = "sk-ecdsa-sha2-nistp256@openssh.com";

/// OpenSSH takes none that is shorter.
const SHORTEST_RSA: usize = 1024;

impl PublicKey {
    /// Reads a key from its bytes on the wire.
    pub fn from_wire(blob: &[u8]) -> Result<PublicKey, KeyFault> {
        let mut wire = Wire::new(blob);
        let name = wire.name().ok_or(KeyFault::Damaged)?;
        let key = PublicKey::fields(name, &mut wire)?;
        if wire.is_empty() { Ok(key) } else { Err(KeyFault::Damaged) }
    }

    fn fields(name: &[u8], wire: &mut Wire<'_>) -> Result<PublicKey, KeyFault> {
        if let Some(curve) = Curve::ALL.into_iter().find(|curve| curve.algorithm().as_bytes() == name) {
            return Ok(PublicKey::Ecdsa { curve, point: curve.point(wire)? });
        }
        let whole = |field: Option<&[u8]>| field.map(<[u8]>::to_vec).ok_or(KeyFault::Damaged);
        if name == ED25519.as_bytes() {
            Ok(PublicKey::Ed25519 { point: point(wire)? })
        } else if name == RSA.as_bytes() {
            let (exponent, modulus) = (whole(wire.number())?, whole(wire.number())?);
            match bits(&modulus) {
                few if few < SHORTEST_RSA => Err(KeyFault::ShortRsa(few)),
                _ => Ok(PublicKey::Rsa { exponent, modulus }),
            }
        } else if name == SK_ED25519.as_bytes() {
            Ok(PublicKey::SkEd25519 { point: point(wire)?, application: whole(wire.name())? })
        } else if name == SK_ECDSA.as_bytes() {
            Ok(PublicKey::SkEcdsa { point: Curve::P256.point(wire)?, application: whole(wire.name())? })
        } else {
            Err(KeyFault::unknown(name))
        }
    }

    /// The name of its sort: `ssh-ed25519`.
    pub fn algorithm(&self) -> &'static str {
        match self {
            PublicKey::Ed25519 { .. } => ED25519,
            PublicKey::Ecdsa { curve, .. } => curve.algorithm(),
            PublicKey::Rsa { .. } => RSA,
            PublicKey::SkEd25519 { .. } => SK_ED25519,
            PublicKey::SkEcdsa { .. } => SK_ECDSA,
        }
    }

    /// Its bytes on the wire, the only ones for this key.
    pub fn to_wire(&self) -> Vec<u8> {
        let mut blob = Vec::new();
        put_string(&mut blob, self.algorithm().as_bytes());
        match self {
            PublicKey::Ed25519 { point } => put_string(&mut blob, point),
            PublicKey::Ecdsa { curve, point } => {
                put_string(&mut blob, curve.name().as_bytes());
                put_string(&mut blob, point);
            }
            PublicKey::Rsa { exponent, modulus } => {
                put_number(&mut blob, exponent);
                put_number(&mut blob, modulus);
            }
            PublicKey::SkEd25519 { point, application } => {
                put_string(&mut blob, point);
                put_string(&mut blob, application);
            }
            PublicKey::SkEcdsa { point, application } => {
                put_string(&mut blob, Curve::P256.name().as_bytes());
                put_string(&mut blob, point);
                put_string(&mut blob, application);
            }
        }
        blob
    }

    /// `SHA256:…`, as `ssh-keygen -l` shows it.
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", base64::encode_bare(&Sha256::digest(self.to_wire())))
    }
}

fn point(wire: &mut Wire<'_>) -> Result<[u8; 32], KeyFault> {
    wire.string().and_then(|string| string.try_into().ok()).ok_or(KeyFault::Damaged)
}

/// How many bits a number without leading zeros has.
fn bits(number: &[u8]) -> usize {
    number.first().map_or(0, |first| 8 * number.len() - first.leading_zeros() as usize)
}
