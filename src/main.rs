//! The program `daicho`: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    daicho::cli::main()
}
