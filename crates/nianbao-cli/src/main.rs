//! The program `nianbao`. The wheel carries the same command.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    ExitCode::from(nianbao_cli::run(&arguments))
}
