//! A commit taken apart as git does it: the signature's own lines, and all the rest, which is what was signed.
//!
//! Only the header of the repository's own format is a signature. Every other header that begins with `gpgsig` is neither
//! signed nor looked at: git writes both when a repository is kept in two formats. Several headers of the right name are
//! one signature, one after the other. What stands behind the first empty line is the message, and signed as it is.

use git2::ObjectFormat;

/// A commit with a signature.
pub(super) struct Signed<'c> {
    /// What was signed, in its order.
    pub payload: Vec<&'c [u8]>,
    /// The signature's lines, without the space with which each one goes on.
    pub signature: Vec<u8>,
}

/// To what the header lines just read belong.
#[derive(PartialEq, Eq)]
enum Within {
    Payload,
    Signature,
    /// A signature of another format.
    Other,
}

/// `None`: the commit has no signature.
pub(super) fn split(commit: &[u8], format: ObjectFormat) -> Option<Signed<'_>> {
    let header: &[u8] = match format {
        ObjectFormat::Sha1 => b"gpgsig ",
        ObjectFormat::Sha256 => b"gpgsig-sha256 ",
    };
    let (mut payload, mut signature) = (Vec::new(), None::<Vec<u8>>);
    let mut within = Within::Payload;
    let mut rest = commit;
    while let Some(line) = first_line(rest) {
        let goes_on = line[0] == b' ';
        if let Some(text) = line.strip_prefix(header) {
            signature.get_or_insert_default().extend_from_slice(text);
            within = Within::Signature;
        } else if goes_on && within == Within::Signature {
            signature.get_or_insert_default().extend_from_slice(&line[1..]);
        } else if line.starts_with(b"gpgsig") || goes_on && within == Within::Other {
            within = Within::Other;
        } else if line == b"\n" {
            payload.push(rest);
            break;
        } else {
            payload.push(line);
            within = Within::Payload;
        }
        rest = &rest[line.len()..];
    }
    signature.map(|signature| Signed { payload, signature })
}

/// With its line feed; never empty.
fn first_line(rest: &[u8]) -> Option<&[u8]> {
    rest.split_inclusive(|byte| *byte == b'\n').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sha1(commit: &[u8]) -> Option<(String, String)> {
        let signed = split(commit, ObjectFormat::Sha1)?;
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Some((text(&signed.payload.concat()), text(&signed.signature)))
    }

    fn is(payload: &str, signature: &str) -> Option<(String, String)> {
        Some((payload.to_owned(), signature.to_owned()))
    }

    #[test]
    fn a_signature_is_its_header_and_the_lines_that_go_on() {
        assert_eq!(
            sha1(b"tree 1\ngpgsig a\n b\n  c\nencoding x\n\nm\n"),
            is("tree 1\nencoding x\n\nm\n", "a\nb\n c\n")
        );
        assert_eq!(sha1(b"tree 1\ngpgsig a\n b"), is("tree 1\n", "a\nb"));
        assert_eq!(sha1(b"gpgsig \n\n"), is("\n", "\n"));
        assert_eq!(sha1(b"gpgsig a\nx y\n z\ngpgsig b\n c\n\n"), is("x y\n z\n\n", "a\nb\nc\n"));
    }

    #[test]
    fn a_signature_in_the_message_or_of_another_name_is_none() {
        for commit in
            [&b""[..], b"\n", b"tree 1\n\ngpgsig a\n", b"gpgsig\n", b"gpgsiga b\n", b" gpgsig a\n", b"Gpgsig a\n"]
        {
            assert_eq!(sha1(commit), None);
        }
        assert_eq!(sha1(b"mergetag x\n gpgsig a\n\n"), None);
        assert_eq!(sha1(b"tree 1\ngpgsig-sha256 a\n\nm"), None);
    }

    #[test]
    fn every_other_signature_is_left_out_of_what_was_signed() {
        assert_eq!(sha1(b"gpgsig-sha256 a\n b\ngpgsig c\n d\nx y\n\n"), is("x y\n\n", "c\nd\n"));
        assert_eq!(sha1(b"gpgsig c\ngpgsig-sha256 a\n b\n\n"), is("\n", "c\n"));
        assert_eq!(sha1(b"gpgsig c\ngpgsigx a\n b\nx y\n\n"), is("x y\n\n", "c\n"));
        let signed = split(b"gpgsig c\n d\ngpgsig-sha256 a\n b\nx y\n\n", ObjectFormat::Sha256).unwrap();
        assert_eq!((signed.payload.concat(), signed.signature), (b"x y\n\n".to_vec(), b"a\nb\n".to_vec()));
    }
}
