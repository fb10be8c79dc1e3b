"""Each error of the core is an exception with its data."""

import copy
import pickle
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from conftest import ROOT, SAMPLE

import nianbao as nb

Edit = Callable[[str, str, str], Path]


def test_every_error_of_the_core_has_its_exception() -> None:
    text = (ROOT / "crates" / "nianbao" / "src" / "error.rs").read_text(encoding="utf-8")
    body = text.split("pub enum Error {")[1].split("\n}")[0]
    variants = set(re.findall(r"^    ([A-Z]\w+)", body, re.MULTILINE))
    tried = {name.removeprefix("test_the_core_says_").split("_")[0] for name in globals()}
    # A fault of the program itself has no way to be asked for.
    missing = {name for name in variants if name.lower() not in tried} - {"Internal"}
    assert not missing
    arms = (ROOT / "crates" / "nianbao-python" / "src" / "error.rs").read_text(encoding="utf-8")
    classes = arms.split("let class = match error {")[1].split("\n    };")[0]
    assert "_ =>" not in classes
    assert variants == set(re.findall(r"Error::([A-Z]\w+)", classes))


def test_the_core_says_frames(project: nb.Project) -> None:
    with pytest.raises(nb.ProjectError, match="petitions") as error:
        project.with_ledgers(petition=pl.DataFrame({"case_no": ["XF-1"]}))
    (fault,) = error.value.faults
    assert (fault.key, fault.arguments["nearest"], error.value.path) == ("unknown-ledger", "petitions", None)


def test_the_core_says_read(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        nb.open(tmp_path / "nothing.toml")
    assert missing.value.errno == 2
    assert missing.value.filename == str(tmp_path / "nothing.toml")
    (folder / "nianbao.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(nb.ProjectError, match="UTF-8") as garbled:
        nb.open(folder)
    assert garbled.value.path == str(folder / "nianbao.toml")


def test_the_core_says_write(project: nb.Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file") as error:
        project.build(tmp_path / "file" / "out")
    assert error.value.errno and error.value.filename
    assert (tmp_path / "file").read_bytes() == b""


def test_the_core_says_workbook(folder: Path) -> None:
    (folder / "信访台账.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(nb.ProjectError, match="信访台账") as error:
        nb.open(folder).figures  # noqa: B018
    (fault,) = error.value.faults
    assert fault.key.startswith("workbook-") and fault.message in str(error.value)
    assert error.value.path is not None and error.value.path.endswith("信访台账.xlsx")


def test_the_core_says_document(tmp_path: Path) -> None:
    text = tmp_path / "report.pdf"
    text.write_bytes(b"%PDF-1.7\nno more")
    with pytest.raises(nb.ProjectError) as error:
        nb.audit(text)
    assert error.value.path == str(text) and len(error.value.faults) == 1


def test_the_core_says_figures(project: nb.Project, tmp_path: Path) -> None:
    with pytest.raises(nb.ProjectError, match=r"figures\.lock") as error:
        project.check(locked=True)
    assert [fault.key for fault in error.value.faults] == ["no-lock"]


def test_the_core_says_pack(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "report-templates" / "rule-of-law", pack)
    for name in ["figures.toml", "ledgers.toml"]:
        (pack / name).write_text((pack / name).read_text(encoding="utf-8") + "\n[x", encoding="utf-8")
    with pytest.raises(nb.PackError) as error:
        nb.open(SAMPLE, pack=pack)
    files = {fault.place.file for fault in error.value.faults if fault.place}
    assert files == {"figures.toml", "ledgers.toml"}
    assert all(str(fault) in str(error.value) for fault in error.value.faults)


def test_the_core_says_project(edit: Edit) -> None:
    folder = edit("nianbao.toml", "petitions = ", "petitons = ")
    with pytest.raises(nb.ProjectError) as error:
        nb.open(folder)
    unknown = next(fault for fault in error.value.faults if fault.key == "unknown-ledger")
    assert (unknown.arguments["name"], unknown.arguments["nearest"]) == ("petitons", "petitions")
    assert unknown.place is not None and (unknown.place.file, unknown.place.kind) == ("nianbao.toml", "text")
    line = (folder / "nianbao.toml").read_text(encoding="utf-8").splitlines()[(unknown.place.line or 0) - 1]
    assert line.startswith("petitons")


def test_a_missing_workbook_is_a_missing_file(folder: Path) -> None:
    (folder / "信访台账.xlsx").unlink()
    with pytest.raises(FileNotFoundError) as error:
        nb.open(folder)
    assert isinstance(error.value, nb.MissingWorkbookError) and isinstance(error.value, nb.ProjectError)
    assert (error.value.filename, error.value.path) == ("信访台账.xlsx", "信访台账.xlsx")
    assert "综合数据.xlsx" in error.value.faults[0].arguments["found"]  # type: ignore[operator]


def test_the_core_says_typeset(edit: Edit) -> None:
    folder = edit("narrative/report.typ", 'fig("petitions.forwarded")', "fig(")
    project = nb.open(folder)
    with pytest.raises(nb.RenderError) as error:
        project.check()
    assert error.value.faults[0].place is not None
    assert error.value.faults[0].place.file == "narrative/report.typ"
    assert error.value.findings is not None
    with pytest.raises(nb.RenderError):
        project.pdf()
    assert project.figures["petitions.forwarded"].printed == "146件"


def test_the_core_says_refused(folder: Path) -> None:
    shutil.copy(folder / "综合数据.xlsx", folder / "信访台账.xlsx")
    with pytest.raises(nb.NianbaoError) as error:
        nb.open(folder).mark(folder)
    assert type(error.value) is nb.NianbaoError and len(error.value.faults) == 1


def test_the_core_says_cancelled(folder: Path) -> None:
    def stop(step: nb.progress.Step, done: int, total: int) -> None:
        if step.name == "reading":
            signal.raise_signal(signal.SIGINT)

    # A job in the background of a shell ignores the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            nb.open(folder).check(progress=stop)
    finally:
        signal.signal(signal.SIGINT, before)


def test_messages_are_in_the_language_that_is_asked_for(edit: Edit) -> None:
    folder = edit("nianbao.toml", "petitions = ", "petitons = ")
    with pytest.raises(nb.ProjectError, match="没有台账 petitons"):
        nb.open(folder)
    with pytest.raises(nb.ProjectError, match="There is no ledger petitons"):
        nb.open(folder, lang="en")


def test_wrong_words_are_told_with_what_was_expected(project: nb.Project, tmp_path: Path) -> None:
    with pytest.raises(nb.UnknownWordError, match="pdff.*pdf") as error:
        project.build(tmp_path, formats=["pdff"])
    assert (error.value.option, error.value.word, error.value.nearest) == ("formats", "pdff", "pdf")
    assert {"pdf", "json"} <= set(error.value.expected)
    assert isinstance(error.value, ValueError) and list(tmp_path.iterdir()) == []
    wrong: list[tuple[str, Callable[[], object]]] = [
        ("fail_on", lambda: project.check(fail_on="fatal")),  # type: ignore[arg-type]
        ("select", lambda: project.check(select="ordr")),
        ("ignore", lambda: project.check(ignore=["order", "ordr"])),
        ("edition", lambda: project.pdf(edition="print")),  # type: ignore[arg-type]
        ("lang", lambda: nb.open(SAMPLE, lang="fr")),  # type: ignore[arg-type]
        ("severity", lambda: project.check().filter(severity="eror")),  # type: ignore[arg-type]
        ("code", lambda: project.check().filter(code="ordr")),
    ]
    for option, call in wrong:
        with pytest.raises(nb.UnknownWordError) as error:
            call()
        assert error.value.option == option and error.value.expected
    with pytest.raises(TypeError):
        project.check(progress="bar")  # type: ignore[arg-type]


def test_unknown_ids_are_told_with_the_nearest(project: nb.Project) -> None:
    figures = project.figures
    with pytest.raises(KeyError) as error:
        figures["petitions.forwardd"]
    assert isinstance(error.value, nb.UnknownIdError)
    assert (error.value.kind, error.value.nearest) == ("figure", "petitions.forwarded")
    assert error.value.expected == tuple(figures)
    # KeyError shows its argument's repr; ours can be read.
    assert str(error.value).startswith("没有数字 petitions.forwardd，是否为 petitions.forwarded？")
    with pytest.raises(nb.UnknownIdError, match="series|系列"):
        figures.series["petitions.by_moth"]


def test_errors_survive_pickling_and_copying(edit: Edit) -> None:
    folder = edit("nianbao.toml", "petitions = ", "petitons = ")
    with pytest.raises(nb.ProjectError) as error:
        nb.open(folder)
    for again in (pickle.loads(pickle.dumps(error.value)), copy.copy(error.value)):
        assert (str(again), again.faults) == (str(error.value), error.value.faults)
    with pytest.raises(nb.NotANumeralError) as numeral:
        nb.numeral.parse("同上")
    assert pickle.loads(pickle.dumps(numeral.value)).text == "同上"
