"""Beginning a project, as a notebook does."""

from datetime import date
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


def test_a_project_is_begun_and_opened(tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    project = nb.init(
        folder, pack="rule-of-law", unit="某区某局", year=2022, addressees=["区委"], date=date(2023, 1, 20)
    )
    assert (project.unit, project.year) == ("某区某局", 2022)
    assert project.figures["petitions.forwarded"].printed == "0件"
    text = (folder / "nianbao.toml").read_text(encoding="utf-8")
    assert 'addressees = ["区委"]' in text and "\ndate = 2023-01-20\n" in text
    assert len(list((folder / "台账").glob("*.xlsx"))) == 12
    with pytest.raises(nb.NianbaoError, match="There are files in"):
        nb.init(folder, unit="某区某局", year=2022, lang="en")


def test_what_no_project_can_begin_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(nb.PackError, match="no such"):
        nb.init(tmp_path / "a", pack="no such", unit="某局", year=2022)
    with pytest.raises(nb.NianbaoError, match="no name"):
        nb.init(tmp_path / "a", unit="", year=2022, lang="en")
    assert not (tmp_path / "a").exists()


def test_the_next_year_goes_on_from_the_last(tmp_path: Path) -> None:
    project = nb.init(tmp_path / "2022", last_year=SAMPLE, date=date(2023, 1, 20))
    assert (project.unit, project.year) == ("重庆市沙坪坝区退役军人事务局", 2022)
    text = (tmp_path / "2022" / "narrative" / "report.typ").read_text(encoding="utf-8")
    assert text.count("nianbao:carried-over 2021") == 21
    assert (tmp_path / "2022" / "figures-2021.json").is_file()
    for given in ({"year": 2022}, {"unit": "某局", "year": 2022}):
        with pytest.raises(TypeError, match="last_year"):
            nb.init(tmp_path / "b", last_year=SAMPLE, **given)
    with pytest.raises(TypeError, match="last_year"):
        nb.init(tmp_path / "b", unit="某局")
