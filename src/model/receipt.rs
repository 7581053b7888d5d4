//! How a receipt (受領) is written down: the ref that names the last one, who writes it, and what its message says.
//!
//! Deliberately absent: git. Reading the chain and writing one more are `history::receipts`'.

/// The ref that names the last receipt.
pub const REFERENCE: &str = "refs/daicho/receipts";

/// The author and committer of a receipt: the server, which is nobody.
pub const NAME: &str = "daicho";
pub const EMAIL: &str = "receipts@daicho.invalid";

/// The message of the commit that keeps a receipt. `old` and `new` are hexadecimal, all zeros where there is none.
pub fn message(reference: &str, old: &str, new: &str, pusher: &str) -> String {
    // One line each: whatever a login may be called.
    let pusher: String = pusher.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("receipt\n\nref {reference}\nold {old}\nnew {new}\npusher {pusher}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_cannot_add_a_line() {
        let told = message("refs/heads/main", "0", "1", "sato\nnew 2");
        assert_eq!(told, "receipt\n\nref refs/heads/main\nold 0\nnew 1\npusher sato new 2\n");
    }
}
