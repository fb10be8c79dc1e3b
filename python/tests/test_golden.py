"""Python and the command say the same of the same project, field by field."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import nianbao as nb


def test_findings_are_those_of_the_command(golden: Path, command: Callable[..., str]) -> None:
    same_findings(nb.open(golden).check(), json.loads(command("--project", golden, "check", "--format", "json")))


def same_findings(findings: nb.Findings, expected: dict[str, Any]) -> None:
    assert json.loads(findings.to_json()) == expected
    assert findings.to_dicts() == expected["findings"]
    for finding, entry in zip(findings, expected["findings"], strict=True):
        assert (finding.code, finding.severity) == (entry["code"], entry["severity"])
        assert finding.rule == entry.get("rule", {}).get("id")
        assert finding.ground == entry.get("rule", {}).get("because")
        assert [finding.message, finding.mark, finding.remedy] == [
            entry["message"]["title"],
            entry["message"].get("mark"),
            entry["message"]["remedy"],
        ]
        same_place(finding.place, entry["place"])
        for place, related in zip(finding.related, entry.get("related", []), strict=True):
            same_place(place, related)
        assert {name: plain(value) for name, value in finding.arguments.items()} == entry["arguments"]


def plain(value: object) -> object:
    """A value as JSON has it."""
    match value:
        case tuple():
            return list(value)
        case int() | str():
            return value
        case Decimal():
            return format(value, "f")
    return str(value)


def same_place(place: nb.Place, entry: dict[str, Any]) -> None:
    kinds = {"cells": "cell", "workbook": "source"}
    assert kinds.get(place.kind, place.kind) == entry["kind"]
    told = [place.workbook, place.sheet, place.cell, place.figure, place.file, place.line]
    assert told == [entry.get(name) for name in ["source", "sheet", "cell", "figure", "file", "line"]]


def test_figures_are_those_of_the_command(golden: Path, command: Callable[..., str]) -> None:
    same_figures(nb.open(golden).figures, json.loads(command("--project", golden, "figures", "--format", "json")))


def same_figures(figures: nb.Figures, expected: dict[str, Any]) -> None:
    assert json.loads(figures.to_json()) == expected
    assert list(figures) == list(expected["figures"])
    for id, figure in figures.items():
        same_figure(figure, expected["figures"][id])
    assert list(figures.series) == list(expected["series"])
    for id, series in figures.series.items():
        assert (series.label, list(series)) == (
            expected["series"][id]["label"],
            list(expected["series"][id]["members"]),
        )
        for key, member in series.items():
            same_figure(member, expected["series"][id]["members"][key])
            assert member.id == f"{id}.{key}"


def same_figure(figure: nb.Figure, entry: dict[str, Any]) -> None:
    for name in ["label", "unit", "state", "printed", "decimals", "origin", "measure"]:
        assert getattr(figure, name) == entry[name]
    assert figure.value == (None if entry["value"] is None else Decimal(entry["value"]))
    assert figure.scale == entry.get("scale", "")
    assert (figure.reason is None) == (entry["state"] == "value")
    assert (figure.ratio and [str(part) for part in figure.ratio]) == entry.get("ratio")
    assert list(figure.operands) == entry.get("operands", [])
    links = [link for link in entry.get("lineage", []) if link.get("rows") != 0]
    for link, told in zip(figure.lineage, links, strict=True):
        match link:
            case nb.Cells(workbook, sheet, cells, rows):
                assert [workbook, sheet, list(cells), rows] == [
                    told["source"],
                    told["sheet"],
                    told["cells"],
                    told["rows"],
                ]
            case nb.PreviousFigure(workbook, year, id, value):
                assert [workbook, year, id] == [told["source"], told["year"], told["figure"]]
                assert value == Decimal(told["value"])
            case nb.OtherFigures(ids):
                assert list(ids) == told["figures"]
