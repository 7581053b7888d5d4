//! The pages of the history: a repository with a correction, a rewriting, a signature and a receipt; hostile words in it, and values
//! that must not be shown again.

use daicho::history::{Oid, Repo, receipts};

use super::*;

const CHECK: &str = "records/mukawa/2026/11/18-check.toml";

/// The sample in a repository of its own.
pub struct Town {
    ledger: TempDir,
}

/// Who commits when, by name, e-mail and the clock of 20 November.
pub type By<'b> = (&'b str, &'b str, &'b str);

const TANAKA: (&str, &str) = ("田中 正彦", "tanaka@town.rankoshi.example");
const SATO: (&str, &str) = ("佐藤 花子", "sato@town.rankoshi.example");

impl Town {
    pub fn new() -> Town {
        let town = Town { ledger: copy_of_sample() };
        replace(&town.path("records/ledger.toml"), "adopted  = 2026-12-01", "adopted  = 2026-11-01");
        town.git(at(TANAKA, "08:00"), at(TANAKA, "08:00"), &["init", "-q", "-b", "main"]);
        town
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.ledger.path().join(below)
    }

    pub fn commit(&self, author: By<'_>, committer: By<'_>, message: &str, more: &[&str]) -> String {
        self.git(author, committer, &["add", "-A", "records"]);
        self.git(author, committer, &[more, &["commit", "-q", "--allow-empty", "-m", message]].concat());
        self.git(author, committer, &["rev-parse", "HEAD"]).trim().to_owned()
    }

    fn git(&self, author: By<'_>, committer: By<'_>, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.ledger.path()).args(args);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for (who, (name, email, clock)) in [("AUTHOR", author), ("COMMITTER", committer)] {
            git.env(format!("GIT_{who}_NAME"), name).env(format!("GIT_{who}_EMAIL"), email);
            git.env(format!("GIT_{who}_DATE"), format!("2026-11-20T{clock}:00+09:00"));
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn append(&self, text: &str) {
        let path = self.path(CHECK);
        fs::write(&path, fs::read_to_string(&path).unwrap() + text).unwrap();
    }
}

fn at<'b>((name, email): (&'b str, &'b str), clock: &'b str) -> By<'b> {
    (name, email, clock)
}

fn correction(reason: &str) -> String {
    format!("\n[[correction]]\nat = 2026-11-20T09:00:00\nby = \"sato\"\nreason = \"{reason}\"\n")
}

/// A commit's part of a page of the history.
fn told<'h>(html: &'h str, id: &str) -> &'h str {
    let from = html.find(&format!("id=\"c-{}\"", &id[..10])).unwrap_or_else(|| panic!("{id} is not told"));
    &html[from..from + html[from..].find("</article>").unwrap()]
}

#[test]
fn without_a_history_its_first_page_says_so() {
    assert!(text(&SITE, "history/index.html").contains("git の履歴がありません"));
    let town = Town::new();
    town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    succeeds(&mut daicho(town.ledger.path(), &["build", "--as-of", AS_OF, "--no-history"]));
    let site = files(&town.path("site"));
    check_links(&site);
    assert!(text(&site, "history/index.html").contains("--no-history"));
    assert!(text(&site, "index.html").contains("href=\"history/index.html\"><code>"), "the head's page");
}

#[test]
fn what_was_corrected_or_rewritten_is_told_before_and_after() {
    let town = Town::new();
    let first = town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    replace(&town.path(CHECK), "18737", "18730");
    town.append(&correction("容量の<b>誤記"));
    let corrected = town.commit(at(SATO, "09:05"), at(TANAKA, "09:10"), "<script>alert(1)</script> \"訂正\"", &[]);
    replace(&town.path(CHECK), "accepted = 22", "accepted = 21");
    let stranger = at(("<img src=x onerror=alert(1)>", "x@<evil.example"), "09:30");
    let rewritten = town.commit(stranger, stranger, "直した", &[]);
    // Nothing is touched: what has no page of its own leads to the first one.
    let empty = town.commit(at(SATO, "09:40"), at(SATO, "09:40"), "何もなし", &[]);

    let repo = Repo::open(town.ledger.path()).unwrap().unwrap();
    let oid = |id: &str| Some(id.parse::<Oid>().unwrap());
    let seconds = 1_795_133_700; // 2026-11-20 09:15 in Japan
    receipts::append(&repo, "refs/heads/main", oid(&first), oid(&corrected), "sato <b>", seconds).unwrap();

    let site = build(town.ledger.path());
    check_links(&site);
    let month = text(&site, "history/2026-11.html");
    let change = "変更前 <del>18737</del> 変更後 <ins>18730</ins>";
    let one = told(&month, &corrected);
    assert!(one.contains(change) && one.contains("訂正の記載あり"), "{one}");
    assert!(one.contains("作成(申告) <b>佐藤 花子</b> 2026年11月20日(金) 9時05分"), "{one}");
    assert!(one.contains("登録(申告) <b>田中 正彦</b> 2026年11月20日(金) 9時10分"), "{one}");
    assert!(one.contains("受領(サーバーの記録) <b>2026年11月20日(金) 9時15分</b>(登録の5分後)"), "{one}");
    let other = told(&month, &rewritten);
    assert!(
        other.contains("変更前 <del>22</del> 変更後 <ins>21</ins>") && other.contains("data-rule=\"record-rewritten\"")
    );
    assert!(!month.contains(&format!("c-{}", &empty[..10])) && !other.contains("受領"));
    assert!(
        told(&month, &first).contains("<a href=\"../mukawa/2026-10.html\">むかわ町 2026年10月</a>"),
        "many are told by month"
    );

    let report = text(&site, "mukawa/2026-11.html");
    let section = |name: &str| report.split(&format!("<section id=\"{name}\">")).nth(1).unwrap();
    let corrections = section("corrections").split("</section>").next().unwrap();
    assert!(
        corrections.contains(change)
            && corrections.contains("佐藤 花子 2026年11月20日(金) 9時00分<br>容量の&lt;b&gt;誤記")
    );
    assert!(corrections.contains(&format!("href=\"../history/2026-11.html#c-{0}\">{0}</a>", &corrected[..10])));
    assert!(section("findings").contains("変更前 <del>22</del> 変更後 <ins>21</ins>"));
    let index = text(&site, "history/index.html");
    assert!(
        index.contains("sato &lt;b&gt;") && index.contains(&corrected[..10]) && !index.contains("いまの履歴にない")
    );
    assert!(text(&site, "index.html").contains(&format!("href=\"history/index.html\"><code>{}", &empty[..10])));
    for (path, html) in pages(&site) {
        let html = without_its_script(path, &html);
        for forbidden in ["<script", "<img", "誤記</b>", "<b>誤記", "<evil"] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
    }
}

#[test]
fn what_the_history_lacks_is_said_and_leads_nowhere_wrong() {
    let town = Town::new();
    town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    town.append("# 見直した\n");
    let boundary = town.commit(at(SATO, "09:00"), at(SATO, "09:00"), "見直し", &[]);
    town.append("# また見直した\n");
    town.commit(at(SATO, "09:10"), at(SATO, "09:10"), "また見直し", &[]);
    let (from, by) = (format!("file://{}", town.ledger.path().display()), at(SATO, "09:20"));
    town.git(by, by, &["clone", "-q", "--depth", "2", &from, "clone"]);
    let site = build(&town.path("clone"));
    check_links(&site);
    assert!(text(&site, "history/index.html").contains("浅い複製です"));
    let month = text(&site, "history/2026-11.html");
    assert!(told(&month, &boundary).contains("何をしたコミットかは分かりません"), "{}", told(&month, &boundary));
    assert!(text(&site, "mukawa/2026-11.html").contains(&format!("../history/2026-11.html#c-{}", &boundary[..10])));
}

#[test]
fn a_commit_at_no_time_of_the_calendar_stands_on_the_first_page() {
    let town = Town::new();
    let first = town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    town.append("# 見直した\n");
    let by = at(SATO, "09:00");
    town.git(by, by, &["add", "-A", "records"]);
    let tree = town.git(by, by, &["write-tree"]);
    let who = "S <sato@town.rankoshi.example> 9999999999999999 +0000";
    fs::write(
        town.path("far"),
        format!("tree {}\nparent {first}\nauthor {who}\ncommitter {who}\n\nfar\n", tree.trim()),
    )
    .unwrap();
    let far = town.git(by, by, &["hash-object", "--literally", "-t", "commit", "-w", "far"]);
    town.git(by, by, &["update-ref", "HEAD", far.trim()]);
    let site = build(town.ledger.path());
    check_links(&site);
    let index = text(&site, "history/index.html");
    assert!(told(&index, &far).contains("体裁のみ") && index.contains("時刻が暦にないもの"));
    let head = format!("href=\"history/index.html#c-{}\"", &far[..10]);
    assert!(text(&site, "index.html").contains(&head));
}

#[test]
fn an_incident_tells_what_each_commit_wrote_down() {
    let town = Town::new();
    town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    let incident = "records/aibetsu/2026/11/10-incident.toml";
    let text_of = fs::read_to_string(town.path(incident)).unwrap();
    let action = "\n[[action]]\nat = 2026-11-20T09:00:00\nby = \"sato\"\nnote = \"電話で確かめた\"\n";
    fs::write(town.path(incident), text_of + action).unwrap();
    let added = town.commit(at(SATO, "09:40"), at(SATO, "09:40"), "対応", &[]);
    let site = build(town.ledger.path());
    check_links(&site);
    let page = text(&site, "incidents/aibetsu/2026/11/10-incident.html");
    let row = page.split("<th scope=\"row\">対応</th>").nth(1).unwrap();
    assert!(row.starts_with("<td>書き足し: 対応</td><td>40分後</td><td class=\"k\">佐藤 花子"), "{row}");
    assert!(row.contains(&format!("../../history/2026-11.html#c-{}", &added[..10])));
}

#[test]
fn what_must_not_be_in_a_record_is_not_shown_by_its_history() {
    let town = Town::new();
    town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "パスワードは hunter2x です", &[]);
    town.append("note = \"個人番号 123456789018\"\npassword = \"hunter3x\"\n");
    town.commit(at(SATO, "09:00"), at(SATO, "09:00"), "備考", &[]);
    replace(
        &town.path(CHECK),
        "note = \"個人番号 123456789018\"\npassword = \"hunter3x\"\n",
        "note = \"番号は書かない\"\n",
    );
    town.append(&correction("書けない番号を消した"));
    let last = town.commit(at(SATO, "09:10"), at(SATO, "09:10"), "訂正", &[]);

    // Without a correction it is a finding, whose message must not say it either.
    town.append("password = \"hunter4x\"\n");
    town.commit(at(SATO, "09:20"), at(SATO, "09:20"), "備考", &[]);
    replace(&town.path(CHECK), "password = \"hunter4x\"\n", "");
    let silent = town.commit(at(SATO, "09:30"), at(SATO, "09:30"), "消した", &[]);

    let site = build(town.ledger.path());
    check_links(&site);
    let one = text(&site, "history/2026-11.html");
    let one = told(&one, &last);
    assert!(one.contains("変更前 <del>***</del> 変更後 <ins>「番号は書かない」</ins>"), "{one}");
    assert!(one.contains("削除 <del>***</del>"), "{one}");
    let rewritten = text(&site, "history/2026-11.html");
    assert!(told(&rewritten, &silent).contains("data-rule=\"record-rewritten\""));
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["hunter2x", "hunter3x", "hunter4x", "123456789018"] {
            assert!(!text.contains(secret), "{path} shows {secret}");
        }
    }
}

#[test]
fn a_signature_is_told_with_its_holder() {
    let town = Town::new();
    let key = town.path("key");
    let mut keygen = Command::new("ssh-keygen");
    keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "x", "-f"]).arg(&key);
    assert!(keygen.status().unwrap().success());
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    let registered = format!("\n[[person.key]]\npublic = \"{}\"\nfrom = 2026-11-01\n", public.trim());
    replace(
        &town.path("records/register/people.toml"),
        "emails = [\"sato@town.rankoshi.example\"]\n",
        &format!("emails = [\"sato@town.rankoshi.example\"]\n{registered}"),
    );
    town.commit(at(TANAKA, "08:00"), at(TANAKA, "08:00"), "記録", &[]);
    town.append("# 見直した\n");
    let signing = format!("user.signingkey={}", key.display());
    let options = ["-c", "gpg.format=ssh", "-c", &signing, "-c", "commit.gpgsign=true"];
    let signed = town.commit(at(SATO, "09:00"), at(SATO, "09:00"), "署名", &options);
    let borrowed = {
        town.append("# また見直した\n");
        town.commit(at(TANAKA, "09:10"), at(TANAKA, "09:10"), "借りた鍵", &options)
    };
    let site = build(town.ledger.path());
    check_links(&site);
    let month = text(&site, "history/2026-11.html");
    assert!(told(&month, &signed).contains("○ 有効</span> 佐藤 花子 SHA256:"), "{}", told(&month, &signed));
    let borrowed = told(&month, &borrowed);
    assert!(borrowed.contains("× 本人の鍵ではない") && borrowed.contains("data-rule=\"signature-bad\""), "{borrowed}");
    assert!(month.contains("○ 署名有効 <b>1</b>") && month.contains("× 署名無効 <b>1</b>"));
    let report = text(&site, "mukawa/2026-11.html");
    assert!(
        report.contains("どのコミットも <span class=\"m none\">ー 署名なし"),
        "by the commits that brought the records"
    );
}
