//! `daicho build --place`: a municipality's own site holds no word of the others. Every field of every other municipality, in records,
//! registers, file names, commits and receipts, holds a word found nowhere else; none of them may be in any byte of the site.
//!
//! The one exception is the regulation itself, public law, whose first article names all eight.

#[path = "leak/own.rs"]
mod own;
#[path = "leak/plant.rs"]
mod plant;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use daicho::history::{Oid, Repo, receipts};
use tempfile::TempDir;

use plant::{Canaries, TOWNS, Town, Tree};

const AS_OF: &str = "2026-11-20";

/// Public law: it stands on every site as it is.
const LAW: &str = "八つの町とは、むかわ町、佐呂間町、寿都町、置戸町、新得町、ニセコ町、東川町、愛別町をいう。";

#[test]
fn nothing_of_others_is_on_the_site_of_mukawa() {
    leaks_nothing("mukawa", "ja");
}

#[test]
fn nothing_of_others_is_on_the_site_of_mukawa_in_english() {
    leaks_nothing("mukawa", "en");
}

#[test]
fn nothing_of_others_is_on_the_site_of_aibetsu() {
    leaks_nothing("aibetsu", "ja");
}

#[test]
fn nothing_of_the_municipalities_is_on_the_trustees_own_site() {
    leaks_nothing("rankoshi", "en");
}

fn leaks_nothing(place: &str, lang: &str) {
    let town = Planted::with_history(place, lang);
    let site = town.build(&["--place", place]);
    let mut leaks = Vec::new();
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes).replace(LAW, "").to_lowercase();
        for word in &town.words {
            if path.contains(word) {
                leaks.push(format!("{path}: its name has {word}"));
            }
            if let Some(at) = text.find(word.as_str()) {
                leaks.push(format!("{path}: {word} in …{}…", around(&text, at)));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // It is a site, with what is the place's own and what is shared.
    let own = if place == "rankoshi" { "rankoshi/2026-10.html".to_owned() } else { format!("{place}/2026-10.html") };
    for path in ["index.html", "people.html", "history/2026-11.html", "rankoshi/2026-10.html", &own] {
        assert!(site.contains_key(path), "{path} is not there");
    }
    // Its own words that named others are there, without the names.
    let all: String = site.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    assert!(all.contains(if lang == "ja" { "他の町村を含む" } else { "another municipalityを含む" }));
}

/// The words are looked for where they would be: most of them are on the whole ledger's site.
#[test]
fn the_whole_site_has_the_words_that_are_looked_for() {
    let town = Planted::with_history("mukawa", "ja");
    let whole = town.build(&[]);
    let all: String = whole.values().map(|bytes| String::from_utf8_lossy(bytes).to_lowercase()).collect();
    let shown = town.words.iter().filter(|word| all.contains(word.as_str())).count();
    assert!(shown * 10 > town.words.len() * 7, "{shown} of {} words are on the whole site", town.words.len());
}

fn around(text: &str, at: usize) -> String {
    let (from, to) =
        (text.floor_char_boundary(at.saturating_sub(120)), text.ceil_char_boundary((at + 80).min(text.len())));
    text[from..to].replace('\n', " ")
}

/// A ledger in a repository, and what must not be on the site of one of its places.
struct Planted {
    folder: TempDir,
    /// What the last commit holds.
    committed: RefCell<Tree>,
    words: Vec<String>,
}

/// Who commits, by name and e-mail.
type By<'b> = (&'b str, &'b str);
const TANAKA: By<'_> = ("田中 正彦", "tanaka@town.rankoshi.example");
const SATO: By<'_> = ("佐藤 花子", "sato@town.rankoshi.example");

impl Planted {
    /// A ledger without history, with faults in several months and places.
    fn spoiled_sample() -> TempDir {
        let folder = TempDir::new().unwrap();
        for (path, text) in plant::sample() {
            let spoiled = ["mukawa/2026/10/0", "mukawa/2026/11/02-check", "niseko/2026/10/06-check"];
            let is_spoiled = spoiled.iter().any(|start| path.starts_with(start)) && path.ends_with("-check.toml");
            let at = folder.path().join("records").join(path);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            fs::write(at, if is_spoiled { format!("operater = \"x\"\n{text}") } else { text }).unwrap();
        }
        folder
    }

    /// Commits of the place alone, of others alone, of both; register entries, settings and incidents that grow and change.
    fn with_history(place: &str, lang: &str) -> Planted {
        let mut it = Planted { folder: TempDir::new().unwrap(), committed: RefCell::default(), words: Vec::new() };
        let mut canaries = Canaries::default();
        let others: Vec<&Town> = TOWNS.iter().filter(|town| town.id != place).collect();
        it.git(TANAKA, &["init", "-q", "-b", "main"]);

        let mut tree = plant::sample();
        let settings = tree["ledger.toml"].replace("2026-12-01", "2026-11-01");
        tree.insert("ledger.toml".into(), settings.replace("language = \"ja\"", &format!("language = \"{lang}\"")));
        let first = it.commit(&tree, TANAKA, &format!("台帳の運用を開始 {}", canaries.word()));
        it.receive(&first, "tanaka");

        let mut people = Vec::new();
        for (nth, town) in others.iter().enumerate() {
            people.push(plant::plant(&mut tree, town, nth, &mut canaries));
            let (name, email) = (canaries.word(), people[nth].clone());
            let base = it.commit(&tree, (&name, &email), &format!("{} {}", town.name, canaries.word()));
            it.receive(&base, &canaries.word());
        }
        it.spoiled(&mut tree, &others, &mut canaries);
        it.shared(&mut tree, place, &others, &mut canaries);
        it.changed(&mut tree, &others, &people, &mut canaries);
        it.own(&mut tree, place, &others);

        it.words = canaries.words.clone();
        for number in canaries.words.iter().filter_map(|word| word.parse::<u64>().ok()) {
            it.words.push(format!("{},{:03},{:03}", number / 1_000_000, number / 1000 % 1000, number % 1000));
        }
        for (nth, town) in others.iter().enumerate() {
            let stem = town.name.trim_end_matches('町').to_owned();
            it.words.extend([town.id.to_owned(), stem, town.name_en.to_lowercase(), town.code.to_owned()]);
            it.words.push(format!("{nth:064}"));
        }
        it
    }

    /// Files of others that cannot be read, that no layout knows, or that a register does not expect.
    fn spoiled(&self, tree: &mut Tree, others: &[&Town], canaries: &mut Canaries) {
        let town = others[1].id;
        tree.insert(format!("{town}/2026/11/18-check-9.toml"), format!("note = \"{}\nx = = 1\n", canaries.word()));
        tree.insert(format!("{town}/2026/11/18-request-9.toml"), format!("{} = 1\n", canaries.word()));
        tree.insert(format!("{town}/{}.txt", canaries.word()), canaries.word());
        tree.insert(format!("{}/2026/11/18-check.toml", canaries.word()), format!("note = \"{}\"\n", canaries.word()));
        let entry = format!(
            "\n[[equipment]]\nid = \"{}\"\nplaces = [\"{town}\"]\n{} = \"{}\"\n",
            canaries.word(),
            canaries.word(),
            canaries.word()
        );
        tree.get_mut("register/equipment.toml").unwrap().push_str(&entry);
        let entry = format!("\n[[waiver]]\nplace = \"{town}\"\n{} = \"{}\"\n", canaries.word(), canaries.word());
        tree.get_mut("ledger.toml").unwrap().push_str(&entry);
        let stranger = (canaries.word(), format!("{}@example.jp", canaries.word()));
        let head = self.commit(tree, (&stranger.0, &stranger.1), &canaries.word());
        self.receive(&head, &canaries.word());
    }

    /// One commit of the place and of another; an incident that touches both, and grows for each of them.
    fn shared(&self, tree: &mut Tree, place: &str, others: &[&Town], canaries: &mut Canaries) {
        let other = others[0];
        let incident = |path: &str, canaries: &mut Canaries| {
            let (to, note, action) = (other.id, canaries.word(), canaries.word());
            format!(
                "title = \"{}の障害\"\ncategory = \"network\"\nseverity = \"minor\"\naffects = [\"{place}\", \"{to}\"]\n\
                 detected_at = 2026-11-17T09:00:00\ndetected_by = \"{path}\"\nnarrative = \"{}({}) で発生\"\n\
                 [[contact]]\nat = 2026-11-17T09:10:00\nto = \"{to}\"\nby = \"sato\"\nmeans = \"phone\"\nnote = \"{note}\"\n\
                 [[action]]\nat = 2026-11-17T09:20:00\nby = \"sato\"\nnote = \"{} へ {action}\"\n",
                other.name, other.name, other.id, other.name
            )
        };
        let paths =
            ["rankoshi/2026/11/17-incident-9.toml".to_owned(), format!("{}/2026/11/17-incident-9.toml", other.id)];
        for path in &paths {
            let text = incident(if path.starts_with("rankoshi") { "sato" } else { other.id }, canaries);
            tree.insert(path.clone(), text);
        }
        if place != "rankoshi" {
            tree.insert(format!("{place}/2026/11/17-request-9.toml"), format!(
                "received_at = 2026-11-17T10:00:00\ndocument = \"第1号\"\nbasis = \"法\"\ncontent = \"{}と同じ\"\noperator = \"sato\"\n",
                other.name
            ));
        }
        self.commit(tree, SATO, &format!("事故等 {} {}", other.name, canaries.word()));
        for path in &paths {
            let text = tree.get_mut(path).unwrap();
            text.push_str(&format!(
                "[[contact]]\nat = 2026-11-17T09:30:00\nto = \"{}\"\nby = \"sato\"\nmeans = \"phone\"\nnote = \"{}\"\n",
                other.id,
                canaries.word()
            ));
        }
        self.commit(tree, SATO, &format!("連絡を追記 {}", canaries.word()));
        for path in &paths {
            // An entry that was committed is changed: the change itself does not say whose it is.
            let text = tree.get_mut(path).unwrap();
            let at = text.find("note = \"").unwrap() + 8;
            text.insert_str(at, &canaries.word());
            text.push_str(&format!(
                "[[correction]]\nat = 2026-11-17T11:00:00\nby = \"sato\"\nreason = \"{}の分\"\n",
                other.name
            ));
        }
        let head = self.commit(tree, SATO, &canaries.word());
        self.receive(&head, "sato");
    }

    /// What stands of others in registers, settings and records is changed value by value.
    fn changed(&self, tree: &mut Tree, others: &[&Town], people: &[String], canaries: &mut Canaries) {
        for path in ["register/people.toml", "register/agencies.toml", "register/equipment.toml", "ledger.toml"] {
            let text = tree.get_mut(path).unwrap();
            for key in ["name = \"zq", "location = \"zq", "title = \"zq", "document = \"zq", "reason = \"zq"] {
                while let Some(at) = text.find(key) {
                    text.replace_range(
                        at..at + key.len(),
                        &format!("{}{} zq", &key[..key.len() - 2].replace(" = ", "=\u{1}"), canaries.word()),
                    );
                }
            }
            *text = text.replace("=\u{1}", " = ");
        }
        let text = tree.get_mut("register/municipalities.toml").unwrap();
        *text = text
            .replace(&format!("name_en = \"{}\"", others[2].name_en), &format!("name_en = \"{}\"", canaries.word()));
        let author = (canaries.word(), people[0].clone());
        // It changes settings and registers, which are everybody's: what came in with it is told.
        let head = self.commit(tree, (&author.0, &author.1), &canaries.word());
        self.receive(&head, "tanaka");
        let check = tree.get_mut(&format!("{}/2026/11/19-check-9.toml", others[0].id)).unwrap();
        *check = check.replace("note = \"", &format!("note = \"{}", canaries.word()));
        let head = self.commit(tree, (&canaries.word(), &format!("{}@example.jp", canaries.word())), &canaries.word());
        self.receive(&head, &canaries.word());
    }

    /// The place's own words name others.
    fn own(&self, tree: &mut Tree, place: &str, others: &[&Town]) {
        let (id, name) = (others[4].id, others[4].name);
        if place != "rankoshi" {
            let note = format!("note = \"{name}({id}) の sv-{id} と {id}/2026/11/19-incident-9 を参照\"\n");
            let path = format!("{place}/2026/11/19-check.toml");
            let text = tree[&path].replacen("result", &format!("{note}result"), 1);
            tree.insert(path, text + "[[correction]]\nat = 2026-11-19T11:00:00\nby = \"sato\"\nreason = \"追記\"\n");
        }
        let comment = format!(
            "closed_at = 2026-11-20T08:00:00\nby = \"tanaka\"\ndigest = \"sha256:{}\"\ncomment = \"{name}を含む\"\n",
            "f".repeat(64)
        );
        tree.insert("rankoshi/2026/11/close.toml".into(), comment);
        let head = self.commit(tree, SATO, &format!("{place} の記録({name}、{id})"));
        self.receive(&head, "sato");
    }

    fn commit(&self, tree: &Tree, by: By<'_>, message: &str) -> String {
        let records = self.folder.path().join("records");
        let before = self.committed.replace(tree.clone());
        for (path, text) in tree.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
            let at = records.join(path);
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            fs::write(at, text).unwrap();
        }
        self.git(by, &["add", "-A", "records"]);
        self.git(by, &["commit", "-q", "-m", message]);
        self.git(by, &["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// The server's receipt of all up to a commit.
    fn receive(&self, id: &str, pusher: &str) {
        let repo = Repo::open(self.folder.path()).unwrap().unwrap();
        let new = Oid::from_str(id).unwrap();
        // Each at another moment: by its moment it is known what came in.
        let seconds = 1_795_132_800 + i64::from(u16::from_str_radix(&id[..4], 16).unwrap());
        receipts::append(&repo, "refs/heads/main", None, Some(new), pusher, seconds).unwrap();
    }

    fn git(&self, (name, email): By<'_>, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.folder.path()).args(args);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), name).env(format!("GIT_{who}_EMAIL"), email);
            git.env(format!("GIT_{who}_DATE"), "2026-11-20T08:00:00+09:00");
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn build(&self, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let out = TempDir::new().unwrap();
        let site = out.path().join("site");
        let args = [&["build", "--as-of", AS_OF, "--out", site.to_str().unwrap()], more].concat();
        let output = daicho(self.folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("index.html"), "{said}");
        files(&site)
    }
}

fn daicho(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daicho"));
    command.arg("-C").arg(folder).args(args).env("DAICHO_LANG", "ja");
    command.output().unwrap()
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let below = |path: PathBuf| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    all.map(|file| (below(file.path().to_owned()), fs::read(file.path()).unwrap())).collect()
}
