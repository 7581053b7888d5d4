//! Signatures of commits, against `git verify-commit` and `ssh-keygen -Y`: what they call good must be good here, and
//! nothing else.
//!
//! `algorithms`: every key that `ssh-keygen` makes, in both object formats. `headers`: where a commit keeps its signature.
//! `armor`: the text of a signature. `envelope`: its fields, and what is not checked. `security_keys`: `sk-` keys, which the
//! tests play themselves. `mutations`: bytes changed at random, and the promise that no bytes at all make it panic.
//!
//! Where OpenSSH and daicho differ on purpose, the test says `deliberate` and why.

mod algorithms;
mod armor;
mod envelope;
mod headers;
mod mutations;
mod security_keys;
mod wire;
mod workshop;
