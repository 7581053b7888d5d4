//! Where a commit keeps its signature, and what else stands there.

use daicho::history::signature::{self, Flaw, Signature, Unverifiable};

use super::workshop::{PLAIN, Pair, Repo, Sha1, Sha256, Workshop, signed};

/// Signs these bytes and puts the signature into them.
fn sign(workshop: &Workshop, pair: &Pair, commit: &[u8]) -> Vec<u8> {
    signed(commit, "gpgsig", workshop.sign(pair, &["-n", "git"], commit).as_bytes())
}

fn headers_before(message: &[u8], extra: &str) -> Vec<u8> {
    let at = message.windows(2).position(|two| two == b"\n\n").unwrap() + 1;
    [&message[..at], extra.as_bytes(), &message[at..]].concat()
}

#[test]
fn messages_of_any_bytes() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let good = Signature::Good(pair.key());
    let head = PLAIN.strip_suffix(b"message\n").unwrap();
    for message in [
        &b""[..],
        b"no line feed at the end",
        b"CRLF\r\n\r\nbody\r\n",
        b"a NUL \0 in it\n",
        b"\xff\xfe no UTF-8 \x83\n",
        b"gpgsig -----BEGIN SSH SIGNATURE-----\n in the message\n",
        b"\n\n\n",
    ] {
        let commit = sign(&workshop, &pair, &[head, message].concat());
        assert_eq!(repo.agreed(&commit), good, "{:?}", String::from_utf8_lossy(message));
        assert_eq!(repo.agreed(&[&commit[..], b"\n"].concat()), Signature::Bad(Flaw::DoesNotHold));
    }
    // A whole signature in the message is part of the message.
    let armor = workshop.sign(&pair, &["-n", "git"], PLAIN);
    let quoted = [PLAIN, b"\n\ngpgsig ", armor.replace('\n', "\n ").as_bytes()].concat();
    assert_eq!(repo.agreed(&quoted), Signature::Missing);
}

/// Without an empty line behind the headers there is no message, and the signature may stand last.
#[test]
fn no_message_at_all() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let bare = PLAIN.strip_suffix(b"\nmessage\n").unwrap();
    let armor = workshop.sign(&pair, &["-n", "git"], bare);
    for end in ["", "\n"] {
        let commit = [bare, b"gpgsig ", armor.trim_end().replace('\n', "\n ").as_bytes(), end.as_bytes()].concat();
        assert_eq!(repo.agreed(&commit), Signature::Good(pair.key()));
    }
}

/// Deliberate: git asks for the time of the commit before it looks at the signature. Here a commit without one is reported as
/// damaged by the walk, and its signature is still what it is.
#[test]
fn no_committer() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let text = String::from_utf8(PLAIN.to_vec()).unwrap().replace("committer ", "comitter ");
    let commit = sign(&workshop, &pair, text.as_bytes());
    assert!(!repo.git_takes(&commit));
    assert_eq!(signature::of(&commit, Sha1), Signature::Good(pair.key()));
}

#[test]
fn the_signature_of_the_other_format_is_none() {
    let workshop = Workshop::new();
    let pair = workshop.pair(&["-t", "ed25519"]);
    let (sha1, sha256) = (workshop.repo(Sha1), workshop.repo(Sha256));
    let (old, new) = (sha1.commit("m", Some(&pair)), sha256.commit("m", Some(&pair)));
    let swapped = |commit: &[u8], from: &str, to: &str| String::from_utf8(commit.to_vec()).unwrap().replace(from, to);
    assert_eq!(sha1.agreed(swapped(&old, "gpgsig ", "gpgsig-sha256 ").as_bytes()), Signature::Missing);
    assert_eq!(sha256.agreed(swapped(&new, "gpgsig-sha256 ", "gpgsig ").as_bytes()), Signature::Missing);
}

/// Git writes both where a repository is kept in two formats, and signs neither.
#[test]
fn other_signatures_are_not_signed() {
    let workshop = Workshop::new();
    let pair = workshop.pair(&["-t", "ed25519"]);
    let good = Signature::Good(pair.key());
    let check = |repo: &Repo<'_>, commit: &[u8], other: &str| {
        assert_eq!(repo.agreed(&headers_before(commit, &format!("{other} any\n thing\n"))), good, "{other}");
    };
    let (sha1, sha256) = (workshop.repo(Sha1), workshop.repo(Sha256));
    let (old, new) = (sha1.commit("m", Some(&pair)), sha256.commit("m", Some(&pair)));
    check(&sha1, &old, "gpgsig-sha256");
    check(&sha256, &new, "gpgsig");
    check(&sha1, &old, "gpgsig-future");
    check(&sha1, &old, "gpgsigx");
    // Before the signature too; and a header that is neither is signed.
    let before = |other: &str| {
        let text = String::from_utf8(old.clone()).unwrap();
        text.replace("gpgsig ", &format!("{other} any\n thing\ngpgsig ")).into_bytes()
    };
    assert_eq!(sha1.agreed(&before("gpgsig-sha256")), good);
    assert_eq!(sha1.agreed(&before("gpgsi")), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(sha1.agreed(&headers_before(&old, "encoding x\n")), Signature::Bad(Flaw::DoesNotHold));
}

/// Git reads several headers as one text, of which the first signature counts.
#[test]
fn two_signatures() {
    let workshop = Workshop::new();
    let (one, two) = (workshop.pair(&["-t", "ed25519"]), workshop.pair(&["-t", "ecdsa"]));
    let repo = workshop.repo(Sha1);
    let [first, second] = [&one, &two].map(|pair| workshop.sign(pair, &["-n", "git"], PLAIN));
    let both =
        |inner: &str, outer: &str| signed(&signed(PLAIN, "gpgsig", inner.as_bytes()), "gpgsig", outer.as_bytes());
    assert_eq!(repo.agreed(&both(&first, &second)), Signature::Good(one.key()));
    assert_eq!(repo.agreed(&both(&second, &first)), Signature::Good(two.key()));
    let file = workshop.sign(&one, &["-n", "file"], PLAIN);
    assert_eq!(repo.agreed(&both(&file, &second)), Signature::Bad(Flaw::Namespace("file".to_owned())));
    // Lines of one text, in two headers.
    let (start, end) = first.split_at(first.find('\n').unwrap() + 1);
    assert_eq!(repo.agreed(&both(start, end)), Signature::Good(one.key()));
}

#[test]
fn signatures_of_other_sorts() {
    let workshop = Workshop::new();
    let repo = workshop.repo(Sha1);
    workshop.allow(&workshop.pair(&["-t", "ed25519"]).line);
    for (first, answer) in [
        ("-----BEGIN PGP SIGNATURE-----", Signature::Unverifiable(Unverifiable::OpenPgp)),
        ("-----BEGIN PGP MESSAGE-----", Signature::Unverifiable(Unverifiable::OpenPgp)),
        ("-----BEGIN SIGNED MESSAGE-----", Signature::Unverifiable(Unverifiable::X509)),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----", Signature::Bad(Flaw::NoSignature)),
        ("", Signature::Bad(Flaw::NoSignature)),
        (" -----BEGIN SSH SIGNATURE-----", Signature::Bad(Flaw::NoSignature)),
    ] {
        let commit = signed(PLAIN, "gpgsig", format!("{first}\nAAAA\n-----END-----\n").as_bytes());
        assert_eq!(repo.agreed(&commit), answer, "{first}");
    }
}
