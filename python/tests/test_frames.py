"""Frames in the place of workbooks: of polars, pyarrow, pandas and duckdb, with the same figures."""

import json
import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nianbao as nb

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample-data" / "shapingba-2021"

# The sheets by the ledger they are of, as the sample names them.
SHEETS = {
    "petitions": "信访台账-信访",
    "relief": "关爱基金台账-帮扶台账",
    "relief_fund": "关爱基金台账-基金收支",
    "publications": "政务公开台账-信息发布统计",
    "stations": "政务服务与服务站-服务站",
}


def as_read(id: str) -> pl.DataFrame:
    """The sample's ledger as texts, below the names of its columns."""
    text = (ROOT / "tests" / "workbooks" / "csv" / f"{SHEETS[id]}.csv").read_text(encoding="gb18030")
    lines = [line.split(",") for line in text.splitlines()]
    header = next(at for at, line in enumerate(lines) if all(line))
    return pl.DataFrame([[cell or None for cell in line] for line in lines[header + 1 :]], lines[header], orient="row")


def duck(frame: pl.DataFrame) -> Any:
    return duckdb.sql("from frame")


FROM_POLARS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars in chunks": lambda frame: pl.concat([frame[:7], frame[7:8], frame[8:]], rechunk=False),
    "categories": lambda frame: frame.with_columns(pl.all().cast(pl.Categorical)),
    "pyarrow": lambda frame: frame.to_arrow(compat_level=pl.CompatLevel.oldest()),
    "a slice": lambda frame: pa.concat_tables([frame[:3].to_arrow(), frame.to_arrow()]).slice(3),
    "dictionaries": lambda frame: pa.table(
        {name: frame.to_arrow()[name].cast(pa.string()).dictionary_encode() for name in frame.columns}
    ),
    "pandas": lambda frame: frame.to_pandas(),
    "pandas objects": lambda frame: frame.to_pandas().astype(object).where(lambda own: own.notna(), None),
    "duckdb": duck,
}


def figures(project: nb.Project) -> dict[str, tuple[str, str]]:
    return {id: (figure.state, figure.printed) for id, figure in project.figures.items()}


@pytest.fixture(scope="module")
def project() -> nb.Project:
    return nb.open(SAMPLE)


@pytest.fixture(scope="module")
def expected(project: nb.Project) -> dict[str, tuple[str, str]]:
    return figures(project)


@pytest.mark.parametrize("kind", FROM_POLARS)
def test_frames_of_every_library_give_the_same_figures(
    kind: str, project: nb.Project, expected: dict[str, tuple[str, str]]
) -> None:
    taken = {id: FROM_POLARS[kind](as_read(id)) for id in SHEETS}
    replaced = project.with_ledgers(**taken)
    assert figures(replaced) == expected
    assert [str(finding) for finding in replaced.check() if finding.severity == "error"] == []


def test_the_lineage_says_rows_of_the_frame(project: nb.Project) -> None:
    replaced = project.with_ledgers(petitions=as_read("petitions"))
    [link] = replaced.figures["petitions.forwarded"].lineage
    assert isinstance(link, nb.lineage.FrameRows)
    assert (link.frame, link.column, link.rows) == ("petitions", "信访编号", 146)
    assert link.numbers[0][0] == 1
    assert str(link).endswith(" of frame petitions, 信访编号")
    [cells] = project.figures["petitions.forwarded"].lineage
    assert isinstance(cells, nb.lineage.Cells)
    place = replaced.ledgers["petitions"].place(16, "closed_on")
    assert (place.kind, place.frame, place.row, place.workbook) == ("frame-row", "petitions", 17, None)
    assert str(place) == "petitions › #17 › 办结日期"
    frame = replaced.ledgers["petitions"].with_places().to_polars()
    assert frame["_row"].to_list() == list(range(1, 157))
    assert frame["_sheet"].null_count() == 156


def test_a_project_is_not_changed(project: nb.Project, expected: dict[str, tuple[str, str]]) -> None:
    fewer = project.with_ledgers(petitions=as_read("petitions").head(10))
    assert len(fewer.ledgers["petitions"]) == 10
    assert figures(project) == expected
    # What was given before stays.
    both = fewer.with_ledgers(relief=as_read("relief").head(5))
    assert (len(both.ledgers["petitions"]), len(both.ledgers["relief"])) == (10, 5)
    assert len(both.with_ledgers(petitions=as_read("petitions")).ledgers["petitions"]) == 156


def test_a_ledger_is_a_frame_too(project: nb.Project, expected: dict[str, tuple[str, str]]) -> None:
    again = project.with_ledgers(petitions=project.ledgers["petitions"], relief=project.ledgers["relief"].to_pandas())
    differing = {id for id, printed in figures(again).items() if printed != expected[id]}
    # Persons were dropped as they were read, and can't be counted again.
    assert differing == {"relief.persons"}
    assert again.figures["relief.persons"].state == "unknown"
    assert [finding.code for finding in again.check() if finding.severity == "error"] == ["missing-column"]


def publications(**columns: Any) -> dict[str, Any]:
    return {"month": ["2021年1月", "2021.2"], "section": ["工作动态", "通知公告"], "items": [20, 3], **columns}


@pytest.mark.parametrize(
    "items",
    [
        pl.Series([20, 3], dtype=pl.Int8),
        pl.Series([20, 3], dtype=pl.UInt64),
        pl.Series([20.0, 3.0]),
        pl.Series([20.0, 3.0], dtype=pl.Float32),
        pl.Series([Decimal("20.00"), Decimal("3.00")]),
        pl.Series(["２０", "3条"]),
        pl.Series(["20", "3"], dtype=pl.Enum(["3", "20"])),
    ],
)
def test_numbers_of_any_type_are_numbers(project: nb.Project, items: pl.Series) -> None:
    ledger = project.with_ledgers(publications=pl.DataFrame(publications(items=items))).ledgers["publications"]
    assert ledger.to_polars()["items"].to_list() == [20, 3]
    assert ledger.to_polars()["month"].to_list() == [date(2021, 1, 1), date(2021, 2, 1)]


@pytest.mark.parametrize(
    "granted",
    [
        pl.Series([date(2020, 12, 31), date(2021, 1, 1)]),
        pl.Series([datetime(2020, 12, 31, 23, 59, 59), datetime(2021, 1, 1)], dtype=pl.Datetime("ns")),
        pl.Series([datetime(2020, 12, 31, 23, 59, 59), datetime(2021, 1, 1)], dtype=pl.Datetime("ms")),
        # The day is that of the column's own zone.
        pl.Series([datetime(2020, 12, 31, 15, 59), datetime(2020, 12, 31, 16)], dtype=pl.Datetime("us"))
        .dt.replace_time_zone("UTC")
        .dt.convert_time_zone("Asia/Shanghai"),
        pl.Series(["2020.12.31", "2021年1月1日"]),
        pl.Series([44196, 44197]),
        pl.Series([20201231, 20210101]),
    ],
)
def test_days_of_any_type_are_days(project: nb.Project, granted: pl.Series) -> None:
    frame = pl.DataFrame({"grant_no": ["甲", "乙"], "granted_on": granted, "amount": [1, 2], "fund": ["财政资金"] * 2})
    ledger = project.with_ledgers(relief=frame).ledgers["relief"]
    assert ledger.to_polars()["granted_on"].to_list() == [date(2020, 12, 31), date(2021, 1, 1)]


def test_amounts_are_exact_and_in_the_unit_that_their_name_says(project: nb.Project) -> None:
    amounts = [Decimal("12345678901234567.89"), Decimal("0.10")]
    days = {"grant_no": ["甲", "乙"], "granted_on": [date(2021, 1, 1)] * 2, "fund": ["财政资金"] * 2}
    exact = project.with_ledgers(relief=pl.DataFrame({**days, "amount": amounts})).ledgers["relief"]
    assert exact.to_polars()["amount"].to_list() == amounts
    wan = project.with_ledgers(relief=pl.DataFrame({**days, "金额（万元）": ["3.4", "60余万元"]}))
    assert wan.ledgers["relief"].to_polars()["amount"].to_list() == [Decimal(34_000), None]
    [finding] = [finding for finding in wan.check() if finding.code == "approximate-cell"]
    assert str(finding.place) == "relief › #2 › 金额（万元）"


def test_nulls_are_blank_and_a_tick_is_a_tick(project: nb.Project) -> None:
    stations = pl.DataFrame(
        {
            "station_no": ["甲", None, "丙"],
            "name": ["一", "二", None],
            "level": pl.Series(["镇街", "村社区", None], dtype=pl.Categorical),
            "is_model": [True, False, None],
            "is_regular": pl.Series([None, None, None]),
        }
    )
    ledger = project.with_ledgers(stations=stations).ledgers["stations"].to_polars()
    assert ledger["is_model"].to_list() == [True, False, None]
    assert ledger["is_regular"].to_list() == [None, None, None]
    assert ledger["level"].to_list() == ["镇街", "村（社区）", None]


def test_long_and_short_texts_cross_in_views_and_offsets(project: nb.Project) -> None:
    texts = ["十二", "a" * 12, "b" * 13, "", None, "长" * 400]
    for compat in (pl.CompatLevel.newest(), pl.CompatLevel.oldest()):
        frame = pl.DataFrame(
            {"register_no": [f"{at}" for at in range(6)], "number": texts, "title": texts, "review": ["修改"] * 6}
        )
        frame = frame.with_columns(
            pl.lit(date(2021, 1, 1)).alias(name) for name in ("issued_on", "published_on", "effective_on")
        )
        replaced = project.with_ledgers(documents=frame.to_arrow(compat_level=compat))
        assert replaced.ledgers["documents"].to_polars()["review"].to_list() == ["修改"] * 6


def test_an_unknown_ledger_is_refused(project: nb.Project) -> None:
    with pytest.raises(nb.ProjectError, match="petitions") as caught:
        project.with_ledgers(petition=as_read("petitions"))
    assert [fault.key for fault in caught.value.faults] == ["unknown-ledger"]


def test_all_that_is_wrong_with_the_columns_is_said(project: nb.Project) -> None:
    frame = pl.DataFrame({"moth": ["2021-01"], "section": [["a"]], "items": [True]})
    with pytest.raises(nb.ProjectError, match="moth") as caught:
        project.with_ledgers(publications=frame)
    keys = [fault.key for fault in caught.value.faults]
    assert keys == ["frame-without-column", "frame-column-of-wrong-type", "frame-column-of-wrong-type"]
    missing, section, items = caught.value.faults
    assert (missing.arguments["nearest"], missing.arguments["id"]) == ("moth", "month")
    assert section.arguments["found"] == "list"
    assert items.arguments["expected"] == ("numbers", "texts")


@pytest.mark.parametrize("frame", [{"month": []}, "信访台账.xlsx", None, pl.Series([1])])
def test_what_is_no_frame_is_a_type_error(project: nb.Project, frame: Any) -> None:
    with pytest.raises(TypeError, match=type(frame).__name__):
        project.with_ledgers(publications=frame)


def test_a_program_that_can_not_give_its_rows_says_why(project: nb.Project) -> None:
    def batches() -> Any:
        yield pa.record_batch(publications())
        raise OSError("the line is dead")

    reader = pa.RecordBatchReader.from_batches(pa.record_batch(publications()).schema, batches())
    with pytest.raises(ValueError, match="the line is dead"):
        project.with_ledgers(publications=reader)


def test_an_empty_frame_is_an_empty_ledger(project: nb.Project) -> None:
    empty = project.with_ledgers(publications=pl.DataFrame(publications()).clear())
    assert len(empty.ledgers["publications"]) == 0
    assert "empty-ledger" in [finding.code for finding in empty.check()]


def test_frames_are_read_when_they_are_given(project: nb.Project) -> None:
    frame = pd.DataFrame(publications())
    replaced = project.with_ledgers(publications=frame)
    frame["items"] = 0
    assert replaced.ledgers["publications"].to_polars()["items"].to_list() == [20, 3]


def test_a_time_is_of_the_day_that_it_has_in_its_own_zone(project: nb.Project) -> None:
    night = pd.Timestamp("2021-01-01T03:00", tz="UTC").tz_convert("America/New_York")
    frame = pd.DataFrame(publications(month=pd.Series([night, night])))
    ledger = project.with_ledgers(publications=frame).ledgers["publications"]
    assert ledger.to_polars()["month"].to_list() == [date(2020, 12, 1)] * 2


def test_a_build_names_the_frames_it_was_made_of(project: nb.Project, tmp_path: Path) -> None:
    replaced = project.with_ledgers(petitions=as_read("petitions"))
    replaced.build(tmp_path, formats=["json"])
    inputs = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert len(inputs["frame:petitions"]) == 64
    assert "信访台账.xlsx" not in inputs
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(replaced)


def test_a_large_frame_is_taken_and_given(project: nb.Project) -> None:
    many = 300_000
    frame = pl.DataFrame({"month": [date(2021, 1, 1)], "section": ["工作动态"], "items": [2], "note": ["长" * 20]})
    large = project.with_ledgers(publications=frame.select(pl.all().repeat_by(many).explode()))
    assert len(large.ledgers["publications"]) == many
    assert large.ledgers["publications"].to_polars()["items"].sum() == 2 * many
