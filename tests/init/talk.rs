//! What is asked for on a terminal, question by question.

use expectrl::{Expect, Session};

use crate::{FLAGS, Town};

/// What is asked, and what is typed; one answer in full-width letters, one code that a spreadsheet cut, and one slip.
const TALK: &[(&str, &str)] = &[
    ("受託する町村の名前: ", "小丸町"),
    ("になる): ", "Komaru"),
    ("団体コード(6桁): ", "140016"),
    ("写し間違いがないか確かめてください。\r\n団体コード(6桁): ", "014001"),
    ("関係町村の名前(終わりなら Enter): ", "大軽町"),
    ("になる): ", "okaru"),
    ("団体コード(6桁): ", "13943"),
    ("013943 のことですか [y/N] ", "y"),
    ("(2026-04-01 など): ", "２０２４／４／１"),
    ("分からなければ Enter): ", "令和6年小丸町告示第2号"),
    ("関係町村の名前(終わりなら Enter): ", "白野村"),
    ("になる): ", "okaru"),
    ("識別子「okaru」は、もう大軽町のものです。別のものを書いてください。\r\n", "shirono"),
    ("団体コード(6桁): ", "013943"),
    ("団体コード「013943」は、もう大軽町のものです。別のものを書いてください。\r\n", "015865"),
    ("(2026-04-01 など): ", "令和8年4月1日"),
    ("(前と同じ 令和6年小丸町告示第2号 なら =、分からなければ Enter): ", "="),
    ("関係町村の名前(終わりなら Enter): ", ""),
    ("管理者(第5条)の氏名(姓と名の間を空ける): ", "山田 一郎"),
    ("識別子(姓のローマ字など): ", "yamada"),
    ("設定するもの): ", "yamada"),
    ("の形ではありません。\r\nメールアドレス(git に設定するもの): ", "yamada@komaru.example"),
    ("職名(住民課長など): ", ""),
    ("職名を書いてください。\r\n", "住民課長"),
    ("操作者(第7条)の氏名(終わりなら Enter): ", "佐藤 花子"),
    ("識別子(姓のローマ字など): ", "yamada"),
    ("もう山田 一郎のものです。別のものを書いてください。\r\n", "sato"),
    ("設定するもの): ", "sato@komaru.example"),
    ("操作者(第7条)の氏名(終わりなら Enter): ", ""),
    ("任命と指定の文書番号(分からなければ Enter): ", ""),
    ("記録を始める日(Enter で 2026-12-01): ", ""),
];

#[test]
fn on_a_terminal_everything_is_asked_for_and_shown_before_it_is_written() {
    let (town, by_flags) = (Town::new(), Town::new());
    for (last, is_made) in [("\u{3}", false), ("n\n", false), ("\n", true)] {
        let mut command = town.command(env!("CARGO_BIN_EXE_daicho"), &town.root());
        command.env("DAICHO_LANG", "ja").env("TERM", "dumb").args(["init", "ledger"]);
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_secs(60)));
        for (asked, typed) in TALK {
            session.expect(asked).unwrap_or_else(|error| panic!("no {asked:?}: {error}"));
            session.send_line(typed).unwrap();
        }
        session.expect("作りますか [Y/n] ").unwrap();
        assert!(town.files().is_empty());
        session.send(last).unwrap();
        if is_made {
            session.expect("次にすること").unwrap();
        }
        session.expect(expectrl::Eof).unwrap();
        assert_eq!(town.root().join("ledger/records/ledger.toml").exists(), is_made, "{last:?}");
    }
    let basis = "--municipality shirono:白野村:015865:2026-04-01:令和6年小丸町告示第2号".split_once(' ').unwrap();
    let flags: Vec<&str> = FLAGS.iter().map(|flag| if flag.starts_with("shirono") { basis.1 } else { flag }).collect();
    by_flags.told(&[&["init", "ledger", "--language", "ja"], &flags[..]].concat());
    assert_eq!(town.files(), by_flags.files());
}
