//! What the document says of itself, and how programs are to treat it.

use super::MAIN;
use super::package::Package;
use super::xml::Xml;
use crate::project::Project;

/// `docProps/`: title, unit, language and day. The day is the report's; no clock is asked.
pub(super) fn parts(package: &mut Package, project: &Project) {
    let report = &project.report;
    let mut core = Xml::new(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    core.text("dc:title", &[], &report.title_on_one_line());
    core.text("dc:creator", &[], &report.unit);
    core.text("dc:language", &[], &project.pack.language);
    let day = format!("{}T00:00:00Z", report.day());
    core.text("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &day);
    core.text("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &day);
    package.typed("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core.finish());
    package.points_to(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    let mut app = Xml::new(
        "Properties",
        &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")],
    );
    app.text("Application", &[], &format!("nianbao {}", env!("CARGO_PKG_VERSION")));
    app.text("Company", &[], &report.unit);
    package.typed(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        app.finish(),
    );
    package.points_to(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        "docProps/app.xml",
    );
}

/// `settings.xml`.
pub(super) fn settings(language: &str) -> Vec<u8> {
    let mut xml = Xml::new("w:settings", &[("xmlns:w", MAIN)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    // The binding edge is on the other side of even pages, and so is the page number.
    xml.empty("w:mirrorMargins", &[]);
    xml.value("w:defaultTabStop", "420");
    xml.empty("w:evenAndOddHeaders", &[]);
    xml.value("w:drawingGridHorizontalSpacing", "158");
    xml.value("w:drawingGridVerticalSpacing", "579");
    xml.value("w:characterSpacingControl", "compressPunctuation");
    xml.open("w:footnotePr", &[]);
    for id in ["-1", "0"] {
        xml.empty("w:footnote", &[("w:id", id)]);
    }
    xml.close();
    xml.open("w:compat", &[]);
    // Widths and lines as Word for Chinese has reckoned them ever since.
    for name in [
        "w:spaceForUL",
        "w:balanceSingleByteDoubleByteWidth",
        "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace",
        // A line that its author ended is not drawn out to the edge.
        "w:doNotExpandShiftReturn",
        "w:adjustLineHeightInTable",
        "w:useFELayout",
    ] {
        xml.empty(name, &[]);
    }
    xml.empty(
        "w:compatSetting",
        &[("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")],
    );
    xml.close();
    xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", language)]);
    xml.value("w:decimalSymbol", ".");
    xml.value("w:listSeparator", ",");
    xml.finish()
}
