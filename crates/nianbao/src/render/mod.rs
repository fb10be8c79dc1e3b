//! One file per output.

pub mod json;
