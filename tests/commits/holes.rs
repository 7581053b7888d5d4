//! What may be wrong with a repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use git2::{Oid, Repository};
use serde::Deserialize;

/// Objects are named by their commit, or as `commit:path` below `records/`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Holes {
    /// Commits whose parents are said to have been left behind.
    shallow: Vec<String>,
    /// Commits that `info/grafts` names.
    graft: Vec<String>,
    replace: BTreeMap<String, String>,
    lose: Vec<String>,
    damage: Vec<String>,
    partial: bool,
}

impl Holes {
    pub fn are_in_objects(&self) -> bool {
        !self.lose.is_empty() || !self.damage.is_empty()
    }

    pub fn make(&self, repo: &Repository, id: impl Fn(&str) -> Oid) {
        let lines = |names: &[String]| names.iter().map(|name| format!("{}\n", id(name))).collect::<String>();
        for (file, names) in [("shallow", &self.shallow), ("info/grafts", &self.graft)] {
            if !names.is_empty() {
                fs::create_dir_all(repo.path().join("info")).expect("a folder");
                fs::write(repo.path().join(file), lines(names)).expect("a new file");
            }
        }
        for (from, to) in &self.replace {
            repo.reference(&format!("refs/replace/{}", id(from)), id(to), true, "").expect("a reference");
        }
        let object = |name: &String| {
            let (commit, path) =
                name.split_once(':').map_or((name.as_str(), None), |(commit, path)| (commit, Some(path)));
            path.map_or(id(commit), |path| {
                let tree = repo.find_commit(id(commit)).and_then(|commit| commit.tree()).expect("a tree");
                tree.get_path(&PathBuf::from("records").join(path)).expect("an object").id()
            })
        };
        let files = |names: &[String]| -> Vec<PathBuf> {
            let hex = names.iter().map(object).map(|id| id.to_string());
            hex.map(|hex| repo.path().join("objects").join(&hex[..2]).join(&hex[2..])).collect()
        };
        let (lost, damaged) = (files(&self.lose), files(&self.damage));
        for file in lost {
            fs::remove_file(file).expect("a loose object");
        }
        for file in damaged {
            fs::remove_file(&file).expect("a loose object");
            fs::write(file, b"not what was there").expect("a new file");
        }
        if self.partial {
            fs::create_dir_all(repo.path().join("objects/pack")).expect("a folder");
            fs::write(repo.path().join("objects/pack/pack-1.promisor"), b"").expect("a new file");
        }
    }
}
