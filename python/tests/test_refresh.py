"""Word files that come back from their readers."""

import json
from pathlib import Path

import pytest

import nianbao as nb


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory, project: nb.Project) -> Path:
    """The sample's Word file, circulated."""
    path = tmp_path_factory.mktemp("draft") / "征求意见稿.docx"
    path.write_bytes(project.docx())
    return path


def test_a_document_gets_the_figures_of_a_project(draft: Path, project: nb.Project, tmp_path: Path) -> None:
    before = draft.read_bytes()
    out = tmp_path / "新.docx"
    done = nb.refresh(draft, project.path, out=out)
    assert (done.path, done.written, done.controls, done.errors) == (draft, out, 106, 0)
    assert (done.changes, done.left, out.read_bytes()) == ((), (), before)
    assert nb.refresh(draft, project).written is None
    assert repr(done) == "<Refreshed: 0 changes, 0 left alone>"
    assert draft.read_bytes() == before


def test_changes_and_what_was_left_alone_say_where_they_are(draft: Path, project: nb.Project, tmp_path: Path) -> None:
    project.build(tmp_path / "out", formats=["json"])
    figures = tmp_path / "out" / "figures.json"
    text = json.loads(figures.read_text(encoding="utf-8"))
    text["figures"]["petitions.forwarded"] |= {"value": "145", "printed": "145件"}
    text["figures"]["enforcement.acts"] |= {"value": "3", "printed": "3件"}
    figures.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    done = nb.refresh(draft, figures=figures, lang="en")
    assert done.written == draft.with_name("征求意见稿.已刷新.docx")
    changed = [(own.figure, own.label, own.before, own.after) for own in done.changes]
    forwarded = ("petitions.forwarded", "上级转送信访事项", "146件", "145件")
    assert changed == [forwarded, ("enforcement.acts", "行政执法行为", "0件", "3件"), forwarded]
    assert done.changes[0].at[0] == "body" and done.changes[0].at[2].endswith("上级转送信访事项")
    (left,) = done.left
    assert (left.code, left.figure, left.stated, left.due) == (
        "refresh-words",
        "enforcement.acts",
        "全年无行政执法行为",
        None,
    )
    assert "rewrite the sentence" in left.message and left.at is not None
    said = json.loads(done.to_json())
    assert (said["language"], said["digest"], len(said["changes"])) == ("en", done.digest, 3)
    (found,) = nb.verify(done.written)
    assert found.digest == done.digest


def test_what_cannot_be_refreshed_is_an_error(draft: Path, project: nb.Project, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        nb.refresh(draft)
    with pytest.raises(TypeError):
        nb.refresh(draft, project, figures=tmp_path / "figures.json")
    with pytest.raises(FileNotFoundError):
        nb.refresh(tmp_path / "none.docx", project)
    other = tmp_path / "他人.docx"
    other.write_text("他人的文件", encoding="utf-8")
    with pytest.raises(nb.ProjectError):
        nb.refresh(other, project)
    with pytest.raises(nb.NianbaoError) as caught:
        nb.refresh(draft, project, out=other)
    assert caught.value.faults[0].key == "refresh-over-other"
    assert other.read_text(encoding="utf-8") == "他人的文件"
