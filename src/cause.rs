//! Why the machine could not do something. In English its own words, which can be looked up; in Japanese ours.
//!
//! Deliberately absent: what to do about it, which depends on what was wanted.

use std::io::{Error, ErrorKind};

use crate::model::text::Text;

pub fn told(error: &Error) -> Text {
    let known = match error.kind() {
        ErrorKind::NotFound => Some("見つかりません"),
        ErrorKind::PermissionDenied => Some("権限がありません"),
        ErrorKind::AlreadyExists => Some("もうあります"),
        ErrorKind::IsADirectory => Some("ファイルではなくフォルダーです"),
        ErrorKind::NotADirectory => Some("途中にフォルダーではないものがあります"),
        ErrorKind::DirectoryNotEmpty => Some("フォルダーが空ではありません"),
        ErrorKind::ReadOnlyFilesystem => Some("書き込みのできない場所です"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("空き容量がありません"),
        ErrorKind::FileTooLarge => Some("大きすぎます"),
        ErrorKind::InvalidFilename => Some("使えない名前です"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Some("ほかのプログラムが使っています"),
        ErrorKind::AddrInUse => Some("ほかのプログラムが使っている番号です"),
        ErrorKind::TimedOut => Some("返事がありません"),
        ErrorKind::OutOfMemory => Some("メモリーが足りません"),
        ErrorKind::InvalidData => Some("内容が正しくありません"),
        ErrorKind::UnexpectedEof => Some("途中で終わっています"),
        ErrorKind::Interrupted => Some("途中で止められました"),
        _ => None,
    };
    let number =
        || error.raw_os_error().map_or("原因は不明".to_owned(), |code| format!("システムのエラー {code}"));
    Text::new(known.map_or_else(number, str::to_owned), error.to_string())
}
