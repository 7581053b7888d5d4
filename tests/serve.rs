//! `daicho serve`, the program itself over TCP: the pages that `build` writes but for the script, made anew at each change, for nobody
//! else than a browser of this machine. No test knows how long anything takes; each waits as long as it must.

mod town;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use town::Town;

const AS_OF: &str = "2026-11-20";
const PATIENCE: Duration = Duration::from_secs(120);

/// The program, serving.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn of(town: &Town) -> Preview {
        Preview::with(town, &[])
    }

    fn with(town: &Town, more: &[&str]) -> Preview {
        let mut daicho = town.daicho(&["serve", "--port", "0", "--as-of", AS_OF]);
        daicho.args(more);
        let mut child = daicho.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let port = first.split_once("http://127.0.0.1:").and_then(|(_, rest)| rest.split('/').next()?.parse().ok());
        std::thread::spawn(move || lines.count());
        Preview { child, port: port.unwrap_or_else(|| panic!("no address: {first}")) }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("Host: 127.0.0.1:{}\r\n", self.port))
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn number(&self) -> String {
        self.get("/.daicho/wait?since=0").text()
    }

    /// Waits as the script of a page does, until what is shown is another than that.
    fn after(&self, number: &str) -> String {
        let start = Instant::now();
        loop {
            let now = self.get(&format!("/.daicho/wait?since={number}")).text();
            if now != number {
                return now;
            }
            assert!(start.elapsed() < PATIENCE, "nothing came");
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("no {name}: {}", self.head))
    }
}

/// A served page without what serving adds.
fn as_built(html: &str, number: &str) -> String {
    let script = format!("<script src=\"/.daicho/reload.js\" data-since=\"{number}\"></script>\n");
    assert_eq!(html.matches(&script).count(), 1, "{html}");
    let (policy, rest) = html.split_once("\">\n<meta name=\"viewport\"").unwrap();
    assert!(policy.contains("connect-src &#39;self&#39;") && policy.contains("script-src &#39;self&#39;"), "{policy}");
    let leave = "; connect-src &#39;self&#39;";
    let policy = policy.strip_suffix(leave).unwrap();
    let policy = policy.strip_suffix("; script-src &#39;self&#39;").unwrap_or(policy);
    format!("{policy}\">\n<meta name=\"viewport\"{rest}").replace(&script, "")
}

#[test]
fn the_pages_are_the_built_ones_but_for_the_script() {
    let town = Town::new();
    let preview = Preview::of(&town);
    let number = preview.number();
    assert!(!town.path("site").exists(), "nothing is written");

    let site = town.build(AS_OF, "site");
    let files =
        walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let mut kinds = std::collections::BTreeSet::new();
    for file in files {
        let path = file.path().strip_prefix(&site).unwrap().to_str().unwrap().to_owned();
        let built = fs::read(file.path()).unwrap();
        let served = preview.get(&format!("/{path}"));
        assert_eq!(served.status, 200, "{path}");
        let body =
            if path.ends_with(".html") { as_built(&served.text(), &number).into_bytes() } else { served.body.clone() };
        assert!(body == built, "{path} is served otherwise than it is built");
        assert_eq!(served.header("Cache-Control"), "no-store");
        assert_eq!(served.header("Cross-Origin-Resource-Policy"), "same-origin");
        kinds.insert((path.rsplit('.').next().unwrap().to_owned(), served.header("Content-Type").to_owned()));
    }
    for (ending, kind) in [
        ("html", "text/html; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("json", "application/json"),
        ("csv", "text/csv; charset=utf-8"),
        ("atom", "application/atom+xml; charset=utf-8"),
    ] {
        assert!(kinds.contains(&(ending.to_owned(), kind.to_owned())), "{kinds:?}");
    }
    assert_eq!(preview.get("/").text(), preview.get("/index.html").text());
    assert_eq!(preview.get("/mukawa/?x").text(), preview.get("/mukawa/index.html").text());
    let head = preview.ask("HEAD", "/rules.html", &format!("Host: LOCALHOST:{}\r\n", preview.port));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("Content-Length"), preview.get("/rules.html").body.len().to_string());
    assert!(preview.get("/.daicho/reload.js").text().contains("location.reload()"));
}

#[test]
fn what_is_edited_is_shown_and_what_is_broken_is_told_until_it_is_mended() {
    let town = Town::new();
    let preview = Preview::of(&town);
    let first = preview.number();
    town.replace("records/ledger.toml", "戸籍電算化システム管理台帳", "新しい題名");
    let second = preview.after(&first);
    assert!(preview.get("/").text().contains("新しい題名"));

    // A folder that is not watched yet, since it was not there.
    town.write("templates/rules.html", "<p>\n{% for %}");
    let third = preview.after(&second);
    let broken = preview.get("/mukawa/2026-11.html");
    assert_eq!(broken.status, 500);
    let told = broken.text();
    for word in ["rules.html", "templates/", "mend or remove", &format!("data-since=\"{third}\"")] {
        assert!(told.contains(word), "{word} is not told: {told}");
    }
    assert!(!told.contains("{% for %}</p>") && preview.get("/.daicho/style.css").status == 200);

    fs::remove_dir_all(town.path("templates")).unwrap();
    let fourth = preview.after(&third);
    assert!(preview.get("/rules.html").text().contains("新しい題名"));

    // A ledger that is gone is told as such, and found again.
    fs::rename(town.path("records"), town.path("away")).unwrap();
    let fifth = preview.after(&fourth);
    assert!(preview.get("/").status == 500 && preview.get("/").text().contains("no ledger"));
    fs::rename(town.path("away"), town.path("records")).unwrap();
    let sixth = preview.after(&fifth);
    assert_eq!(preview.get("/").status, 200);

    // A fault of a record is an ordinary page; and what has just come back is watched like before.
    assert_eq!(preview.get("/mukawa/2026-12.html").status, 404);
    town.write("records/mukawa/2026/12/01-check.toml", "operator = ");
    preview.after(&sixth);
    let page = preview.get("/mukawa/2026-12.html");
    assert!(page.status == 200 && page.text().contains("records/mukawa/2026/12/01-check.toml"), "{}", page.status);
}

#[test]
fn a_commit_changes_the_history() {
    let town = Town::new();
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(town.path("")).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "S").env(format!("GIT_{who}_EMAIL"), "sato@town.rankoshi.example");
            git.env(format!("GIT_{who}_DATE"), "2026-11-20T00:30:00Z");
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {args:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "records"]);
    git(&["commit", "-q", "-m", "one"]);
    let preview = Preview::of(&town);
    let first = preview.number();
    git(&["commit", "-q", "--allow-empty", "-m", "two"]);
    let second = preview.after(&first);
    let head = git(&["rev-parse", "HEAD"]);
    assert!(preview.get("/").text().contains(head.trim()), "the page is of the new commit");
    git(&["checkout", "-q", "--detach", "HEAD~1"]);
    preview.after(&second);
    assert!(!preview.get("/").text().contains(head.trim()), "HEAD stands elsewhere");
}

#[test]
fn nobody_else_and_nothing_else_is_served() {
    let town = Town::new();
    town.write("secret.html", "secret");
    let preview = Preview::of(&town);
    let port = preview.port;
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
    ] {
        let refused = preview.ask("GET", "/", &format!("Host: {host}\r\n"));
        assert_eq!((refused.status, refused.text().contains("<html")), (403, false), "{host}");
    }
    assert_eq!(preview.ask("GET", "/", "").status, 403, "no host at all");
    let twice = format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n");
    assert_eq!(preview.ask("GET", "/", &twice).status, 403);
    assert_eq!(preview.ask("GET", "/.daicho/wait?since=0", "Host: evil.example\r\n").status, 403);
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(preview.ask("GET", "/", &format!("Host: {host}:{port}\r\n")).status, 200, "{host}");
    }

    for path in [
        "/../secret.html",
        "/mukawa/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "//etc/passwd",
        "/secret.html",
        "secret.html",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret") && !answer.text().contains("root:"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = preview.ask(method, "/", &format!("Host: 127.0.0.1:{port}\r\nContent-Length: 0\r\n"));
        assert_eq!((answer.status, answer.header("Allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn a_place_is_shown_its_own_site() {
    let town = Town::new();
    let preview = Preview::with(&town, &["--place", "mukawa"]);
    assert_eq!((preview.get("/mukawa/2026-11.html").status, preview.get("/oketo/2026-10.html").status), (200, 404));
    assert!(!preview.get("/").text().contains("置戸町"));
    let output = town.daicho(&["serve", "--port", "0", "--place", "mukawaa"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Town::new().daicho(&["serve", "--port", &port]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains(&port) && told.contains("--port "), "{told}");
    let empty = tempfile::TempDir::new().unwrap();
    let mut nowhere = Command::new(env!("CARGO_BIN_EXE_daicho"));
    let output = nowhere.arg("-C").arg(empty.path()).args(["serve", "--port", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "no ledger");
}

#[cfg(unix)]
#[test]
fn it_ends_in_order_when_it_is_told_to() {
    let town = Town::new();
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::of(&town);
        assert_eq!(preview.get("/").status, 200);
        let told = Command::new("kill").args([signal, &preview.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert_eq!(preview.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}
