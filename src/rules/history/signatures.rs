//! Signatures (署名): whether each commit that touches the records is signed, and by its author's own key of that day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::history::chronicle::{Chronicle, Deed};
use crate::history::{History, Signature};
use crate::model::PublicKey;
use crate::model::citation::Citation;
use crate::model::finding::Finding;
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::register::{Register, SigningKey};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::source::plain;
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

use super::before::people;
use super::{Hearing, handover, short};

pub static MISSING: Rule = Rule {
    id: "signature-missing",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("署名がありません", "no signature"),
    why: Text::fixed(
        "この台帳では、記録に触れるコミットに署名が要ります(require_signatures)。署名がなければ、名前はだれでも書けます。",
        "This ledger wants every commit that touches records to be signed (require_signatures); anyone can write a name.",
    ),
    remedy: Text::fixed(
        "git config commit.gpgsign true とし、登録した鍵で署名してください。",
        "Set git config commit.gpgsign true and sign with your registered key.",
    ),
};

pub static BAD: Rule = Rule {
    id: "signature-bad",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("署名が正しくありません", "a bad signature"),
    why: Text::fixed(
        "署名がコミットに合わないか、その日の本人の鍵ではありません。",
        "The signature does not match the commit, or its key is not the author's on that day.",
    ),
    remedy: Text::fixed(
        "だれがどの鍵で署名したかを確かめ、鍵の登録(people.toml)と期間を見直してください。",
        "Find out who signed with which key, and look at the keys and their days in people.toml.",
    ),
};

pub static SHARED_KEY: Rule = Rule {
    id: "shared-key",
    citation: Citation::paragraph(8, 3),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("一つの鍵が二人に登録されています", "one key for two people"),
    why: Text::fixed(
        "鍵を共にすれば、だれがしたのか分かりません。パスワードと同じく、人に使わせてはなりません(第8条第3項)。",
        "With a shared key nobody can tell who acted. Like a password it is never another's to use (Art. 8(3)).",
    ),
    remedy: Text::fixed("一人ずつ鍵を作り、登録し直してください。", "Make a key for each of them, and register those."),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for deeds in hearing.chronicle.deeds.chunk_by(|a, b| a.commit == b.commit) {
        let commit = &hearing.history.commits[deeds[0].commit];
        let Some(signature) = hearing.chronicle.signatures.get(deeds[0].commit) else { continue };
        let id = short(&commit.id);
        match signature {
            Signature::Missing => {
                if hearing.before.before(deeds[0].commit).settings.git.require_signatures {
                    docket.findings.push(hearing.of_commit(&MISSING, commit, unsigned_text(&commit.id)));
                }
            }
            Signature::Bad(flaw) => {
                let why = flaw.text();
                let message = Text::new(
                    format!("コミット {id} の署名: {}。", why.ja),
                    format!("the signature of commit {id}: {}.", why.en),
                );
                docket.findings.push(hearing.of_commit(&BAD, commit, message));
            }
            Signature::Good(key) => {
                if let Some(message) = anothers_key(hearing, deeds, key) {
                    docket.findings.push(hearing.of_commit(&BAD, commit, message));
                }
            }
            // Neither good nor bad; the pages of the history say so.
            Signature::Unverifiable(_) => {}
        }
    }
}

/// The commits that touch the records and are not signed, whatever the settings ask for.
pub fn unsigned(history: &History, chronicle: &Chronicle) -> impl Iterator<Item = Finding> {
    let mut touched: Vec<usize> = chronicle.deeds.iter().map(|deed| deed.commit).collect();
    touched.dedup();
    let missing = touched.into_iter().filter(|at| chronicle.signatures.get(*at) == Some(&Signature::Missing));
    missing.map(|at| {
        let commit = &history.commits[at];
        let finding = Finding::of_duty(&MISSING, None, None, unsigned_text(&commit.id));
        Finding { commit: Some(commit.id.clone()), ..finding }
    })
}

fn unsigned_text(id: &str) -> Text {
    let id = short(id);
    Text::new(format!("コミット {id} に署名がありません。"), format!("commit {id} is not signed."))
}

/// Whether a key is anyone's but the author's; an author who is unknown has been told as that.
fn anothers_key(hearing: &Hearing<'_>, deeds: &[Deed], key: &PublicKey) -> Option<Text> {
    let at = deeds[0].commit;
    let commit = &hearing.history.commits[at];
    let day = hearing.came_in(commit)?.date();
    let (before, after) = (hearing.before.before(at), hearing.before.after(at));
    let mut authors = people(before, &commit.author.email);
    let mut ledger = before;
    if authors.is_empty() {
        authors = handover::hands_over(hearing, at, deeds);
        ledger = after;
    }
    if authors.is_empty() && hearing.is_kept(commit) {
        return None;
    }
    if holds(ledger, &authors, key, day) {
        return None;
    }
    let (id, print) = (short(&commit.id), key.fingerprint());
    let day = words::date(day);
    Some(Text::new(
        format!("コミット {id} の署名の鍵({print})は、{}に作成者本人の鍵として登録されていません。", day.ja),
        format!("the key of commit {id} ({print}) is not registered as its author's on {}.", day.en),
    ))
}

/// Whether one of the people has the key on a day.
fn holds(ledger: &Ledger, people: &[&Id], key: &PublicKey, day: Date) -> bool {
    let of_people = ledger.people.iter().filter(|person| people.contains(&&person.id.value));
    let mut keys = of_people.flat_map(|person| &person.keys);
    keys.any(|own| own.term.holds(day) && public(own).as_ref() == Some(key))
}

/// A registered key, where it can be read as one.
pub fn public(key: &SigningKey) -> Option<PublicKey> {
    plain(&key.public)?.parse().ok()
}

/// One key for two people, in the registers as they are now.
pub fn judge_keys(bench: &Bench<'_>, docket: &mut Docket) {
    let mut holders: BTreeMap<PublicKey, &Id> = BTreeMap::new();
    for person in &bench.ledger.people {
        for own in &person.keys {
            let Some(key) = public(own) else { continue };
            let holder = *holders.entry(key).or_insert(&person.id.value);
            let Some(written) = own.public.as_ref().filter(|_| *holder != person.id.value) else { continue };
            let (one, other) = (words::name(bench.ledger, holder), words::name(bench.ledger, &person.id));
            let message = Text::new(
                format!("{}の鍵が、{}にも登録されています。", one.ja, other.ja),
                format!("the key of {} is registered for {} too.", one.en, other.en),
            );
            docket.find_entry(&SHARED_KEY, bench, Register::People, written.span, &own.term, message);
        }
    }
}
