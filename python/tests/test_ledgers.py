"""Typed ledgers go to other programs by Arrow's interface, and their rows lead back to cells."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nianbao as nb

SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"

# What the sample's generator writes: no name, number or address of a person may come across.
PERSONAL = ["测试", "虚构路", "虚构诉求", "虚构原因", "虚构镇街", "0001014"]


@pytest.fixture(scope="module")
def ledgers() -> Mapping[str, nb.Ledger]:
    return nb.open(SAMPLE).ledgers


def test_ledgers_are_a_mapping_in_the_order_of_the_pack(ledgers: Mapping[str, nb.Ledger]) -> None:
    assert isinstance(ledgers, Mapping)
    assert list(ledgers)[:3] == ["petitions", "training", "outreach"]
    assert len(ledgers) == len(ledgers.keys()) == 12
    assert "relief" in ledgers
    assert ledgers.get("nothing") is None
    with pytest.raises(nb.UnknownIdError, match="petitions"):
        ledgers["petition"]


def test_a_ledger_says_what_its_columns_hold(ledgers: Mapping[str, nb.Ledger]) -> None:
    petitions = ledgers["petitions"]
    assert (petitions.id, petitions.label, len(petitions)) == ("petitions", "信访台账", 156)
    schema = petitions.schema
    assert list(schema) == petitions.columns
    assert (schema["received_on"].type, schema["received_on"].unit, schema["received_on"].derived) == (
        "date",
        None,
        False,
    )
    assert schema["due_on"].derived
    assert schema["channel"].codes[0] == "来信"
    amount = ledgers["relief"].schema["amount"]
    assert (amount.type, amount.unit, repr(amount)) == ("money", "元", "<Column amount 帮扶金额: money in 元>")


@pytest.mark.parametrize("name", ["petitioner", "id_no", "phone", "content", "handler", "remark"])
def test_personal_columns_are_not_there(ledgers: Mapping[str, nb.Ledger], name: str) -> None:
    petitions = ledgers["petitions"]
    assert name not in petitions.columns
    with pytest.raises(nb.UnknownIdError):
        petitions.place(0, name)


def test_no_value_of_a_person_comes_across(ledgers: Mapping[str, nb.Ledger]) -> None:
    for id in ("petitions", "relief", "disclosure"):
        ledger = ledgers[id]
        everything = str(pa.table(ledger).to_pydict()) + ledger._repr_html_() + repr(ledger)
        assert not [word for word in PERSONAL if word in everything]


def test_polars_takes_a_ledger(ledgers: Mapping[str, nb.Ledger]) -> None:
    frame = pl.DataFrame(ledgers["petitions"])
    assert frame.shape == (156, len(ledgers["petitions"].columns))
    assert frame.schema["case_no"] == pl.String
    assert frame.schema["received_on"] == pl.Date
    assert frame.schema["extended_days"] == pl.Int64
    assert frame.schema["is_due"] == pl.Boolean
    first = frame.row(0, named=True)
    assert (first["case_no"], first["received_on"]) == ("XF2021-0001", date(2021, 1, 4))
    assert ledgers["petitions"].to_polars().equals(frame)


def test_pyarrow_takes_a_ledger_with_what_people_call_its_columns(ledgers: Mapping[str, nb.Ledger]) -> None:
    table = pa.table(ledgers["relief"])
    assert table.column_names == ["grant_no", "granted_on", "amount", "fund"]
    assert table.schema.field("amount").type == pa.decimal128(38, 15)
    assert table.schema.field("amount").metadata == {b"label": "帮扶金额".encode(), b"unit": "元".encode()}
    assert pa.schema(ledgers["relief"]) == table.schema
    assert table["amount"][0].as_py() == Decimal(5800)
    table.validate(full=True)


def test_pandas_takes_a_ledger(ledgers: Mapping[str, nb.Ledger]) -> None:
    frame = pd.DataFrame.from_arrow(ledgers["relief"])
    assert list(frame.columns) == ledgers["relief"].columns
    assert frame["granted_on"].iloc[0] == date(2021, 1, 18)
    assert frame["amount"].sum() == pl.DataFrame(ledgers["relief"])["amount"].sum()
    pd.testing.assert_frame_equal(ledgers["relief"].to_pandas(), frame)


def test_duckdb_takes_a_ledger(ledgers: Mapping[str, nb.Ledger]) -> None:
    relief = ledgers["relief"]
    assert len(relief) == 181
    relation = duckdb.sql("select count(*), sum(amount) from relief where fund = '区级关爱基金'")
    assert relation is not None
    [(count, amount)] = relation.fetchall()
    own = pl.DataFrame(relief).filter(pl.col("fund") == "区级关爱基金")
    assert (count, amount) == (own.height, own["amount"].sum())
    # Each query takes a stream of its own.
    whole, again = duckdb.sql("from relief"), duckdb.sql("from relief")
    assert whole is not None and again is not None
    assert whole.fetchall() == again.fetchall()


def test_every_ledger_comes_across_as_it_is(ledgers: Mapping[str, nb.Ledger]) -> None:
    for ledger in ledgers.values():
        table = pa.table(ledger)
        table.validate(full=True)
        assert pl.DataFrame(ledger).to_arrow().to_pydict() == table.to_pydict()
        assert table.num_rows == len(ledger)


def test_a_stream_outlives_its_ledger() -> None:
    frame = pl.DataFrame(nb.open(SAMPLE).ledgers["relief"])
    assert frame["amount"][0] == Decimal(5800)
    capsule = nb.open(SAMPLE).ledgers["relief"].__arrow_c_stream__()
    del capsule


def test_a_row_leads_back_to_its_cell(ledgers: Mapping[str, nb.Ledger]) -> None:
    relief = ledgers["relief"]
    place = relief.place(0, "amount")
    assert (place.workbook, place.sheet, place.cell, place.row) == ("关爱基金台账.xlsx", "帮扶台账", "I3", 3)
    assert relief.place(0).cell == "A3"
    assert relief.place(-1) == relief.place(180)
    for row in (181, -182):
        with pytest.raises(IndexError):
            relief.place(row)
    assert [str(sheet) for sheet in relief.sheets] == ["关爱基金台账.xlsx › 帮扶台账"]


def test_places_go_with_the_rows(ledgers: Mapping[str, nb.Ledger]) -> None:
    relief = ledgers["relief"]
    frame = relief.with_places().to_polars()
    assert frame.columns == [*relief.columns, "_source", "_sheet", "_row"]
    largest = frame.sort("amount").row(-1, named=True)
    assert (largest["_source"], largest["_sheet"]) == ("关爱基金台账.xlsx", "帮扶台账")
    at = frame["_row"].to_list().index(largest["_row"])
    assert relief.place(at).row == largest["_row"]
    assert "_row" not in relief.columns


def project_with(folder: Path, rows: list[str]) -> nb.Project:
    """A project whose petitions are these lines; the other ledgers are the sample's."""
    text = (SAMPLE / "nianbao.toml").read_text(encoding="utf-8")
    (folder / "nianbao.toml").write_text(text.replace("信访台账.xlsx", "信访.csv"), encoding="utf-8")
    for file in [*SAMPLE.glob("*.xlsx"), SAMPLE / "figures-2020.json"]:
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "信访.csv").write_text("\n".join(rows), encoding="utf-8")
    return nb.open(folder)


def test_what_does_not_apply_is_null_and_told_apart(tmp_path: Path) -> None:
    rows = [
        "信访编号,收到日期,信访形式,来源,受理日期,办结日期,办理状态,承办科室,是否化解,是否历史积案",
        "XF-1,2021-01-04,来信,本级受理,/,,在办,<b>一科</b>,否,否",
        "XF-2,2021-01-05,来信,本级受理,2021-01-06,不是日期,在办,一科,否,否",
    ]
    ledger = project_with(tmp_path, rows).ledgers["petitions"]
    assert ledger.not_applicable == [(0, "accepted_on")]
    assert ledger.to_polars()["accepted_on"].to_list() == [None, date(2021, 1, 6)]
    assert ledger.to_polars()["closed_on"].to_list() == [None, None]
    assert "&lt;b&gt;一科" in ledger._repr_html_()
    assert "<b>" not in ledger._repr_html_()


def test_a_page_shows_the_first_rows_in_the_colours_of_its_theme(ledgers: Mapping[str, nb.Ledger]) -> None:
    html = ledgers["relief"]._repr_html_()
    assert html.count("<tr") == 12
    assert "帮扶金额" in html and "5800" in html and "…" in html
    assert not re.search(r"color:\s*(#|black|white|rgb\()", html)


def test_a_ledger_is_a_snapshot(tmp_path: Path) -> None:
    rows = ["信访编号,收到日期,信访形式,来源,受理日期,办结日期,办理状态", "XF-1,2021-01-04,来信,本级受理,,,在办"]
    project = project_with(tmp_path, rows)
    before = project.ledgers["petitions"]
    (tmp_path / "信访.csv").write_text("\n".join([*rows, rows[1].replace("XF-1", "XF-2")]), encoding="utf-8")
    assert (len(before), len(project.ledgers["petitions"])) == (1, 2)
    with pytest.raises(AttributeError):
        before.label = "x"  # type: ignore[misc]
