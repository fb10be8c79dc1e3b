//! `report.pdf`: PDF/A-3a and PDF/UA-1, tagged, the same bytes for the same inputs.

use chrono::NaiveDate;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::{Error, Fault};
use crate::narrative::Text;
use crate::project::ReportSettings;
use chrono::Datelike;

/// The bytes of the PDF.
///
/// # Errors
/// The pages break the standards, for instance by a picture without alternative text.
pub fn pdf(text: &Text, report: &ReportSettings) -> Result<Vec<u8>, Error> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| Error::Internal(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", report.unit, report.year, report.edition.as_str())),
        creator: Smart::Custom(Some(format!("nianbao {}", env!("CARGO_PKG_VERSION")))),
        timestamp: midnight(report.day()).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(text.document(), &options).map_err(|errors| Error::Typeset(errors.iter().map(fault).collect()))
}

fn midnight(day: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd_hms(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?, 0, 0, 0)
}

fn fault(error: &SourceDiagnostic) -> Fault {
    let hint = error.hints.iter().map(|hint| hint.v.as_str()).collect::<Vec<_>>().join("; ");
    Fault::new("not-typeset").with("message", error.message.as_str()).with("hint", hint)
}
