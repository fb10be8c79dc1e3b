//! Traces: from a figure through its measure to the rows and cells, as a tree.

use std::sync::Arc;

use nianbao::Lineage;
use nianbao::render::trace;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::figures::Figures;
use crate::html::{FAINT, element, escaped};
use crate::language;
use crate::lineage::link;
use crate::snapshot::Snapshot;

/// The way back from a figure: how it is computed, its rows and cells, and the figures that it is made of.
///
/// ``print(trace)`` shows it as ``nianbao trace`` does.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Trace {
    of: Arc<Snapshot>,
    id: String,
}

impl Trace {
    /// The way back from the figure of this id.
    pub(crate) fn new(of: Arc<Snapshot>, id: &str) -> PyResult<Self> {
        Figures::new(of.clone()).item(id)?;
        Ok(Self { of, id: id.to_owned() })
    }

    fn lines(&self) -> Vec<trace::Line> {
        let figures = &self.of.computed.figures;
        let figure = figures.get(&self.id);
        language::with(self.of.language, |messages| {
            figure.map(|figure| trace::trace(figure, figures, messages)).unwrap_or_default()
        })
    }

    fn links(&self) -> &[Lineage] {
        self.of.computed.figures.get(&self.id).map_or(&[], |figure| &figure.lineage)
    }
}

#[pymethods]
impl Trace {
    /// The figure.
    #[getter]
    fn figure(&self) -> PyResult<crate::figure::Figure> {
        Figures::new(self.of.clone()).item(&self.id)
    }

    /// The traces of the figures that it is computed from.
    #[getter]
    fn operands<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let ids = self.links().iter().flat_map(|link| match link {
            Lineage::Figures(ids) => ids.as_slice(),
            _ => &[],
        });
        let traces: Vec<Self> = ids.map(|id| Self::new(self.of.clone(), id.as_str())).collect::<PyResult<_>>()?;
        PyTuple::new(py, traces)
    }

    /// Its cells, rows of frames and last year's figures, as in :attr:`Figure.lineage`, without other figures.
    #[getter]
    fn sources<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let own = self.links().iter().filter(|link| {
            !matches!(link, Lineage::Figures(_) | Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. })
        });
        let links: Vec<_> = own.map(|own| link(py, own)).collect::<PyResult<_>>()?;
        PyTuple::new(py, links)
    }

    fn __str__(&self) -> String {
        trace::text(&self.lines())
    }

    fn __repr__(&self) -> String {
        format!("<Trace of {}>", self.id)
    }

    fn _repr_html_(&self) -> String {
        let line = |trace::Line { depth, says }: &trace::Line| {
            let inner = match says {
                trace::Says::Figure(printed, id, label) => {
                    let (printed, id) = (element("b", "", &escaped(printed)), element("code", "", &escaped(id)));
                    format!("{printed} {id} {}", escaped(label))
                }
                trace::Says::Method(text) => element("span", FAINT, &format!("= {}", escaped(text))),
                trace::Says::Source(text) => element("span", FAINT, &format!("← {}", escaped(text))),
            };
            element("div", &format!("margin-left:{}em", depth * 2), &inner)
        };
        element("div", "", &self.lines().iter().map(line).collect::<String>())
    }
}
