//! What git, editors and shells use.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(clap::Args)]
pub struct HookOptions {
    #[command(subcommand)]
    pub hook: Hook,
}

#[derive(clap::Args)]
pub struct SchemaOptions {
    /// 様式の名前(check, people, ledger など)。なければ一覧 / Whose schema: check, people, ledger, …; without one, the list
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,

    /// このフォルダーに書き出す。名前がなければ全部 / Write it to this folder; without a name, all of them
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct CompletionsOptions {
    /// どのシェルの補完か / Which shell's
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(clap::Args)]
pub struct ManOptions {
    /// このコマンドのページ。なければ daicho のもの / The page of this command; without one, of daicho
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,

    /// 配下のコマンドも合わせて、このフォルダーに一つずつ書く / Write it to this folder, with those of all commands below, a file each
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct HelpOptions {
    /// コマンド。なければ全部の一覧 / A command; without one, the list of all
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

#[derive(Clone, Copy, Subcommand)]
pub enum Hook {
    /// フックを置く(サーバーでは push の検査、端末ではコミットの検査) / Set the hooks up, in a bare repository or a work tree
    Install,
    /// コミットする内容を検査する(git が実行する) / Judge what is staged; run by git
    PreCommit,
    /// push を検査する(git が実行する) / Judge a push; run by git
    PreReceive,
    /// 受領を記録する(git が実行する) / Write a receipt; run by git
    PostReceive,
}
