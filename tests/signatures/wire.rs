//! A signature taken apart and put together again, to forge it.

use daicho::model::key::base64;
use daicho::model::key::wire::{Wire, put_string};

/// The fields of a signature.
#[derive(Clone)]
pub struct Fields {
    pub version: u32,
    pub key: Vec<u8>,
    pub namespace: Vec<u8>,
    pub reserved: Vec<u8>,
    pub hash: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Fields {
    pub fn of(armor: &str) -> Fields {
        let blob = dearmor(armor);
        let mut wire = Wire::new(&blob[6..]);
        let version = wire.u32().unwrap();
        let mut next = || wire.string().unwrap().to_vec();
        Fields { version, key: next(), namespace: next(), reserved: next(), hash: next(), signature: next() }
    }

    pub fn armor(&self) -> String {
        let mut blob = b"SSHSIG".to_vec();
        blob.extend_from_slice(&self.version.to_be_bytes());
        for field in [&self.key, &self.namespace, &self.reserved, &self.hash, &self.signature] {
            put_string(&mut blob, field);
        }
        armor(&blob, 70)
    }
}

pub fn strings(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    fields.iter().for_each(|field| put_string(&mut bytes, field));
    bytes
}

pub fn dearmor(armor: &str) -> Vec<u8> {
    let body: Vec<&str> = armor.lines().filter(|line| !line.starts_with('-')).collect();
    base64::decode(body.concat().as_bytes()).unwrap()
}

pub fn armor(blob: &[u8], width: usize) -> String {
    let text = encode(blob);
    let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

pub fn encode(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let character = ALPHABET[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { char::from(character) } else { '=' });
        }
    }
    text
}
