//! `daicho close`: the manager's sign-off of a month, for every place, with a slip for the binder.

mod countersign;
mod slip;

use std::fs;

use jiff::civil::Date;

use crate::history::Repo;
use crate::history::chronicle::digest;
use crate::load::{Loaded, worktree};
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::rule::Severity;
use crate::model::text::{Lang, Text};
use crate::rules::history::before::{is_manager, people};
use crate::rules::{Verdict, judge_with_past, words};

use super::Ended;
use super::args::{Args, CloseOptions};
use super::failure::Failure;
use super::hook::pre_commit;
use super::world::{self, World};
use super::{git, print_findings};

/// A sign-off that is to be written.
struct SignOff {
    place: Id,
    path: String,
    digest: String,
    text: String,
}

pub fn run(args: &Args, options: &CloseOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, None)?;
    let Some(repo) = world.repo.as_ref().filter(|repo| !repo.is_bare()) else {
        return Err(Failure::no_repository(&world.root));
    };
    let loaded = world.load()?;
    let today = world::as_of(None, &loaded);
    let who = whoever(repo, &loaded)?;
    if options.countersign {
        return countersign::run(&world, options, &loaded, &who, today, lang);
    }
    let manager = manager(&loaded, &who, today)?;
    month_is_over(options, today)?;
    let verdict = verdict(&world, &loaded, today)?;
    if verdict.summary.errors > 0 {
        print_findings(&loaded.ledger, &verdict, |finding| finding.severity() == Severity::Error, lang)?;
        return Err(errors_first(verdict.summary.errors));
    }
    refuse_drafts(&world, options)?;
    let offs = sign_offs(&world, repo, options, &loaded, &manager)?;
    for off in &offs {
        let at = world.root.join(&off.path);
        fs::create_dir_all(at.parent().unwrap_or(&world.root))?;
        fs::write(&at, &off.text)?;
    }
    if options.commit && !offs.is_empty() {
        let paths: Vec<String> = offs.iter().map(|off| off.path.clone()).collect();
        git::commit(&world.root, &paths, &format!("{} の締め", options.month))?;
    }
    let head = repo.head()?.map(|id| id.to_string()).unwrap_or_default();
    let mut out = anstream::stdout().lock();
    slip::write(
        &mut out,
        &slip::Slip { ledger: &loaded.ledger, verdict: &verdict, options, offs: &offs, head: &head, by: &manager },
        lang,
    )?;
    Ok(Ended::NothingOpen)
}

/// The person at the terminal, by the e-mail address that git commits with.
fn whoever(repo: &Repo, loaded: &Loaded) -> Result<Vec<Id>, Failure> {
    let email = pre_commit::email(repo);
    let who: Vec<Id> = people(&loaded.ledger, &email).into_iter().cloned().collect();
    if who.is_empty() {
        let email = crate::load::shorten(&email);
        return Err(Failure::Because(Text::new(
            format!(
                "git のメールアドレス「{email}」は、どの職員のものでもありません。git config user.email を確かめてください。"
            ),
            format!("git's e-mail address `{email}` is no registered person's; look at git config user.email."),
        )));
    }
    Ok(who)
}

fn manager(loaded: &Loaded, who: &[Id], today: Date) -> Result<Id, Failure> {
    let found = who.iter().find(|id| is_manager(&loaded.ledger, &[id], today));
    found.cloned().ok_or_else(|| {
        let name = who.first().map(|id| words::name(&loaded.ledger, id)).unwrap_or_default();
        Failure::Because(Text::new(
            format!("月を締めるのは管理者です。{}は本日の管理者ではありません。", name.ja),
            format!("a month is signed off by the manager; {} is not the manager of today.", name.en),
        ))
    })
}

fn month_is_over(options: &CloseOptions, today: Date) -> Result<(), Failure> {
    let last = options.month.period().last;
    if today > last {
        return Ok(());
    }
    let (month, last) = (options.month, words::date(last));
    Err(Failure::Because(Text::new(
        format!("{month} はまだ終わっていません({}まで)。翌月になってから締めてください。", last.ja),
        format!("{month} is not over yet (its last day is {}); sign it off afterwards.", last.en),
    )))
}

fn verdict(world: &World, loaded: &Loaded, today: Date) -> Result<Verdict, Failure> {
    let recorded = world.recorded(loaded)?;
    let past = recorded.as_ref().map(|recorded| recorded.past(&[]));
    Ok(judge_with_past(loaded, past.as_ref(), today))
}

fn errors_first(number: usize) -> Failure {
    Failure::Because(Text::new(
        format!("誤りが{number}件あるうちは締められません。直して登録してから、もう一度実行してください。"),
        format!("there are {number} errors, and no month is signed off while there are; mend and commit them first."),
    ))
}

/// What is signed off is what git holds: files of the month that are not committed would be left out of the digest.
fn refuse_drafts(world: &World, options: &CloseOptions) -> Result<(), Failure> {
    let (Some(repo), Some(head)) = (&world.repo, world.commit) else { return Err(Failure::no_repository(&world.root)) };
    let month = options.month;
    let folder = format!("/{:04}/{:02}/", month.year(), month.month());
    let in_month = |path: &str| path.contains(&folder) && !path.ends_with("/close.toml");
    let drafts = worktree::files(&world.root)?;
    let committed = crate::history::files(repo, head)?;
    let here: Vec<_> = drafts.iter().filter(|file| in_month(&file.path)).collect();
    let there: Vec<_> = committed.iter().filter(|file| in_month(&file.path)).collect();
    // Ends of lines may differ between a work tree and git; what is written may not.
    let differs = here.iter().find(|file| !there.iter().any(|other| is_same(file, other)));
    let gone = there.iter().find(|file| !here.iter().any(|other| other.path == file.path));
    match differs.or(gone) {
        None => Ok(()),
        Some(file) => {
            let path = &file.path;
            Err(Failure::Because(Text::new(
                format!(
                    "{path} がまだ登録されていません(または登録した内容と違います)。先に git commit してください。"
                ),
                format!("{path} is not committed, or not as it stands; run git commit first."),
            )))
        }
    }
}

fn is_same(one: &crate::model::File, other: &crate::model::File) -> bool {
    let plain = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>();
    one.path == other.path && (one.bytes == other.bytes || plain(&one.bytes) == plain(&other.bytes))
}

/// The sign-offs that the month still lacks.
fn sign_offs(
    world: &World,
    repo: &Repo,
    options: &CloseOptions,
    loaded: &Loaded,
    manager: &Id,
) -> Result<Vec<SignOff>, Failure> {
    let (month, last) = (options.month, options.month.period().last);
    let Some(head) = world.commit else { return Err(Failure::no_repository(&world.root)) };
    let declared = declared(options)?;
    let wanted = |place: &Id| options.place.is_empty() || options.place.iter().any(|id| **id == **place);
    let now = jiff::Timestamp::now().to_zoned(loaded.ledger.settings.timezone.clone()).datetime();
    let mut offs = Vec::new();
    for municipality in &loaded.ledger.municipalities {
        let place = &municipality.id.value;
        let folder = format!("records/{place}/{:04}/{:02}", month.year(), month.month());
        let path = format!("{folder}/close.toml");
        let is_trustee = loaded.ledger.settings.is_trustee(place);
        let owed = is_trustee || municipality.entrusted.holds(last);
        if !wanted(place) || !owed || world.root.join(&path).exists() {
            continue;
        }
        // A month without a record has the digest of nothing.
        let digest = digest::folder_digest(repo, head, &folder)?.unwrap_or_else(|| digest::digest(Vec::new()));
        let declared = if is_trustee { declared.as_slice() } else { &[] };
        let text = text(now, manager, &digest, declared, options.comment.as_deref());
        offs.push(SignOff { place: place.clone(), path, digest, text });
    }
    Ok(offs)
}

fn declared(options: &CloseOptions) -> Result<Vec<Citation>, Failure> {
    let parse = |id: &String| {
        Citation::parse(id).ok_or_else(|| {
            let id = crate::load::shorten(id);
            Failure::Because(Text::new(
                format!("「{id}」という条項はありません。art-7-3 のように書きます。"),
                format!("there is no article `{id}`; write it as art-7-3."),
            ))
        })
    };
    options.declare.iter().map(parse).collect()
}

fn text(now: jiff::civil::DateTime, by: &Id, digest: &str, declared: &[Citation], comment: Option<&str>) -> String {
    let seconds = now.strftime("%Y-%m-%dT%H:%M:%S");
    let mut text = format!("closed_at = {seconds}\nby        = \"{by}\"\ndigest    = \"{digest}\"\n");
    if !declared.is_empty() {
        let ids: Vec<String> = declared.iter().map(|citation| format!("\"{citation}\"")).collect();
        text.push_str(&format!("declared  = [{}]\n", ids.join(", ")));
    }
    if let Some(comment) = comment {
        text.push_str(&format!("comment   = {}\n", toml::Value::String(comment.to_owned())));
    }
    text
}
