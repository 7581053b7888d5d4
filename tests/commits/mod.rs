//! A history as data: commits on top of the ledger of `tests/cases/base`, made into a bare repository.
//!
//! ```toml
//! as_of = 2026-10-16                       # if not this day
//! expect = ["record-deleted mukawa 2026-10-14 @gone"]    # see `told`; a commit is named @ and its name, or its number from 1
//! anchors = ["lost"]                       # heads that were published before, by name or id
//! head = "main"                            # if not the last commit
//! refs = { "refs/tags/1" = "main" }        # more refs, beside the branch
//! tags = { "2" = "main" }                  # tags with words of their own
//! format = "sha256"                        # if not sha1
//!
//! [[commit]]
//! by = "tanaka"                            # a person's id, or an e-mail address; the author, and the committer if no other is named
//! committer = "ito"
//! at = 2026-10-13T17:00:00                 # Japanese time
//! author_at = 2026-10-13T16:00:00          # if not then
//! name = "first"
//! parents = ["left", "right"]              # if not the commit before
//! message = "…"
//! restore = ["mukawa/2026/10/14-check.toml"]             # files or folders as the first commit's ledger has them
//! take = { right = ["mukawa/2026/10/15-check.toml"] }    # as they stand in another commit; removed if there are none
//! outside = { "README.md" = "…" }          # beside records/
//! signed_by = "sato"                       # by a key made for these tests; see `signer`
//! signature = "…"                          # or this text, whatever it is
//! # … and how the ledger differs from that of the first parent: see `ledger::Overlay`. `{digest}` is the digest of the file's folder.
//!
//! [[receipt]]                              # what the server wrote down
//! at = 2026-10-13T17:01:00
//! old = "first"                            # a commit; absent: the branch was new
//! new = "second"                           # absent: it was deleted
//! ref = "refs/heads/main"
//!
//! [holes]                                  # what is then broken; objects are a commit's name, or name:path
//! shallow = ["second"]
//! ```
//!
//! The first commit, and any other without parents, begins with the base ledger and what `tests/pasts/base.toml` adds to it.

mod holes;
mod signer;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use git2::{Buf, ObjectFormat, ObjectType, Odb, Oid, Repository, RepositoryInitOptions, Signature, Time};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::value::Datetime;

use crate::ledger::{Ledger, Overlay};
use holes::Holes;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub as_of: Option<Datetime>,
    #[serde(default)]
    pub expect: Vec<String>,
    #[serde(default)]
    anchors: Vec<String>,
    head: Option<String>,
    #[serde(default)]
    refs: BTreeMap<String, String>,
    #[serde(default)]
    tags: BTreeMap<String, String>,
    format: Option<String>,
    #[serde(rename = "commit")]
    commits: Vec<Commit>,
    #[serde(rename = "receipt", default)]
    receipts: Vec<Receipt>,
    #[serde(default)]
    holes: Holes,
}

#[derive(Deserialize)]
struct Commit {
    by: String,
    committer: Option<String>,
    at: Datetime,
    author_at: Option<Datetime>,
    name: Option<String>,
    parents: Option<Vec<String>>,
    message: Option<String>,
    #[serde(default)]
    restore: Vec<String>,
    #[serde(default)]
    take: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    outside: BTreeMap<String, String>,
    #[serde(flatten)]
    signing: Signing,
    #[serde(flatten)]
    overlay: toml::Table,
}

#[derive(Deserialize)]
struct Signing {
    signed_by: Option<String>,
    namespace: Option<String>,
    /// The message says more than what was signed.
    #[serde(default)]
    tampered: bool,
    signature: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipt {
    at: Datetime,
    old: Option<String>,
    new: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
}

/// A repository that was made of a case.
pub struct Made {
    /// Names of commits by id.
    pub names: BTreeMap<String, String>,
    pub anchors: Vec<String>,
}

/// The ledger of the first commit.
pub fn base(tests: &Path) -> Ledger {
    let mut ledger = Ledger::read(&tests.join("cases/base"));
    let more = std::fs::read_to_string(tests.join("pasts/base.toml")).expect("what the pasts add");
    ledger.spoil(&toml::from_str(&more).expect("an overlay"));
    ledger
}

/// Makes the bare repository of a case in a new folder.
pub fn make(case: &Case, base: &Ledger, root: &Path) -> Made {
    let format = match case.format.as_deref() {
        None => ObjectFormat::Sha1,
        Some("sha256") => ObjectFormat::Sha256,
        Some(other) => panic!("no format {other}"),
    };
    let mut options = RepositoryInitOptions::new();
    options.bare(true).external_template(false).initial_head("main").object_format(format);
    let repo = Repository::init_opts(root, &options).expect("a new repository");
    // A file for each object would take longer than all else; but only a file can be lost.
    let odb = repo.odb().expect("objects");
    let in_one_pack = format == ObjectFormat::Sha1 && !case.holes.are_in_objects();
    let memory = in_one_pack.then(|| odb.add_new_mempack_backend(1000).expect("objects in memory"));
    let mut maker = Maker { repo: &repo, odb: &odb, base, made: BTreeMap::new() };
    for (number, commit) in case.commits.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| case.commits[before].called(before));
        maker.commit(commit, commit.called(number), before);
    }
    let last = case.commits.len() - 1;
    let head = maker.id(case.head.as_deref().unwrap_or(&case.commits[last].called(last)));
    repo.reference("refs/heads/main", head, true, "").expect("a branch");
    maker.receive(&case.receipts);
    for (name, at) in &case.refs {
        repo.reference(name, maker.id(at), true, "").expect("a reference");
    }
    if let Some(memory) = memory {
        let mut pack = Buf::new();
        memory.dump(&repo, &mut pack).expect("a pack");
        let mut writer = odb.packwriter().expect("a new pack");
        writer.write_all(&pack).expect("a new pack");
        writer.commit().expect("a new pack");
    }
    // Of what is in memory, commits alone go into the pack: tags are written once that is done.
    let packed = Repository::open_bare(root).expect("the repository");
    for (name, at) in &case.tags {
        let tagger = Signature::new("tanaka", "tanaka@town.example", &Time::new(0, 0)).expect("a person");
        let at = packed.find_object(maker.id(at), None).expect("a commit");
        packed.tag(name, &at, &tagger, "版", false).expect("a tag");
    }
    case.holes.make(&repo, |name| maker.id(name));
    let id = |name: &String| maker.made.get(name).map_or(name.clone(), |(id, _)| id.to_string());
    let anchors = case.anchors.iter().map(id).collect();
    Made { names: maker.made.into_iter().map(|(name, (id, _))| (id.to_string(), name)).collect(), anchors }
}

impl Commit {
    fn called(&self, number: usize) -> String {
        self.name.clone().unwrap_or_else(|| (number + 1).to_string())
    }
}

struct Maker<'r> {
    repo: &'r Repository,
    odb: &'r Odb<'r>,
    base: &'r Ledger,
    made: BTreeMap<String, (Oid, Ledger)>,
}

impl Maker<'_> {
    fn id(&self, name: &str) -> Oid {
        self.made.get(name).unwrap_or_else(|| panic!("no commit {name}")).0
    }

    fn commit(&mut self, commit: &Commit, name: String, before: Option<String>) {
        let parents = commit.parents.clone().unwrap_or_else(|| before.into_iter().collect());
        let mut ledger = parents.first().map_or_else(|| self.base.clone(), |first| self.made[first].1.clone());
        for path in &commit.restore {
            replace(&mut ledger, self.base, path);
        }
        for (from, paths) in &commit.take {
            for path in paths {
                replace(&mut ledger, &self.made[from].1, path);
            }
        }
        ledger.spoil(&Overlay::deserialize(commit.overlay.clone()).unwrap_or_else(|error| panic!("{name}: {error}")));
        self.fill_digests(&mut ledger);
        let mut text = format!("tree {}\n", ledger.tree(self.repo, &commit.outside));
        for parent in &parents {
            text += &format!("parent {}\n", self.id(parent));
        }
        let author_at = commit.author_at.as_ref().unwrap_or(&commit.at);
        text += &format!("author {}\n", who(&commit.by, author_at));
        text += &format!("committer {}\n", who(commit.committer.as_ref().unwrap_or(&commit.by), &commit.at));
        text += &format!("\n{}\n", commit.message.as_deref().unwrap_or("記録"));
        let bytes = self.signed(text, &commit.signing);
        let id = self.odb.write(ObjectType::Commit, &bytes).expect("a commit");
        assert!(self.made.insert(name.clone(), (id, ledger)).is_none(), "{name} is there twice");
    }

    fn signed(&self, text: String, signing: &Signing) -> Vec<u8> {
        let armor = match (&signing.signature, &signing.signed_by) {
            (None, None) => return text.into_bytes(),
            (Some(armor), _) => armor.clone(),
            (None, Some(person)) => {
                signer::sign(person, signing.namespace.as_deref().unwrap_or("git"), text.as_bytes())
            }
        };
        let header = if self.repo.object_format() == ObjectFormat::Sha1 { "gpgsig" } else { "gpgsig-sha256" };
        let (head, message) = text.split_once("\n\n").expect("a message");
        let tail = if signing.tampered { "後から\n" } else { "" };
        format!("{head}\n{header} {}\n\n{message}{tail}", armor.trim_end().replace('\n', "\n ")).into_bytes()
    }

    /// A sign-off's digest, as the specification has it: a line for each other file of the folder.
    fn fill_digests(&self, ledger: &mut Ledger) {
        let wanting: Vec<String> = ledger
            .0
            .iter()
            .filter(|(_, (_, bytes))| bytes.windows(8).any(|it| it == b"{digest}"))
            .map(|it| it.0.clone())
            .collect();
        for path in wanting {
            let folder = &path[..=path.rfind('/').expect("a folder")];
            let mut sum = Sha256::new();
            for (other, (_, bytes)) in ledger.0.iter().filter(|(other, _)| other.starts_with(folder) && **other != path)
            {
                let id = self.repo.blob(bytes).expect("a blob");
                sum.update(format!("{}\t{id}\n", &other[folder.len()..]));
            }
            let digest: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            let (_, bytes) = ledger.0.get_mut(&path).expect("a file");
            *bytes = String::from_utf8_lossy(bytes).replace("{digest}", &format!("sha256:{digest}")).into_bytes();
        }
    }

    /// Appends what the server wrote down to its own chain of commits.
    fn receive(&self, receipts: &[Receipt]) {
        let nothing = self.repo.treebuilder(None).and_then(|builder| builder.write()).expect("an empty tree");
        let mut last = None::<Oid>;
        for receipt in receipts {
            let id = |name: &Option<String>| match name {
                Some(name) => self.id(name).to_string(),
                None => "0".repeat(nothing.to_string().len()),
            };
            let server = format!("server <server@town.example> {} +0900", seconds(&receipt.at));
            let parent = last.map(|id| format!("parent {id}\n")).unwrap_or_default();
            let (old, new) = (id(&receipt.old), id(&receipt.new));
            let reference = receipt.reference.as_deref().unwrap_or("refs/heads/main");
            let text = format!(
                "tree {nothing}\n{parent}author {server}\ncommitter {server}\n\nreceipt\n\nref {reference}\nold {old}\nnew {new}\npusher sato\n"
            );
            last = Some(self.odb.write(ObjectType::Commit, text.as_bytes()).expect("a receipt"));
        }
        if let Some(last) = last {
            self.repo.reference("refs/daicho/receipts", last, true, "").expect("a reference");
        }
    }
}

/// Puts a file or folder as another ledger has it.
fn replace(ledger: &mut Ledger, from: &Ledger, path: &str) {
    let within = |other: &str| other == path || other.starts_with(&format!("{path}/"));
    let before = ledger.0.len();
    ledger.0.retain(|other, _| !within(other));
    let found: Vec<_> =
        from.0.iter().filter(|(other, _)| within(other)).map(|(path, held)| (path.clone(), held.clone())).collect();
    assert!(!found.is_empty() || ledger.0.len() < before, "{path} is in neither");
    ledger.0.extend(found);
}

fn who(person: &str, at: &Datetime) -> String {
    let email = if person.contains('@') { person.to_owned() } else { format!("{person}@town.example") };
    format!("{} <{email}> {} +0900", person.split('@').next().unwrap_or_default(), seconds(at))
}

fn seconds(at: &Datetime) -> i64 {
    let text = at.to_string();
    if at.offset.is_some() {
        return text.parse::<jiff::Timestamp>().expect("a time").as_second();
    }
    let local: DateTime = text.parse().expect("a time");
    let japan = TimeZone::fixed(Offset::constant(9));
    local.to_zoned(japan).expect("a time").timestamp().as_second()
}
