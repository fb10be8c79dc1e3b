//! Support for the tests of the whole: the sample project's workbooks, made from plain rows, executable specs, altered
//! PDF and Word documents, and what the machine provides.

pub mod docx;
pub mod machine;
pub mod office;
pub mod pdf;
pub mod sample;
pub mod spec;
pub mod xlsb;
