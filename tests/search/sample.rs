//! The sample with some records that are hard to find, as a site in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::folders::copy;

const AS_OF: &str = "2026-11-20";

pub struct Sample {
    folder: TempDir,
    lang: &'static str,
}

impl Sample {
    /// In Japanese, with a history in which something was rewritten and something corrected.
    pub fn with_history() -> Sample {
        let sample = Sample::new("ja");
        sample.git(&["init", "-q", "-b", "main"]);
        sample.git(&["add", "records"]);
        sample.git(&["commit", "-q", "-m", "見本"]);
        sample.edit("mukawa/2026/10/06-check.toml", |text| format!("{text}\n[[correction]]\nat = 2026-11-19T10:00:00\nby = \"sato\"\nreason = \"聞き違い(7階サーバー室)\"\n").replacen("size_mb", "note = \"〜後で直した値\"\nsize_mb", 1));
        sample.edit("mukawa/2026/11/18-request.toml", |text| text.replace("三枚", "四枚"));
        sample.git(&["commit", "-q", "-a", "-m", "訂正と書き換え"]);
        sample.build();
        sample
    }

    pub fn in_english() -> Sample {
        let sample = Sample::new("en");
        sample.edit("ledger.toml", |text| text.replace("language = \"ja\"", "language = \"en\""));
        sample.build();
        sample
    }

    fn new(lang: &'static str) -> Sample {
        let sample = Sample { folder: TempDir::new().unwrap(), lang };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("records"), &sample.folder.path().join("records"));
        sample.plant();
        sample
    }

    fn plant(&self) {
        let incident = "title = \"ルーター(RX‐900)の故障\"\ncategory = \"network\"\nseverity = \"minor\"\naffects = [\"mukawa\", \"oketo\"]\n\
             detected_at = 2026-11-18T09:00:00\ndetected_by = \"sato\"\ncredentials_exposed = [\"sato\"]\n\
             narrative = \"\"\"\n**ルーター**の電源ﾕﾆｯﾄが9時〜17時に*止*まった。\n髙橋𠮷之助(`仮`)が見た。\n\n- 葛\u{e0100}城の<b>線</b>\n\n# 見出し\n\n| 時 | 事 |\n|--|--|\n| 9 | 鳴動 |\n\"\"\"\n\
             [[contact]]\nto = \"mukawa\"\nat = 2026-11-18T09:05:00\nby = \"sato\"\nmeans = \"phone\"\nnote = \"か\u{3099}ちゃんと切れた\"\n\
             [[action]]\nat = 2026-11-18T09:10:00\nby = \"sato\"\nnote = \"ＨＵＢを 抜き差し　した\"\n\
             [recovery]\ndemanded_at = 2026-11-18T09:30:00\ndemanded_of = \"tanaka\"\nrestored_at = 2026-11-18T17:00:00\n\
             [prevention]\ncause = \"劣化ｺﾝﾃﾞﾝｻ\"\nmeasure = \"予備機と[交換](https://example.jp/)\"\ndecided_at = 2026-11-19\napproved_by = \"tanaka\"\n";
        let request = "received_at = 2026-11-18T09:00:00\ndocument = \"むか戸第９号\"\nbasis = \"デジタル庁(仮称)\"\n\
             content = \"請求の写し三枚\"\noperator = \"sato\"\noutcome = \"㈱北洋へ→済\"\n";
        fs::write(self.records("mukawa/2026/11/18-incident.toml"), incident).unwrap();
        fs::write(self.records("mukawa/2026/11/18-request.toml"), request).unwrap();
    }

    fn records(&self, path: &str) -> PathBuf {
        self.folder.path().join("records").join(path)
    }

    fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.records(path)).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed, "{path}");
        fs::write(self.records(path), changed).unwrap();
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.folder.path()).args(args);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "S").env(format!("GIT_{who}_EMAIL"), "sato@town.rankoshi.example");
            git.env(format!("GIT_{who}_DATE"), "2026-11-20T00:30:00Z");
        }
        assert!(git.output().unwrap().status.success(), "git {args:?}");
    }

    fn build(&self) {
        let mut build = Command::new(env!("CARGO_BIN_EXE_daicho"));
        build.arg("-C").arg(self.folder.path()).args(["build", "--as-of", AS_OF]);
        let output = build.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn lang(&self) -> &'static str {
        self.lang
    }

    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap()
    }

    /// Every file of the site, by its path.
    pub fn files(&self) -> Vec<String> {
        let manifest: serde_json::Value = serde_json::from_str(&self.read("site.json")).unwrap();
        manifest["files"].as_object().unwrap().keys().cloned().collect()
    }
}
