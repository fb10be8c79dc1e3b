//! What every page of the PDF says at its edges, for outputs that have no pages.

use crate::digest;
use crate::message::Messages;
use crate::project::{Project, Status};

/// The banner of a draft or a sample, and the digest of the figures.
pub(super) struct Furniture {
    /// What a draft or a sample says of itself.
    pub(super) banner: Option<String>,
    /// The first digits of the SHA-256 of figures.json, and what they are.
    pub(super) digest: [String; 2],
}

impl Furniture {
    pub(super) fn of(project: &Project, figures_json: &[u8], messages: &Messages) -> Self {
        let banner = match project.report.status {
            Status::Final => None,
            status => Some(messages.word(&format!("banner-{}", status.as_str()))),
        };
        let digest = digest::hex(figures_json);
        Self { banner, digest: [messages.word("digest-label"), digest::short(&digest).to_owned()] }
    }
}
