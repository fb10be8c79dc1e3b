//! Support for the tests of the whole: the sample project's workbooks, made from plain rows.

pub mod sample;
