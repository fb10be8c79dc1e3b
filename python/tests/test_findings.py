"""Findings: a sequence that can be filtered, and that makes a job fail."""

import copy
import json
import pickle
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

import nianbao as nb


@pytest.fixture
def faulty(folder: Path) -> nb.Project:
    """A project without its petitions, with a number that nobody owns."""
    shutil.copy(folder / "综合数据.xlsx", folder / "信访台账.xlsx")
    return nb.open(folder)


def test_findings_are_a_sequence(faulty: nb.Project) -> None:
    findings = faulty.check()
    assert isinstance(findings, Sequence)
    assert len(findings) == len(list(findings)) > 3
    assert findings[0] == next(iter(findings)) and findings[-1] == list(findings)[-1]
    assert list(findings[1:3]) == [findings[1], findings[2]] and isinstance(findings[1:3], nb.Findings)
    assert list(findings[::-1]) == list(reversed(findings))
    assert findings[1] in findings and "order" not in findings
    assert findings.index(findings[2]) == 2 and findings.count(findings[2]) == 1
    assert len({hash(finding) for finding in findings}) > 1
    with pytest.raises(IndexError):
        findings[len(findings)]


def test_a_finding_says_what_where_and_what_to_do(faulty: nb.Project) -> None:
    finding = faulty.check().filter(code="missing-sheet")[0]
    assert (finding.severity, finding.rule, finding.ground) == ("error", None, None)
    assert (finding.place.kind, finding.place.workbook, finding.place.sheet) == ("workbook", "信访台账.xlsx", None)
    assert finding.arguments["ledger"] == "信访台账" and isinstance(finding.arguments["sheets"], tuple)
    assert "信访台账" in finding.message and finding.remedy
    assert repr(finding).startswith("<Finding error[missing-sheet] 信访台账.xlsx: ")
    with pytest.raises(AttributeError):
        finding.code = "order"  # type: ignore[misc]


def test_findings_are_filtered_and_the_old_ones_stay(faulty: nb.Project) -> None:
    findings = faulty.check()
    assert len(findings.errors) + len(findings.warnings) + len(findings.notes) == len(findings)
    assert list(findings.errors) == list(findings.filter(severity="error"))
    several = findings.filter(severity={"error", "note"}, workbook="信访台账.xlsx")
    assert {finding.place.workbook for finding in several} == {"信访台账.xlsx"}
    assert list(findings.filter(where=lambda finding: "信访" in finding.message)) == [
        finding for finding in findings if "信访" in finding.message
    ]
    with pytest.raises(ZeroDivisionError):
        findings.filter(where=lambda finding: 1 / 0)


def test_codes_are_selected_and_ignored_as_the_command_does(faulty: nb.Project) -> None:
    findings = faulty.check()
    codes = {finding.code for finding in findings}
    assert {finding.code for finding in faulty.check(select="missing-sheet")} == {"missing-sheet"}
    assert {finding.code for finding in faulty.check(ignore=["missing-sheet"])} == codes - {"missing-sheet"}


def test_a_job_fails_from_the_severity_on_that_it_names(project: nb.Project, faulty: nb.Project) -> None:
    project.check(fail_on="warning").raise_on_error()
    findings = faulty.check()
    assert findings.failed
    with pytest.raises(nb.FindingsError) as error:
        findings.raise_on_error()
    assert error.value.findings is not None
    assert list(error.value.findings) == list(findings.errors)
    assert all(finding.message in str(error.value) for finding in findings.errors)
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.findings) == (str(error.value), None)


def test_findings_are_in_the_language_that_is_asked_for(faulty: nb.Project) -> None:
    chinese, english = faulty.check(), faulty.check(lang="en")
    assert chinese[0] == english[0] and chinese[0].message != english[0].message
    assert json.loads(english.to_json())["language"] == "en"


def test_the_frame_has_a_row_for_each_finding(faulty: nb.Project) -> None:
    polars = pytest.importorskip("polars")
    findings = faulty.check()
    frame = findings.to_polars()
    assert frame["code"].to_list() == [finding.code for finding in findings]
    assert frame["message"].to_list() == [finding.message for finding in findings]
    assert frame.schema["row"] == polars.UInt32
    assert frame.schema == findings[:0].to_polars().schema


def test_findings_are_copied_as_they_are_and_not_pickled(faulty: nb.Project) -> None:
    findings = faulty.check()
    assert copy.copy(findings) is findings and copy.deepcopy(findings[0]) == findings[0]
    with pytest.raises(TypeError):
        pickle.dumps(findings)
