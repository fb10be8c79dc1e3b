"""Workbooks back to their senders, as Python writes them."""

import shutil
import zipfile
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The sample, with a ledger in another's place: sheets are missing, and some are not claimed."""
    folder = tmp_path / "project"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    shutil.copy(folder / "综合数据.xlsx", folder / "信访台账.xlsx")
    return folder


def test_a_workbook_goes_back_with_its_list(faulty: Path, tmp_path: Path) -> None:
    written = nb.open(faulty).mark(tmp_path / "returned")
    assert tmp_path / "returned" / "信访台账.xlsx" in written
    with zipfile.ZipFile(tmp_path / "returned" / "信访台账.xlsx") as copy:
        assert copy.testzip() is None
        assert "年报问题清单" in copy.read("xl/workbook.xml").decode()


def test_the_inputs_are_never_replaced(faulty: Path) -> None:
    before = (faulty / "信访台账.xlsx").read_bytes()
    with pytest.raises(nb.NianbaoError):
        nb.open(faulty).mark(faulty)
    assert (faulty / "信访台账.xlsx").read_bytes() == before
