//! What stops the work with git: each error says what, where and what to do.
//!
//! Only what leaves nothing to show is an error. A hole somewhere in the history is none: it is noted
//! ([`super::Incomplete`]) and the audit goes on.

use std::fmt;
use std::path::Path;

use git2::{ErrorClass, ErrorCode};

use super::objects::{Fault, Why};
use crate::model::text::Text;
use crate::shell;

/// A repository that cannot be used, in the operator's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitError {
    pub text: Text,
}

impl GitError {
    fn new(ja: String, en: String) -> GitError {
        GitError { text: Text::new(ja, en) }
    }

    /// The folder holds a repository, or the remains of one, that libgit2 does not open.
    pub(super) fn opening(root: &Path, cause: &git2::Error) -> GitError {
        let at = root.display();
        if cause.code() == ErrorCode::Owner {
            let fix = format!("git config --global --add safe.directory {}", shell_word(root));
            GitError::new(
                format!("{at} のリポジトリは別の利用者の所有です。信頼できるなら、次を実行してください: {fix}"),
                format!("the repository at {at} belongs to another user. If you trust it, run: {fix}"),
            )
        } else if cause.message().to_ascii_lowercase().contains("refstorage") {
            let fix = "git refs migrate --ref-format=files";
            GitError::new(
                format!(
                    "{at} のリポジトリの参照は reftable 形式で、読むことができません。{at} で次を実行してください: {fix}"
                ),
                format!("the repository at {at} keeps its refs as a reftable, which cannot be read. Run there: {fix}"),
            )
        } else if cause.message().contains("graft OID") || cause.message().contains("parent OID") {
            let fix = "git replace --convert-graft-file";
            GitError::new(
                format!(
                    "{at} のリポジトリの info/grafts か shallow に読めない行があります。grafts なら次で除いてください: {fix}"
                ),
                format!(
                    "a line of info/grafts, or of shallow, in the repository at {at} cannot be read. Be rid of grafts with: {fix}"
                ),
            )
        } else {
            GitError::new(
                format!(
                    "{at} のリポジトリを開けません({})。{at} で git status が通るか確かめてください",
                    of_git(cause)
                ),
                format!("cannot open the repository at {at} ({cause}). See whether git status works there"),
            )
        }
    }

    pub(super) fn pack_index(index: &Path) -> GitError {
        let (at, pack) = (index.display(), shell_word(&index.with_extension("pack")));
        let fix = format!("git index-pack {pack}");
        GitError::new(
            format!("{at} が壊れています。これを消してから次で作り直し、git fsck で確かめてください: {fix}"),
            format!("{at} is damaged. Remove it, make it anew, and look with git fsck: {fix}"),
        )
    }

    pub(super) fn revision(root: &Path, rev: &str, ambiguous: bool) -> GitError {
        let at = root.display();
        if ambiguous {
            GitError::new(
                format!("{at} のリビジョン「{rev}」は一つに定まりません。桁を増やしてください"),
                format!("revision '{rev}' in {at} fits more than one commit. Give more digits of its id"),
            )
        } else {
            GitError::new(
                format!("{at} にリビジョン「{rev}」のコミットがありません。git log --all で確かめてください"),
                format!("{at} has no commit by the revision '{rev}'. Look for it with git log --all"),
            )
        }
    }

    pub(super) fn head(root: &Path, cause: &git2::Error) -> GitError {
        let at = root.display();
        GitError::new(
            format!(
                "{at} の HEAD が読めません({})。{at} で git fsck を実行し、壊れていれば写しから戻してください",
                of_git(cause)
            ),
            format!("cannot read HEAD in {at} ({cause}). Run git fsck there, and restore from a copy if it is broken"),
        )
    }

    pub(super) fn store(root: &Path, cause: &git2::Error) -> GitError {
        let at = root.display();
        GitError::new(
            format!("{at} のリポジトリが読めません({})。権限を確かめ、git fsck を実行してください", of_git(cause)),
            format!("cannot read the repository at {at} ({cause}). Check its permissions and run git fsck there"),
        )
    }

    /// An object without which the asked-for revision cannot be shown.
    pub(super) fn object(root: &Path, fault: &Fault) -> GitError {
        let at = root.display();
        let (kind, id) = (fault.kind.name(), &fault.id);
        match &fault.why {
            Why::Missing => GitError::new(
                format!(
                    "{at} に {kind} {id} がありません。一部だけの複製なら全体を取得し、そうでなければ写しから戻してください（git fsck）"
                ),
                format!(
                    "{at} lacks {kind} {id}. Fetch the whole if it is a partial clone, else restore from a copy (git fsck)"
                ),
            ),
            Why::Damaged(cause) => GitError::new(
                format!("{at} の {kind} {id} が壊れています。git fsck で確かめ、写しから戻してください"),
                format!("{kind} {id} in {at} is damaged ({cause}). Confirm with git fsck and restore from a copy"),
            ),
        }
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.en)
    }
}

impl std::error::Error for GitError {}

/// What libgit2 says in English, in our words.
fn of_git(cause: &git2::Error) -> &'static str {
    match cause.class() {
        ErrorClass::Os | ErrorClass::Filesystem => "ファイルを読み書きできません",
        ErrorClass::Config => "git の設定が正しくありません",
        ErrorClass::Reference => "参照(refs)が正しくありません",
        ErrorClass::Odb | ErrorClass::Object | ErrorClass::Tree | ErrorClass::Tag => {
            "オブジェクトがないか、壊れています"
        }
        ErrorClass::Zlib | ErrorClass::Indexer => "圧縮された内容が壊れています",
        ErrorClass::Index => "インデックスが壊れています",
        ErrorClass::NoMemory => "メモリーが足りません",
        _ => "git のリポジトリとして読めません",
    }
}

/// Git compares `safe.directory` with the full path.
fn shell_word(path: &Path) -> String {
    shell::word(&path.canonicalize().unwrap_or_else(|_| path.to_owned()))
}
