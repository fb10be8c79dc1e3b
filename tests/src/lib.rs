//! Support for the tests of the whole: the sample project's workbooks, made from plain rows, and executable specs.

pub mod sample;
pub mod spec;
