//! Keys held by a security key (`sk-`): there is none here, so its part is played by the same crates, and `ssh-keygen`
//! says whether it was played well.
//!
//! The messages of Ed25519 that no honest signer makes are here too, for they need a signer of one's own.

use daicho::history::signature::{self, Flaw, Signature, Unverifiable};
use daicho::model::PublicKey;
use ed25519_dalek::Signer;
use sha2::{Digest, Sha256, Sha512};

use super::wire::{Fields, strings};
use super::workshop::{PLAIN, Sha1, Workshop, signed};

const APPLICATION: &[u8] = b"ssh:";
const PRESENT: u8 = 1;
const PRESENT_AND_VERIFIED: u8 = 5;

fn message() -> Vec<u8> {
    [b"SSHSIG", &strings(&[b"git", b"", b"sha512", &Sha512::digest(PLAIN)])[..]].concat()
}

fn fields(key: Vec<u8>, signature: Vec<u8>) -> Fields {
    let (namespace, hash) = (b"git".to_vec(), b"sha512".to_vec());
    Fields { version: 1, key, namespace, reserved: Vec::new(), hash, signature }
}

/// What a security key signs.
fn touched(application: &[u8], flags: u8, counter: u32, message: &[u8]) -> Vec<u8> {
    [&Sha256::digest(application)[..], &[flags], &counter.to_be_bytes(), &Sha256::digest(message)].concat()
}

type Play = fn(flags: u8, counter: u32) -> Fields;

fn ed25519(flags: u8, counter: u32) -> Fields {
    let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let raw = secret.sign(&touched(APPLICATION, flags, counter, &message())).to_bytes();
    let name = b"sk-ssh-ed25519@openssh.com";
    let key = strings(&[name, secret.verifying_key().as_bytes(), APPLICATION]);
    fields(key, [&strings(&[name, &raw])[..], &[flags], &counter.to_be_bytes()].concat())
}

fn ecdsa(flags: u8, counter: u32) -> Fields {
    let secret = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let raw: p256::ecdsa::Signature = secret.sign(&touched(APPLICATION, flags, counter, &message()));
    let number = |bytes: &[u8]| if bytes[0] < 0x80 { bytes.to_vec() } else { [&[0], bytes].concat() };
    let raw = strings(&[&number(&raw.r().to_bytes()), &number(&raw.s().to_bytes())]);
    let name = b"sk-ecdsa-sha2-nistp256@openssh.com";
    let point = secret.verifying_key().to_encoded_point(false);
    let key = strings(&[name, b"nistp256", point.as_bytes(), APPLICATION]);
    fields(key, [&strings(&[name, &raw])[..], &[flags], &counter.to_be_bytes()].concat())
}

/// Daicho's answer, which `ssh-keygen` shares.
fn agreed(workshop: &Workshop, fields: &Fields) -> Signature {
    let armor = fields.armor();
    let answer = signature::of(&signed(PLAIN, "gpgsig", armor.as_bytes()), Sha1);
    let good = matches!(answer, Signature::Good(_));
    assert_eq!(good, workshop.ssh_keygen_takes(armor.as_bytes(), PLAIN), "{answer:?}");
    answer
}

/// `ssh-keygen -Y verify` does not ask whether the key was touched: neither does daicho.
#[test]
fn a_touch_is_signed_but_not_asked_for() {
    let workshop = Workshop::new();
    for play in [ed25519 as Play, ecdsa] {
        for (flags, counter) in [(PRESENT, 0), (PRESENT_AND_VERIFIED, 77), (0, 1), (255, u32::MAX)] {
            let fields = play(flags, counter);
            let key = PublicKey::from_wire(&fields.key).unwrap();
            assert_eq!(agreed(&workshop, &fields), Signature::Good(key));
        }
    }
}

#[test]
fn all_that_is_signed_counts() {
    let workshop = Workshop::new();
    for play in [ed25519 as Play, ecdsa] {
        let fields = play(PRESENT, 3);
        let changed = |change: &dyn Fn(&mut Fields)| {
            let mut fields = fields.clone();
            change(&mut fields);
            agreed(&workshop, &fields)
        };
        let end = fields.signature.len() - 1;
        let bad = Signature::Bad(Flaw::DoesNotHold);
        assert_eq!(changed(&|fields| fields.signature[end] += 1), bad, "the counter");
        assert_eq!(changed(&|fields| fields.signature[end - 4] = 5), bad, "the flags");
        let application = fields.key.len() - 1;
        assert_eq!(changed(&|fields| fields.key[application] = b'!'), bad, "the application");
        let damaged = Signature::Bad(Flaw::Damaged);
        assert_eq!(changed(&|fields| fields.signature.truncate(end)), damaged);
        assert_eq!(changed(&|fields| fields.signature.push(0)), damaged);
        assert_eq!(changed(&|fields| fields.signature.truncate(end - 4)), damaged);
    }
    // What a browser makes of it has a name of its own. OpenSSH would check a whole one, which this is not.
    let mut browser = ecdsa(PRESENT, 3);
    browser.signature = strings(&[b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com", b"more"]);
    assert_eq!(agreed(&workshop, &browser), Signature::Unverifiable(Unverifiable::Webauthn));
    // A signature of the plain sort under a key of this one.
    let mut plain = ed25519(PRESENT, 3);
    plain.signature = strings(&[b"ssh-ed25519", &[1; 64]]);
    assert!(matches!(agreed(&workshop, &plain), Signature::Bad(Flaw::Algorithm { .. })));
}

#[test]
fn keys_are_read_and_shown_as_ssh_keygen_does() {
    let workshop = Workshop::new();
    for play in [ed25519 as Play, ecdsa] {
        let key = PublicKey::from_wire(&play(PRESENT, 1).key).unwrap();
        let line = format!("{} {} office key", key.algorithm(), super::wire::encode(&key.to_wire()));
        assert_eq!(line.parse(), Ok(key.clone()));
        let pair = workshop.public(&line);
        assert_eq!(workshop.fingerprint(&pair), key.fingerprint());
    }
}

fn plain_ed25519(point: &[u8; 32], r: &[u8; 32], s: &[u8; 32]) -> Fields {
    fields(strings(&[b"ssh-ed25519", point]), strings(&[b"ssh-ed25519", &[*r, *s].concat()]))
}

/// Points of small order: for these keys a signature can be made without any secret. OpenSSH takes them, and a register
/// that held such a key would have been given it on purpose.
#[test]
fn keys_of_small_order_are_keys() {
    let workshop = Workshop::new();
    let mut identity = [0; 32];
    identity[0] = 1;
    let key = PublicKey::Ed25519 { point: identity };
    assert_eq!(agreed(&workshop, &plain_ed25519(&identity, &identity, &[0; 32])), Signature::Good(key));
    // The point of order two, and the identity with the wrong sign and out of range: as OpenSSH has it, whatever that is.
    let mut order_two = [255; 32];
    (order_two[0], order_two[31]) = (0xec, 0x7f);
    let mut signed_identity = identity;
    signed_identity[31] = 0x80;
    let mut out_of_range = [255; 32];
    (out_of_range[0], out_of_range[31]) = (0xee, 0x7f);
    for point in [order_two, signed_identity, out_of_range, [0; 32], [2; 32]] {
        agreed(&workshop, &plain_ed25519(&point, &identity, &[0; 32]));
        agreed(&workshop, &plain_ed25519(&point, &point, &[0; 32]));
    }
}

/// Deliberate: RFC 8032 wants `S` below the group's order, else each signature could be written in several ways. OpenSSH 9.2
/// looks at its three highest bits alone.
#[test]
fn a_signature_has_one_form() {
    let workshop = Workshop::new();
    let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let raw = secret.sign(&message()).to_bytes();
    let (r, s): ([u8; 32], [u8; 32]) = (raw[..32].try_into().unwrap(), raw[32..].try_into().unwrap());
    let point = secret.verifying_key().to_bytes();
    assert!(matches!(agreed(&workshop, &plain_ed25519(&point, &r, &s)), Signature::Good(_)));
    let order = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0;
    let sum = std::array::from_fn(|at| {
        let digit: u16 = u16::from(s[at]) + order[at] + carry;
        carry = digit >> 8;
        digit as u8
    });
    let armor = plain_ed25519(&point, &r, &sum).armor();
    let answer = signature::of(&signed(PLAIN, "gpgsig", armor.as_bytes()), Sha1);
    assert_eq!(answer, Signature::Bad(Flaw::DoesNotHold));
    println!("ssh-keygen takes it: {}", workshop.ssh_keygen_takes(armor.as_bytes(), PLAIN));
}
