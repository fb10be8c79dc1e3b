//! One output as bytes, with nothing written.

use nianbao::{Error, Report};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::Project;
use crate::watch::Progress;
use crate::words;

impl Project {
    /// The bytes that `render` makes of the report for these readers.
    pub(super) fn output<'py>(
        &self,
        py: Python<'py>,
        edition: &str,
        fail_on: &str,
        progress: Progress<'_>,
        render: impl FnOnce(&Report<'_>) -> Result<Vec<u8>, Error> + Send,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let edition = words::edition(edition, self.language)?;
        let fail_on = words::severity("fail_on", fail_on, self.language)?;
        let (of, bytes) = self.run(py, progress, 3, |observer| {
            let of = self.now(observer)?;
            let bytes = of.render(edition, fail_on, observer, render)?;
            Ok((of, bytes))
        })?;
        let bytes = bytes.map_err(|rejected| self.forbidden(rejected, &of, fail_on))?;
        Ok(PyBytes::new(py, &bytes))
    }
}
