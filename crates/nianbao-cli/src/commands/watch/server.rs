//! The server: hands out what is on the board to whoever has its address. No request reaches a file, and no other machine
//! reaches the server.

use std::io::{self, BufWriter, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use nianbao::message::Messages;

use super::address::Address;
use super::board::{Board, Unseen};
use super::response::{Kind, Status, head, whole};
use super::{page, request};

/// So many connections there may be at a time. Every open page keeps one.
const CONNECTIONS: usize = 64;
/// So long a browser may take to accept what is sent.
const PATIENCE: Duration = Duration::from_secs(10);
/// A sign of life, by which pages that were closed are noticed.
const PULSE: Duration = Duration::from_secs(15);
/// After a connection that couldn't be accepted.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// What all connections share.
struct Shared {
    address: Address,
    board: Arc<Board>,
    page: String,
    connections: AtomicUsize,
}

impl Server {
    pub(super) fn new(listener: TcpListener, address: Address, board: Arc<Board>, messages: &Messages) -> Self {
        let page = page::markup(messages);
        Self { listener, shared: Arc::new(Shared { address, board, page, connections: AtomicUsize::new(0) }) }
    }

    /// Answers from now on, for as long as the process lives.
    pub(super) fn start(self) {
        thread::spawn(move || {
            for stream in self.listener.incoming() {
                match stream {
                    Ok(stream) => accept(stream, &self.shared),
                    Err(_) => thread::sleep(PAUSE),
                }
            }
        });
    }
}

/// A place among the connections, given back when it is dropped.
struct Place(Arc<Shared>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

fn accept(mut stream: TcpStream, shared: &Arc<Shared>) {
    let others = shared.connections.fetch_add(1, Ordering::Relaxed);
    let place = Place(shared.clone());
    // What becomes of an answer is the browser's business: it asks again if it wants to.
    let _sent = stream.set_write_timeout(Some(PATIENCE));
    let _sent = stream.set_nodelay(true);
    if others >= CONNECTIONS {
        let _sent = whole(&mut stream, Status::Busy, Kind::Nothing, b"");
        return;
    }
    let serve = move || {
        let _sent = place.0.serve(&mut stream);
        drop(place);
    };
    // Without a thread the connection is closed.
    let _started = thread::Builder::new().spawn(serve);
}

impl Shared {
    fn serve(&self, stream: &mut TcpStream) -> io::Result<()> {
        let path = match request::read(stream, &self.address) {
            Ok(Some(path)) => path,
            Ok(None) => return Ok(()),
            Err(status) => return whole(stream, status, Kind::Nothing, b""),
        };
        let mut out = BufWriter::new(stream);
        match path.as_str() {
            "/" => whole(&mut out, Status::Found, Kind::Page, self.page.as_bytes()),
            "/page.css" => whole(&mut out, Status::Found, Kind::Style, page::STYLE.as_bytes()),
            "/page.js" => whole(&mut out, Status::Found, Kind::Script, page::SCRIPT.as_bytes()),
            "/news" => self.news(&mut out),
            path => self.by_digest(path, &mut out),
        }
    }

    /// A page or the report. One that a page in the browser still asks for may be gone: news are under way.
    fn by_digest(&self, path: &str, out: &mut impl Write) -> io::Result<()> {
        let between = |before: &str, behind: &str| path.strip_prefix(before)?.strip_suffix(behind);
        if let Some(page) = between("/pages/", ".svg").and_then(|digest| self.board.page(digest)) {
            return whole(out, Status::Found, Kind::Picture, page.svg.as_bytes());
        }
        if let Some(report) = between("/report/", ".html").and_then(|digest| self.board.report(digest)) {
            return whole(out, Status::Found, Kind::Report, &report);
        }
        whole(out, Status::Missing, Kind::Nothing, b"")
    }

    /// News as they come, until the browser has gone: server-sent events.
    fn news(&self, out: &mut impl Write) -> io::Result<()> {
        head(out, Status::Found, Kind::Events, None)?;
        write!(out, "retry: 1000\n\n")?;
        out.flush()?;
        let mut seen = Unseen::default();
        loop {
            match self.board.after(seen.number, PULSE) {
                Some(unseen) => {
                    if let Some(notice) = unseen.notice.as_ref().filter(|notice| !seen.has(notice)) {
                        write!(out, "event: news\ndata: {notice}\n\n")?;
                    }
                    write!(out, "event: busy\ndata: {}\n\n", unseen.is_busy)?;
                    seen = unseen;
                }
                None => write!(out, ":\n\n")?,
            }
            out.flush()?;
        }
    }
}
