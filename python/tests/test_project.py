"""Projects: what is read when, what is written, and who hears of it."""

import pickle
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SAMPLE

import nianbao as nb

Edit = Callable[[str, str, str], Path]


def test_a_project_says_what_it_is(project: nb.Project) -> None:
    assert (project.unit, project.year, project.status) == ("重庆市沙坪坝区退役军人事务局", 2021, "sample")
    assert (project.unit_code, project.pack, project.lang) == ("500106-TYJR", "rule-of-law", "zh-CN")
    assert project.path == SAMPLE
    assert repr(project) == "<Project 重庆市沙坪坝区退役军人事务局 2021>"


def test_changed_inputs_are_read_anew_and_results_stay(edit: Edit, folder: Path) -> None:
    project = nb.open(folder)
    before, findings = project.figures, project.check()
    assert project.figures["petitions.forwarded"] == before["petitions.forwarded"]
    edit("nianbao.toml", "year = 2021", "year = 2022")
    with pytest.raises(nb.ProjectError):
        # The figures of the year before are those of 2020.
        project.figures  # noqa: B018
    edit("nianbao.toml", "year = 2022", "year = 2021")
    edit("narrative/report.typ", 'fig("petitions.forwarded")', "150件")
    assert [finding.code for finding in project.check().filter(code="unowned-numeral")] == ["unowned-numeral"]
    (folder / "信访台账.xlsx").unlink()
    with pytest.raises(FileNotFoundError):
        project.figures  # noqa: B018
    assert before["petitions.forwarded"].printed == "146件" and not findings.filter(code="unowned-numeral")


def test_a_project_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.chdir(folder.parent)
    project = nb.open(folder.name)
    monkeypatch.chdir(folder.parent.parent)
    assert len(project.figures) > 0


def test_a_project_is_pickled_by_its_path(folder: Path) -> None:
    project = nb.open(folder, lang="en")
    again = pickle.loads(pickle.dumps(project))
    assert (again.path, again.lang, again.year) == (project.path, "en", 2021)


def test_a_report_is_written_with_its_manifest(project: nb.Project, tmp_path: Path) -> None:
    written = project.build(tmp_path, formats=["pdf", "json"])
    assert written == [tmp_path / name for name in ["report.pdf", "figures.json", "manifest.json"]]
    assert all(path.is_file() for path in written)
    assert (tmp_path / "report.pdf").read_bytes() == project.pdf()
    assert (tmp_path / "figures.json").read_text(encoding="utf-8") == project.figures.to_json()


def test_an_edition_for_publication_has_no_cells(project: nb.Project, tmp_path: Path) -> None:
    project.build(tmp_path, formats="json", edition="publication")
    text = (tmp_path / "figures.json").read_text(encoding="utf-8")
    assert '"written_for": "publication"' in text and "lineage" not in text
    assert project.pdf() != project.pdf(edition="publication")


def test_a_final_report_is_not_built_while_an_error_is_open(edit: Edit, tmp_path: Path) -> None:
    edit("narrative/report.typ", 'fig("petitions.forwarded")', 'fig("petitions.forwardd")')
    draft = nb.open(edit("nianbao.toml", '"sample"', '"draft"'))
    assert draft.pdf().startswith(b"%PDF-")
    final = nb.open(edit("nianbao.toml", '"draft"', '"final"'))
    for forbidden in (final.pdf, lambda: final.build(tmp_path / "out")):
        with pytest.raises(nb.FindingsError, match="petitions.forwardd") as error:
            forbidden()
        assert error.value.findings is not None and error.value.findings.filter(code="unknown-figure")
    assert not (tmp_path / "out").exists()


def test_a_callback_hears_every_step(folder: Path) -> None:
    heard: list[tuple[str, str | None, int, int]] = []
    project = nb.open(folder, progress=lambda step, done, total: heard.append((step.name, step.workbook, done, total)))
    project.check()
    assert [done for _, _, done, _ in heard] == list(range(11))
    assert {total for *_, total in heard} == {10}
    assert heard[0][:2] == ("reading", "信访台账.xlsx")
    assert [name for name, *_ in heard[7:]] == ["validating", "computing", "typesetting", "done"]


def test_what_a_callback_raises_ends_the_run(folder: Path) -> None:
    def refuse(step: nb.progress.Step, done: int, total: int) -> None:
        raise LookupError(step.text)

    with pytest.raises(LookupError, match="信访台账"):
        nb.open(folder).check(progress=refuse)


def test_a_bar_is_drawn_by_tqdm_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "tqdm.auto", None)
    assert nb.progress.bar() is None
    nb.open(folder).check(progress=True)


def test_other_threads_go_on_meanwhile(project: nb.Project) -> None:
    counted, stop = 0, threading.Event()

    def count() -> None:
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    try:
        project.pdf()
    finally:
        stop.set()
        thread.join()
    assert counted > 10


def test_threads_share_a_project(folder: Path) -> None:
    project = nb.open(folder)
    printed: list[str] = []

    def ask() -> None:
        printed.append(project.figures["petitions.forwarded"].printed)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed == ["146件"] * 4
