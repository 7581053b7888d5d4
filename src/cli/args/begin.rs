//! How a ledger begins: a new one, the sample, one that was kept in Excel.

use std::path::PathBuf;

use jiff::civil::{Date, DateTime};

use crate::model::text::Lang;

use super::value::{day, language};

#[derive(clap::Args)]
pub struct InitOptions {
    /// 作る場所 / Where to make it
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// 受託する町村の名前 / Name of the municipality that does the work: the trustee
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// その識別子(英小文字、数字、ハイフン) / Its id: small letters, digits, hyphens
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,

    /// その団体コード(6桁) / Its local government code, six digits
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,

    /// 関係町村と受託を始めた日、委託の根拠 / A municipality that entrusts its register: since when, and by which notice
    #[arg(long, value_name = "ID:NAME:CODE:DATE[:BASIS]")]
    pub municipality: Vec<String>,

    /// 管理者(第5条) / The manager of Article 5
    #[arg(long, value_name = "ID:NAME:EMAIL:TITLE")]
    pub manager: Option<String>,

    /// 操作者(第7条) / An operator of Article 7
    #[arg(long, value_name = "ID:NAME:EMAIL")]
    pub operator: Vec<String>,

    /// 任命と指定の文書番号 / Number of the document that appoints and designates them
    #[arg(long, value_name = "TEXT")]
    pub document: Option<String>,

    /// 記録を始める日(2026-12-01 など)。なければ今日 / The first day that is recorded; by default today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub starts: Option<Date>,

    /// 台帳の言葉。なければ画面と同じ / Language of the ledger; by default the terminal's
    #[arg(long, value_parser = language, value_name = "ja|en")]
    pub language: Option<Lang>,

    // The walk-through of the documentation has a day of its own.
    #[arg(long, hide = true, env = "DAICHO_NOW", hide_env = true, value_name = "TIME")]
    pub now: Option<DateTime>,
}

#[derive(clap::Args)]
pub struct DemoOptions {
    /// 作る場所(まだないか、空のフォルダー) / Where to make it: a folder that is absent or empty
    #[arg(value_name = "DIR", default_value = "daicho-demo")]
    pub folder: PathBuf,
}

#[derive(clap::Args)]
pub struct ImportOptions {
    /// ブック(.xlsx)か CSV / Workbooks (.xlsx) or CSV
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// 対応表(どの列がどの項目か)。daicho が書き出したものには要らない / What the columns mean; an export of daicho's own needs none
    #[arg(long, value_name = "FILE", conflicts_with = "guess")]
    pub map: Option<PathBuf>,

    /// 見出しから対応表を下書きする / Draft such a mapping from the headings
    #[arg(long)]
    pub guess: bool,

    /// --guess の下書きを書くファイル / With --guess: the file to write it to
    #[arg(long, value_name = "FILE", requires = "guess")]
    pub out: Option<PathBuf>,

    /// 記録を書く。なければ、書く内容と問題を見せるだけ / Write the records; without it they are only shown, with all problems
    #[arg(long, conflicts_with = "guess")]
    pub write: bool,

    // Tests have a day of their own.
    #[arg(long, hide = true, env = "DAICHO_NOW", hide_env = true, value_name = "TIME")]
    pub now: Option<DateTime>,
}
