//! Writing all files or none: each under a temporary name beside its own, then all renamed. An interrupt meanwhile takes back what
//! was renamed already; before, nothing is there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::NamedTempFile;

use crate::model::text::Text;

use super::{Failure, Page};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

pub fn write(root: &Path, pages: &[Page], growing: bool) -> Result<(), Failure> {
    // Without a handler an interrupt would end the program between two renames. One that cannot be set changes nothing else.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst));
    let drafts = pages.iter().map(|page| draft(root, page)).collect::<io::Result<Vec<_>>>()?;
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (file, path) in drafts {
        let before = if growing { Some(fs::read(&path)?) } else { None };
        let renamed = match growing {
            true => file.persist(&path),
            false => file.persist_noclobber(&path),
        };
        let interrupted = INTERRUPTED.load(Ordering::SeqCst);
        match renamed {
            Ok(_) => done.push((path, before)),
            Err(error) => {
                take_back(&done)?;
                return Err(error.error.into());
            }
        }
        if interrupted {
            take_back(&done)?;
            return Err(Failure::Because(Text::fixed(
                "中断しました。何も書いていません。",
                "interrupted; nothing was written.",
            )));
        }
    }
    Ok(())
}

fn draft(root: &Path, page: &Page) -> io::Result<(NamedTempFile, PathBuf)> {
    let path = root.join(&page.path);
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    open_to_all(builder.prefix(".daicho-"));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(page.text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok((file, path))
}

/// As any other file: a temporary one would be its owner's alone.
#[cfg(unix)]
fn open_to_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn open_to_all(_: &mut tempfile::Builder<'_, '_>) {}

fn take_back(done: &[(PathBuf, Option<Vec<u8>>)]) -> io::Result<()> {
    for (path, before) in done {
        match before {
            Some(bytes) => fs::write(path, bytes)?,
            None => fs::remove_file(path)?,
        }
    }
    Ok(())
}
