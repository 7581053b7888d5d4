//! A commit as its own bytes say: who, when, after which others.
//!
//! Names and e-mails are the commit's own; no mailmap and no trailer has a say. Bytes that are not UTF-8 are shown
//! lossily. The signature and the receipt of a commit are read elsewhere, from the same bytes.

use git2::Oid;

/// A commit behind the head, in [`super::History::commits`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// In hexadecimal.
    pub id: String,
    /// Places in [`super::History::commits`], in the commit's own order, each once; those that could not be read are left out.
    pub parents: Vec<usize>,
    /// A parent is left out of `parents`, so that what this commit seems to add may be older.
    pub truncated: bool,
    pub author: Who,
    pub committer: Who,
    /// It was there before what is looked at: a push is judged beside it, and it is not judged again.
    pub settled: bool,
    /// When the server received it, since 1970-01-01 00:00 UTC; `None` where no receipt tells.
    pub received: Option<i64>,
    /// The first paragraph of the message, on one line.
    pub summary: String,
}

impl Commit {
    /// When it came in: by the server's clock where there is a receipt, else as its committer claims.
    pub fn moment(&self) -> i64 {
        self.received.unwrap_or(self.committer.seconds)
    }
}

/// A person and a moment, as claimed. All empty where the commit's line cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    pub name: String,
    pub email: String,
    /// Since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// East of UTC: 540 in Japan.
    pub offset_minutes: i32,
}

impl Who {
    /// `Name <e-mail> seconds +hhmm`, taken apart where git does it: the e-mail lies between the first `<` and the `>`
    /// after it, the time behind the last `>`.
    fn parse(line: &[u8]) -> Option<Who> {
        let open = line.iter().position(|byte| *byte == b'<')?;
        let close = open + line[open..].iter().position(|byte| *byte == b'>')?;
        let last = line.iter().rposition(|byte| *byte == b'>')?;
        let mut time = str::from_utf8(&line[last + 1..]).ok()?.split_ascii_whitespace();
        Some(Who {
            name: String::from_utf8_lossy(line[..open].trim_ascii()).into_owned(),
            email: String::from_utf8_lossy(line[open + 1..close].trim_ascii()).into_owned(),
            seconds: time.next()?.parse().ok()?,
            offset_minutes: offset(time.next()?)?,
        })
    }
}

/// `+0900` in minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hhmm: i32 = digits.parse().ok()?;
    Some(sign * (hhmm / 100 * 60 + hhmm % 100))
}

/// The lines of a commit object that matter here.
pub(super) struct Header<'c> {
    pub tree: Oid,
    pub parents: Vec<Oid>,
    author: Option<&'c [u8]>,
    committer: Option<&'c [u8]>,
    message: &'c [u8],
}

impl<'c> Header<'c> {
    /// `id` is the commit's own: the ids in it are of its length.
    pub(super) fn parse(bytes: &'c [u8], id: Oid) -> Result<Header<'c>, &'static str> {
        let (mut tree, mut parents, mut author, mut committer) = (None, Vec::new(), None, None);
        let mut rest = bytes;
        let hex = |value: &[u8]| hex(value, id).ok_or("an id in it cannot be read");
        while let Some(line) = next_line(&mut rest).filter(|line| !line.is_empty()) {
            // Lines that go on from the one before (a signature) begin with a space, and so have an empty key.
            let Some(space) = line.iter().position(|byte| *byte == b' ') else {
                continue;
            };
            let value = &line[space + 1..];
            match &line[..space] {
                b"tree" if tree.is_none() => tree = Some(hex(value)?),
                b"parent" => add_once(&mut parents, hex(value)?),
                b"author" if author.is_none() => author = Some(value),
                b"committer" if committer.is_none() => committer = Some(value),
                _ => {}
            }
        }
        Ok(Header { tree: tree.ok_or("it names no tree")?, parents, author, committer, message: rest })
    }

    /// Author and committer, where their lines are as git writes them.
    pub(super) fn people(&self) -> (Option<Who>, Option<Who>) {
        (self.author.and_then(Who::parse), self.committer.and_then(Who::parse))
    }

    pub(super) fn message(&self) -> &'c [u8] {
        self.message
    }

    pub(super) fn summary(&self) -> String {
        let mut rest = self.message.trim_ascii_start();
        let mut summary = String::new();
        while let Some(line) = next_line(&mut rest).map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()) {
            if !summary.is_empty() {
                summary.push(' ');
            }
            summary.push_str(&String::from_utf8_lossy(line));
        }
        summary
    }
}

/// What a tag is of: its first line, `object <id>`.
pub(super) fn tagged(bytes: &[u8], tag: Oid) -> Option<Oid> {
    hex(next_line(&mut &*bytes)?.strip_prefix(b"object ")?, tag)
}

/// A forged commit may name one parent twice: that is one comparison, not two.
fn add_once(parents: &mut Vec<Oid>, parent: Oid) {
    if !parents.contains(&parent) {
        parents.push(parent);
    }
}

fn next_line<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let line = &rest[..end];
    *rest = rest.get(end + 1..).unwrap_or_default();
    Some(line)
}

fn hex(value: &[u8], like: Oid) -> Option<Oid> {
    if value.len() != 2 * like.as_bytes().len() {
        return None;
    }
    Oid::from_str_ext(str::from_utf8(value).ok()?, like.object_format()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_as_git_reads_them() {
        let who = |line: &str| Who::parse(line.as_bytes()).map(|w| (w.name, w.email, w.seconds, w.offset_minutes));
        let is = |name: &str, email: &str, seconds, offset| Some((name.to_owned(), email.to_owned(), seconds, offset));
        assert_eq!(
            who("佐藤 花子 <h@example.jp> 1791158400 +0900"),
            is("佐藤 花子", "h@example.jp", 1_791_158_400, 540)
        );
        assert_eq!(who("A <a@x> <b@y> -5 -0330"), is("A", "a@x", -5, -210));
        assert_eq!(who("<> 0 +0000"), is("", "", 0, 0));
        for bad in [
            "",
            "A",
            "A <a@x>",
            "A <a@x> now +0900",
            "A <a@x> 1 0900",
            "A <a@x> 1 +9é9",
            "A >< 1 +0000",
            "A <a@x> 99999999999999999999 +0000",
        ] {
            assert_eq!(who(bad), None, "{bad}");
        }
    }

    #[test]
    fn any_bytes_at_all_are_a_commit_or_a_reason() {
        let whole = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\
            author A <a@x> 1 +0000\ncommitter B <b@x> 2 +0000\ngpgsig -----BEGIN\n parent none\n\n\n first\nline\n\nbody";
        let header = Header::parse(whole, Oid::ZERO_SHA1).unwrap();
        assert_eq!((header.parents.len(), header.summary().as_str()), (1, "first line"));
        for end in 0..whole.len() {
            if let Ok(header) = Header::parse(&whole[..end], Oid::ZERO_SHA1) {
                header.people();
                header.summary();
            }
        }
        assert!(Header::parse(whole, Oid::ZERO_SHA256).is_err());
    }
}
