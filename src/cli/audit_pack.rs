//! `daicho audit-pack OUT`: one file for an auditor.

use std::fs;
use std::io::Write;

use crate::audit::{self, Evidence, PackError};
use crate::model::text::{Lang, Text};
use crate::site;

use super::Ended;
use super::args::{Args, AuditPackOptions};
use super::failure::Failure;
use super::progress::{self, Phase};
use super::world::{Judged, World};

pub fn run(args: &Args, options: &AuditPackOptions, lang: Lang) -> Result<Ended, Failure> {
    let world = World::find(&args.directory, Some(&options.rev))?;
    let judged = Judged::of(&world, options.as_of, true)?;
    let (Some(repo), Some(head), Some(recorded)) = (&world.repo, world.commit, &judged.recorded) else {
        return Err(Failure::no_repository(&world.root));
    };
    let shown = progress::during(Phase::Rendering);
    let site = site::site(&judged.brief(), None)?;
    let evidence = Evidence {
        repo,
        head,
        ledger: &judged.loaded.ledger,
        history: &recorded.history,
        chronicle: &recorded.chronicle,
        site: &site,
        sample: options.sample,
    };
    let pack = audit::pack(&evidence).map_err(|error| match error {
        PackError::Git(error) => Failure::from(error),
        PackError::Writing(error) => Failure::from(error),
    })?;
    drop(shown);
    let out = args.directory.join(&options.out);
    write(&out, &pack)?;
    let at = out.display();
    let done = Text::new(
        format!("{at} に監査資料を作りました。tar -xf で開き、audit/VERIFY.txt の順に確かめます。"),
        format!("the audit pack is at {at}; open it with tar -xf and follow audit/VERIFY.txt."),
    );
    writeln!(anstream::stdout().lock(), "{}", done.get(lang))?;
    Ok(Ended::NothingOpen)
}

/// Whole or not at all.
pub fn write(out: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    let kept = file.persist(out).map_err(|error| Failure::from(error.error))?;
    drop(kept);
    #[cfg(unix)]
    fs::set_permissions(out, std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    Ok(())
}
