//! Every sort of key that `ssh-keygen` makes, in both object formats.

use daicho::history::signature::{self, Flaw, Signature};
use daicho::model::{KeyFault, PublicKey};

use super::wire::dearmor;
use super::workshop::{PLAIN, Sha1, Sha256, Workshop, signed};

fn every_verdict(options: &[&str]) {
    let workshop = Workshop::new();
    let pair = workshop.pair(options);
    let good = Signature::Good(pair.key());
    for format in [Sha1, Sha256] {
        let repo = workshop.repo(format);
        let (first, second) = (repo.commit("一つ目", Some(&pair)), repo.commit("二つ目", Some(&pair)));
        assert_eq!(repo.agreed(&first), good);
        assert_eq!(repo.agreed(&second), good);
        assert_eq!(repo.agreed(&repo.commit("unsigned", None)), Signature::Missing);

        // The message, the time, and one commit's signature under another's payload.
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (first, second) = (text(&first), text(&second));
        let bad = Signature::Bad(Flaw::DoesNotHold);
        assert_eq!(repo.agreed(first.replace("一つ目", "一つめ").as_bytes()), bad);
        assert_eq!(repo.agreed(first.replace("1790000000", "1790000001").as_bytes()), bad);
        let armor = |commit: &str| {
            let start = commit.find("-----BEGIN").unwrap();
            commit[start..commit.find("\n\n").unwrap()].to_owned()
        };
        assert_eq!(repo.agreed(second.replace(&armor(&second), &armor(&first)).as_bytes()), bad);
    }
}

#[test]
fn ed25519() {
    every_verdict(&["-t", "ed25519"]);
}

#[test]
fn ecdsa() {
    for bits in ["256", "384", "521"] {
        every_verdict(&["-t", "ecdsa", "-b", bits]);
    }
}

#[test]
fn rsa() {
    for bits in ["1024", "2048", "3072", "4096"] {
        every_verdict(&["-t", "rsa", "-b", bits]);
    }
}

#[test]
fn both_hashes() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    for hash in ["hashalg=sha256", "hashalg=sha512"] {
        let armor = workshop.sign(&pair, &["-n", "git", "-O", hash], PLAIN);
        assert_eq!(repo.agreed(&signed(PLAIN, "gpgsig", armor.as_bytes())), Signature::Good(pair.key()));
    }
}

/// A signature on a tag is the tag's: under a commit it holds for nothing.
#[test]
fn a_tags_signature() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    repo.commit("commit", None);
    let key = format!("user.signingkey={}", pair.file.display());
    repo.git(&["-c", "gpg.format=ssh", "-c", &key, "tag", "-s", "-m", "tag", "v1"], b"");
    let tag = String::from_utf8(repo.git(&["cat-file", "tag", "v1"], b"")).unwrap();
    let armor = &tag[tag.find("-----BEGIN").unwrap()..];
    let commit = signed(&repo.git(&["cat-file", "commit", "HEAD"], b""), "gpgsig", armor.as_bytes());
    assert_eq!(repo.agreed(&commit), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(signature::of(tag.as_bytes(), Sha1), Signature::Missing);
}

#[test]
fn keys_are_read_and_shown_as_ssh_keygen_does() {
    let workshop = Workshop::new();
    for options in [&["-t", "ed25519"][..], &["-t", "ecdsa"], &["-t", "rsa", "-b", "1024"]] {
        let pair = workshop.pair(options);
        let shown = workshop.fingerprint(&pair);
        assert_eq!(shown, pair.key().fingerprint());
        assert_eq!(PublicKey::from_wire(&pair.key().to_wire()).unwrap(), pair.key());
        let armor = workshop.sign(&pair, &["-n", "git"], PLAIN);
        let blob = pair.key().to_wire();
        assert!(dearmor(&armor).windows(blob.len()).any(|window| window == blob), "the key in a signature is this one");
    }
    if let Some(pair) = workshop.try_pair(&["-t", "dsa"]) {
        assert_eq!(pair.line.parse::<PublicKey>(), Err(KeyFault::Unknown("ssh-dss".to_owned())));
    }
}
