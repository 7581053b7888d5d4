//! What may be written on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::{Date, DateTime, date};

use crate::model::path::Kind;
use crate::model::text::Lang;
use crate::model::word::Word;

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

    /// 記録を始める日(YYYY-MM-DD)。なければ今日 / The first day that is recorded; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub starts: Option<Date>,

    /// 台帳の言葉。なければ画面と同じ / Language of the ledger; by default the terminal's
    #[arg(long, value_parser = language, value_name = "ja|en")]
    pub language: Option<Lang>,

    // The walk-through of the documentation has a day of its own.
    #[arg(long, hide = true, env = "DAICHO_NOW", hide_env = true, value_name = "TIME")]
    pub now: Option<DateTime>,
}

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
    #[arg(long, conflicts_with_all = ["rev", "as_of", "only"])]
    pub staged: bool,

    /// この日の時点で調べる(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// この町村だけ / Only this place
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// この月だけ(YYYY-MM) / Only this month
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub month: Option<crate::model::Month>,

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

#[derive(Default, clap::Args)]
pub struct BuildOptions {
    /// 書き出すフォルダー(なければ台帳の site) / Folder to write; by default `site` in the ledger
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// この版の記録から作る / Read this revision instead of the work tree
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,

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

    /// この日の時点で作る(YYYY-MM-DD) / As of this day; by default today
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<Date>,

    /// この町村に渡すもの(ほかの町村の記録を含まない) / What this place is to have: without a word of the others
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,

    /// 記録した人と時を調べない / Leave out who committed what when
    #[arg(long)]
    pub no_history: bool,
}

#[derive(clap::Args)]
pub struct DemoOptions {
    /// 作る場所(まだないか、空のフォルダー) / Where to make it: a folder that is absent or empty
    #[arg(value_name = "DIR", default_value = "daicho-demo")]
    pub folder: PathBuf,
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
    pub month: Option<crate::model::Month>,

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

#[derive(clap::Args)]
pub struct CloseOptions {
    /// 締める月(YYYY-MM) / The month to be signed off
    #[arg(value_name = "YYYY-MM", value_parser = month)]
    pub month: crate::model::Month,

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

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Human,
    Json,
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

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "ja か en を書きます / ja or en".to_owned())
}

fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    Kind::from_word(text).ok_or_else(|| format!("次のいずれかを書きます: {0} / one of: {0}", known()))
}

fn month(text: &str) -> Result<crate::model::Month, String> {
    text.parse().map_err(|_| "2026-10 の形で書きます / write it as 2026-10".to_owned())
}

/// The calendar's years, as of the as-of date.
fn year(text: &str) -> Result<i16, String> {
    let year = text.parse::<i16>().ok().filter(|year| (1995..=2099).contains(year));
    year.ok_or_else(|| "1995 から 2099 までの年を西暦で書きます / a year from 1995 to 2099".to_owned())
}

/// A commit's id, or enough of its beginning to be found by.
fn anchor(text: &str) -> Result<String, String> {
    let text = text.trim().to_ascii_lowercase();
    let is_id = (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(text).ok_or_else(|| {
        "コミットの番号(16進数で7桁以上)を書きます / the id of a commit, 7 or more hexadecimal digits".to_owned()
    })
}

/// The days of which the calendar knows whether they are holidays.
pub const CALENDAR: std::ops::RangeInclusive<Date> = date(1994, 12, 1)..=date(2099, 12, 31);

/// The calendar knows its holidays for these years, and nothing is owed outside them.
fn as_of(text: &str) -> Result<Date, String> {
    let day = text.parse::<Date>().ok().filter(|day| CALENDAR.contains(day));
    day.ok_or_else(|| "1994-12-01 から 2099-12-31 までの日を書きます / a day from 1994-12-01 to 2099-12-31".to_owned())
}
