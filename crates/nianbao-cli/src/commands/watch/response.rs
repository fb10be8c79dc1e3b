//! Answers: every one says that it is for the preview's own page alone, and is kept by nobody.

use std::io::{self, Write};

/// How a request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// With what was asked for.
    Found,
    /// It is no request that can be read.
    Malformed,
    /// It doesn't come from the preview's own page.
    Forbidden,
    /// There is nothing, or nothing any more.
    Missing,
    /// The preview only shows.
    NotAllowed,
    /// It didn't come in time.
    TooSlow,
    /// It is longer than any that the page makes.
    TooLong,
    /// There are too many connections.
    Busy,
}

impl Status {
    const fn line(self) -> &'static str {
        match self {
            Self::Found => "200 OK",
            Self::Malformed => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::Missing => "404 Not Found",
            Self::NotAllowed => "405 Method Not Allowed",
            Self::TooSlow => "408 Request Timeout",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
        }
    }
}

/// What is sent, and what a browser may do with it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// The page of the preview.
    Page,
    /// Its style sheet.
    Style,
    /// Its script.
    Script,
    /// A page of the report.
    Picture,
    /// The report as a web page, which has a policy of its own besides.
    Report,
    /// News without end.
    Events,
    /// Nothing.
    Nothing,
}

impl Kind {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Page | Self::Report => "text/html; charset=utf-8",
            Self::Style => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Picture => "image/svg+xml",
            Self::Events => "text/event-stream",
            Self::Nothing => "text/plain; charset=utf-8",
        }
    }

    const fn policy(self) -> &'static str {
        match self {
            Self::Page => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                 frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            }
            Self::Report => "frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
            Self::Picture => "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox",
            Self::Style | Self::Script | Self::Events | Self::Nothing => "default-src 'none'; frame-ancestors 'none'",
        }
    }
}

/// Sends the head of an answer; `length` is nothing where nobody knows.
pub(super) fn head(out: &mut impl Write, status: Status, kind: Kind, length: Option<usize>) -> io::Result<()> {
    let length = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
    write!(
        out,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\n{length}Connection: close\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\r\n",
        status.line(),
        kind.media_type(),
        kind.policy(),
    )
}

/// Sends a whole answer.
pub(super) fn whole(out: &mut impl Write, status: Status, kind: Kind, body: &[u8]) -> io::Result<()> {
    head(out, status, kind, Some(body.len()))?;
    out.write_all(body)?;
    out.flush()
}
