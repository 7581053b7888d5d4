//! The text of a signature: what may be added, and what may not be missing.

use daicho::history::signature::{self, Flaw, Signature};

use super::wire::{armor, dearmor};
use super::workshop::{PLAIN, Sha1, Workshop, signed};

#[test]
fn text_that_is_as_good() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let text = workshop.sign(&pair, &["-n", "git"], PLAIN);
    let blob = dearmor(&text);
    for (what, text) in [
        ("as made", text.clone()),
        ("short lines", armor(&blob, 4)),
        ("one character a line", armor(&blob, 1)),
        ("one long line", armor(&blob, 10_000)),
        ("CRLF behind the first line", text.replace('\n', "\r\n").replacen("\r\n", "\n", 1)),
        ("white space", text.replace("\nU1", "\n \t\x0b\x0c U \r1")),
        ("empty lines", text.replace('\n', "\n\n").replacen("\n\n", "\n", 1)),
        ("something behind", format!("{text}more\n")),
        ("something behind on the same line", format!("{} more\n", text.trim_end())),
    ] {
        let commit = signed(PLAIN, "gpgsig", text.as_bytes());
        assert_eq!(repo.agreed(&commit), Signature::Good(pair.key()), "{what}");
    }
}

/// Later OpenSSHs take it and 9.2 does not, so that the one at hand may say either.
#[test]
fn crlf_on_the_first_line_too() {
    let workshop = Workshop::new();
    let pair = workshop.pair(&["-t", "ed25519"]);
    let text = workshop.sign(&pair, &["-n", "git"], PLAIN).replace('\n', "\r\n");
    let answer = signature::of(&signed(PLAIN, "gpgsig", text.as_bytes()), Sha1);
    assert_eq!(answer, Signature::Good(pair.key()));
}

#[test]
fn text_that_is_damaged() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let text = workshop.sign(&pair, &["-n", "git"], PLAIN);
    let lines: Vec<&str> = text.lines().collect();
    let end = lines[lines.len() - 1];
    for (what, text) in [
        ("no end", text.replace(end, "")),
        ("the end not at the beginning of a line", text.replace(end, &format!(" {end}"))),
        ("half an end", text.replace(end, &end[..20])),
        ("the first line goes on", text.replacen('\n', " \n", 1)),
        ("nothing on the first line's end", text.replacen('\n', "", 1)),
        ("no Base64", text.replace(lines[2], &lines[2].replace('A', "-"))),
        ("padding in the middle", text.replace(lines[2], &format!("{}=", lines[2]))),
        ("a character too few", text.replace(lines[2], &lines[2][1..])),
        ("bits that no byte uses", unused_bits(&text)),
        ("a NUL", text.replace(lines[2], &format!("{}\0", lines[2]))),
        ("nothing between", format!("{}\n{end}\n", lines[0])),
        ("an empty line between", format!("{}\n\n{end}\n", lines[0])),
    ] {
        let answer = repo.agreed(&signed(PLAIN, "gpgsig", text.as_bytes()));
        let expected = [Signature::Bad(Flaw::Armor), Signature::Bad(Flaw::Damaged)];
        assert!(expected.contains(&answer), "{what}: {answer:?}");
    }
    // A line less: still Base64, no signature.
    let shorter = text.replace(&format!("{}\n", lines[2]), "");
    assert!(matches!(repo.agreed(&signed(PLAIN, "gpgsig", shorter.as_bytes())), Signature::Bad(_)));
}

/// The character before the padding, one on: it says the same byte, and something more.
fn unused_bits(text: &str) -> String {
    let at = text.find('=').expect("padding, for the length is always the same") - 1;
    let next = char::from(text.as_bytes()[at] + 1);
    format!("{}{next}{}", &text[..at], &text[at + 1..])
}

/// Deliberate: OpenSSH reads up to 128 MiB. No key makes so long a signature, and one is kept for each commit.
#[test]
fn text_that_is_too_long() {
    let workshop = Workshop::new();
    let (pair, repo) = (workshop.pair(&["-t", "ed25519"]), workshop.repo(Sha1));
    let text = workshop.sign(&pair, &["-n", "git"], PLAIN);
    let padded =
        |by: usize| signed(PLAIN, "gpgsig", text.replacen('\n', &format!("\n{}", " ".repeat(by)), 1).as_bytes());
    assert_eq!(repo.agreed(&padded(60_000)), Signature::Good(pair.key()));
    assert!(repo.git_takes(&padded(70_000)));
    assert_eq!(signature::of(&padded(70_000), Sha1), Signature::Bad(Flaw::Armor));
}
