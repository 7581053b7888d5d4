//! Why a site could not be made or written: what, where and what to do.

use std::io;
use std::path::Path;

use crate::cause;
use crate::model::Text;

/// Never about a record: a bad record is a finding.
#[derive(Debug)]
pub struct SiteError {
    pub text: Text,
}

impl SiteError {
    pub(super) fn new(ja: String, en: String) -> SiteError {
        SiteError { text: Text::new(ja, en) }
    }

    pub(super) fn template(name: &str, error: &tera::Error) -> SiteError {
        SiteError::new(
            format!("ひな形 {name} を使えません。templates/ に置いた場合は直すか取り除いてください。\n{error}"),
            format!("the template {name} cannot be used; if it is in templates/, mend or remove it.\n{error}"),
        )
    }

    pub(super) fn json(error: impl std::fmt::Display) -> SiteError {
        SiteError::new("JSON を書き出せません。".to_owned(), format!("cannot write JSON ({error})."))
    }

    pub(super) fn csv(error: impl std::fmt::Display) -> SiteError {
        SiteError::new("CSV を書き出せません。".to_owned(), format!("cannot write CSV ({error})."))
    }

    pub(super) fn io(at: &Path, error: &io::Error) -> SiteError {
        let (at, why) = (at.display(), cause::told(error));
        SiteError::new(
            format!("{at} に書き出せません({})。空き容量と権限を確かめてください。", why.ja),
            format!("cannot write {at} ({}); check the free space and the permissions.", why.en),
        )
    }

    pub(super) fn reading(at: &Path, error: &io::Error) -> SiteError {
        let (at, why) = (at.display(), cause::told(error));
        SiteError::new(
            format!("{at} を読めません({})。権限を確かめてください。", why.ja),
            format!("cannot read {at} ({}); check its permissions.", why.en),
        )
    }

    pub(super) fn not_ours(at: &Path) -> SiteError {
        let at = at.display();
        SiteError::new(
            format!(
                "{at} には daicho が作ったものではないファイルがあるため、書き出しません。空のフォルダーか、まだないフォルダーを --out で示してください。"
            ),
            format!(
                "{at} holds files that daicho did not make, so nothing was written; name an empty or new folder with --out."
            ),
        )
    }

    pub(super) fn not_a_folder(at: &Path) -> SiteError {
        let at = at.display();
        SiteError::new(
            format!("{at} はフォルダーではないため、書き出しません。別の場所を --out で示してください。"),
            format!("{at} is not a folder, so nothing was written; name another place with --out."),
        )
    }
}
