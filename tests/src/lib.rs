//! Support for the tests of the whole: the sample project's workbooks, made from plain rows, executable specs, and
//! what the machine provides.

pub mod machine;
pub mod office;
pub mod sample;
pub mod spec;
pub mod xlsb;
