//! The program `daicho`: see the library.

use std::process::ExitCode;

/// libgit2's memory comes from here too (the feature `override`): reading a long history is mostly asking for some and giving it back.
#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    daicho::cli::main()
}
