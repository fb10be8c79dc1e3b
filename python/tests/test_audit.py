"""Finished texts, held against themselves and against figures."""

from decimal import Decimal
from pathlib import Path

import pytest

import nianbao as nb

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "sample-data" / "shapingba-2021"


def test_a_text_agrees_with_its_project() -> None:
    audit = nb.audit(ROOT / "tests" / "texts" / "clean.txt", nb.open(PROJECT))
    assert len(audit.findings) == 0
    assert {statement.verdict for statement in audit.statements} == {"agrees"}
    assert len(audit.statements) == 37
    assert sum(statement.implied for statement in audit.statements) == 1


def test_a_contradiction_has_both_values_and_the_cells(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("全年共办理上级转送信访事项164件。", encoding="utf-8")
    audit = nb.audit(text, PROJECT)
    (statement,) = audit.statements
    assert (statement.verdict, statement.figure) == ("contradicts", "petitions.forwarded")
    assert (statement.low, statement.value, statement.difference) == (Decimal(164), Decimal(146), Decimal(18))
    assert statement.cells
    (finding,) = audit.findings
    assert (finding.code, finding.severity) == ("contradicted-figure", "error")
    with pytest.raises(AttributeError):
        statement.verdict = "agrees"  # type: ignore[misc]


def test_without_a_project_a_text_is_held_against_itself(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("举办讲座8场，其中线上讲座9场。", encoding="utf-8")
    (finding,) = nb.audit(text).findings
    assert finding.code == "text-contradicts-itself"
    with pytest.raises(TypeError, match="project.*figures"):
        nb.audit(text, PROJECT, figures="figures.json")
    with pytest.raises(FileNotFoundError):
        nb.audit(tmp_path / "missing.txt")
