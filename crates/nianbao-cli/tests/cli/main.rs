//! The command as users run it: what it says, what it writes, and how it ends.

mod audit;
mod bad_input;
mod commands;
mod diff;
mod formats;
mod init;
mod lock;
mod mark;
mod refresh;
mod support;
mod verify;
mod watch;
