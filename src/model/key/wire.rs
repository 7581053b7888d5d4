//! The fields of which SSH keys and signatures are made (RFC 4251, section 5), read and written.
//!
//! As lenient as OpenSSH and no more: what `sshbuf-getput-basic.c` takes is taken, so that both answer alike. `None` means
//! that the bytes end too early or break the field's own form; nothing is copied and nothing is reserved by a claimed length.

/// The longest number that OpenSSH takes: 16,384 bits.
const LONGEST_NUMBER: usize = 16_384 / 8;

/// The fields still to be read.
pub struct Wire<'b>(&'b [u8]);

impl<'b> Wire<'b> {
    pub fn new(bytes: &'b [u8]) -> Wire<'b> {
        Wire(bytes)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.bytes(1).map(|byte| byte[0])
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    pub fn string(&mut self) -> Option<&'b [u8]> {
        let length = self.u32()?;
        self.bytes(usize::try_from(length).ok()?)
    }

    /// A string that is a name: a NUL may end it, and is then no part of it.
    pub fn name(&mut self) -> Option<&'b [u8]> {
        let string = self.string()?;
        let name = string.strip_suffix(b"\0").unwrap_or(string);
        (!name.contains(&0)).then_some(name)
    }

    /// A number that is not negative, without leading zeros.
    pub fn number(&mut self) -> Option<&'b [u8]> {
        let string = self.string()?;
        let negative = string.first().is_some_and(|byte| byte & 0x80 != 0);
        let long = string.len() > LONGEST_NUMBER + 1 || (string.len() > LONGEST_NUMBER && string[0] != 0);
        let zeros = string.iter().take_while(|byte| **byte == 0).count();
        (!negative && !long).then(|| &string[zeros..])
    }
}

/// Writes a string. One of 4 GiB or more cannot be written and does not occur: all that is written was read.
pub fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Writes a number, given without leading zeros.
pub(super) fn put_number(out: &mut Vec<u8>, bytes: &[u8]) {
    let sign: &[u8] = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { &[0] } else { &[] };
    put_string(out, &[sign, bytes].concat());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_cut_short_or_badly_formed_are_none() {
        assert_eq!(Wire::new(&[0, 0, 0, 2, b'a']).string(), None);
        assert_eq!(Wire::new(&[255; 4]).string(), None);
        assert_eq!(Wire::new(&[0, 0, 0]).u32(), None);
        assert_eq!(Wire::new(b"\0\0\0\x03a\0b").name(), None);
        assert_eq!(Wire::new(b"\0\0\0\x02a\0").name(), Some(&b"a"[..]));
        assert_eq!(Wire::new(&[0, 0, 0, 1, 0x80]).number(), None);
        assert_eq!(Wire::new(&[0, 0, 0, 3, 0, 0, 0x80]).number(), Some(&[0x80][..]));
        let number = |length: usize, first: u8| {
            let mut field = Vec::new();
            put_string(&mut field, &[vec![first], vec![1; length - 1]].concat());
            Wire::new(&field).number().map(<[u8]>::len)
        };
        assert_eq!((number(2048, 1), number(2049, 0), number(2049, 1)), (Some(2048), Some(2048), None));
    }
}
