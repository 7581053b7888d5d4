//! What was made, and what is left to do.

use crate::draft::begin::{Beginning, Page, to_fill_in};
use crate::model::text::Text;
use crate::shell;

use super::ground::Ground;

pub fn done(
    ground: &Ground,
    beginning: &Beginning,
    made: &[Page],
    lacking: &[(&str, Vec<&str>)],
    is_guarded: bool,
) -> Text {
    let at = ground.target.folder.display().to_string();
    let here = if at == "." { String::new() } else { format!(" -C {}", shell::word(&ground.target.folder)) };
    let (name, number) = (&beginning.trustee.name, beginning.entrusting.len());
    let (person, email) = (&beginning.manager.person.name, &beginning.manager.person.email);
    let mut ja = vec![format!("台帳を {at} に作りました: {name}、関係町村 {number}。次にすること:")];
    let mut en = vec![format!("The ledger of {name} and {number} more is at {at}. What to do next:")];
    let files = places(made);
    let own = tops(made);
    ja.push(format!("・「要記入」を探し、書き込む: {files}"));
    en.push(format!("- replace every «TO FILL IN» with the facts: {files}"));
    ja.push(format!(
        "・管理者({person}、{email})が最初の登録をする: git{here} add {own} のあと git{here} commit -m 台帳を始める"
    ));
    en.push(format!(
        "- let the manager ({person}, {email}) make the first commit: git{here} add {own}, then git{here} commit -m Begin"
    ));
    ja.push(String::from("・署名をするなら、公開鍵を people.toml に書く([[person.key]])"));
    en.push(String::from("- where commits are to be signed, write the public keys to people.toml ([[person.key]])"));
    let (of_git, of_editors): (Vec<_>, Vec<_>) = lacking.iter().partition(|(path, _)| path.starts_with(".git"));
    if !of_editors.is_empty() {
        let files = of_editors.iter().map(|(path, _)| *path).collect::<Vec<_>>().join(", ");
        ja.push(format!("・{files} は前からあるので変えていません。置くはずだった様式は daicho schema で見られます"));
        en.push(format!("- left as they were, since they were there: {files}; daicho schema tells what ours are"));
    }
    for (path, lines) in of_git {
        let lines = lines.join("  ");
        ja.push(format!("・{path} は前からあるので変えていません。この行を加える: {lines}"));
        en.push(format!("- {path} was there and is as it was; add to it: {lines}"));
    }
    if !is_guarded {
        ja.push(format!("・コミット前の検査を置けなかったので、直してから実行する: daicho{here} hook install"));
        en.push(format!("- the hook could not be set up; see why with: daicho{here} hook install"));
    }
    ja.push(format!("・残りを確かめる: daicho{here} doctor と daicho{here} check"));
    en.push(format!("- see what is left: daicho{here} doctor, and daicho{here} check"));
    Text::new(ja.join("\n"), en.join("\n"))
}

/// What was made, and nothing else that may lie there: the clerk's own files are none of git's business.
fn tops(made: &[Page]) -> String {
    let mut names: Vec<&str> = made.iter().map(|page| super::top(&page.path)).collect();
    names.sort_unstable();
    names.dedup();
    names.join(" ")
}

/// The files with something left to fill in, and in how many lines.
fn places(made: &[Page]) -> String {
    let told = made.iter().map(|page| (&page.path, to_fill_in(&page.text))).filter(|(_, lines)| *lines > 0);
    told.map(|(path, lines)| format!("{path} ({lines})")).collect::<Vec<_>>().join(", ")
}
