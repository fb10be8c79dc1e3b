"""What a notebook shows: tables that both themes show, with every text escaped."""

import base64
import re
import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import of_format

import nianbao as nb


class Reader(HTMLParser):
    """Reads the text, and sees that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in {"br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def theme_free(html: str) -> bool:
    """Whether no colour of text or ground is fixed: a dark theme would swallow it."""
    return not re.findall(r"(?:^|[;\"\s])(?:color|background)\s*:\s*(?!inherit|none|transparent)[^;\"]+", html)


def test_figures_are_a_table_with_units_and_sources(project: nb.Project) -> None:
    html = project.figures._repr_html_()
    reader = read(html)
    assert theme_free(html)
    assert "petitions.forwarded" in reader.text and "信访台账.xlsx › 信访" in reader.text and "件" in reader.text
    assert reader.seen.count("tr") == len(project.figures) + 1
    assert "上级转送信访事项" in read(project.figures["petitions.forwarded"]._repr_html_()).text
    series = next(iter(project.figures.series.values()))
    assert read(series._repr_html_()).seen.count("tr") == len(series) + 1


def test_findings_have_the_row_that_they_stand_in(folder: Path) -> None:
    file = of_format(folder, "csv") / "信访台账-信访.csv"
    text = file.read_text(encoding="gb18030")
    file.write_text(text.replace(",上级转送,", ",<script>alert(1)</script>,", 1), encoding="gb18030")
    findings = nb.open(folder).check().filter(rule="petitions-source")
    html = findings._repr_html_()
    reader = read(html)
    assert theme_free(html)
    assert "script" not in reader.seen and "<script>alert(1)</script>" in reader.text
    (finding,) = findings
    assert finding.message in reader.text and finding.remedy in reader.text and (finding.ground or "") in reader.text
    assert "table" in reader.seen
    assert read(finding._repr_html_()).seen.count("table") == 1


def test_many_findings_are_counted(folder: Path) -> None:
    shutil.copy(folder / "综合数据.xlsx", folder / "信访台账.xlsx")
    findings = nb.open(folder, lang="en").check()
    reader = read(findings._repr_html_())
    counts = [len(findings.errors), len(findings.warnings), len(findings.notes)]
    assert [int(number) for number in re.findall(r"\d+", reader.text.split("]")[0])[:3]] == counts


def test_a_report_shows_its_first_page(project: nb.Project) -> None:
    report = project.report
    html = report._repr_html_()
    source = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert source is not None and read(html).seen == ["img"] and report.title in html
    svg = base64.b64decode(source[1]).decode()
    assert svg == report.svg() == report.svg(1)
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg") and [round(float(side)) for side in root.attrib["viewBox"].split()[2:]] == [
        595,
        842,
    ]
    assert report.pages > 1 and report.svg(report.pages) != svg
    with pytest.raises(nb.UnknownIdError):
        report.svg(report.pages + 1)
    bundle = report._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/svg+xml"}
    assert set(report._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}
    assert set(report._repr_mimebundle_(exclude=["text/html"])) == {"text/plain", "image/svg+xml"}


def test_a_report_says_what_it_says(project: nb.Project) -> None:
    report = project.report
    assert "全年共办理上级转送信访事项146件" in report.text.replace(" ", "") or "146件" in report.text
    counts = report.coverage
    assert counts["numerals"] == counts["bound"] + counts["structural"] + counts["exempt"] + counts["unowned"]
    assert report.pdf() == project.pdf()


def test_a_trace_goes_back_to_the_cells(project: nb.Project) -> None:
    trace = project.trace("petitions.on_time_rate")
    assert trace.figure == project.figures["petitions.on_time_rate"]
    assert [operand.figure.id for operand in trace.operands] == list(trace.figure.operands)
    assert all(isinstance(link, nb.Cells) for operand in trace.operands for link in operand.sources)
    text = str(trace)
    assert text.splitlines()[0] == f"{trace.figure.printed}  petitions.on_time_rate  {trace.figure.label}"
    assert all(f"  {operand.figure.printed}  {operand.figure.id}" in text for operand in trace.operands)
    assert trace.figure.method in read(trace._repr_html_()).text
    with pytest.raises(nb.UnknownIdError):
        project.trace("petitions.on_time")


def test_codes_and_rules_are_explained(project: nb.Project) -> None:
    assert {"order", "unowned-numeral"} <= set(nb.codes())
    page = nb.explain("order")
    assert (page.code, page.rule) == ("order", None) and str(page).startswith("# order\n") and "Spec" not in str(page)
    assert page == nb.explain("order") and page != nb.explain("order", lang="en")
    rule = project.explain("petitions-closed-after-accepted")
    assert (rule.code, rule.rule) == ("order", "petitions-closed-after-accepted")
    assert rule._repr_markdown_() == str(rule) and str(page).split("\n", 1)[1] in str(rule)
    with pytest.raises(nb.UnknownWordError) as error:
        project.explain("ordr")
    assert error.value.nearest == "order"
