//! What the pages of the regulation, of the rules, of people and of equipment say, beside numbers: those are counted in `recount`.

use super::*;

/// How a citation stands, on the page of the regulation.
fn state(html: &str, citation: &str) -> String {
    let key = format!("data-citation=\"{citation}\"");
    let at = html.find(&key).unwrap_or_else(|| panic!("nothing is told of {citation}"));
    html[at..at + html[at..].find("</div>").unwrap()].to_owned()
}

fn row(html: &str, citation: &str) -> String {
    let at = html.find(&format!("<tr id=\"{citation}\"")).unwrap_or_else(|| panic!("no row of {citation}"));
    html[at..at + html[at..].find("</tr>").unwrap()].to_owned()
}

#[test]
fn every_citation_has_a_row_and_a_state() {
    let (regulation, matrix) = (text(&SITE, "regulation.html"), text(&SITE, "matrix.html"));
    for citation in daicho::model::Citation::all() {
        let id = citation.to_string();
        assert!(state(&regulation, &id).contains(&format!("href=\"matrix.html#{id}\"")), "{id}");
        assert!(row(&matrix, &id).contains(&format!("href=\"regulation.html#{id}\"")), "{id}");
    }
    assert!(row(&matrix, "ledger").contains("月の締め"));
}

#[test]
fn what_no_machine_sees_is_the_managers_word_or_nothing() {
    let regulation = text(&SITE, "regulation.html");
    for id in ["art-7-3", "art-8-3", "art-8-4"] {
        let told = state(&regulation, id);
        assert!(
            told.contains("管理者の申告") && told.contains("田中 正彦の申告(2026年11月13日(金) 16時00分)"),
            "{id}: {told}"
        );
        assert!(told.contains("href=\"rankoshi/2026-10.html#sign-off\""), "{id}: {told}");
    }
    assert!(!state(&regulation, "art-8-4").contains('○'), "a word is never a mark of good");
    assert!(!text(&SITE, "matrix.html").contains("data-hole"));

    // The sign-off of October no longer vouches for one of them, though that of September does.
    let ledger = copy_of_sample();
    replace(&ledger.path().join("records/rankoshi/2026/10/close.toml"), ", \"art-8-4\"]", "]");
    let site = build(ledger.path());
    let told = state(&text(&site, "regulation.html"), "art-8-4");
    assert!(told.contains("△ 申告なし") && !told.contains("田中"), "{told}");
    let matrix = text(&site, "matrix.html");
    assert!(row(&matrix, "art-8-4").contains("data-hole=\"not-declared\""));
    assert!(matrix.contains("<li data-hole=\"not-declared\"><a href=\"#art-8-4\">第8条第4項</a>"), "told first");
    assert!(state(&text(&site, "regulation.html"), "art-7-3").contains("管理者の申告"));
}

#[test]
fn nobody_but_the_manager_can_vouch() {
    let ledger = copy_of_sample();
    replace(&ledger.path().join("records/rankoshi/2026/10/close.toml"), "\"tanaka\"", "\"sato\"");
    let told = state(&text(&build(ledger.path()), "regulation.html"), "art-8-4");
    assert!(told.contains("△ 申告なし") && told.contains("締めた者が管理者ではありません。"), "{told}");
}

#[test]
fn the_municipalities_own_terminals_are_their_own_care() {
    for told in [state(&text(&SITE, "regulation.html"), "art-9"), row(&text(&SITE, "matrix.html"), "art-9")] {
        assert!(told.contains("ー 関係町村の責務") && !told.contains('○'), "{told}");
    }
    assert!(state(&text(&SITE, "regulation.html"), "art-2").contains("ー 定義"));
}

#[test]
fn regulation_and_house_standard_are_told_apart() {
    let rules = text(&SITE, "rules.html");
    for rule in daicho::rules::catalogue::all() {
        let at = rules.find(&format!("id=\"rule-{}\"", rule.id)).unwrap_or_else(|| panic!("{}", rule.id));
        let told = &rules[at..at + rules[at..].find("</article>").unwrap()];
        let escaped =
            |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
        for words in [&rule.title.ja, &rule.why.ja, &rule.remedy.ja, &rule.basis.label().ja] {
            assert!(told.contains(&escaped(words)), "{}: {words}", rule.id);
        }
    }
    let backup = state(&text(&SITE, "regulation.html"), "art-3-item-1");
    assert!(backup.contains("毎日 <span class=\"tag policy\">運用基準</span>"), "{backup}");
}

#[test]
fn a_waiver_is_told_wherever_what_it_covers_is() {
    let ledger = copy_of_sample();
    let records = ledger.path().join("records");
    fs::remove_file(records.join("mukawa/2026/10/23-media.toml")).unwrap();
    let open = text(&build(ledger.path()), "matrix.html");
    assert!(row(&open, "table-media").contains("data-hole=\"missing\""));

    let mut settings = fs::read_to_string(records.join("ledger.toml")).unwrap();
    settings.push_str(
        "\n[[waiver]]\nrule = \"media-not-stored\"\nplace = \"mukawa\"\nfrom = 2026-10-01\nuntil = 2026-10-31\n\
         reason = \"ラックの入替え\"\napproved_by = \"tanaka\"\napproved_at = 2026-10-20\n",
    );
    fs::write(records.join("ledger.toml"), settings).unwrap();
    let site = build(ledger.path());
    let month = text(&site, "mukawa/2026-10.html");
    let duty = &month[month.find("<tr data-duty=\"media-storage\"").unwrap()..];
    let cell = &duty[..duty.find("</tr>").unwrap()];
    let anchor = cell.split("<td class=\"n look\"><a href=\"#").nth(1).unwrap().split('"').next().unwrap();
    let owed = &month[month.find(&format!("<tr id=\"{anchor}\"")).unwrap()..];
    let owed = &owed[..owed.find("</tr>").unwrap()];
    assert!(owed.contains("△ 承認済") && owed.contains("田中 正彦(2026年10月31日(土)まで) ラックの入替え"), "{owed}");

    assert!(text(&site, "rules.html").contains("data-rule=\"media-not-stored\" data-open=\"0\" data-waived=\"1\""));
    let told = state(&text(&site, "regulation.html"), "table-media");
    assert!(told.contains("△ 承認あり") && told.contains("承認済 1"), "{told}");
    assert!(!row(&text(&site, "matrix.html"), "table-media").contains("data-hole"), "what is accepted is no hole");
}

#[test]
fn an_irregular_text_loses_no_state() {
    let ledger = copy_of_sample();
    let regulation = ledger.path().join("records/regulation.md");
    let whole = fs::read_to_string(&regulation).unwrap();
    let front = whole.split("## 第1条").next().unwrap();
    fs::write(
        &regulation,
        format!("{front}# 第一章\n\n## 第三条　業務\n\n一　確認\n\n### 第八条\n\n* 甲\n\n## 第八条\n"),
    )
    .unwrap();
    let site = build(ledger.path());
    check_links(&site);
    let html = text(&site, "regulation.html");
    for citation in daicho::model::Citation::all() {
        let id = citation.to_string();
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        state(&html, &id);
    }
    let (item, heading, next) =
        (html.find("id=\"art-3-item-1\""), html.find("id=\"art-3\""), html.find("id=\"art-8\""));
    assert!(heading < item && item < next, "what has no place of its own stands at its article");
    assert!(state(&html, "art-3-item-1").contains("<b>第3条第1号</b>"), "and is told by its name");
}

#[test]
fn people_are_told_by_what_holds_on_the_day() {
    let ledger = copy_of_sample();
    let people = ledger.path().join("records/register/people.toml");
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEYUMsDK6BsuYf2Wy1l2x2yoL6UPbUtaOIN9XekT6pcJ x";
    replace(
        &people,
        "emails = [\"sato@town.rankoshi.example\"]\n",
        &format!("emails = [\"sato@town.rankoshi.example\"]\n[[person.key]]\npublic = \"{key}\"\nfrom = 2026-12-01\n"),
    );
    let html = text(&build(ledger.path()), "people.html");
    let section = |id: &str| {
        let at = html.find(&format!("<section id=\"{id}\"")).unwrap();
        html[at..at + html[at..].find("</section>").unwrap()].to_owned()
    };
    let manager = section("manager");
    let (now, past) = manager.split_once("(過去のもの)").expect("the deputy of a day is past");
    assert!(now.contains("○ 有効") && now.contains("田中 正彦") && past.contains("職務代理"), "{manager}");
    assert!(section("keys").contains("SHA256:zi6F7BbN7SAo5uwMk8RArvS724sybMnnw+e+qqzv6iM"));
    assert!(section("keys").contains("？ 予定"));
    let passwords = section("passwords");
    assert!(passwords.contains("2027年3月6日(土)") && passwords.contains("180日です(運用基準)"), "{passwords}");
    assert!(section("findings").contains("rules.html#rule-password-not-revoked"));
    for secret in ["AAAAC3", "@town"] {
        assert!(!html.contains(secret), "{secret} is not asked for here");
    }
}

#[test]
fn equipment_is_told_with_when_it_was_last_seen_to() {
    let ledger = copy_of_sample();
    let records = ledger.path().join("records");
    let inspection = records.join("rankoshi/2026/11/10-inspection.toml");
    replace(
        &inspection,
        "id     = \"server-2\"\nresult = \"good\"",
        "id = \"server-2\"\nresult = \"deficient\"\nnote = \"鍵の保管庫が開く\"\nremedy_due = 2026-12-10",
    );
    let equipment = records.join("register/equipment.toml");
    let mut text_of = fs::read_to_string(&equipment).unwrap();
    text_of.push_str(
        "\n[[equipment]]\nid = \"tm-mukawa\"\nname = \"むかわ町 端末機\"\nkind = \"municipal-terminal\"\nlocation = \"むかわ町役場\"\n\
         places = [\"mukawa\"]\nin_use_from = 2026-04-01\n",
    );
    fs::write(&equipment, text_of).unwrap();
    let site = build(ledger.path());
    check_links(&site);
    let html = text(&site, "equipment.html");
    assert!(html.contains("鍵の保管庫が開く") && html.contains("△ 期限内") && html.contains("2026年12月10日(木)"));
    assert!(html.contains("× 不備 7項目中 良6"));
    assert!(html.contains("ー 関係町村の責務"));
    let medium = &html[html.find("(lto-mukawa-c)").unwrap()..];
    let medium = &medium[..medium.find("</tr>").unwrap()];
    assert!(medium.contains("mukawa/2026-11.html#r-20-media") && medium.contains("2026年11月19日(木)"), "{medium}");
}

#[test]
fn places_come_in_the_order_of_the_register() {
    let index = text(&SITE, "index.html");
    let late = &index[index.find("rules.html#rule-backup-confirmed-late").unwrap()..];
    let row = &late[..late.find("</tr>").unwrap()];
    let at: Vec<_> = ["むかわ町", "佐呂間町", "愛別町"].iter().map(|town| row.find(town).unwrap()).collect();
    assert!(at.is_sorted(), "{row}");
}

#[test]
fn the_facility_manager_is_to_be_told_as_well() {
    let told = |site: &Files| {
        let html = text(site, "incidents/rankoshi/2026/10/30-incident.html");
        let contacts = html[html.find("<section id=\"contacts\"").unwrap()..].to_owned();
        let row = contacts[contacts.find("データセンター施設管理者</th>").unwrap()..].to_owned();
        row[..row.find("</tr>").unwrap()].to_owned()
    };
    assert!(told(&SITE).contains("○ 時間内"), "{}", told(&SITE));
    let ledger = copy_of_sample();
    let incident = ledger.path().join("records/rankoshi/2026/10/30-incident.toml");
    let whole = fs::read_to_string(&incident).unwrap();
    let blocks: Vec<&str> = whole.split("\n[[contact]]").collect();
    let others = blocks
        .iter()
        .filter(|block| !block.contains("to    = \"datacenter\"") && !block.contains("to = \"datacenter\""));
    fs::write(&incident, others.copied().collect::<Vec<_>>().join("\n[[contact]]")).unwrap();
    let site = build(ledger.path());
    assert!(told(&site).contains("× 連絡の記録なし"), "{}", told(&site));
}
