//! Whatever an incident's file looks like, what is added leaves every byte that was there.

use daicho::draft::append::append;
use daicho::draft::shape::Shape;
use daicho::history::chronicle::layout::is_kept;
use daicho::model::Kind;
use daicho::model::Word;
use jiff::civil::date;
use proptest::prelude::*;

/// An incident's parts in an order that TOML allows, with comments, blank lines and either sort of line end.
fn incident() -> impl Strategy<Value = String> {
    let parts = [
        "# 連絡\n[[contact]]\nat = 2026-10-14T09:05:00\nto = \"mukawa\"\nby = \"sato\"\nmeans = \"phone\"\n",
        "[[action]] # 対応\nat = 2026-10-14T09:20:00\nby = \"sato\"\nnote = \"\"\"\n再送信\n[recovery]\n\"\"\"\n",
        "[recovery]\ndemanded_at = 2026-10-14T09:10:00 # 電話\n\ndemanded_of = \"datacenter\"\n# 復旧待ち\n",
        "[prevention]\ncause = \"[closed]\"\nmeasure = '''\nあ\n'''\ndecided_at = 2026-10-20\napproved_by = \"tanaka\"\n",
    ];
    let chosen = proptest::sample::subsequence(parts.to_vec(), 0..=4).prop_shuffle();
    (chosen, any::<bool>(), any::<bool>(), "(\n|# [a-zあ-ん]{0,8}\n){0,3}").prop_map(|(parts, crlf, cut, lead)| {
        let mut text = format!("{lead}title = \"x\"\n\n{}", parts.join("\n"));
        if cut {
            text.truncate(text.trim_end().len());
        }
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

proptest! {
    #[test]
    fn what_was_there_stays(text in incident(), part in 0usize..5) {
        let shape = Shape::of(Kind::Incident).unwrap();
        let said = [
            ("contact", vec![("at", "10:00"), ("to", "saroma"), ("by", "sato"), ("means", "fax")]),
            ("action", vec![("at", "10:00"), ("by", "sato"), ("note", "x")]),
            ("recovery", vec![("restored_at", "11:00")]),
            ("prevention", vec![("done_at", "2026-11-01")]),
            ("closed", vec![("at", "12:00"), ("by", "tanaka")]),
        ];
        let (name, pairs) = &said[part];
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let grown = append(&text, shape.table(name).unwrap(), &pairs, date(2026, 10, 14)).unwrap();
        let same_start = text.bytes().zip(grown.bytes()).take_while(|(a, b)| a == b).count();
        let same_end = text.bytes().rev().zip(grown.bytes().rev()).take_while(|(a, b)| a == b).count();
        prop_assert!(same_start + same_end >= text.len(), "{text:?} became {grown:?}");

        // After a month's sign-off too.
        prop_assert!(is_kept(&text, &grown, true, &Vec::new()), "{text:?} became {grown:?}");
        let (before, after): (toml::Table, toml::Table) = (text.parse().unwrap(), grown.parse().unwrap());
        let count = |table: &toml::Table| match table.get(*name) {
            Some(toml::Value::Array(entries)) => entries.len(),
            Some(toml::Value::Table(keys)) => keys.len(),
            _ => 0,
        };
        let gained = if part < 2 { 1 } else { said[part].1.len() };
        prop_assert_eq!(count(&after), count(&before) + gained);
        for (key, value) in before.iter().filter(|(key, _)| key != name) {
            prop_assert_eq!(Some(value), after.get(key));
        }
    }
}

#[test]
fn a_draft_has_nothing_to_correct_and_a_record_may() {
    for kind in Kind::ALL {
        assert!(Shape::whole(*kind).table("correction").is_some(), "{kind:?}");
        assert!(Shape::of(*kind).is_none_or(|draft| draft.table("correction").is_none()), "{kind:?}");
    }
    assert!(Shape::of(Kind::Close).is_none());
    assert!(Shape::whole(Kind::Close).keys.iter().any(|key| key.name == "digest" && key.required));
}
