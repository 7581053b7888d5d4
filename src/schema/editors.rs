//! What tells editors which file has which schema: `.taplo.toml` for Even Better TOML, `tombi.toml` for Tombi.

use crate::load::sheet::Sheet;
use crate::model::path::Kind;

use super::FOLDER;

/// The files, by their names, that lie beside `records/`.
pub fn editors() -> [(&'static str, String); 2] {
    [(".taplo.toml", taplo()), ("tombi.toml", tombi())]
}

const ABOUT: &str = "\
# エディターが記録の様式を知るための設定です。daicho schema --out schema で様式を新しくできます。
# Tells editors the schema of each file; `daicho schema --out schema` renews the schemas.
";

/// No other schemas are asked for, since an office's machine may reach no network; and what happened in an incident stands in
/// the order in which it happened, whatever the table.
const TOMBI: &str = "\
toml-version = \"v1.1.0\"

[files]
include = [\"records/**/*.toml\"]

[schema]
catalog = { paths = [] }

[lint.rules]
tables-out-of-order = \"off\"
";

fn taplo() -> String {
    let rule = |(sheet, files): (Sheet, String)| {
        let schema = sheet.name();
        format!("\n[[rule]]\ninclude = [{files}]\n[rule.schema]\npath = \"{FOLDER}/{schema}.json\"\n")
    };
    let rules: String = associations().map(rule).collect();
    format!("{ABOUT}include = [\"records/**/*.toml\"]\n{rules}")
}

fn tombi() -> String {
    let schema = |(sheet, files): (Sheet, String)| {
        let schema = sheet.name();
        format!("\n[[schemas]]\npath = \"{FOLDER}/{schema}.json\"\ninclude = [{files}]\n")
    };
    let schemas: String = associations().map(schema).collect();
    format!("{ABOUT}{TOMBI}{schemas}")
}

/// Each sort of file with the patterns of its paths, as a list of TOML.
fn associations() -> impl Iterator<Item = (Sheet, String)> {
    let quoted = |patterns: Vec<String>| patterns.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(", ");
    Sheet::all().map(move |sheet| (sheet, quoted(patterns(sheet))))
}

fn patterns(sheet: Sheet) -> Vec<String> {
    let name = sheet.name();
    match sheet {
        Sheet::Ledger => vec![format!("records/{name}.toml")],
        Sheet::Register(_) => vec![format!("records/register/{name}.toml")],
        Sheet::Record(Kind::Close) => vec![format!("records/*/*/*/{name}.toml")],
        // The second one of a day has a number.
        Sheet::Record(_) => vec![format!("records/*/*/*/*-{name}.toml"), format!("records/*/*/*/*-{name}-*.toml")],
    }
}
