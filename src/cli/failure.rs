//! Why a command could not do its work: what, where and what to do, in one message.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::cause;
use crate::history::GitError;
use crate::load::worktree::Unreadable;
use crate::model::text::{Lang, Text};

use super::help::value_name;

pub enum Failure {
    /// The reader of our output has gone; nothing is wrong.
    ClosedPipe,
    /// There is no ledger where one was looked for.
    NoLedger(Text),
    Because(Text),
}

impl Failure {
    pub fn text(&self) -> Text {
        match self {
            Failure::ClosedPipe => Text::default(),
            Failure::NoLedger(text) | Failure::Because(text) => text.clone(),
        }
    }

    pub fn no_ledger(from: &Path) -> Failure {
        let at = from.display();
        Failure::NoLedger(Text::new(
            format!(
                "{at} にもその上にも台帳(records/ledger.toml)がありません。台帳のフォルダーで実行するか、-C で場所を示してください。"
            ),
            format!("no ledger (records/ledger.toml) at {at} or above; run this inside a ledger, or name one with -C."),
        ))
    }

    /// There is a ledger, but git knows nothing of it.
    pub fn no_repository(at: &Path) -> Failure {
        let at = at.display();
        Failure::Because(Text::new(
            format!(
                "{at} には git のリポジトリがないか、まだコミットがありません。git init し、記録を登録してから実行してください。"
            ),
            format!(
                "{at} is in no git repository, or in one without a commit; run git init and commit the records first."
            ),
        ))
    }

    /// One error that names the flags that would say what nobody can be asked for.
    pub fn needs(flags: &[String]) -> Failure {
        let list = |lang| flags.iter().map(|flag| value_name(flag, lang)).collect::<Vec<_>>().join(", ");
        Failure::Because(Text::new(
            format!("足りないものがあります。次のように指定してください: {}", list(Lang::Ja)),
            format!("something is missing; give it with: {}", list(Lang::En)),
        ))
    }

    /// A folder or file that cannot be written.
    pub fn writing(at: &Path, error: &io::Error) -> Failure {
        let (at, why) = (at.display(), cause::told(error));
        Failure::Because(Text::new(
            format!("{at} に書き込めません({})。空き容量と権限を確かめてください。", why.ja),
            format!("cannot write to {at} ({}); check the free space and the permissions.", why.en),
        ))
    }

    /// A folder or file of the ledger that cannot be read.
    pub fn reading(at: &Path, error: &io::Error) -> Failure {
        let (at, why) = (at.display(), cause::told(error));
        Failure::Because(match error.kind() {
            ErrorKind::NotFound => Text::new(
                format!("{at} が見つかりません。名前と場所を確かめてください。"),
                format!("{at} is not there; check its name and place."),
            ),
            ErrorKind::IsADirectory => Text::new(
                format!("{at} はフォルダーです。ファイルを示してください。"),
                format!("{at} is a folder; name a file."),
            ),
            _ => Text::new(
                format!("{at} を読めません({})。権限と場所を確かめてください。", why.ja),
                format!("cannot read {at} ({}); check its permissions and its place.", why.en),
            ),
        })
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Failure {
        Failure::reading(&error.at, &error.cause)
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Failure {
        Failure::Because(error.text)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::ClosedPipe;
        }
        let why = cause::told(&error);
        Failure::Because(Text::new(
            format!("書き出せません({})。空き容量と権限を確かめてください。", why.ja),
            format!("cannot write ({}); check the free space and the permissions.", why.en),
        ))
    }
}
