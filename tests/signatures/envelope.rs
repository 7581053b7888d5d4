//! The fields of a signature: which may be anything, which may not, and what is not checked at all.

use daicho::history::signature::{self, Flaw, Signature, Unverifiable};
use daicho::model::KeyFault;

use super::wire::{Fields, strings};
use super::workshop::{PLAIN, Pair, Repo, Sha1, Workshop, signed};

struct Bench<'w> {
    workshop: &'w Workshop,
    repo: Repo<'w>,
    pair: Pair,
    fields: Fields,
}

impl<'w> Bench<'w> {
    fn new(workshop: &'w Workshop, options: &[&str]) -> Bench<'w> {
        let pair = workshop.pair(options);
        let fields = Fields::of(&workshop.sign(&pair, &["-n", "git"], PLAIN));
        Bench { workshop, repo: workshop.repo(Sha1), pair, fields }
    }

    /// The answer to a signature with some fields changed, agreed with git.
    fn agreed(&self, change: impl FnOnce(&mut Fields)) -> Signature {
        self.repo.agreed(&self.commit(change))
    }

    fn commit(&self, change: impl FnOnce(&mut Fields)) -> Vec<u8> {
        let mut fields = self.fields.clone();
        change(&mut fields);
        signed(PLAIN, "gpgsig", fields.armor().as_bytes())
    }

    fn good(&self) -> Signature {
        Signature::Good(self.pair.key())
    }
}

const DAMAGED: Signature = Signature::Bad(Flaw::Damaged);

#[test]
fn fields_of_any_signature() {
    let workshop = Workshop::new();
    let bench = Bench::new(&workshop, &["-t", "ed25519"]);
    assert_eq!(bench.agreed(|_| {}), bench.good());
    assert_eq!(bench.agreed(|fields| fields.version = 0), bench.good());
    assert_eq!(bench.agreed(|fields| fields.reserved = b"any".to_vec()), bench.good());
    assert_eq!(bench.agreed(|fields| fields.namespace.push(0)), bench.good());
    assert_eq!(bench.agreed(|fields| fields.hash.push(0)), bench.good());
    let unverifiable = Signature::Unverifiable;
    assert_eq!(bench.agreed(|fields| fields.version = 2), unverifiable(Unverifiable::Version(2)));
    let hash = |name: &str| unverifiable(Unverifiable::Hash(name.to_owned()));
    assert_eq!(bench.agreed(|fields| fields.hash = b"sha384".to_vec()), hash("sha384"));
    assert_eq!(bench.agreed(|fields| fields.hash = b"md5\x1b[1m".to_vec()), hash("md5?[1m"));
    assert_eq!(bench.agreed(|fields| fields.hash = b"sha256".to_vec()), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(bench.agreed(|fields| fields.hash = b"sha\x00512".to_vec()), DAMAGED);
    assert_eq!(bench.agreed(|fields| fields.signature.push(0)), DAMAGED);
    assert_eq!(bench.agreed(|fields| fields.signature.clear()), DAMAGED);
    assert_eq!(bench.agreed(|fields| fields.key.push(0)), Signature::Bad(Flaw::Key(KeyFault::Damaged)));
    let other =
        |signature: &str| Signature::Bad(Flaw::Algorithm { key: "ssh-ed25519", signature: signature.to_owned() });
    assert_eq!(bench.agreed(|fields| fields.signature = strings(&[b"ssh-rsa", &[1; 64]])), other("ssh-rsa"));
    for length in [0, 63, 65] {
        let answer = bench.agreed(|fields| fields.signature = strings(&[b"ssh-ed25519", &vec![1; length]]));
        assert_eq!(answer, Signature::Bad(Flaw::DoesNotHold));
    }
}

#[test]
fn other_namespaces() {
    let workshop = Workshop::new();
    let bench = Bench::new(&workshop, &["-t", "ed25519"]);
    for namespace in ["file", "Git", "git ", "gi", "戸籍"] {
        let armor = bench.workshop.sign(&bench.pair, &["-n", namespace], PLAIN);
        let answer = bench.repo.agreed(&signed(PLAIN, "gpgsig", armor.as_bytes()));
        let shown = if namespace.is_ascii() { namespace.replace(' ', "?") } else { "??????".to_owned() };
        assert_eq!(answer, Signature::Bad(Flaw::Namespace(shown)));
        // Saying `git` over it does not make it one.
        let mut fields = Fields::of(&armor);
        fields.namespace = b"git".to_vec();
        let answer = bench.repo.agreed(&signed(PLAIN, "gpgsig", fields.armor().as_bytes()));
        assert_eq!(answer, Signature::Bad(Flaw::DoesNotHold));
    }
}

#[test]
fn rsa_signatures() {
    let workshop = Workshop::new();
    // One of 256 begins with a zero, and without that it is the same number.
    let mut benches = std::iter::repeat_with(|| Bench::new(&workshop, &["-t", "rsa", "-b", "1024"]));
    let bench = benches.find(|bench| bench.fields.signature[4 + 12 + 4] != 0).unwrap();
    let raw = bench.fields.signature[4 + 12 + 4..].to_vec();
    let named = |name: &[u8]| bench.agreed(|fields| fields.signature = strings(&[name, &raw]));
    assert_eq!(named(b"rsa-sha2-512"), bench.good());
    assert_eq!(named(b"rsa-sha2-256"), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(named(b"ssh-rsa"), Signature::Bad(Flaw::Sha1));
    let raw_is = |raw: &[u8]| bench.agreed(|fields| fields.signature = strings(&[b"rsa-sha2-512", raw]));
    assert_eq!(raw_is(&[&[0], &raw[..]].concat()), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(raw_is(&raw[1..]), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(raw_is(&[]), Signature::Bad(Flaw::DoesNotHold));

    // The same key, written with more zeros than it needs: taken, and the same key.
    let (e, n) = (&[1, 0, 1][..], &bench.fields.key[4 + 7 + 4 + 3 + 4..]);
    let key_is = |e: &[u8], n: &[u8]| bench.agreed(|fields| fields.key = strings(&[b"ssh-rsa", e, n]));
    assert_eq!(key_is(e, n), bench.good());
    assert_eq!(key_is(&[0, 0, 1, 0, 1], &[&[0, 0], n].concat()), bench.good());
    let short = [&[0x40], &n[3..]].concat();
    assert_eq!(key_is(e, &short), Signature::Bad(Flaw::Key(KeyFault::ShortRsa(1015))));
    assert_eq!(key_is(&[], n), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(key_is(&[2], n), Signature::Bad(Flaw::DoesNotHold));
    assert_eq!(key_is(&[1; 9], n), Signature::Unverifiable(Unverifiable::LargeExponent));
    assert_eq!(key_is(e, &[&[1], &[0; 2048][..]].concat()), Signature::Bad(Flaw::Key(KeyFault::Damaged)));
    assert_eq!(key_is(e, &[1; 2048]), Signature::Bad(Flaw::DoesNotHold));
}

/// Some signers leave leading zeros out of a signature; OpenSSH and daicho put them back.
#[test]
fn short_rsa_signatures() {
    let workshop = Workshop::new();
    let bench = Bench::new(&workshop, &["-t", "rsa", "-b", "1024"]);
    // One in 256 signatures begins with a zero: so many messages are signed that one does.
    let messages: Vec<Vec<u8>> = (0..4_000).map(|at: u32| [PLAIN, at.to_string().as_bytes()].concat()).collect();
    let (message, mut fields) = (messages.chunks(200))
        .flat_map(|some| some.iter().cloned().zip(workshop.sign_all(&bench.pair, some)))
        .map(|(message, armor)| (message, Fields::of(&armor)))
        .find(|(_, fields)| fields.signature[4 + 12 + 4] == 0)
        .expect("one of them");
    fields.signature = strings(&[b"rsa-sha2-512", &fields.signature[4 + 12 + 4 + 1..]]);
    assert_eq!(bench.repo.agreed(&signed(&message, "gpgsig", fields.armor().as_bytes())), bench.good());
}

/// Deliberate: in place of the wire's names OpenSSH 9.2 takes the short ones that it shows to people too, and the names of
/// signatures. No program writes them there, and one key would have many forms.
#[test]
fn keys_by_other_names() {
    let workshop = Workshop::new();
    for (options, name, fields) in [
        (&["-t", "ed25519"][..], "ED25519", 4 + 11),
        (&["-t", "rsa", "-b", "1024"], "rsa", 4 + 7),
        (&["-t", "rsa", "-b", "2048"], "rsa-sha2-512", 4 + 7),
    ] {
        let pair = workshop.pair(options);
        let mut forged = Fields::of(&workshop.sign(&pair, &["-n", "git"], PLAIN));
        forged.key = [strings(&[name.as_bytes()]), forged.key[fields..].to_vec()].concat();
        let answer = signature::of(&signed(PLAIN, "gpgsig", forged.armor().as_bytes()), Sha1);
        assert_eq!(answer, Signature::Unverifiable(Unverifiable::Key(name.to_owned())));
    }
}

/// Deliberate: OpenSSH calls these good, daicho says that it cannot check them.
#[test]
fn keys_that_are_not_checked() {
    let workshop = Workshop::new();
    let authority = workshop.pair(&["-t", "ecdsa"]);
    let pair = workshop.pair(&["-t", "ed25519"]);
    workshop.certify(&authority, &pair);
    let certified = Pair { file: pair.file.with_file_name("key-ted25519-cert.pub"), line: String::new() };
    let armor = workshop.sign(&certified, &["-n", "git"], PLAIN);
    assert!(workshop.ssh_keygen_takes(armor.as_bytes(), PLAIN));
    let name = "ssh-ed25519-cert-v01@openssh.com".to_owned();
    let answer = signature::of(&signed(PLAIN, "gpgsig", armor.as_bytes()), Sha1);
    assert_eq!(answer, Signature::Unverifiable(Unverifiable::Certificate(name)));

    if let Some(pair) = workshop.try_pair(&["-t", "dsa"]) {
        let armor = workshop.sign(&pair, &["-n", "git"], PLAIN);
        assert!(workshop.ssh_keygen_takes(armor.as_bytes(), PLAIN));
        let answer = signature::of(&signed(PLAIN, "gpgsig", armor.as_bytes()), Sha1);
        assert_eq!(answer, Signature::Unverifiable(Unverifiable::Key("ssh-dss".to_owned())));
    }
}
