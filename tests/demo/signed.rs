//! The signatures of the sample's commits: as git, `ssh-keygen` and the register of people judge them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use daicho::history::{ObjectFormat, Signature, signature};
use daicho::model::PublicKey;
use daicho::model::key::{base64, wire::put_string};
use git2::Repository;
use sha2::{Digest, Sha256};
use toml::Value;

use super::{demo, git, history, person};

/// The people of the register, each with the public keys as they are written and the days of these.
fn people(made: &Path) -> Vec<(String, Vec<toml::Table>)> {
    let register: toml::Table = fs::read_to_string(made.join("records/register/people.toml")).unwrap().parse().unwrap();
    let people = register["person"].as_array().unwrap().iter();
    fn keys(person: &Value) -> impl Iterator<Item = toml::Table> {
        person["key"].as_array().unwrap().iter().map(|key| key.as_table().unwrap().clone())
    }
    people.map(|person| (person["emails"][0].as_str().unwrap().to_owned(), keys(person).collect())).collect()
}

/// A registered key's days, as `ssh-keygen` is told of them: to the second, the last one included.
fn days(key: &toml::Table) -> String {
    let plain = |day: &Value| day.to_string().replace('-', "");
    let from = format!("valid-after=\"{}000000\"", plain(&key["from"]));
    key.get("until").map_or(from.clone(), |until| format!("{from},valid-before=\"{}235959\"", plain(until)))
}

#[test]
fn git_and_ssh_keygen_call_every_signature_good() {
    let (home, made) = demo();
    let mut allowed = String::new();
    for (email, keys) in people(&made) {
        for key in keys {
            allowed += &format!("{email} namespaces=\"git\",{} {}\n", days(&key), key["public"].as_str().unwrap());
        }
    }
    let file = home.path().join("allowed_signers");
    fs::write(&file, allowed).unwrap();
    let option = format!("gpg.ssh.allowedSignersFile={}", file.display());
    let mut log = Command::new("git");
    log.current_dir(&made).args(["-c", &option, "log", "--format=%G? %GS %ae %ce"]);
    // In the zone of the ledger, as the days of the keys are.
    let output = log.envs([("TZ", "Asia/Tokyo"), ("GIT_CONFIG_NOSYSTEM", "1")]).env("HOME", home.path()).output();
    let told = String::from_utf8(output.unwrap().stdout).unwrap();
    for line in told.lines() {
        let [verdict, signer, author, committer] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!((verdict, signer, committer), ("G", author, author));
    }
    assert_eq!(told.lines().count(), history(&Repository::open(&made).unwrap()).len());
    git(&made, &["-c", &option, "verify-commit", "HEAD"]);
}

/// A key file as `ssh-keygen` writes it (PROTOCOL.key of OpenSSH), of the seed that the sample publishes.
fn key_file(seed: &str, public: &PublicKey) -> String {
    let PublicKey::Ed25519 { point } = public else { panic!("{public:?}") };
    let mut private = vec![0; 8];
    for field in [b"ssh-ed25519", &point[..], &[&Sha256::digest(seed)[..], point].concat(), b""] {
        put_string(&mut private, field);
    }
    private.extend((1..).take(private.len().wrapping_neg() % 8));
    let mut file = b"openssh-key-v1\0".to_vec();
    for field in [b"none", &b"none"[..], b""] {
        put_string(&mut file, field);
    }
    file.extend(1_u32.to_be_bytes());
    put_string(&mut file, &public.to_wire());
    put_string(&mut file, &private);
    let (begin, end) = ("-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----");
    format!("{begin}\n{}\n{end}\n", base64::encode(&file))
}

#[test]
fn ssh_keygen_would_have_written_the_same_bytes() {
    let (home, made) = demo();
    let commit = git(&made, &["cat-file", "commit", "HEAD"]);
    let (before, rest) = commit.split_once("gpgsig ").unwrap();
    let (signature, message) = rest.split_once("\n\n").unwrap();
    let register = people(&made);
    let (_, keys) = register.iter().find(|(email, _)| *email == person("kobayashi")).unwrap();
    let public: PublicKey = keys[0]["public"].as_str().unwrap().parse().unwrap();

    let (key, payload) = (home.path().join("key"), home.path().join("payload"));
    fs::write(&key, key_file("daicho sample key of kobayashi", &public)).unwrap();
    fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    fs::write(&payload, format!("{before}\n{message}")).unwrap();
    let mut sign = Command::new("ssh-keygen");
    let output = sign.args(["-q", "-Y", "sign", "-n", "git", "-f"]).args([&key, &payload]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = fs::read_to_string(home.path().join("payload.sig")).unwrap();
    assert_eq!(signature.replace("\n ", "\n") + "\n", theirs);
}

#[test]
fn each_signature_is_by_the_key_of_its_day() {
    let (_home, made) = demo();
    let repo = Repository::open(&made).unwrap();
    let objects = repo.odb().unwrap();
    let people: BTreeMap<String, Vec<toml::Table>> = people(&made).into_iter().collect();
    let mut used: BTreeMap<String, Vec<PublicKey>> = BTreeMap::new();
    for commit in history(&repo) {
        let object = objects.read(commit.id).unwrap();
        let Signature::Good(key) = signature::of(object.data(), ObjectFormat::Sha1) else { panic!("{}", commit.id) };
        let day = &commit.at[..10];
        let holds = |own: &&toml::Table| {
            *own["from"].to_string() <= *day && own.get("until").is_none_or(|until| *day <= *until.to_string())
        };
        let mut own = people[&commit.author].iter().filter(holds);
        assert!(own.any(|own| own["public"].as_str().unwrap().parse() == Ok(key.clone())), "{} {day}", commit.author);
        let keys = used.entry(commit.author).or_default();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    for (email, keys) in &people {
        assert_eq!(used[email].len(), keys.len(), "{email} uses each registered key");
    }
    let changed: Vec<&str> = used.iter().filter(|(_, keys)| keys.len() > 1).map(|(email, _)| email.as_str()).collect();
    assert_eq!(changed, ["abe@town.rankoshi.example"]);
}
