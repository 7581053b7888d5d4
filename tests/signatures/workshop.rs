//! Keys, repositories and the two oracles, in a temporary home with nobody's configuration.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use daicho::history::ObjectFormat;
use daicho::history::signature::{self, Signature};
use daicho::model::PublicKey;
use tempfile::TempDir;

pub use ObjectFormat::{Sha1, Sha256};

pub struct Workshop {
    home: TempDir,
}

/// A key pair in a file, as `ssh-keygen` made it.
pub struct Pair {
    pub file: PathBuf,
    /// The `.pub` file.
    pub line: String,
}

impl Pair {
    pub fn key(&self) -> PublicKey {
        self.line.parse().unwrap()
    }
}

impl Workshop {
    pub fn new() -> Workshop {
        Workshop { home: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A key by the options of `ssh-keygen`; `None` where it does not make such keys (any more).
    pub fn try_pair(&self, options: &[&str]) -> Option<Pair> {
        let file = self.path(&format!("key-{}", options.join("").replace('-', "")));
        let name = file.to_str().unwrap();
        let output =
            self.run("ssh-keygen", &[&["-q", "-N", "", "-C", "戸籍係 test", "-f", name], options].concat(), b"");
        let line = fs::read_to_string(file.with_extension("pub")).ok().filter(|_| output.status.success())?;
        self.allow(&line);
        Some(Pair { file, line })
    }

    pub fn pair(&self, options: &[&str]) -> Pair {
        self.try_pair(options).expect("ssh-keygen makes the key")
    }

    /// A key of which there is only the public half.
    pub fn public(&self, line: &str) -> Pair {
        let file = self.path("public");
        fs::write(&file, line).unwrap();
        Pair { file, line: line.to_owned() }
    }

    /// Lets git trust a key.
    pub fn allow(&self, line: &str) {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(self.path("allowed")).unwrap();
        writeln!(file, "* {}", line.trim_end()).unwrap();
    }

    /// What `ssh-keygen -Y sign` writes.
    pub fn sign(&self, pair: &Pair, options: &[&str], message: &[u8]) -> String {
        let key = pair.file.to_str().unwrap();
        let output = self.run("ssh-keygen", &[&["-q", "-Y", "sign", "-f", key], options].concat(), message);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Makes a certificate for a key, beside its file.
    pub fn certify(&self, authority: &Pair, pair: &Pair) {
        let (authority, file) = (authority.file.to_str().unwrap(), pair.file.with_extension("pub"));
        let args = ["-q", "-s", authority, "-I", "id", "-n", "sato", file.to_str().unwrap()];
        assert!(self.run("ssh-keygen", &args, b"").status.success());
    }

    /// The verdict of `ssh-keygen` on a signature in the namespace `git`, by whatever key.
    pub fn ssh_keygen_takes(&self, armor: &[u8], message: &[u8]) -> bool {
        let file = self.path("signature");
        fs::write(&file, armor).unwrap();
        let args = ["-Y", "check-novalidate", "-n", "git", "-s", file.to_str().unwrap()];
        self.run("ssh-keygen", &args, message).status.success()
    }

    /// The same for many messages in one go.
    pub fn sign_all(&self, pair: &Pair, messages: &[Vec<u8>]) -> Vec<String> {
        let names: Vec<String> = (0..messages.len()).map(|at| format!("message-{at}")).collect();
        for (name, message) in names.iter().zip(messages) {
            fs::write(self.path(name), message).unwrap();
            let _ = fs::remove_file(self.path(&format!("{name}.sig")));
        }
        let mut args = vec!["-q", "-Y", "sign", "-n", "git", "-f", pair.file.to_str().unwrap()];
        args.extend(names.iter().map(String::as_str));
        assert!(self.run("ssh-keygen", &args, b"").status.success());
        names.iter().map(|name| fs::read_to_string(self.path(&format!("{name}.sig"))).unwrap()).collect()
    }

    /// As `ssh-keygen -l` shows it.
    pub fn fingerprint(&self, pair: &Pair) -> String {
        let output = self.run("ssh-keygen", &["-l", "-f", pair.file.to_str().unwrap()], b"");
        String::from_utf8_lossy(&output.stdout).split(' ').nth(1).unwrap().to_owned()
    }

    pub fn repo(&self, format: ObjectFormat) -> Repo<'_> {
        let (name, option) = match format {
            Sha1 => ("sha1", "--object-format=sha1"),
            Sha256 => ("sha256", "--object-format=sha256"),
        };
        let repo = Repo { workshop: self, root: self.path(name), format };
        fs::create_dir(&repo.root).unwrap();
        repo.git(&["init", "-q", option], b"");
        repo
    }

    fn run(&self, program: &str, args: &[&str], input: &[u8]) -> Output {
        self.run_in(self.home.path(), program, args, input)
    }

    fn run_in(&self, folder: &Path, program: &str, args: &[&str], input: &[u8]) -> Output {
        let mut command = Command::new(program);
        command.current_dir(folder).args(args).env("HOME", self.home.path()).env_remove("SSH_AUTH_SOCK");
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "佐藤 花子").env(format!("GIT_{who}_EMAIL"), "hanako@example.jp");
            command.env(format!("GIT_{who}_DATE"), "1790000000 +0900");
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program is installed");
        // A program that has seen enough closes its end early: that is no failure.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }
}

pub struct Repo<'w> {
    workshop: &'w Workshop,
    root: PathBuf,
    pub format: ObjectFormat,
}

impl Repo<'_> {
    pub fn git(&self, args: &[&str], input: &[u8]) -> Vec<u8> {
        let output = self.workshop.run_in(&self.root, "git", args, input);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// The bytes of a new commit, signed by git where there is a key.
    pub fn commit(&self, message: &str, pair: Option<&Pair>) -> Vec<u8> {
        let signing = pair.map(|pair| format!("user.signingkey={}", pair.file.display()));
        let mut args = vec!["-c", "gpg.format=ssh"];
        if let Some(key) = &signing {
            args.extend(["-c", key]);
        }
        args.extend(["commit", "-q", "--allow-empty", "-m", message]);
        args.extend(signing.as_ref().map(|_| "-S"));
        self.git(&args, b"");
        self.git(&["cat-file", "commit", "HEAD"], b"")
    }

    /// The verdict of `git verify-commit` on a commit of these bytes.
    pub fn git_takes(&self, commit: &[u8]) -> bool {
        let id = self.git(&["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], commit);
        let id = String::from_utf8(id).unwrap();
        let allowed = format!("gpg.ssh.allowedSignersFile={}", self.workshop.path("allowed").display());
        let args = ["-c", &allowed, "verify-commit", id.trim_end()];
        self.workshop.run_in(&self.root, "git", &args, b"").status.success()
    }

    /// Daicho's answer, once git is known to say the same of it.
    pub fn agreed(&self, commit: &[u8]) -> Signature {
        let answer = signature::of(commit, self.format);
        let good = matches!(answer, Signature::Good(_));
        assert_eq!(good, self.git_takes(commit), "{answer:?} of {:?}", String::from_utf8_lossy(commit));
        answer
    }
}

/// A commit's bytes with a signature put in, as git does it: behind the other headers.
pub fn signed(commit: &[u8], header: &str, armor: &[u8]) -> Vec<u8> {
    let at = commit.windows(2).position(|two| two == b"\n\n").expect("a message") + 1;
    let mut lines = Vec::new();
    for (number, line) in armor.strip_suffix(b"\n").unwrap_or(armor).split(|byte| *byte == b'\n').enumerate() {
        lines.extend_from_slice(if number == 0 { header.as_bytes() } else { b"" });
        lines.push(b' ');
        lines.extend_from_slice(line);
        lines.push(b'\n');
    }
    [&commit[..at], &lines, &commit[at..]].concat()
}

/// A short commit that git can read, in a SHA-1 repository.
pub const PLAIN: &[u8] = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
    author A <a@example.jp> 1790000000 +0900\ncommitter A <a@example.jp> 1790000000 +0900\n\nmessage\n";
