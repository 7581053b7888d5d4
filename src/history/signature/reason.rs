//! What is wrong with a signature, or keeps it from being checked, in words.

use super::Signature;
use crate::model::key::printable;
use crate::model::{KeyFault, Text};

/// Why a signature is bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The header holds nothing that git takes for a signature.
    NoSignature,
    /// The text around it is not whole, or not Base64.
    Armor,
    /// Its fields are not those of a signature.
    Damaged,
    /// Made for something else than git, such as a file.
    Namespace(String),
    /// The key in it is none.
    Key(KeyFault),
    /// Made by an algorithm that is not its key's.
    Algorithm { key: &'static str, signature: String },
    /// RSA with SHA-1 (`ssh-rsa`), which OpenSSH refuses too.
    Sha1,
    /// All is in order but the signature itself: the commit is not what was signed, or not by this key.
    DoesNotHold,
}

impl Flaw {
    pub(super) fn namespace(name: &[u8]) -> Flaw {
        Flaw::Namespace(printable(name))
    }

    pub fn text(&self) -> Text {
        match self {
            Flaw::NoSignature => Text::fixed(
                "コミットの署名欄の中身が署名ではありません。",
                "what stands where the commit's signature should is none.",
            ),
            Flaw::Armor => Text::fixed("署名の文字列が壊れています。", "the text of the signature is damaged."),
            Flaw::Damaged => Text::fixed("署名の中身が壊れています。", "the signature is damaged."),
            Flaw::Namespace(name) => Text::new(
                format!("署名がgit用のものではありません(名前空間「{name}」)。"),
                format!("the signature was not made for git but in the namespace `{name}`."),
            ),
            Flaw::Key(fault) => fault.text(),
            Flaw::Algorithm { key, signature } => Text::new(
                format!("署名の方式{signature}が鍵の種類{key}に合いません。"),
                format!("a signature by {signature} does not go with a key of {key}."),
            ),
            Flaw::Sha1 => Text::fixed(
                "SHA-1によるRSA署名(ssh-rsa)は認められません。",
                "RSA signatures with SHA-1 (ssh-rsa) are not accepted.",
            ),
            Flaw::DoesNotHold => Text::fixed(
                "署名がコミットの内容に合いません。署名の後で内容が変えられたか、別のものへの署名です。",
                "the signature does not match the commit, which was changed since or is not what was signed.",
            ),
        }
    }
}

/// Why a signature cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverifiable {
    OpenPgp,
    X509,
    /// Of the envelope: later than is known here.
    Version(u32),
    /// Of the commit: neither SHA-256 nor SHA-512.
    Hash(String),
    /// A key of a sort not known here, such as `ssh-dss`.
    Key(String),
    /// A key with a certificate, which would have to be checked too.
    Certificate(String),
    /// Made by a web browser for a security key.
    Webauthn,
    /// An RSA key with a public exponent of over 33 bits. Those in use are 65537 and smaller.
    LargeExponent,
}

impl Unverifiable {
    pub(super) fn hash(name: &[u8]) -> Unverifiable {
        Unverifiable::Hash(printable(name))
    }

    pub fn text(&self) -> Text {
        match self {
            Unverifiable::OpenPgp => {
                Text::fixed("OpenPGPの署名は確かめられません。", "OpenPGP signatures cannot be checked.")
            }
            Unverifiable::X509 => Text::fixed("X.509の署名は確かめられません。", "X.509 signatures cannot be checked."),
            Unverifiable::Version(version) => Text::new(
                format!("SSH署名の新しい版(第{version}版)は確かめられません。"),
                format!("version {version} of SSH signatures cannot be checked."),
            ),
            Unverifiable::Hash(name) => Text::new(
                format!("ハッシュ方式{name}による署名は確かめられません。"),
                format!("signatures over the hash {name} cannot be checked."),
            ),
            Unverifiable::Key(name) => Text::new(
                format!("鍵の種類{name}による署名は確かめられません。"),
                format!("signatures by keys of the sort {name} cannot be checked."),
            ),
            Unverifiable::Certificate(name) => Text::new(
                format!("証明書付きの鍵({name})による署名は確かめられません。"),
                format!("signatures by keys with a certificate ({name}) cannot be checked."),
            ),
            Unverifiable::Webauthn => {
                Text::fixed("WebAuthnの署名は確かめられません。", "WebAuthn signatures cannot be checked.")
            }
            Unverifiable::LargeExponent => Text::fixed(
                "公開指数が33ビットを超えるRSA鍵による署名は確かめられません。",
                "signatures by RSA keys with an exponent of over 33 bits cannot be checked.",
            ),
        }
    }
}

/// A key that is only unknown is no one's fault.
pub(super) fn of_key(fault: KeyFault) -> Signature {
    match fault {
        KeyFault::Unknown(name) if name.ends_with("-cert-v01@openssh.com") => Unverifiable::Certificate(name).into(),
        KeyFault::Unknown(name) => Unverifiable::Key(name).into(),
        fault @ (KeyFault::Shape
        | KeyFault::Base64
        | KeyFault::Misnamed { .. }
        | KeyFault::Damaged
        | KeyFault::ShortRsa(_)) => Flaw::Key(fault).into(),
    }
}
