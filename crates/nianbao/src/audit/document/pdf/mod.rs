//! PDF: its text layer, put together from glyphs that know where they stand. Only this folder knows hayro.

mod attached;
mod faces;
mod furniture;
mod glyphs;
mod limits;
mod lines;
mod paragraphs;
mod tables;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, TransformExt, interpret_page};
use kurbo::Rect;

use super::carrier::Attached;
use super::writer::Piece;
use crate::error::Fault;
use glyphs::{Collector, Spent};
use lines::Line;

/// Objects within objects are read by recursion, and a thread of its own has room for many.
const STACK: usize = 256 << 20;
/// No report has more pages.
const MOST_PAGES: usize = 5_000;
/// No content of pages is longer, in bytes, all of them together.
const LONGEST_CONTENT: usize = 512 << 20;
/// With a larger share of characters that nobody can tell, a text is no basis for a verdict: one in fifty.
const UNKNOWN_OF: usize = 50;
/// A page of pictures may have a stamp or a page number in text: so many characters make no text layer.
const STAMP: usize = 12;

/// Whether bytes are a PDF, which may begin with bytes of something else.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    bytes.get(..1_024).unwrap_or(bytes).windows(MARK.len()).any(|window| window == MARK)
}

/// The text of a PDF.
pub(super) fn read(bytes: Vec<u8>) -> Result<Piece, Fault> {
    opened(bytes, |pdf| text(pdf).map(|text| text.piece))
}

/// A PDF with the files that it carries.
pub(super) struct Whole {
    /// Its text, or why there is none to be had.
    pub(super) text: Result<TextLayer, Fault>,
    pub(super) attached: Vec<Attached>,
}

/// What the pages of a PDF say.
pub(super) struct TextLayer {
    pub(super) piece: Piece,
    /// The lines of the last page, with its head and its foot.
    pub(super) last_page: Vec<String>,
}

/// A PDF with those of the files it carries that go by one of the names.
pub(super) fn read_whole(bytes: Vec<u8>, names: &'static [&'static str]) -> Result<Whole, Fault> {
    opened(bytes, move |pdf| Ok(Whole { attached: attached::files(pdf, names), text: text(pdf) }))
}

/// Does with a PDF what is to be done with it.
fn opened<T, F>(bytes: Vec<u8>, job: F) -> Result<T, Fault>
where
    T: Send + 'static,
    F: FnOnce(&Pdf) -> Result<T, Fault> + Send + 'static,
{
    limits::look_at(&bytes)?;
    let damaged = || Fault::new("document-damaged").with("part", "pdf");
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || job(&open(bytes)?)).map_err(|_| damaged())?;
    // The interpreter of pages has no way to be stopped but to unwind, and should it ever fail, it fails in its thread.
    match reader.join() {
        Ok(read) => read,
        Err(why) if why.is::<Spent>() => Err(Fault::new("document-too-large")),
        Err(_) => Err(damaged()),
    }
}

fn open(bytes: Vec<u8>) -> Result<Pdf, Fault> {
    // A password may be asked for in a way that the reader doesn't know.
    let why = if limits::is_encrypted(&bytes) { "document-encrypted" } else { "document-damaged" };
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::new("document-encrypted"),
        LoadPdfError::Invalid => Fault::new(why).with("part", "pdf"),
    })?;
    match pdf.pages().len() {
        0 => Err(Fault::new("document-damaged").with("part", "pdf")),
        count if count > MOST_PAGES => Err(Fault::new("document-too-large")),
        _ => Ok(pdf),
    }
}

fn text(pdf: &Pdf) -> Result<TextLayer, Fault> {
    let pages = pdf.pages();
    let cache = InterpreterCache::new();
    let mut seen = Seen::default();
    let mut laid_out = Vec::new();
    for page in pages.iter() {
        seen.content += page.page_stream().map_or(0, <[u8]>::len);
        if seen.content > LONGEST_CONTENT {
            return Err(Fault::new("document-too-large"));
        }
        laid_out.push(lines_of(page, pdf, &cache, &mut seen));
    }
    seen.verdict(pages.len())?;
    let last = laid_out.last_mut().map(|page| (std::mem::take(&mut page.aside), &page.lines));
    let last_page = last.map(|(aside, lines)| aside.iter().chain(lines).map(|line| line.text.clone()).collect());
    let piece = paragraphs::joined(&furniture::removed(laid_out));
    Ok(TextLayer { piece, last_page: last_page.unwrap_or_default() })
}

/// A page that was put together: its size in points, and its lines from the top down.
struct LaidOut {
    width: f64,
    height: f64,
    lines: Vec<Line>,
    /// Its head and its foot, as far as the PDF says itself that they are none of the text.
    aside: Vec<Line>,
}

fn lines_of<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, seen: &mut Seen) -> LaidOut {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let settings = faces::settings(&seen.is_lacking);
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    let mut collector = Collector::new(bounds, seen.spent);
    interpret_page(page, &mut context, &mut collector);
    seen.spent = collector.spent;
    seen.characters += collector.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
    seen.unknown += collector.unknown;
    seen.pictures += usize::from(collector.has_picture);
    let (mut glyphs, mut rules) = (collector.glyphs, collector.rules);
    rules.sort_by(|one, other| one.x.total_cmp(&other.x));
    let rows = tables::taken(&mut glyphs, &rules, collector.level);
    let mut lines = lines::assembled(glyphs, &rules);
    lines.extend(rows);
    lines.sort_by(|one, other| one.turn.cmp(&other.turn).then(one.baseline.total_cmp(&other.baseline)));
    LaidOut { width: bounds.width(), height: bounds.height(), lines, aside: lines::assembled(collector.aside, &[]) }
}

/// What was seen on all pages so far.
#[derive(Default)]
struct Seen {
    content: usize,
    spent: usize,
    characters: usize,
    unknown: usize,
    /// Pages with a picture on them.
    pictures: usize,
    /// Whether a text is in an encoding that nobody knows here, which leaves no trace of it on the page.
    is_lacking: Arc<AtomicBool>,
}

impl Seen {
    /// Whether there is a text layer that can be read.
    fn verdict(&self, pages: usize) -> Result<(), Fault> {
        if self.characters == 0 && self.pictures == 0 && !self.is_lacking.load(Ordering::Relaxed) {
            return Err(Fault::new("document-empty"));
        }
        if self.pictures >= pages && self.characters <= STAMP * pages {
            return Err(Fault::new("document-scanned"));
        }
        if self.is_lacking.load(Ordering::Relaxed) {
            return Err(Fault::new("document-in-unknown-encoding"));
        }
        if self.unknown * UNKNOWN_OF > self.characters {
            let share = (self.unknown * 100).div_ceil(self.characters.max(1)).min(100);
            return Err(Fault::new("document-without-characters").with("share", format!("{share}%")));
        }
        Ok(())
    }
}
