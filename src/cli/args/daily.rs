//! What an operator writes each morning.

use jiff::civil::{Date, DateTime};

use crate::model::path::Kind;

use super::Format;
use super::value::{as_of, kind};

#[derive(clap::Args)]
pub struct StatusOptions {
    /// 出力の形 / Form of the output
    #[arg(long, default_value = "human", hide_default_value = true)]
    pub format: Format,

    /// この日の時点(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// この町村だけ / Only this place
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,
}

#[derive(clap::Args)]
pub struct RecordOptions {
    /// 種類(check, incident, request など) / What it is: check, incident, request, …
    #[arg(value_name = "KIND", value_parser = kind)]
    pub kind: Kind,

    /// check: まだ確認していない全町村の分を一度に / Of a check: every town and run not confirmed yet, at once
    #[arg(short, long, conflicts_with = "append")]
    pub all: bool,

    /// この町村 / Of this place
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// 記録のキーと値 / A key of the record and its value
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,

    /// 表の一件(backup 'run=2026-10-04,…') / An entry of a table
    #[arg(long, num_args = 2, value_names = ["TABLE", "KEY=VALUE,…"])]
    pub entry: Vec<String>,

    /// 書いてある記録(TOML)、--all では結果の一覧(CSV)。- は標準入力 / A record written elsewhere (TOML); with --all a list of results (CSV); - for the standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<String>,

    /// 使った管理用端末機 / The management terminal used
    #[arg(long, value_name = "ID")]
    pub terminal: Option<String>,

    /// --all: 終了の時刻が普段のとおりと画面で確かめた / With --all: the screen showed the usual times
    #[arg(long)]
    pub usual_times: bool,

    /// incident に書き足す(contact, action, recovery, prevention, closed) / Add this to an incident
    #[arg(long, value_name = "PART", requires = "id")]
    pub append: Option<String>,

    /// 書き足す事故等の番号 / The incident that is added to
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,

    /// git に登録する / Commit it
    #[arg(short, long)]
    pub commit: bool,

    /// 普段と違うことも事実のとおりとする / Take what is unusual to be so
    #[arg(short, long)]
    pub yes: bool,

    // The walk-through of the documentation has a day of its own.
    #[arg(long, hide = true, env = "DAICHO_NOW", hide_env = true, value_name = "TIME")]
    pub now: Option<DateTime>,
}
