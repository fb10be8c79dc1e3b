//! Pictures: those that Word draws itself as they are, SVG beside its drawing in points for programs that don't.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::package::Package;
use super::page::WIDTH;
use super::{RELATIONS, Writer};
use crate::digest;
use crate::error::{Error, Fault};
use crate::narrative::tree::Picture;

/// English metric units in a point.
const UNITS: u32 = 12_700;
/// Pixels to a point: 300 to the inch, as office printers print.
const PIXELS: f32 = 300.0 / 72.0;
/// No drawing is larger, in pixels on a side.
const LARGEST: f32 = 4_096.0;
/// The extension under which Word finds the SVG of a picture.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// The pictures so far.
#[derive(Default)]
pub(super) struct Media {
    files: Vec<(String, String, Vec<u8>)>,
    drawn: u32,
}

impl Media {
    /// Adds a file, once, and returns its name.
    fn file(&mut self, ending: &str, bytes: &[u8]) -> String {
        let digest = digest::hex(bytes);
        let same = |(name, known, _): &&(String, String, Vec<u8>)| *known == digest && name.ends_with(ending);
        if let Some((name, ..)) = self.files.iter().find(same) {
            return name.clone();
        }
        let name = format!("media/image{}.{ending}", self.files.len() + 1);
        self.files.push((name.clone(), digest, bytes.to_vec()));
        name
    }

    /// Adds the files to the document.
    pub(super) fn parts(self, package: &mut Package) {
        for (name, _, bytes) in self.files {
            package.part(&format!("word/{name}"), None, bytes);
        }
    }
}

impl Writer<'_> {
    /// A picture in a line.
    pub(super) fn picture(&mut self, picture: &Picture) -> Result<(), Error> {
        let (image, svg) = match picture.media_type {
            "image/png" => (self.media.file("png", &picture.bytes), None),
            "image/jpeg" => (self.media.file("jpeg", &picture.bytes), None),
            "image/gif" => (self.media.file("gif", &picture.bytes), None),
            "image/svg+xml" => {
                let drawn = drawn(&picture.bytes, picture)?;
                (self.media.file("png", &drawn), Some(self.media.file("svg", &picture.bytes)))
            }
            // Whatever else the page can show, Word may not know: it is drawn through an SVG.
            other => (self.media.file("png", &drawn(wrapped(picture, other).as_bytes(), picture)?), None),
        };
        let image = self.relations.part("image", &image);
        let svg = svg.map(|svg| self.relations.part("image", &svg));
        self.media.drawn += 1;
        let number = self.media.drawn.to_string();
        let [width, height] = extent(picture.size);
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        xml.empty("wp:docPr", &[("id", &number), ("name", &format!("Picture {number}")), ("descr", &picture.alt)]);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close();
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &number), ("name", &format!("Picture {number}")), ("descr", &picture.alt)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close();
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", &image)]);
        if let Some(svg) = svg {
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", SVG_EXTENSION)]);
            let namespace = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
            xml.empty("asvg:svgBlip", &[("xmlns:asvg", namespace), ("xmlns:r", RELATIONS), ("r:embed", &svg)]);
            xml.close();
            xml.close();
        }
        xml.close();
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close();
        xml.close();
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
        xml.close();
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close();
        for _ in ["pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close();
        }
        Ok(())
    }
}

/// Width and height, no wider than the text block.
fn extent([width, height]: [u32; 2]) -> [String; 2] {
    let widest = WIDTH / 20;
    let [width, height] = [width.max(1), height.max(1)];
    let (width, height) = if width > widest { (widest, height * widest / width) } else { (width, height) };
    [width, height.max(1)].map(|points| (u64::from(points) * u64::from(UNITS)).to_string())
}

/// A picture as an SVG that holds it.
fn wrapped(picture: &Picture, media_type: &str) -> String {
    let [width, height] = picture.size;
    let data = BASE64.encode(&picture.bytes);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" \
         height=\"{height}\"><image width=\"{width}\" height=\"{height}\" xlink:href=\"data:{media_type};base64,{data}\"/></svg>"
    )
}

/// An SVG in pixels, as large as it is printed. Its letters are outlines: typst has drawn them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "points of a page, and pixels below 4096"
)]
fn drawn(svg: &[u8], picture: &Picture) -> Result<Vec<u8>, Error> {
    let failed = || Error::Typeset(vec![Fault::new("picture-not-drawn").with("alt", picture.alt.as_str())]);
    let tree = Tree::from_data(svg, &Options::default()).map_err(|_| failed())?;
    let [width, height] = picture.size.map(|points| points.max(1) as f32 * PIXELS);
    let scale = (LARGEST / width.max(height)).min(1.0);
    let [width, height] = [width, height].map(|pixels| (pixels * scale).ceil().max(1.0));
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(failed)?;
    let size = tree.size();
    let transform = Transform::from_scale(width / size.width(), height / size.height());
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().map_err(|_| failed())
}
