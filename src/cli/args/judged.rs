//! Judging, explaining, and what an auditor asks for.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::model::Month;

use super::value::{anchor, as_of, month};

#[derive(clap::Args)]
pub struct CheckOptions {
    /// このファイル・フォルダーに関する結果だけ / Only findings about these files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// 出力の形 / Form of the output
    #[arg(long, default_value = "human", hide_default_value = true)]
    pub format: CheckFormat,

    /// この版の記録を調べる / Judge this revision instead of the work tree
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,

    /// コミットしようとしている内容だけを調べる / Judge what is staged
    #[arg(long, conflicts_with = "rev")]
    pub staged: bool,

    /// この日の時点で調べる(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// この町村だけ / Only this place
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// この月だけ(YYYY-MM) / Only this month
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub month: Option<Month>,

    /// 前に公開した版(紙の控えの番号)。履歴にあるか確かめる / A version published before, to be found in the history
    #[arg(long, value_name = "COMMIT", value_parser = anchor)]
    pub anchor: Vec<String>,

    /// records: 記録と登録の誤りだけ / Only errors of form and registers
    #[arg(long, value_name = "records")]
    pub only: Option<Only>,

    /// warnings: 注意も終了コード1とする / Let warnings count for the exit status too
    #[arg(long, value_name = "warnings")]
    pub deny: Option<Deny>,
}

#[derive(clap::Args)]
pub struct ExplainOptions {
    /// 規則の名前か条項(art-6-3、第6条第3項)。なければ全部の規則 / A rule or a citation; without one, all rules
    #[arg(value_name = "RULE|ARTICLE")]
    pub name: Option<String>,
}

#[derive(clap::Args)]
pub struct HistoryOptions {
    /// 記録の番号かパス。なければ全部 / A record's id or a path; without one, everything
    #[arg(value_name = "PATH|ID")]
    pub name: Option<String>,

    /// この版までの履歴 / The history up to this revision
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,
}

#[derive(clap::Args)]
pub struct DiffOptions {
    /// 二つの版(A..B。B がなければ HEAD) / Two versions; without B, HEAD
    #[arg(value_name = "A..B")]
    pub range: String,

    /// この日の時点で比べる(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,
}

#[derive(clap::Args)]
pub struct AuditPackOptions {
    /// 作るファイル(.tar) / The file to make
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// この版まで / Up to this revision
    #[arg(long, value_name = "REV", default_value = "HEAD", hide_default_value = true)]
    pub rev: String,

    /// この日の時点(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// 抜き取る記録の数 / How many records the random sample holds
    #[arg(long, value_name = "N", default_value_t = 25)]
    pub sample: usize,
}

#[derive(clap::Args)]
pub struct CloseOptions {
    /// 締める月(YYYY-MM) / The month to be signed off
    #[arg(value_name = "YYYY-MM", value_parser = month)]
    pub month: Month,

    /// この町村だけ / Only this place
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// 機械に見えないことを守っていると申告する条項(art-7-3 など) / What the manager vouches for, such as art-7-3
    #[arg(long, value_name = "CITATION", value_delimiter = ',')]
    pub declare: Vec<String>,

    /// 備考 / A comment
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,

    /// git に登録する / Commit it
    #[arg(long)]
    pub commit: bool,

    /// 締めを二人目として確認する / Countersign a month that is signed off
    #[arg(long, conflicts_with_all = ["declare", "comment"])]
    pub countersign: bool,
}

/// How `check` tells what it found.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum CheckFormat {
    Human,
    Json,
    Sarif,
    Github,
    Junit,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Only {
    Records,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Deny {
    Warnings,
}
