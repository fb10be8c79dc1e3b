//! `nianbao watch`: compiles on every save and shows the report in a browser on this machine, with what is wrong beside it.

mod address;
mod board;
mod files;
mod findings;
mod news;
mod page;
mod request;
mod response;
mod server;
mod worker;

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use nianbao::finding::Arguments;
use nianbao::message::Messages;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::args::Watch;
use crate::language;
use crate::session::Session;
use crate::stop::{Exit, Stop};
use address::Address;
use board::Board;
use server::Server;
use worker::Worker;

/// The port that is tried first, and how many after it.
const PORT: u16 = 8421;
const PORTS: u16 = 10;

/// How soon a wish to stop is heard.
const PATIENCE: Duration = Duration::from_millis(50);

pub(super) fn run(args: &Watch, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let preview = session.preview()?;
    let listener = listen(args.port, messages)?;
    let address = Address::new(listener.local_addr()?.port())?;
    let said = [("address", address.to_string().into())];
    let asked = asked_to_stop()?;
    let board = Arc::new(Board::default());
    Server::new(listener, address, board.clone(), messages).start();
    let mut out = anstream::stdout();
    writeln!(out, "{}", messages.text("watch-address", &Arguments::from(said)))?;
    out.flush()?;
    // A page is typeset in one go. Whoever asks to stop is not made to wait for it: the process ends without the worker.
    let (ended, end) = mpsc::channel();
    hush();
    let language = messages.language();
    thread::spawn(move || {
        let stop = Worker::new(preview, board, language::messages(language)).run();
        // If nobody listens any more, the process is about to end.
        let _told = ended.send(stop);
    });
    loop {
        if asked.load(Ordering::Relaxed) {
            return Ok(Exit::Clean);
        }
        match end.recv_timeout(PATIENCE) {
            Ok(error) => return Err(error.into()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("the worker has ended").into()),
        }
    }
}

/// Takes the port that is asked for, or else the first free one of a few. No other machine reaches it.
fn listen(asked: Option<u16>, messages: &Messages) -> Result<TcpListener, Stop> {
    let ports = asked.map_or(PORT..=PORT + PORTS - 1, |port| port..=port);
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    let key = if last.kind() == io::ErrorKind::AddrInUse { "watch-port-in-use" } else { "watch-port-refused" };
    let port = asked.map_or_else(|| format!("{}–{}", ports.start(), ports.end()), |port| port.to_string());
    let arguments = [("port", port.into()), ("reason", last.to_string().into())];
    Err(Stop::Arguments(messages.text(key, &Arguments::from(arguments))))
}

/// A panic while it compiles, of the worker or of a thread that typesets for it, is told in words that help, and the line
/// and the file of a program's source are none.
fn hush() {
    let (own, told) = (thread::current().id(), panic::take_hook());
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == own {
            told(panic);
        }
    }));
}

/// Set by Ctrl-C, and by whoever ends the process kindly.
fn asked_to_stop() -> io::Result<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register(signal, asked.clone())?;
    }
    Ok(asked)
}
