"""The figures of the sample, as a notebook sees them."""

import copy
import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"


@pytest.fixture(scope="module")
def figures() -> nb.Figures:
    return nb.open(SAMPLE).figures


def test_the_version_is_that_of_the_workspace() -> None:
    manifest = (SAMPLE.parents[1] / "Cargo.toml").read_text(encoding="utf-8")
    assert f'version = "{nb.__version__}"' in manifest


def test_values_are_exact_decimals(figures: nb.Figures) -> None:
    assert figures["petitions.forwarded"].value == Decimal(146)
    assert figures["relief.fiscal_seed"].value == Decimal(1_200_000)
    assert figures["petitions.on_time_rate"].value == Decimal(100)
    assert isinstance(figures["petitions.forwarded"].value, Decimal)


def test_figures_are_a_mapping(figures: nb.Figures) -> None:
    assert len(figures) == len(list(figures)) == len(figures.keys())
    assert "petitions.forwarded" in figures
    assert figures["petitions.forwarded"].printed == "146件"
    assert isinstance(figures, Mapping)
    assert list(figures.values()) == [figures[id] for id in figures.keys()]  # noqa: SIM118
    assert dict(figures.items())["petitions.forwarded"] == figures["petitions.forwarded"]
    assert figures.keys() & {"petitions.forwarded", "nothing"} == {"petitions.forwarded"}
    assert figures.get("nothing") is None and figures.get("nothing", 3) == 3 and "nothing" not in figures


def test_figures_are_frozen(figures: nb.Figures) -> None:
    with pytest.raises(AttributeError):
        figures["petitions.forwarded"].value = Decimal(1)  # type: ignore[misc]


def test_a_figure_says_what_it_is_and_where_it_comes_from(figures: nb.Figures) -> None:
    figure = figures["petitions.forwarded"]
    assert (figure.label, figure.unit, figure.measure, figure.origin) == ("上级转送信访事项", "件", "count", "ledger")
    assert figure.period == (date(2021, 1, 1), date(2021, 12, 31))
    (cells,) = figure.lineage
    assert isinstance(cells, nb.Cells)
    assert (cells.workbook, cells.sheet, cells.rows) == ("信访台账.xlsx", "信访", 146)
    assert repr(figure) == "<Figure petitions.forwarded: 上级转送信访事项 146件>"
    assert {figure, figures["petitions.forwarded"]} == {figure} and copy.deepcopy(figure) == figure


def test_a_rate_is_exact_before_it_is_rounded(figures: nb.Figures) -> None:
    rate = figures["petitions.on_time_rate"]
    assert rate.ratio is not None
    of, to = rate.ratio
    assert rate.exact == Fraction(100 * int(of), int(to)) == 100
    assert figures["petitions.forwarded"].exact == 146 and figures["petitions.forwarded"].ratio is None


def test_a_figure_is_compared_with_last_year(figures: nb.Figures) -> None:
    published = figures["disclosure.published"]
    assert published.previous is not None and published.value is not None
    assert published.change == published.value - published.previous == figures["disclosure.published_increase"].value
    links = figures["disclosure.published_increase"].lineage
    assert [link.value for link in links if isinstance(link, nb.PreviousFigure)] == [published.previous]


def test_a_figure_without_value_says_why(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("out")))
    file = folder / "nianbao.toml"
    file.write_text(file.read_text(encoding="utf-8").split("[previous]")[0], encoding="utf-8")
    increase = nb.open(folder, lang="en").figures["disclosure.published_increase"]
    assert (increase.state, increase.value, increase.exact, increase.previous) == ("unknown", None, None, None)
    assert increase.reason is not None and increase.label in increase.reason
    assert nb.open(folder).figures["disclosure.published"].reason is None


def test_series_are_mappings_of_their_members(figures: nb.Figures) -> None:
    assert isinstance(figures.series, Mapping) and len(figures.series) == len(list(figures.series)) > 0
    id, series = next(iter(figures.series.items()))
    assert isinstance(series, Mapping) and (series.id, len(series)) == (id, len(list(series)))
    key, member = next(iter(series.items()))
    assert member == figures[f"{id}.{key}"] and series.get("nothing") is None


def test_the_frame_has_exact_columns(figures: nb.Figures) -> None:
    polars = pytest.importorskip("polars")
    frame = figures.to_polars()
    members = [member for series in figures.series.values() for member in series.values()]
    assert frame["id"].to_list() == [figure.id for figure in [*figures.values(), *members]]
    assert frame["value"].to_list() == [figure.value for figure in [*figures.values(), *members]]
    assert isinstance(frame.schema["value"], polars.Decimal)
    assert frame.schema["from"] == polars.Date and frame["from"][0] == date(2021, 1, 1)
    row = frame.row(by_predicate=polars.col("id") == "petitions.on_time_rate", named=True)
    assert row["numerator"] == row["denominator"] and (row["unit"], row["value"]) == ("%", 100)
    row = frame.row(by_predicate=polars.col("id") == "petitions.forwarded", named=True)
    assert (row["rows"], row["sources"], row["series"], row["reason"]) == (146, 1, None, None)


def test_a_missing_project_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nb.open(tmp_path)


def test_a_faulty_project_says_all_its_faults(tmp_path: Path) -> None:
    (tmp_path / "nianbao.toml").write_text('[report]\npack = "no-such-pack"\n', encoding="utf-8")
    with pytest.raises(nb.ProjectError):
        nb.open(tmp_path)


def test_the_stub_names_what_the_module_has() -> None:
    import ast

    import nianbao._native as native

    stub = ast.parse((Path(__file__).parents[1] / "nianbao" / "_native.pyi").read_text(encoding="utf-8"))
    declared: dict[str, set[str]] = {}
    for node in stub.body:
        if isinstance(node, ast.ClassDef):
            declared[node.name] = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            declared[node.name] = set()
    actual = {name for name in dir(native) if not name.startswith("__")}
    assert set(declared) == actual
    for name, members in declared.items():
        cls = getattr(native, name)
        if isinstance(cls, type) and not issubclass(cls, Exception):
            assert {m for m in vars(cls) if not m.startswith("_")} == {m for m in members if not m.startswith("_")}
