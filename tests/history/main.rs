//! The room `history` from outside, on repositories that the real `git` made.
//!
//! `shapes`: how histories branch and join. `files`: what a commit holds. `holes`: what is missing, damaged or forged.
//! `errors`: what stops the work, and its words. `property`: small random histories against a slow second implementation.

mod errors;
mod files;
mod holes;
mod property;
mod sandbox;
mod shapes;
