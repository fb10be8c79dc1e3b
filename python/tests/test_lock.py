"""Approving figures and comparing them, as a notebook does."""

import shutil
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("out")))


def test_what_was_approved_is_no_different(folder: Path) -> None:
    project = nb.open(folder)
    locked = project.lock()
    assert locked.path == folder / "figures.lock"
    assert locked.figures > len(project.figures)
    assert locked.diff is None
    diff = nb.diff(locked.path, project)
    assert (diff.changed, diff.differences, diff.note) == (False, [], None)
    again = project.lock().diff
    assert again is not None and not again.changed


def test_a_change_is_told_with_its_cause(folder: Path) -> None:
    lock = nb.open(folder).lock().path
    text = lock.read_text(encoding="utf-8")
    assert 'printed = "146件"\nvalue = "146"' in text
    old = folder / "old.lock"
    old.write_text(
        text.replace('printed = "146件"\nvalue = "146"', 'printed = "147件"\nvalue = "147"'), encoding="utf-8"
    )
    diff = nb.diff(old, lock)
    changed = {difference.id: difference for difference in diff.differences}["petitions.forwarded"]
    assert (changed.kind, changed.was, changed.now) == ("changed", "147件", "146件")
    assert diff.changed and diff.note is not None and "原为147件，更正为146件" in diff.note


def test_what_is_faulty_is_not_approved(folder: Path) -> None:
    narrative = folder / "narrative" / "report.typ"
    text = narrative.read_text(encoding="utf-8").replace('fig("petitions.forwarded")', 'fig("petitions.forwardd")')
    narrative.write_text(text, encoding="utf-8")
    with pytest.raises(nb.RejectedError, match="petitions.forwardd"):
        nb.open(folder).lock()
    assert not (folder / "figures.lock").exists()
    with pytest.raises(ValueError, match="fail_on"):
        nb.open(folder).lock(fail_on="never")


def test_years_are_not_compared(folder: Path) -> None:
    with pytest.raises(nb.ProjectError, match="2020"):
        nb.diff(folder / "figures-2020.json", folder)
