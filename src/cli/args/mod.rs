//! What may be written on the command line.

mod begin;
mod daily;
mod judged;
mod shown;
mod tools;
mod value;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::text::Lang;

pub use begin::{DemoOptions, ImportOptions, InitOptions};
pub use daily::{RecordOptions, StatusOptions};
pub use judged::{
    AuditPackOptions, CheckFormat, CheckOptions, CloseOptions, Deny, DiffOptions, ExplainOptions, HistoryOptions, Only,
};
pub use shown::{BuildOptions, ExportForm, ExportOptions, ServeOptions, SiteOptions};
pub use tools::{CompletionsOptions, HelpOptions, Hook, HookOptions, ManOptions, SchemaOptions};
pub use value::CALENDAR;

use value::language;

// Each text of help is `日本語 / English`: `help` takes one of the two.

/// 台帳: 戸籍電算化システムの管理台帳を検査し、公開用のページを作ります。 / Judges and shows the records of entrusted family-register systems, kept as TOML in git.
#[derive(Parser)]
#[command(name = "daicho", version)]
pub struct Args {
    /// この場所から台帳を探す / Look for the ledger from here upwards
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    pub directory: PathBuf,

    /// 言葉。なければ環境、台帳の順に決まる / Language; by default the locale's, else the ledger's
    #[arg(long, global = true, value_parser = language, value_name = "ja|en", env = "DAICHO_LANG")]
    pub lang: Option<Lang>,

    /// 色を付けるか / Whether to use colours
    #[arg(long, global = true, default_value = "auto", hide_default_value = true, value_name = "WHEN")]
    pub color: Color,

    /// 要点だけを表示 / Say less
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// 詳しく表示 / Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,

    /// 使い方を表示 / Show how it is used
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,

    /// 版を表示 / Show the version
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// 台帳を始める / Begin a ledger: settings, registers, the regulation's frame
    Init(InitOptions),
    /// 今日することと期限の近いもの / What is owed today, and what comes due
    Status(StatusOptions),
    /// 記録を書く / Write a record: what was checked, received, inspected, done
    Record(RecordOptions),
    /// 記録を検査する / Judge the records
    Check(CheckOptions),
    /// 公開用のページを作る / Render the records as a site
    Build(BuildOptions),
    /// 記録を書きながらブラウザーで見る / Show the site in a browser while the records are written
    Serve(ServeOptions),
    /// 見本の台帳を作る / Make the sample ledger, with its history and its site
    Demo(DemoOptions),
    /// 規則や条項を説明する / Explain a rule or an article
    Explain(ExplainOptions),
    /// だれがいつ何を記録したか / Who recorded what when
    History(HistoryOptions),
    /// 二つの版の違い(記録、指摘、義務) / What differs between two versions: records, findings, duties
    Diff(DiffOptions),
    /// Excel や CSV の台帳を記録に移す / Move a ledger kept in Excel or CSV into records
    Import(ImportOptions),
    /// 表計算やほかのプログラムに渡す / Write the ledger for spreadsheets and other programs
    Export(ExportOptions),
    /// 月を締める(管理者) / Sign a month off: the manager's
    Close(CloseOptions),
    /// 監査人に渡す一つのファイルを作る / Make one file for an auditor
    AuditPack(AuditPackOptions),
    /// うまく動かないときに調べる / Look at what may be in the way
    Doctor,
    /// git のフック(受け入れの検査と受領の記録) / Hooks of git: what is let in, and when it came
    Hook(HookOptions),
    /// エディターが使う様式(JSON Schema) / JSON Schema of each file, for editors
    Schema(SchemaOptions),
    /// シェルの補完を出力する / Write what a shell completes by
    Completions(CompletionsOptions),
    /// man のページを作る / Make the pages of the manual
    Man(ManOptions),
    /// コマンドの使い方を見る / Show how a command is used
    Help(HelpOptions),
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}
