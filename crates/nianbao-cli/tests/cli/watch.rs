//! The preview, asked over its own port as a browser asks: what it shows after an edit, what it outlasts, whom it refuses.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use nianbao_tests::sample::Sample;
use serde_json::Value;

use crate::support::{Copy, Result, nianbao};

const NARRATIVE: &str = "narrative/report.typ";

/// Longer than any compilation takes on a busy machine; only a failure waits so long.
const PATIENCE: Duration = Duration::from_mins(2);

/// A preview that runs in a project, and one page that hears its news.
struct Watching {
    process: Child,
    lines: Receiver<String>,
    port: u16,
    /// What its paths begin with: a slash and the word that nobody can guess.
    word: String,
    news: Receiver<Value>,
}

impl Watching {
    fn new(copy: &Copy) -> Result<Self> {
        let mut command = nianbao();
        command.args(["watch", "--port", "0", "--project"]).arg(copy.folder.path());
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let lines = lines_of(process.stdout.take().ok_or("no output")?);
        let address = lines.recv_timeout(PATIENCE)?;
        let rest = address.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split(' ').next());
        let (port, word) =
            rest.and_then(|rest| rest.split_once('/')).ok_or_else(|| format!("no address in {address}"))?;
        let (port, word) = (port.parse()?, format!("/{}", word.trim_end_matches('/')));
        let news = news_of(port, &word)?;
        Ok(Self { process, lines, port, word, news })
    }

    /// The next news that are as they should be.
    fn until(&self, is_so: impl Fn(&Value) -> bool) -> Result<Value> {
        loop {
            let news = self.news.recv_timeout(PATIENCE)?;
            if is_so(&news) {
                return Ok(news);
            }
        }
    }

    /// The news after the next that have no problem.
    fn until_good(&self) -> Result<Value> {
        self.until(|news| news["problem"].is_null())
    }

    fn get(&self, path: &str) -> Result<Answer> {
        self.ask(&format!("GET {}{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.word, self.port))
    }

    fn ask(&self, request: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        Ok(Answer { head: head.to_owned(), body: body.to_owned() })
    }

    /// The report as a web page that the news name.
    fn report(&self, news: &Value) -> Result<String> {
        Ok(self.get(&format!("/report/{}.html", news["report"].as_str().ok_or("no report")?))?.body)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended already.
        let _killed = self.process.kill();
        let _ended = self.process.wait();
    }
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }
}

fn lines_of(output: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// What an open page is told.
fn news_of(port: u16, word: &str) -> Result<Receiver<Value>> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    write!(stream, "GET {word}/news HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let lines = lines_of(stream);
    let (sender, news) = mpsc::channel();
    thread::spawn(move || {
        let mut event = String::new();
        for line in lines {
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut event);
            } else if let Some(data) = line.strip_prefix("data: ").filter(|_| event == "news") {
                let told = serde_json::from_str(data).map(|value| sender.send(value));
                if !matches!(told, Ok(Ok(()))) {
                    return;
                }
            }
        }
    });
    Ok(news)
}

fn digests(news: &Value) -> Vec<&str> {
    let pages = news["pages"].as_array().map(Vec::as_slice).unwrap_or_default();
    pages.iter().filter_map(|page| page["digest"].as_str()).collect()
}

#[test]
fn an_edit_of_the_narrative_replaces_the_page_that_it_changes() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let first = watching.until_good()?;
    let before = digests(&first);
    assert_eq!((before.len(), first["state"].as_str()), (12, Some("已是最新：0 个错误，0 个警告，5 个提示")));
    assert!(first["about"].as_str().is_some_and(|about| about.starts_with("正文数字 132 个")), "{first}");
    let picture = watching.get(&format!("/pages/{}.svg", before[0]))?;
    assert!(picture.body.starts_with("<svg") && picture.header("Content-Type") == Some("image/svg+xml"));
    copy.replace(NARRATIVE, "认真履行推进法治建设第一责任人职责", "切实履行推进法治建设第一责任人职责")?;
    let second = watching.until(|news| news["report"] != first["report"])?;
    assert!(watching.report(&second)?.contains("切实履行推进法治建设第一责任人职责"));
    let after = digests(&second);
    assert_eq!(before.iter().zip(&after).filter(|(a, b)| a != b).count(), 1);
    // What is shown no more can't be asked for any more.
    assert_eq!(watching.report(&first)?, "");
    let lines: Vec<String> = (0..2).filter_map(|_| watching.lines.recv_timeout(PATIENCE).ok()).collect();
    assert!(
        lines.iter().all(|line| line.starts_with("已编译，用时 ") && line.contains(" 毫秒：0 个错误")),
        "{lines:?}"
    );
    Ok(())
}

#[test]
fn an_edit_of_a_workbook_moves_the_figure() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let first = watching.until_good()?;
    assert!(watching.report(&first)?.contains(">146件<"));
    let mut sample = Sample::new();
    let last = sample.petitions.iter().rposition(|petition| petition.source == "上级转送").ok_or("no petition")?;
    sample.petitions.remove(last);
    // As Excel does it: beside, and then in the place of the old one; meanwhile the old one is away.
    let beside = tempfile::tempdir_in(copy.folder.path())?;
    sample.write(beside.path())?;
    fs::remove_file(copy.path("信访台账.xlsx"))?;
    fs::write(copy.path("~$信访台账.xlsx"), "")?;
    fs::rename(beside.path().join("信访台账.xlsx"), copy.path("信访台账.xlsx"))?;
    let second = watching.until(|news| news["report"] != first["report"])?;
    assert!(second["problem"].is_null() && watching.report(&second)?.contains(">145件<"), "{}", second["problem"]);
    Ok(())
}

#[test]
fn a_bad_input_is_told_above_the_last_report_until_it_is_mended() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let first = watching.until_good()?;
    for (file, bad, said) in [
        (NARRATIVE, "#nosuch()".as_bytes(), "narrative/report.typ:1:2: unknown variable: nosuch"),
        ("nianbao.toml", b"[report", "nianbao.toml:1:"),
        ("信访台账.xlsx", b"PK\x03\x04 half", "信访台账.xlsx"),
    ] {
        let good = fs::read(copy.path(file))?;
        fs::write(copy.path(file), bad)?;
        let news = watching.until(|news| news["problem"].is_string())?;
        assert!(news["problem"].as_str().is_some_and(|problem| problem.contains(said)), "{file}: {news}");
        assert_eq!((&news["pages"], &news["state"]), (&first["pages"], &Value::from("未能编译")));
        fs::write(copy.path(file), good)?;
        assert_eq!(watching.until_good()?["pages"], first["pages"], "{file}");
    }
    Ok(())
}

#[test]
fn a_folder_that_goes_away_may_come_back() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let first = watching.until_good()?;
    let away = copy.folder.path().with_extension("away");
    fs::rename(copy.folder.path(), &away)?;
    let news = watching.until(|news| news["problem"].is_string())?;
    assert_eq!(news["pages"], first["pages"]);
    fs::rename(&away, copy.folder.path())?;
    assert_eq!(watching.until_good()?["pages"], first["pages"]);
    Ok(())
}

#[test]
fn a_preview_may_begin_with_a_project_that_is_not_valid_yet() -> Result {
    let copy = Copy::new()?;
    copy.replace("nianbao.toml", "[report]", "[report")?;
    let watching = Watching::new(&copy)?;
    let news = watching.until(|news| news["problem"].is_string())?;
    assert!(digests(&news).is_empty() && news["findings"] == "<ol></ol>");
    copy.replace("nianbao.toml", "[report", "[report]")?;
    assert_eq!(digests(&watching.until_good()?).len(), 12);
    Ok(())
}

#[test]
fn a_new_workbook_that_a_pattern_names_is_read_and_its_findings_are_listed() -> Result {
    let copy = Copy::new()?;
    copy.replace(
        "nianbao.toml",
        "petitions = { files = [\"信访台账.xlsx\"] }",
        "petitions = { files = [\"信访*.xlsx\"] }",
    )?;
    let watching = Watching::new(&copy)?;
    watching.until_good()?;
    // The same petitions once more.
    fs::copy(copy.path("信访台账.xlsx"), copy.path("信访台账二.xlsx"))?;
    let news = watching.until(|news| news["state"] != "已是最新：0 个错误，0 个警告，5 个提示")?;
    let findings = news["findings"].as_str().ok_or("no findings")?;
    for part in ["<li class=\"error\">", ">信访台账二.xlsx › 信访<", "<dt>处理</dt>", "<code>copied-sheet</code>"]
    {
        assert!(findings.contains(part), "{part}: {findings}");
    }
    Ok(())
}

#[test]
fn a_finding_of_the_narrative_leads_to_its_page() -> Result {
    let copy = Copy::new()?;
    copy.replace(NARRATIVE, "推动法律政策进军营", "走访88户，推动法律政策进军营")?;
    let news = Watching::new(&copy)?.until_good()?;
    let findings = news["findings"].as_str().ok_or("no findings")?;
    assert!(findings.contains("<button type=\"button\" data-page=\"2\" data-down=\""), "{findings}");
    Ok(())
}

#[test]
fn what_a_cell_holds_is_not_shown() -> Result {
    let copy = Copy::changed(|sample| sample.petitions[3].source = "王某某")?;
    let ran = copy.run(&["check"])?;
    assert!(ran.out.contains("王某某"), "{}", ran.out);
    let news = Watching::new(&copy)?.until_good()?;
    let findings = news["findings"].as_str().ok_or("no findings")?;
    for part in [">信访台账.xlsx › 信访 › ", "<dt>依据</dt>", "<code>one-of</code> · <code>"] {
        assert!(findings.contains(part), "{part}: {findings}");
    }
    assert!(!news.to_string().contains("王某某"), "{findings}");
    Ok(())
}

#[test]
fn the_page_is_whole_and_nothing_else_is_served() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let page = watching.get("/")?;
    assert!(page.body.contains("<html lang=\"zh-CN\">") && page.body.contains("<title>预览</title>"));
    let policy = page.header("Content-Security-Policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'") && policy.contains("frame-ancestors 'none'"));
    for name in ["page.css", "page.js"] {
        let part = watching.get(&format!("/{name}"))?;
        assert!(part.status() == "200" && page.body.contains(&format!("\"{name}\"")));
        assert_eq!(part.header("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(part.header("Cache-Control"), Some("no-store"));
    }
    for path in
        ["/nianbao.toml", "/../nianbao.toml", "/pages/../../nianbao.toml", "//etc/passwd", "/pages/.svg", "/news/"]
    {
        assert_eq!(watching.get(path)?.status(), "404", "{path}");
    }
    Ok(())
}

#[test]
fn only_its_own_page_may_ask() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    let (port, word) = (watching.port, &watching.word);
    for (request, status) in [
        (format!("GET {word}/ HTTP/1.1\r\nHost: rebound.example:{port}\r\n\r\n"), "403"),
        (format!("GET {word}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://other.example\r\n\r\n"), "403"),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), "403"),
        (format!("POST {word}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"), "405"),
        ("nonsense\r\n\r\n".to_owned(), "400"),
        // Any process of this machine can ask as a browser does, but not for a word that it doesn't know.
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "404"),
        (format!("GET /news HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "404"),
        (format!("GET /page.js HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "404"),
        (format!("GET /{}/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", "0".repeat(32)), "404"),
        (format!("GET {word}/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), "200"),
    ] {
        let answer = watching.ask(&request)?;
        assert_eq!(answer.status(), status, "{request}");
        assert!(status == "200" || answer.body.is_empty());
    }
    Ok(())
}

#[test]
fn more_connections_than_there_may_be_are_turned_away() -> Result {
    let copy = Copy::new()?;
    let watching = Watching::new(&copy)?;
    // One is the page that hears the news.
    let idle: Vec<TcpStream> =
        (0..63).map(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, watching.port))).collect::<std::io::Result<_>>()?;
    let mut turned_away = String::new();
    TcpStream::connect((Ipv4Addr::LOCALHOST, watching.port))?.read_to_string(&mut turned_away)?;
    assert!(turned_away.starts_with("HTTP/1.1 503 "), "{turned_away}");
    drop(idle);
    watching.until_good()?;
    Ok(())
}

#[test]
fn a_port_in_use_is_said_with_what_to_do() -> Result {
    let copy = Copy::new()?;
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = taken.local_addr()?.port().to_string();
    let ran = copy.run(&["watch", "--port", &port])?;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains(&format!("端口 {port} 已被其他程序占用")) && ran.err.contains("--port 0"), "{}", ran.err);
    let ran = copy.run(&["watch", "--port", "70000"])?;
    assert!(ran.code == 2 && ran.err.contains("--port"), "{}", ran.err);
    let nowhere = tempfile::tempdir()?;
    let ran = copy.run(&["watch", "--project", &nowhere.path().to_string_lossy()])?;
    assert!(ran.code == 2 && ran.err.contains("nianbao.toml"), "{}", ran.err);
    Ok(())
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() -> Result {
    let copy = Copy::new()?;
    for signal in ["-INT", "-TERM"] {
        let mut watching = Watching::new(&copy)?;
        // While it compiles, and after.
        if signal == "-TERM" {
            watching.until_good()?;
        }
        let sent = std::process::Command::new("kill").args([signal, &watching.process.id().to_string()]).status()?;
        assert!(sent.success());
        assert_eq!(watching.process.wait()?.code(), Some(0), "{signal}");
    }
    Ok(())
}
