//! Makes a history in a repository, and lets the library judge it.

use std::path::Path;

use daicho::history::{self, Repo, chronicle};
use daicho::load::load;
use daicho::rules::{Past, judge_with_past};
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository};
use jiff::tz::{Offset, TimeZone};

use crate::COMPARED;
use crate::oracle::Found;
use crate::world::{PEOPLE, World};

pub struct Workshop {
    git: Repository,
    repo: Repo,
    empty: Oid,
}

impl Workshop {
    pub fn new(folder: &Path) -> Workshop {
        let git = Repository::init_bare(folder).expect("a new repository");
        let empty = git.treebuilder(None).and_then(|builder| builder.write()).expect("an empty tree");
        let repo = Repo::open(folder).expect("a repository").expect("a repository");
        Workshop { git, repo, empty }
    }

    /// What the library finds by the rules that are compared.
    pub fn judge(&self, world: &World) -> Vec<Found> {
        let ids = self.commit(world);
        let head = *ids.last().expect("a commit");
        let loaded = load(&history::files(&self.repo, head).expect("files"));
        let history = history::walk(&self.repo, head).expect("a history");
        assert!(history.incomplete.is_empty(), "{:?}", history.incomplete);
        let chronicle = chronicle::read(&self.repo, &history, &loaded.ledger.settings.timezone).expect("a history");
        let past = Past { history: &history, chronicle: &chronicle, anchors: &[] };
        let findings = judge_with_past(&loaded, Some(&past), world.as_of).findings;
        let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let found = findings.into_iter().filter(|finding| COMPARED.contains(&finding.rule.id)).map(|finding| Found {
            rule: finding.rule.id,
            commit: names.iter().position(|id| finding.commit.as_ref() == Some(id)).expect("a commit of the history"),
            place: finding.place.as_ref().map(ToString::to_string),
            date: finding.date,
            path: finding.path().map(|path| path.trim_start_matches("records/").to_owned()),
        });
        let mut found: Vec<Found> = found.collect();
        found.sort();
        found
    }

    fn commit(&self, world: &World) -> Vec<Oid> {
        let odb = self.git.odb().expect("objects");
        let mut ids: Vec<Oid> = Vec::new();
        let mut trees: Vec<Oid> = Vec::new();
        for (number, commit) in world.commits.iter().enumerate() {
            let before = commit.parents.first().map(|parent| &world.commits[*parent]);
            let from = commit.parents.first().map_or(self.empty, |parent| trees[*parent]);
            let mut update = TreeUpdateBuilder::new();
            let mut put = |path: &str, text: &str| {
                let id = self.git.blob(text.as_bytes()).expect("a blob");
                update.upsert(format!("records/{path}"), id, FileMode::Blob);
            };
            if before.is_none() {
                put("ledger.toml", &settings(world));
                put("register/municipalities.toml", MUNICIPALITIES);
                put("register/people.toml", &people(commit.people));
            }
            if before.is_some_and(|before| before.people != commit.people) {
                put("register/people.toml", &people(commit.people));
            }
            for (path, text) in &commit.files {
                if before.is_none_or(|before| before.files.get(path) != Some(text)) {
                    put(path, text);
                }
            }
            for path in
                before.iter().flat_map(|before| before.files.keys()).filter(|path| !commit.files.contains_key(*path))
            {
                update.remove(format!("records/{path}"));
            }
            let from = self.git.find_tree(from).expect("a tree");
            let tree = update.create_updated(&self.git, &from).expect("a tree");
            let parents: String = commit.parents.iter().map(|parent| format!("parent {}\n", ids[*parent])).collect();
            let japan = TimeZone::fixed(Offset::constant(9));
            let seconds = commit.at.to_zoned(japan).expect("a time").timestamp().as_second();
            let who = format!("<{}> {seconds} +0900", commit.email);
            let text = format!("tree {tree}\n{parents}author {who}\ncommitter {who}\n\n{number}\n");
            ids.push(odb.write(ObjectType::Commit, text.as_bytes()).expect("a commit"));
            trees.push(tree);
        }
        ids
    }
}

fn settings(world: &World) -> String {
    let base = include_str!("../cases/base/records/ledger.toml");
    let adopted = world.adopted.map(|day| format!("adopted = {day}\n")).unwrap_or_default();
    base.replace("starts   =", &format!("{adopted}starts   ="))
}

const MUNICIPALITIES: &str = include_str!("../cases/base/records/register/municipalities.toml");

fn people(version: usize) -> String {
    let person =
        |(id, email): &(&str, &str)| format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\nemails = [\"{email}\"]\n\n");
    let appointment = |person: &str, more: &str| {
        format!(
            "[[appointment]]\nrole = \"manager\"\nperson = \"{person}\"\ntitle = \"住民福祉課長\"\ndocument = \"1\"\n{more}\n"
        )
    };
    let people: String = PEOPLE[version].iter().map(person).collect();
    people
        + &appointment("tanaka", "from = 2018-03-12\n")
        + &appointment("ito", "acting = true\nfrom = 2026-10-15\nuntil = 2026-10-15\n")
}
