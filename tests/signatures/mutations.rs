//! Bytes changed at random: git and daicho must answer alike for each, and nothing may make daicho panic.

use daicho::history::signature::{self, Signature};
use daicho::model::PublicKey;
use proptest::prelude::*;

use super::wire::{armor, dearmor};
use super::workshop::{PLAIN, Sha1, Sha256, Workshop, signed};

/// The same changes in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// One bit, one byte, one byte less or one more.
    fn change(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let odd = b"\0 \n\r=A-g"[self.below(8)];
        match self.below(5) {
            0 | 1 => bytes[at] ^= 1 << self.below(8),
            2 => bytes[at] = odd,
            3 => drop(bytes.remove(at)),
            _ => bytes.insert(at, odd),
        }
    }
}

/// Commits signed by git, changed anywhere, judged by `git verify-commit`.
#[test]
fn of_a_commit() {
    let mut dice = Dice(1);
    let mut taken = 0;
    for options in [&["-t", "ed25519"][..], &["-t", "ecdsa", "-b", "256"], &["-t", "rsa", "-b", "1024"]] {
        let workshop = Workshop::new();
        let pair = workshop.pair(options);
        for format in [Sha1, Sha256] {
            let repo = workshop.repo(format);
            let commit = repo.commit("一行目\n\n三行目", Some(&pair));
            for _ in 0..40 {
                let mut changed = commit.clone();
                let at = dice.below(changed.len());
                dice.change(&mut changed, at);
                taken += usize::from(matches!(repo.agreed(&changed), Signature::Good(_)));
            }
        }
    }
    assert!(taken > 0, "white space in the armor changes nothing: some of the changes must be harmless");
}

/// Signatures changed below the armor, every byte of the shortest and some of the others, judged by `ssh-keygen`.
#[test]
fn of_a_signature() {
    let mut dice = Dice(2);
    for (options, step) in [
        (&["-t", "ed25519"][..], 1),
        (&["-t", "ecdsa", "-b", "256"], 3),
        (&["-t", "ecdsa", "-b", "384"], 5),
        (&["-t", "ecdsa", "-b", "521"], 6),
        (&["-t", "rsa", "-b", "1024"], 5),
    ] {
        let workshop = Workshop::new();
        let pair = workshop.pair(options);
        let blob = dearmor(&workshop.sign(&pair, &["-n", "git"], PLAIN));
        for at in (0..blob.len()).step_by(step) {
            let mut changed = blob.clone();
            dice.change(&mut changed, at);
            let text = armor(&changed, 70);
            let answer = signature::of(&signed(PLAIN, "gpgsig", text.as_bytes()), Sha1);
            let good = matches!(answer, Signature::Good(_));
            assert_eq!(good, workshop.ssh_keygen_takes(text.as_bytes(), PLAIN), "{answer:?} at {at} of {options:?}");
        }
    }
}

/// Fields in their order but of any content, so that the bytes get past the first checks.
fn some_fields() -> impl Strategy<Value = Vec<u8>> {
    let names: Vec<&[u8]> = vec![
        b"ssh-ed25519",
        b"ssh-rsa",
        b"rsa-sha2-512",
        b"ecdsa-sha2-nistp256",
        b"ecdsa-sha2-nistp521",
        b"nistp256",
        b"nistp521",
        b"sk-ssh-ed25519@openssh.com",
        b"sk-ecdsa-sha2-nistp256@openssh.com",
        b"git",
        b"",
        b"sha512",
    ];
    let name = proptest::sample::select(names).prop_map(<[u8]>::to_vec);
    let point = (prop_oneof![Just(32usize), Just(64), Just(65), Just(133)], any::<u8>())
        .prop_map(|(length, byte)| [vec![4], vec![byte; length - 1]].concat());
    let leaf = prop_oneof![3 => name, 1 => point, 1 => proptest::collection::vec(any::<u8>(), 0..300)];
    let strings = |parts: Vec<Vec<u8>>| super::wire::strings(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>());
    leaf.prop_recursive(3, 24, 6, move |inner| proptest::collection::vec(inner, 1..6).prop_map(strings))
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(commit: Vec<u8>, blob: Vec<u8>, fields in some_fields(), line: String) {
        for format in [Sha1, Sha256] {
            signature::of(&commit, format);
            signature::of(&[b"gpgsig ", &commit[..]].concat(), format);
            signature::of(&[b"gpgsig -----BEGIN SSH SIGNATURE-----\n ", &commit[..], b"\n -----END SSH SIGNATURE-----"].concat(), format);
        }
        let inner = super::wire::strings(&[&fields, b"git", b"", b"sha256", &fields]);
        for blob in [&blob, &fields, &inner] {
            let blob = [b"SSHSIG\0\0\0\x01", &blob[..]].concat();
            let answer = signature::of(&signed(PLAIN, "gpgsig", armor(&blob, 70).as_bytes()), Sha1);
            prop_assert!(!matches!(answer, Signature::Good(_)));
        }
        if let Ok(key) = PublicKey::from_wire(&fields) {
            prop_assert_eq!(PublicKey::from_wire(&key.to_wire()), Ok(key));
        }
        let _ = line.parse::<PublicKey>();
    }
}
