//! The site, and files for other programs.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::model::Month;

use super::value::{as_of, month, year};

#[derive(Default, clap::Args)]
pub struct BuildOptions {
    /// 書き出すフォルダー(なければ台帳の site) / Folder to write; by default `site` in the ledger
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// この版の記録から作る / Read this revision instead of the work tree
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,

    #[command(flatten)]
    pub site: SiteOptions,
}

/// What a site is made of, be it written or served.
#[derive(Clone, Default, clap::Args)]
pub struct SiteOptions {
    /// この日の時点で作る(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// この町村に渡すもの(ほかの町村の記録を含まない) / For this place to have: without a word of the others
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// 記録した人と時を調べない / Leave out who committed what when
    #[arg(long)]
    pub no_history: bool,
}

#[derive(clap::Args)]
pub struct ServeOptions {
    /// ポート番号(0 なら空いているもの)。この計算機からだけ見られる / Port, of this machine alone; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,

    #[command(flatten)]
    pub site: SiteOptions,
}

#[derive(clap::Args)]
pub struct ExportOptions {
    /// 形(csv, xlsx, json, sarif, oscal) / Form
    #[arg(value_name = "FORM")]
    pub form: ExportForm,

    /// 書き出すファイル(csv と xlsx はフォルダー) / File to write; of csv and xlsx, a folder
    #[arg(long, value_name = "FILE|DIR")]
    pub out: Option<PathBuf>,

    /// この町村に渡すもの(ほかの町村の記録を含まない) / For this place to have: without a word of the others
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// この月だけ(YYYY-MM) / Only this month
    #[arg(long, value_name = "YYYY-MM", value_parser = month, conflicts_with = "year")]
    pub month: Option<Month>,

    /// この年度だけ(西暦。4月から) / Only this fiscal year, from April of that year
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub year: Option<i16>,

    /// この版の記録から作る / Read this revision instead of the work tree
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,

    /// この日の時点で作る(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// 記録した人と時を調べない / Leave out who committed what when
    #[arg(long)]
    pub no_history: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ExportForm {
    Csv,
    Xlsx,
    Json,
    Sarif,
    Oscal,
}
