"""Approving figures and comparing them, as a notebook does."""

from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SAMPLE

import nianbao as nb


def test_what_was_approved_is_no_different(folder: Path) -> None:
    project = nb.open(folder)
    locked = project.lock()
    assert locked.path == folder / "figures.lock"
    assert locked.figures > len(project.figures)
    assert locked.diff is None
    diff = nb.diff(locked.path, project)
    assert (diff.changed, diff.differences, diff.note) == (False, (), None)
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
    assert (changed.value_was, changed.value_now) == (Decimal(147), Decimal(146))
    assert diff.changed and diff.note is not None and "原为147件，更正为146件" in diff.note


def test_what_is_faulty_is_not_approved(folder: Path) -> None:
    narrative = folder / "narrative" / "report.typ"
    text = narrative.read_text(encoding="utf-8").replace('fig("petitions.forwarded")', 'fig("petitions.forwardd")')
    narrative.write_text(text, encoding="utf-8")
    with pytest.raises(nb.FindingsError, match="petitions.forwardd"):
        nb.open(folder).lock()
    assert not (folder / "figures.lock").exists()
    with pytest.raises(ValueError, match="fail_on"):
        nb.open(folder).lock(fail_on="never")  # type: ignore[arg-type]


def test_years_are_not_compared(folder: Path) -> None:
    with pytest.raises(nb.ProjectError, match="2020"):
        nb.diff(folder / "figures-2020.json", folder)


def test_reports_are_compared_by_what_they_state(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.md"
    old.write_text("全年共办理上级转送信访事项146件。\n帮扶困难退役军人一百八十一人次。\n", encoding="utf-8")
    new.write_text("# 小结\n\n全年共办理上级转送信访事项147件。\n\n帮扶困难退役军人181人次。\n", encoding="utf-8")
    diff = nb.diff(old, new)
    (forwarded,) = diff.differences
    assert (forwarded.id, forwarded.was, forwarded.now) == ("petitions.forwarded", "146件", "147件")
    assert (forwarded.was_at, forwarded.now_at) == ((1, 14), (3, 14))
    assert diff.changed and diff.not_compared == [] and diff.note is not None
    new.write_text("举办退役军人各类招聘会9场。\n", encoding="utf-8")
    old.write_text("举办退役军人就业招聘活动6场。\n", encoding="utf-8")
    (doubt,) = nb.diff(old, new).not_compared
    assert (doubt.reason, doubt.old, doubt.new) == ("reworded", [("6场", 1, 13)], [("9场", 1, 12)])
    with pytest.raises(nb.ProjectError, match="nianbao audit"):
        nb.diff(SAMPLE, new)
