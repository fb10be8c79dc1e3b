//! `nianbao refresh`: a Word file that people have edited, with the figures as they are now.

mod circulated;
mod files;
mod follow;
