//! The rules of form and reading: what makes a file unacceptable as such.
//!
//! They are judged here because only the reader sees the text; `rules` puts them beside the others.

use crate::model::citation::Citation;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;

const fn form(id: &'static str, title: Text, why: Text, remedy: Text) -> Rule {
    Rule { id, citation: Citation::Ledger, basis: Basis::Ledger, severity: Severity::Error, title, why, remedy }
}

pub static SYNTAX: Rule = form(
    "syntax",
    Text::fixed("TOMLとして読めません", "not valid TOML"),
    Text::fixed("読めないファイルは証拠になりません。", "A file that cannot be read is no evidence of anything."),
    Text::fixed(
        "示した箇所をTOML 1.1の書き方に直し、UTF-8で保存してください。",
        "Mend the place shown to valid TOML 1.1 and save it as UTF-8.",
    ),
);

pub static UNKNOWN_KEY: Rule = form(
    "unknown-key",
    Text::fixed("知らないキーです", "unknown key"),
    Text::fixed(
        "打ち間違えたキーを黙って無視すると、書いたつもりの事実が失われます。",
        "Silently skipping a mistyped key would lose the fact that was meant.",
    ),
    Text::fixed("キーの綴りを直すか、その行を消してください。", "Correct the key's spelling or remove the line."),
);

pub static MISSING_KEY: Rule = form(
    "missing-key",
    Text::fixed("必要なキーがありません", "missing key"),
    Text::fixed(
        "書かれていないことは確認されていません。",
        "What is not written was not confirmed: a blank is never an OK.",
    ),
    Text::fixed("キーと値を書き加えてください。", "Add the key and its value."),
);

pub static BAD_VALUE: Rule = form(
    "bad-value",
    Text::fixed("値が正しくありません", "bad value"),
    Text::fixed(
        "値の型・範囲・語が決まりと違うと、ほかの人やプログラムが読み違えます。",
        "A value of another type, range or word would be misread by people and by programs.",
    ),
    Text::fixed("示した値を直してください。", "Correct the value shown."),
);

pub static BAD_PATH: Rule = form(
    "bad-path",
    Text::fixed("置き場所か名前が決まりと違います", "a path that the layout does not know"),
    Text::fixed(
        "記録の鍵はパスです。決まりにない場所のファイルは誰にも見つけられません。",
        "A record's path is its key; a file elsewhere would be found by nobody.",
    ),
    Text::fixed(
        "records/<町村>/<年>/<月>/<日>-<種類>.toml の形に直すか、records/ の外へ移してください。",
        "Rename it to records/<place>/<YYYY>/<MM>/<DD>-<kind>.toml, or move it out of records/.",
    ),
);

pub static PATH_MISMATCH: Rule = form(
    "path-mismatch",
    Text::fixed("パスと中身が食い違っています", "path and content disagree"),
    Text::fixed(
        "パスの日と記録の時刻が違えば、どちらを信じてよいか分かりません。",
        "Where the path's day and the record's time differ, neither can be trusted.",
    ),
    Text::fixed(
        "正しいほうに合わせて、ファイルの名前か時刻を直してください。",
        "Correct whichever is wrong: the file's name or the time.",
    ),
);

pub static NOT_A_FILE: Rule = form(
    "not-a-file",
    Text::fixed("普通のファイルではありません", "not a plain file"),
    Text::fixed(
        "リンクや実行ファイルは、指す先や働きが記録の外で変わります。",
        "A link or an executable changes with things outside the record.",
    ),
    Text::fixed("普通のテキストファイルとして置き直してください。", "Put a plain text file in its place."),
);

pub static TOO_LARGE: Rule = form(
    "too-large",
    Text::fixed("ファイルが大きすぎます", "file too large"),
    Text::fixed("一件の記録は64 KiBまでです。", "A record is one thing that was done: 64 KiB at most."),
    Text::fixed(
        "添付や写しを外し、要点だけを書いてください。",
        "Leave attachments and copies out; write what matters.",
    ),
);

pub static UNKNOWN_REFERENCE: Rule = form(
    "unknown-reference",
    Text::fixed("登録されていないものを指しています", "unknown reference"),
    Text::fixed("誰が、何を、がたどれない記録は証拠になりません。", "A record that names nobody known proves nothing."),
    Text::fixed("識別子の綴りを直すか、先に登録してください。", "Correct the id, or register it first."),
);

pub static DUPLICATE_ID: Rule = form(
    "duplicate-id",
    Text::fixed("識別子が重なっています", "duplicate id"),
    Text::fixed(
        "同じ識別子が二つあると、記録がどちらを指すか分かりません。",
        "With one id twice, no record says which is meant.",
    ),
    Text::fixed("どちらかの識別子を変えてください。", "Give one of them another id."),
);

pub static HIDDEN_TEXT: Rule = form(
    "hidden-text",
    Text::fixed("目に見えない文字があります", "hidden characters"),
    Text::fixed(
        "見えない文字は、画面と中身を食い違わせます。",
        "Characters that do not show can make the text on the screen differ from the text in the file.",
    ),
    Text::fixed("その文字を消してください。", "Remove the character."),
);

pub static PERSONAL_NUMBER: Rule = form(
    "personal-number",
    Text::fixed("個人番号と読める数字があります", "a number that reads as a My Number"),
    Text::fixed(
        "個人番号は記録に書いてはならず、gitの履歴からは消せません。",
        "A My Number must never be recorded, and git's history does not forget.",
    ),
    Text::fixed(
        "個人番号なら消してください。ほかの番号なら 1234/5678/9018 のように斜線で区切って書いてください。",
        "If it is one, remove it. If it is another number, write it with slashes, as 1234/5678/9018.",
    ),
);

pub static SECRET_IN_RECORD: Rule = Rule {
    id: "secret-in-record",
    citation: Citation::paragraph(8, 3),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("パスワードか秘密鍵が書かれています", "a password or private key is written here"),
    why: Text::fixed(
        "パスワードを他人に漏らしてはなりません(第8条第3項)。記録はだれでも読めます。",
        "Passwords must not become known to others (Art. 8(3)), and everyone reads the records.",
    ),
    remedy: Text::fixed(
        "値を消し、そのパスワードを直ちに変更してください。記録には「変更済み」とだけ書きます。",
        "Remove it and change that password at once; record only that it was changed.",
    ),
};

/// All of them, in the order of the catalogue.
pub static ALL: &[&Rule] = &[
    &SYNTAX,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &BAD_VALUE,
    &BAD_PATH,
    &PATH_MISMATCH,
    &NOT_A_FILE,
    &TOO_LARGE,
    &UNKNOWN_REFERENCE,
    &DUPLICATE_ID,
    &HIDDEN_TEXT,
    &PERSONAL_NUMBER,
    &SECRET_IN_RECORD,
];
