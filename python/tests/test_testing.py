"""``assert_figures`` fails when it must, and says what is needed to find out why."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import nianbao as nb
from nianbao.testing import FiguresDifferError, assert_figures

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


Approve = Callable[[Callable[[dict[str, Any]], None]], Path]


@pytest.fixture
def approve(project: nb.Project, tmp_path: Path) -> Approve:
    """Write the figures as they are, changed, into a ``figures.json``."""

    def approved(change: Callable[[dict[str, Any]], None]) -> Path:
        document = json.loads(project.figures.to_json())
        change(document)
        path = tmp_path / "figures.json"
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    return approved


def test_figures_that_are_as_approved_pass(project: nb.Project, approve: Approve) -> None:
    assert_figures(project, approve(lambda document: None))
    assert_figures(SAMPLE, str(approve(lambda document: None)))


def test_a_difference_names_figure_expected_actual_and_cells(project: nb.Project, approve: Approve) -> None:
    def one_more(document: dict[str, Any]) -> None:
        figure = document["figures"]["petitions.forwarded"]
        figure |= {"value": "147", "printed": "147件"}
        # Row 12 counted, and rows 158 and 159 did not.
        figure["lineage"][0]["cells"] = ["A4:A24", "A26:A32", *figure["lineage"][0]["cells"][3:-1], "A136:A157"]
        figure["digests"]["rows"] = "0" * 64

    path = approve(one_more)
    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project, path)
    assert str(raised.value).splitlines() == [
        f"1 figure is not as in {path}",
        "",
        "petitions.forwarded  上级转送信访事项",
        "  expected  147件",
        "  actual    146件",
        "  cause     data",
        "  cells     - 信访台账.xlsx › 信访 › A12",
        "            + 信访台账.xlsx › 信访 › A158:A159",
    ]
    (difference,) = raised.value.differences
    assert (difference.id, difference.was, difference.now) == ("petitions.forwarded", "147件", "146件")


def test_cells_that_are_the_same_are_named_once(project: nb.Project, approve: Approve) -> None:
    path = approve(lambda document: document["figures"]["relief.spent"].update(value="1", printed="1元"))
    with pytest.raises(FiguresDifferError, match=r"relief\.spent") as raised:
        assert_figures(project, path)
    told = str(raised.value)
    assert "\n  expected  1元\n" in told
    (cells,) = [line for line in told.splitlines() if "›" in line]
    assert cells == "  cells     关爱基金台账.xlsx › 帮扶台账 › I3:I183"


def test_rows_behind_several_operands_are_named_once(project: nb.Project, approve: Approve) -> None:
    path = approve(lambda document: document["figures"]["petitions.on_time_rate"].update(ratio=["155", "156"]))
    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project, path)
    assert "  expected  100%（155/156）\n  actual    100%（156/156）\n" in str(raised.value)
    assert str(raised.value).endswith("\n  cells     信访台账.xlsx › 信访 › A4:A159")


def test_last_years_figure_is_told_as_well_as_cells(project: nb.Project, approve: Approve) -> None:
    def other_year(document: dict[str, Any]) -> None:
        figure = document["figures"]["disclosure.published_increase"]
        figure |= {"value": "616", "printed": "616条"}
        figure["lineage"][1]["value"] = "1252"

    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project, approve(other_year))
    assert str(raised.value).splitlines()[-2:] == [
        "  cells     - figures-2020.json › disclosure.published (2020): 1252",
        "            + figures-2020.json › disclosure.published (2020): 1225",
    ]


def test_what_came_and_what_went_are_differences(project: nb.Project, approve: Approve) -> None:
    def other_ids(document: dict[str, Any]) -> None:
        document["figures"]["petitions.gone"] = document["figures"].pop("petitions.forwarded")
        members = document["series"]["petitions.by_month"]["members"]
        members["03"] |= {"value": "16", "printed": "16件"}

    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project, approve(other_ids))
    told = {difference.id: difference.kind for difference in raised.value.differences}
    assert told["petitions.forwarded"] == "added" and told["petitions.gone"] == "removed"
    assert told["petitions.by_month.03"] == "changed"
    assert "petitions.gone  上级转送信访事项\n  expected  146件\n  actual    no such figure\n" in str(raised.value)
    assert "\n  cells     信访台账.xlsx › 信访 › A29:A43" in str(raised.value)


def test_rows_of_frames_are_named(project: nb.Project, tmp_path: Path) -> None:
    rows = project.ledgers["petitions"].to_polars()
    approved = tmp_path / "figures.json"
    approved.write_text(project.with_ledgers(petitions=rows).figures.to_json(), encoding="utf-8")
    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project.with_ledgers(petitions=rows.head(155)), approved)
    assert "  actual    145件\n  cause     data\n  cells     - frame petitions › case_no 156\n" in str(raised.value)


def test_a_lock_does_as_well(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("out")))
    lock = nb.open(folder).lock().path
    assert_figures(folder, lock)
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace('"146件"\nvalue = "146"', '"147件"\nvalue = "147"'), encoding="utf-8")
    # It doesn't say from which cells its figures came: those of now are told.
    with pytest.raises(FiguresDifferError, match=r"cells     信访台账.xlsx › 信访 › A4:A11, .* … \(146 rows\)"):
        assert_figures(folder, lock)


def test_that_the_same_rests_on_other_rows_is_no_difference(project: nb.Project, approve: Approve) -> None:
    other = {"measure": "0" * 64, "rows": "0" * 64, "ledger": "petitions"}
    assert_figures(project, approve(lambda document: document["figures"]["petitions.forwarded"].update(digests=other)))


def test_a_file_that_can_not_be_compared_is_no_difference(project: nb.Project, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        assert_figures(project, tmp_path / "figures.json")
    with pytest.raises(nb.ProjectError, match="2020"):
        assert_figures(project, SAMPLE / "figures-2020.json")


def test_many_differences_are_counted(project: nb.Project, approve: Approve) -> None:
    with pytest.raises(FiguresDifferError) as raised:
        assert_figures(project, approve(lambda document: document["figures"].clear()))
    more = len(project.figures) - 20
    assert str(raised.value).endswith(f"\n\n… and {more} more: see the error's .differences")


def test_pytest_shows_the_difference_and_the_line_that_asked(approve: Approve, tmp_path: Path) -> None:
    path = approve(lambda document: document["figures"]["petitions.forwarded"].update(value="147", printed="147件"))
    test = tmp_path / "test_it.py"
    test.write_text(
        f"""
from nianbao.testing import assert_figures
def test_figures_are_those_approved():
    assert_figures({str(SAMPLE)!r}, {str(path)!r})
""",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(test)]
    ran = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, encoding="utf-8")
    assert ran.returncode == 1
    assert ">       assert_figures(" in ran.stdout and "E         expected  147件" in ran.stdout
    assert "def assert_figures" not in ran.stdout
