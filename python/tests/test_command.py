"""The command ``nianbao`` of the wheel does what the program does."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"
NIANBAO = Path(sys.executable).with_name("nianbao")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in {"LC_ALL", "LC_MESSAGES", "LANG"}}


def run(*arguments: str | bytes | Path, folder: Path = SAMPLE) -> subprocess.CompletedProcess[str]:
    command = [NIANBAO, *arguments]
    return subprocess.run(
        command, check=False, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=300
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample, with no checkout beside it."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("out")))


def test_it_is_of_the_package() -> None:
    assert run("--version").stdout == f"nianbao {nb.__version__}\n"
    module = [sys.executable, "-m", "nianbao", "--version"]
    assert subprocess.check_output(module, cwd=SAMPLE, encoding="utf-8") == f"nianbao {nb.__version__}\n"


def test_it_builds_a_report_with_no_checkout_beside_it(folder: Path) -> None:
    built = run("build", "--formats", "pdf,json", folder=folder)
    assert built.returncode == 0, built.stderr
    assert built.stdout.splitlines() == ["out/report.pdf", "out/figures.json", "out/manifest.json"]
    assert (folder / "out" / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_exit_codes_say_how_it_ended(folder: Path) -> None:
    assert run("check", folder=folder).returncode == 0
    narrative = folder / "narrative" / "report.typ"
    text = narrative.read_text(encoding="utf-8").replace('#fig("petitions.forwarded")', "146件")
    narrative.write_text(text, encoding="utf-8")
    found = run("check", "--format", "json", folder=folder)
    assert found.returncode == 1
    assert "unowned-numeral" in {finding["code"] for finding in json.loads(found.stdout)["findings"]}
    missing = run("check", "--project", "missing", folder=folder)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr.startswith("错误: ")


def test_wrong_arguments_are_told_in_words() -> None:
    wrong = run("chekc", "--lang", "en")
    assert wrong.returncode == 2
    assert "check" in wrong.stderr and "Traceback" not in wrong.stderr
    assert "Usage: nianbao " in run("check", "--help", "--lang=en").stdout
    # A path may hold any byte.
    unreadable = run("check", "--project", b"\xff")
    assert unreadable.returncode == 2 and "Traceback" not in unreadable.stderr


def test_colours_are_for_terminals_or_when_asked_for() -> None:
    assert "\x1b[" not in run("check").stdout
    assert "\x1b[" in run("check", "--color", "always").stdout


def test_one_who_has_read_enough_is_no_failure() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ended = subprocess.run(
            [NIANBAO, "figures"], check=False, cwd=SAMPLE, stdout=closed, stderr=subprocess.PIPE, timeout=300
        )
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_closed_streams_do_not_end_up_in_files(folder: Path) -> None:
    line = f'exec "{NIANBAO}" build --formats json <&- >&- 2>&-'
    ended = subprocess.run(["sh", "-c", line], check=False, cwd=folder, timeout=300)
    assert ended.returncode == 0
    assert json.loads((folder / "out" / "figures.json").read_text(encoding="utf-8"))["figures"]


def test_an_interrupt_ends_it_at_once(tmp_path: Path) -> None:
    waits = tmp_path / "nianbao.toml"
    os.mkfifo(waits)
    process = subprocess.Popen([NIANBAO, "check", "--project", tmp_path], stderr=subprocess.PIPE)
    with waits.open("wb"):  # which succeeds as soon as the command reads
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (-signal.SIGINT, b"")
