//! What an element of the document is to the tree.

use typst::foundations::{Content, Smart, StyleChain};
use typst::layout::{GridCell, GridElem, PlaceElem, RepeatElem};
use typst::model::{
    Destination, EmphElem, EnumElem, FigureCaption, FigureElem, FootnoteElem, FootnoteEntry, HeadingElem, LinkElem,
    LinkTarget, ListElem, OutlineElem, ParElem, QuoteElem, StrongElem, TableCell, TableElem, TermsElem, TitleElem,
};
use typst::pdf::{ArtifactElem, ArtifactKind, PdfMarkerTag, PdfMarkerTagKind, TableCellKind, TableHeaderScope};
use typst::text::{HighlightElem, RawElem, StrikeElem, SubElem, SuperElem, UnderlineElem};
use typst::visualize::ImageElem;

use super::{ListKind, Role, Scope, Style};

/// What an element is.
#[derive(Debug)]
pub(super) enum Kind {
    /// What is not read: page furniture, the table of contents, what says again what stands elsewhere.
    Left,
    /// What only holds others.
    Group,
    Part(Role),
    /// A heading's number.
    Number,
    /// A figure's value beside the narrative: a stretch.
    Value(usize),
    Title,
    Heading {
        level: usize,
        label: Option<String>,
    },
    Paragraph,
    List(ListKind),
    ItemLabel,
    ItemBody,
    Table(TableShape),
    Cell(CellShape),
    Captioned {
        alt: Option<String>,
    },
    /// A captioned drawing: its text is in its picture.
    Drawn,
    Caption,
    Quote,
    Code,
    Picture {
        alt: Option<String>,
    },
    /// Where a footnote is called; its text is a child.
    Note,
    NoteText,
    /// The number before a footnote's text.
    NoteLabel,
    Styled(Style),
}

/// What a table says of itself.
#[derive(Debug)]
pub(super) struct TableShape {
    pub(super) columns: usize,
    pub(super) summary: Option<String>,
    /// Whether each row is one of the header.
    pub(super) headers: Vec<bool>,
}

/// Where a cell stands, and what it is the header of, where it says so itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellShape {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) scope: Option<Scope>,
}

impl Kind {
    /// What the element is; nothing for one that makes no difference.
    pub(super) fn of(content: &Content) -> Option<Self> {
        let plain = StyleChain::default();
        marker(content).or_else(|| styled(content).map(Self::Styled)).or_else(|| table(content)).or_else(|| {
            let kind = if content.is::<ParElem>() {
                Self::Paragraph
            } else if let Some(heading) = content.to_packed::<HeadingElem>() {
                let label = content.label().map(|label| label.resolve().as_str().to_owned());
                Self::Heading { level: heading.resolve_level(plain).get(), label }
            } else if content.is::<TitleElem>() {
                Self::Title
            } else if content.is::<ListElem>() {
                Self::List(ListKind::Bullets)
            } else if content.is::<EnumElem>() {
                Self::List(ListKind::Numbers)
            } else if content.is::<TermsElem>() {
                Self::List(ListKind::Terms)
            } else if let Some(figure) = content.to_packed::<FigureElem>() {
                Self::Captioned { alt: figure.alt.get_cloned(plain).map(Into::into) }
            } else if content.is::<FigureCaption>() {
                Self::Caption
            } else if let Some(quote) = content.to_packed::<QuoteElem>() {
                if quote.block.get(plain) { Self::Quote } else { return None }
            } else if let Some(raw) = content.to_packed::<RawElem>() {
                if raw.block.get(plain) { Self::Code } else { Self::Styled(Style { code: true, ..Style::default() }) }
            } else if let Some(image) = content.to_packed::<ImageElem>() {
                Self::Picture { alt: image.alt.get_cloned(plain).map(Into::into) }
            } else if content.is::<FootnoteElem>() {
                Self::Note
            } else if content.is::<FootnoteEntry>() {
                Self::NoteText
            } else if content.is::<GridElem>() || content.is::<GridCell>() || content.is::<PlaceElem>() {
                Self::Group
            } else if content.is::<OutlineElem>() || content.is::<RepeatElem>() {
                Self::Left
            } else {
                return None;
            };
            Some(kind)
        })
    }

    /// Whether it is a stretch of a line.
    pub(super) const fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Styled(_) | Self::Number | Self::Value(_) | Self::Note | Self::NoteLabel | Self::Picture { .. }
        )
    }

    /// Whether its lines are lines of one paragraph.
    pub(super) const fn is_line(&self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Title
                | Self::Heading { .. }
                | Self::Caption
                | Self::Cell(_)
                | Self::ItemLabel
                | Self::ItemBody
                | Self::NoteText
                | Self::Code
        )
    }

    /// Which part of the report it is, if it is one.
    pub(super) const fn role(&self) -> Option<Role> {
        match self {
            Self::Part(role) => Some(*role),
            _ => None,
        }
    }

    /// Where it stands in a table, if it is a cell.
    pub(super) const fn cell(&self) -> Option<CellShape> {
        match self {
            Self::Cell(shape) => Some(*shape),
            _ => None,
        }
    }

    /// The text for those who can't see it.
    pub(super) fn alt(&self) -> Option<&str> {
        match self {
            Self::Picture { alt } | Self::Captioned { alt } => alt.as_deref(),
            _ => None,
        }
    }
}

fn marker(content: &Content) -> Option<Kind> {
    if let Some(artifact) = content.to_packed::<ArtifactElem>() {
        let kind = artifact.kind.get(StyleChain::default());
        let is_furniture = matches!(kind, ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background);
        return is_furniture.then_some(Kind::Left);
    }
    match content.to_packed::<PdfMarkerTag>()?.kind {
        PdfMarkerTagKind::ListItemLabel | PdfMarkerTagKind::TermsItemLabel => Some(Kind::ItemLabel),
        PdfMarkerTagKind::ListItemBody | PdfMarkerTagKind::TermsItemBody => Some(Kind::ItemBody),
        PdfMarkerTagKind::Label => Some(Kind::NoteLabel),
        _ => None,
    }
}

fn styled(content: &Content) -> Option<Style> {
    let style = Style::default();
    Some(if content.is::<StrongElem>() {
        Style { strong: true, ..style }
    } else if content.is::<EmphElem>() {
        Style { emphasis: true, ..style }
    } else if content.is::<UnderlineElem>() {
        Style { underline: true, ..style }
    } else if content.is::<StrikeElem>() {
        Style { strike: true, ..style }
    } else if content.is::<HighlightElem>() {
        Style { highlight: true, ..style }
    } else if content.is::<SubElem>() {
        Style { subscript: true, ..style }
    } else if content.is::<SuperElem>() {
        Style { superscript: true, ..style }
    } else if let Some(link) = content.to_packed::<LinkElem>() {
        let LinkTarget::Dest(Destination::Url(url)) = &link.dest else { return None };
        Style { link: Some(url.as_str().to_owned()), ..style }
    } else {
        return None;
    })
}

fn table(content: &Content) -> Option<Kind> {
    let plain = StyleChain::default();
    if let Some(table) = content.to_packed::<TableElem>() {
        let grid = table.grid.as_ref()?;
        let headers = (0..grid.non_gutter_row_count()).map(|row| {
            let row = if grid.has_gutter { 2 * row } else { row };
            grid.headers.iter().any(|header| header.range.contains(&row))
        });
        let summary = table.summary.get_cloned(plain).map(Into::into);
        let shape = TableShape { columns: grid.non_gutter_column_count(), summary, headers: headers.collect() };
        return Some(Kind::Table(shape));
    }
    let cell = content.to_packed::<TableCell>()?;
    if cell.is_repeated.get(plain) {
        return Some(Kind::Left);
    }
    let scope = match cell.kind.get(plain) {
        Smart::Custom(TableCellKind::Header(_, TableHeaderScope::Row)) => Some(Scope::Row),
        Smart::Custom(TableCellKind::Header(..)) => Some(Scope::Column),
        _ => None,
    };
    Some(Kind::Cell(CellShape {
        x: cell.x.get(plain).unwrap_or(0),
        y: cell.y.get(plain).unwrap_or(0),
        columns: cell.colspan.get(plain).get(),
        rows: cell.rowspan.get(plain).get(),
        scope,
    }))
}
