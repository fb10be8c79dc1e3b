//! Requests: what may be asked of a preview. Whoever asks has to know its address, which is told to nobody but the user who
//! started it; and of what a browser shows, only pages that the preview itself has served may ask.

use std::io::Read;
use std::net::TcpStream;
use std::time::Duration;

use super::address::Address;
use super::files::now;
use super::response::Status;

/// So much of a request is read. Nothing that the page asks is longer.
const LONGEST: usize = 8 * 1024;
/// So many headers may a request have.
const HEADERS: usize = 64;
/// A request has to be there within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// The path in the preview that is asked for; nothing if the connection was closed before something was asked.
pub(super) fn read(stream: &mut TcpStream, address: &Address) -> Result<Option<String>, Status> {
    let begun = now();
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return Err(Status::TooSlow);
        }
        let count = stream.read(&mut buffer).map_err(|_| Status::TooSlow)?;
        if count == 0 {
            return if head.is_empty() { Ok(None) } else { Err(Status::Malformed) };
        }
        head.extend_from_slice(&buffer[..count]);
        if head.len() > LONGEST {
            return Err(Status::TooLong);
        }
        if let Some(path) = asked(&head, address)? {
            return Ok(Some(path));
        }
    }
}

/// The path in the preview that a request asks for; nothing if it isn't whole yet.
fn asked(head: &[u8], address: &Address) -> Result<Option<String>, Status> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    if request.parse(head).map_err(|_| Status::Malformed)?.is_partial() {
        return Ok(None);
    }
    let (method, target) = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
    let path = target.split('?').next().unwrap_or_default();
    let headers = Headers(request.headers);
    // A name that somebody else's server gave this machine is no name of ours.
    let hosts = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", address.port));
    let host = headers.only("host")?.filter(|host| hosts.iter().any(|own| host.eq_ignore_ascii_case(own)));
    let Some(host) = host else { return Err(Status::Forbidden) };
    if headers.only("origin")?.is_some_and(|origin| !origin.eq_ignore_ascii_case(&format!("http://{host}"))) {
        return Err(Status::Forbidden);
    }
    let path = address.within(path).ok_or(Status::Missing)?;
    // A link on another page may open the preview; nothing else of another page may have it.
    let is_own = headers.only("sec-fetch-site")?.is_none_or(|site| matches!(site, "same-origin" | "none"));
    let opens = path == "/" && headers.only("sec-fetch-dest")? == Some("document");
    if !is_own && !opens {
        return Err(Status::Forbidden);
    }
    if method != "GET" {
        return Err(Status::NotAllowed);
    }
    if headers.only("content-length")?.is_some_and(|length| length != "0")
        || headers.only("transfer-encoding")?.is_some()
    {
        return Err(Status::Malformed);
    }
    Ok(Some(path.to_owned()))
}

struct Headers<'a>(&'a [httparse::Header<'a>]);

impl<'a> Headers<'a> {
    /// The value of a header, which may stand there once only.
    fn only(&self, name: &str) -> Result<Option<&'a str>, Status> {
        let mut values = self.0.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        let value = values.next().map(|header| std::str::from_utf8(header.value).map_err(|_| Status::Malformed));
        if values.next().is_some() { Err(Status::Malformed) } else { value.transpose() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(head: &str) -> Result<Option<String>, Status> {
        asked(head.replace('\n', "\r\n").as_bytes(), &Address::known(8421, "word"))
    }

    #[test]
    fn a_page_of_the_preview_itself_may_ask() {
        let host = "Host: 127.0.0.1:8421";
        assert_eq!(answer(&format!("GET /word/ HTTP/1.1\n{host}\n\n")), Ok(Some("/".to_owned())));
        assert_eq!(answer("GET /word/a?b HTTP/1.1\nhost: LOCALHOST:8421\n\n"), Ok(Some("/a".to_owned())));
        let own = "Origin: http://127.0.0.1:8421\nSec-Fetch-Site: same-origin";
        assert_eq!(answer(&format!("GET /word/news HTTP/1.1\n{host}\n{own}\n\n")), Ok(Some("/news".to_owned())));
        // Opened from a mail or another page.
        let link = "Sec-Fetch-Site: cross-site\nSec-Fetch-Dest: document";
        assert_eq!(answer(&format!("GET /word/ HTTP/1.1\n{host}\n{link}\n\n")), Ok(Some("/".to_owned())));
        assert_eq!(answer("GET /word/ HTTP/1.1\nHost: 127."), Ok(None));
    }

    #[test]
    fn nobody_else_may() {
        let host = "Host: 127.0.0.1:8421";
        for head in [
            "GET /word/ HTTP/1.1",
            "GET /word/ HTTP/1.1\nHost: example.org",
            "GET /word/ HTTP/1.1\nHost: example.org:8421",
            "GET /word/ HTTP/1.1\nHost: 127.0.0.1:80",
            "GET /word/ HTTP/1.1\nHost: 127.0.0.1",
            &format!("GET /word/ HTTP/1.1\n{host}\nOrigin: https://example.org"),
            &format!("GET /word/ HTTP/1.1\n{host}\nOrigin: null"),
            &format!("GET /word/news HTTP/1.1\n{host}\nSec-Fetch-Site: cross-site\nSec-Fetch-Dest: document"),
            &format!("GET /word/ HTTP/1.1\n{host}\nSec-Fetch-Site: cross-site\nSec-Fetch-Dest: iframe"),
            &format!("GET /word/ HTTP/1.1\n{host}\nSec-Fetch-Site: same-site"),
        ] {
            assert_eq!(answer(&format!("{head}\n\n")), Err(Status::Forbidden), "{head}");
        }
    }

    #[test]
    fn who_does_not_know_the_word_gets_nothing() {
        for path in ["/", "/news", "/page.css", "/word", "/other/", "/other/news", "/?/word/"] {
            let asked = answer(&format!("GET {path} HTTP/1.1\nHost: 127.0.0.1:8421\n\n"));
            assert_eq!(asked, Err(Status::Missing), "{path}");
        }
    }

    #[test]
    fn what_is_no_plain_question_is_refused() {
        let host = "Host: 127.0.0.1:8421";
        assert_eq!(answer(&format!("POST /word/ HTTP/1.1\n{host}\n\n")), Err(Status::NotAllowed));
        assert_eq!(answer(&format!("GET /word/ HTTP/1.1\n{host}\n{host}\n\n")), Err(Status::Malformed));
        assert_eq!(answer(&format!("GET /word/ HTTP/1.1\n{host}\nContent-Length: 5\n\n")), Err(Status::Malformed));
        assert_eq!(answer("\u{16}\u{3}\u{1} tls"), Err(Status::Malformed));
        let many = "X: y\n".repeat(HEADERS + 1);
        assert_eq!(answer(&format!("GET /word/ HTTP/1.1\n{many}\n")), Err(Status::Malformed));
    }
}
