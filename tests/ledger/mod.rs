//! A small ledger held in memory: read from a folder, spoiled as a case says, then written to a folder or into a commit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use git2::{FileMode, Oid, Repository, Signature, Time};
use serde::Deserialize;

/// Paths below `records/`, each with its git mode and its bytes (a link's bytes are its target).
#[derive(Clone)]
pub struct Ledger(pub BTreeMap<String, (FileMode, Vec<u8>)>);

/// How a ledger differs from the base. Steps are taken in the order of the fields.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overlay {
    /// Files or folders.
    delete: Vec<String>,
    rename: BTreeMap<String, String>,
    /// Files to add or replace.
    files: BTreeMap<String, String>,
    edit: Vec<Edit>,
    /// By file: `crlf`, `bom`, `shift_jis`, `utf-16`.
    encode: BTreeMap<String, String>,
    /// By file: filled with a comment up to so many bytes.
    pad: BTreeMap<String, usize>,
    executable: Vec<String>,
    /// Link and target.
    link: BTreeMap<String, String>,
    /// Another repository's commit in place of a folder; only git can hold one.
    submodule: Vec<String>,
}

/// A replacement of text that stands exactly once in the file; without `find`, at its end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: Option<String>,
    #[serde(default)]
    replace: String,
    /// In place of `replace`, for what is not UTF-8.
    bytes: Option<Vec<u8>>,
}

impl Ledger {
    /// Reads every file below `records/` of a folder.
    pub fn read(root: &Path) -> Ledger {
        let records = root.join("records");
        let files = walkdir::WalkDir::new(&records).into_iter().map(|entry| entry.expect("a readable folder"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let below = entry.path().strip_prefix(&records).expect("below records/");
            let bytes = fs::read(entry.path()).expect("a readable file");
            (below.to_str().expect("UTF-8").replace('\\', "/"), (FileMode::Blob, bytes))
        });
        Ledger(files.collect())
    }

    pub fn spoil(&mut self, overlay: &Overlay) {
        for gone in &overlay.delete {
            let before = self.0.len();
            self.0.retain(|path, _| path != gone && !path.starts_with(&format!("{gone}/")));
            assert!(self.0.len() < before, "nothing to delete at {gone}");
        }
        for (from, to) in &overlay.rename {
            let entry = self.0.remove(from).unwrap_or_else(|| panic!("no {from} to rename"));
            self.0.insert(to.clone(), entry);
        }
        for (path, text) in &overlay.files {
            self.0.insert(path.clone(), (FileMode::Blob, text.clone().into_bytes()));
        }
        for edit in &overlay.edit {
            edit.apply(self.bytes(&edit.file));
        }
        for (path, encoding) in &overlay.encode {
            encode(self.bytes(path), encoding);
        }
        for (path, size) in &overlay.pad {
            let bytes = self.bytes(path);
            bytes.extend(b"\n#");
            assert!(bytes.len() <= *size, "{path} is larger than {size}");
            bytes.resize(*size - 1, b'-');
            bytes.push(b'\n');
        }
        for path in &overlay.executable {
            self.0.get_mut(path).expect("a file").0 = FileMode::BlobExecutable;
        }
        for (path, target) in &overlay.link {
            self.0.insert(path.clone(), (FileMode::Link, target.clone().into_bytes()));
        }
        for path in &overlay.submodule {
            self.0.insert(path.clone(), (FileMode::Commit, Vec::new()));
        }
    }

    fn bytes(&mut self, path: &str) -> &mut Vec<u8> {
        &mut self.0.get_mut(path).unwrap_or_else(|| panic!("no {path} to edit")).1
    }

    /// Whether only git can hold it.
    pub fn needs_git(&self) -> bool {
        self.0.values().any(|(mode, _)| *mode == FileMode::Commit)
    }

    pub fn write(&self, root: &Path) {
        for (path, (mode, bytes)) in &self.0 {
            let at = root.join("records").join(path);
            fs::create_dir_all(at.parent().expect("a folder")).expect("a new folder");
            match mode {
                FileMode::Link => link(str::from_utf8(bytes).expect("UTF-8"), &at),
                _ => fs::write(&at, bytes).expect("a new file"),
            }
            if *mode == FileMode::BlobExecutable {
                executable(&at);
            }
        }
    }

    /// The ledger as a tree of a repository, with other files beside `records/`.
    pub fn tree(&self, repo: &Repository, outside: &BTreeMap<String, String>) -> Oid {
        let mut tree = git2::build::TreeUpdateBuilder::new();
        for (path, (mode, bytes)) in &self.0 {
            let id = match mode {
                FileMode::Commit => Oid::from_str(&"1".repeat(40)).expect("an id"),
                _ => repo.blob(bytes).expect("a blob"),
            };
            tree.upsert(format!("records/{path}"), id, *mode);
        }
        for (path, text) in outside {
            tree.upsert(path.as_str(), repo.blob(text.as_bytes()).expect("a blob"), FileMode::Blob);
        }
        let empty = repo.treebuilder(None).and_then(|builder| builder.write()).expect("an empty tree");
        let empty = repo.find_tree(empty).expect("a tree");
        tree.create_updated(repo, &empty).expect("a tree")
    }

    /// A bare repository whose HEAD holds the ledger, committed by its manager at `seconds`.
    pub fn commit(&self, root: &Path, seconds: i64) {
        let mut bare = git2::RepositoryInitOptions::new();
        bare.bare(true).external_template(false);
        let repo = Repository::init_opts(root, &bare).expect("a new repository");
        let tree = self.tree(&repo, &BTreeMap::new());
        let who = Signature::new("田中 正彦", "tanaka@town.example", &Time::new(seconds, 9 * 60)).expect("a name");
        let tree = repo.find_tree(tree).expect("a tree");
        repo.commit(Some("HEAD"), &who, &who, "記録", &tree, &[]).expect("a commit");
    }
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let replace = self.bytes.as_deref().unwrap_or(self.replace.as_bytes());
        let Some(find) = &self.find else {
            bytes.extend(replace);
            return;
        };
        let text = str::from_utf8(bytes).expect("edits are made before the text is spoiled");
        let mut found = text.match_indices(find);
        let (start, _) = found.next().unwrap_or_else(|| panic!("{}: no {find:?}", self.file));
        assert!(found.next().is_none(), "{}: {find:?} stands there twice", self.file);
        bytes.splice(start..start + find.len(), replace.iter().copied());
    }
}

fn encode(bytes: &mut Vec<u8>, encoding: &str) {
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    *bytes = match encoding {
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "bom" => format!("\u{feff}{text}").into_bytes(),
        "shift_jis" => encoding_rs::SHIFT_JIS.encode(&text).0.into_owned(),
        "utf-16" => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        other => panic!("no encoding {other}"),
    };
}

#[cfg(unix)]
fn link(target: &str, at: &Path) {
    std::os::unix::fs::symlink(target, at).expect("a link");
}

#[cfg(unix)]
fn executable(at: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(at, fs::Permissions::from_mode(0o755)).expect("a mode");
}
