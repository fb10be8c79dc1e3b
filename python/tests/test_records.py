"""The figures of many units, read from their files without their ledgers."""

import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import SAMPLE

import nianbao as nb

UNIT = "重庆市沙坪坝区退役军人事务局"


@pytest.fixture
def published(tmp_path: Path, project: nb.Project) -> Path:
    """A folder with the figures of three reports: two years of one unit, and another unit."""
    for name in ["a", "b", "c"]:
        (tmp_path / name).mkdir()
    shutil.copy(SAMPLE / "figures-2020.json", tmp_path / "a" / "figures.json")
    own = project.figures.to_json()
    (tmp_path / "b" / "figures.json").write_text(own, encoding="utf-8")
    other = json.loads(own) | {"unit": "另一单位", "unit_code": "1"}
    other["figures"]["petitions.on_time_rate"] |= {"value": "99.36", "ratio": ["155", "156"]}
    (tmp_path / "c" / "figures.json").write_text(json.dumps(other), encoding="utf-8")
    return tmp_path


def test_records_are_mappings_by_unit_and_year(published: Path, project: nb.Project) -> None:
    records = nb.read_figures(str(published / "*" / "figures.json"))
    assert isinstance(records, Mapping) and list(records) == [(UNIT, 2020), (UNIT, 2021), ("另一单位", 2021)]
    record = records[UNIT, 2021]
    assert isinstance(record, Mapping) and (record.unit, record.year) == (UNIT, 2021)
    assert record.path == published / "b" / "figures.json"
    figures = project.figures
    members = [f"{id}.{key}" for id, series in figures.series.items() for key in series]
    assert list(record) == [*figures, *members]
    for id, recorded in record.items():
        figure = figures[id]
        for name in ["id", "label", "unit", "state", "value", "exact", "ratio", "printed", "decimals", "operands"]:
            assert getattr(recorded, name) == getattr(figure, name)
    rate = records["另一单位", 2021]["petitions.on_time_rate"]
    assert (rate.value, rate.exact) == (Decimal("99.36"), Fraction(15500, 156))


def test_files_are_named_one_by_one_too(published: Path) -> None:
    paths = [published / name / "figures.json" for name in "ca"]
    assert [year for _, year in nb.read_figures(paths)] == [2021, 2020]
    assert len(nb.read_figures(paths[0])) == len(nb.read_figures(str(paths[0]))) == 1


def test_what_is_not_there_or_no_figures_is_an_error(published: Path) -> None:
    with pytest.raises(FileNotFoundError) as error:
        nb.read_figures(str(published / "*" / "nothing.json"))
    assert error.value.filename == str(published / "*" / "nothing.json")
    with pytest.raises(FileNotFoundError):
        nb.read_figures(published / "nothing.json")
    (published / "a" / "figures.json").write_text("{}", encoding="utf-8")
    with pytest.raises(nb.ProjectError) as broken:
        nb.read_figures(str(published / "*" / "figures.json"))
    assert broken.value.path == str(published / "a" / "figures.json")
    with pytest.raises(nb.UnknownIdError):
        nb.read_figures(published / "c" / "figures.json")["另一单位", 2020]


def test_a_unit_and_year_stand_only_once(published: Path) -> None:
    shutil.copy(published / "b" / "figures.json", published / "a" / "figures.json")
    with pytest.raises(nb.ProjectError) as error:
        nb.read_figures(str(published / "*" / "figures.json"))
    (fault,) = error.value.faults
    assert fault.key == "figures-given-twice"
    assert fault.arguments == {"unit": UNIT, "year": "2021", "other": str(published / "a" / "figures.json")}
    assert error.value.path == str(published / "b" / "figures.json")


def test_the_frame_tells_units_and_years_apart(published: Path) -> None:
    polars = pytest.importorskip("polars")
    records = nb.read_figures(str(published / "*" / "figures.json"))
    frame = records.to_polars()
    assert frame.height == sum(len(record) for record in records.values())
    rates = frame.filter(polars.col("id") == "petitions.on_time_rate", polars.col("year") == 2021)
    assert rates["unit_name"].to_list() == [UNIT, "另一单位"]
    assert rates["value"].to_list() == [100, Decimal("99.36")]
    assert rates.select("numerator", "denominator").row(1) == (155, 156)
    assert records[UNIT, 2020].to_polars().schema == frame.schema
