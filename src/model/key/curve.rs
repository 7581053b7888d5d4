//! The curves of ECDSA keys, and a key's point on one (RFC 5656, section 3.1).

use super::KeyFault;
use super::wire::Wire;

/// A curve of NIST's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    pub(super) const ALL: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

    /// Of a coordinate.
    pub fn bytes(self) -> usize {
        match self {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Curve::P256 => "nistp256",
            Curve::P384 => "nistp384",
            Curve::P521 => "nistp521",
        }
    }

    pub(super) fn algorithm(self) -> &'static str {
        match self {
            Curve::P256 => "ecdsa-sha2-nistp256",
            Curve::P384 => "ecdsa-sha2-nistp384",
            Curve::P521 => "ecdsa-sha2-nistp521",
        }
    }

    pub(super) fn point(self, wire: &mut Wire<'_>) -> Result<Vec<u8>, KeyFault> {
        let named = wire.name().ok_or(KeyFault::Damaged)?;
        let point = wire.string().ok_or(KeyFault::Damaged)?;
        let whole = named == self.name().as_bytes() && point.len() == 1 + 2 * self.bytes() && point[0] == 4;
        if whole { Ok(point.to_vec()) } else { Err(KeyFault::Damaged) }
    }
}
