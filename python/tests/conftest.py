"""Projects to test with, and the command to compare with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import nianbao as nb

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample-data" / "shapingba-2021"
WORKBOOKS = ROOT / "tests" / "workbooks"


@pytest.fixture(scope="session")
def project() -> nb.Project:
    """The sample, which nobody changes."""
    return nb.open(SAMPLE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("out")))


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in one of the copy's files."""

    def replace(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return replace


def of_format(folder: Path, ending: str) -> Path:
    """Give the copy of the sample the workbooks of another program."""
    for workbook in folder.glob("*.xlsx"):
        workbook.unlink()
    for workbook in (WORKBOOKS / ending).iterdir():
        shutil.copy(workbook, folder)
    file = folder / "nianbao.toml"
    pattern = "*.csv" if ending == "csv" else f".{ending}"
    file.write_text(file.read_text(encoding="utf-8").replace(".xlsx", pattern), encoding="utf-8")
    return folder


@pytest.fixture(params=["sample", "ods", "xls", "csv", "faulty", "unbound"])
def golden(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Give the sample in several shapes, clean and faulty."""
    match request.param:
        case "faulty":
            shutil.copy(folder / "综合数据.xlsx", folder / "信访台账.xlsx")
        case "unbound":
            narrative = folder / "narrative" / "report.typ"
            text = narrative.read_text(encoding="utf-8").replace('fig("petitions.forwarded")', "146件")
            narrative.write_text(text, encoding="utf-8")
        case "ods" | "xls" | "csv" as ending:
            of_format(folder, ending)
    return folder


@pytest.fixture(scope="session")
def command() -> Callable[..., str]:
    """Run the command and give what it prints."""
    name = "nianbao.exe" if os.name == "nt" else "nianbao"
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    places = [Path(sys.executable).with_name(name), target / "debug" / name]
    found = next((path for path in places if path.is_file()), None)
    assert found is not None, f"no command in {places}"

    def run(*arguments: str | Path) -> str:
        done = subprocess.run([found, "--lang", "zh-CN", *arguments], capture_output=True, check=False)
        assert done.returncode < 2, done.stderr.decode()
        return done.stdout.decode()

    return run
