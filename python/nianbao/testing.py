"""Figures in a pipeline: held against those that were approved, in one line.

>>> from nianbao.testing import assert_figures
>>> assert_figures(project, "figures.json")  # doctest: +SKIP
"""

from __future__ import annotations

import json
from os import PathLike, fspath
from typing import Any, NamedTuple

import nianbao as nb

__all__ = ["FiguresDifferError", "assert_figures"]

# So many figures are told one by one, and so many ranges of cells of each; the others are counted.
_FIGURES = 20
_RANGES = 6


class FiguresDifferError(AssertionError):
    """Figures are not those that were expected.

    Attributes
    ----------
    differences
        All of them, one :class:`nianbao.Difference` each.
    """

    differences: tuple[nb.Difference, ...]

    def __init__(self, message: str, *, differences: tuple[nb.Difference, ...] = ()) -> None:
        super().__init__(message)
        self.differences = differences


def assert_figures(project: nb.Project | str | PathLike[str], expected: str | PathLike[str]) -> None:
    """Fail unless a project's figures are those of a file.

    A figure differs if its exact value, its state or its printed form does, or if one side doesn't have it. Members of
    series count; labels, the order of rows and the cells themselves do not.

    Parameters
    ----------
    project
        The project, or its folder. Its figures are computed from the workbooks as they are now.
    expected
        A ``figures.json`` or a ``figures.lock`` of the same unit and year.

    Raises
    ------
    FiguresDifferError
        Figures differ: the message names each with what was expected, what came out, why, and the cells, which are
        compared by their addresses. It is an ``AssertionError``.
    ProjectError
        The file is none of figures, or of another unit or year.
    FileNotFoundError
        There is no such file.

    Examples
    --------
    >>> from nianbao.testing import assert_figures
    >>> project.lock().path.name
    'figures.lock'
    >>> assert_figures(project, "sample-data/shapingba-2021/figures.lock")
    """
    __tracebackhide__ = True
    if not isinstance(project, nb.Project):
        project = nb.open(project)
    found = nb.diff(expected, project).differences
    differences = tuple(difference for difference in found if difference.kind != "basis")
    if not differences:
        return
    then, now = _recorded(expected), json.loads(project.figures.to_json())
    told = [_told(difference, then, now) for difference in differences[:_FIGURES]]
    if len(differences) > _FIGURES:
        told.append(f"… and {len(differences) - _FIGURES} more: see the error's .differences")
    what = "1 figure is" if len(differences) == 1 else f"{len(differences)} figures are"
    head = f"{what} not as in {fspath(expected)}"
    raise FiguresDifferError("\n\n".join([head, *told]), differences=differences)


def _recorded(path: str | PathLike[str]) -> dict[str, Any]:
    """The document of a figures.json; a lock doesn't say from which cells its figures came."""
    with open(path, encoding="utf-8-sig") as file:
        try:
            document = json.load(file)
        except ValueError:
            return {}
    return document if isinstance(document, dict) else {}


def _told(difference: nb.Difference, then: dict[str, Any], now: dict[str, Any]) -> str:
    lines = [
        f"{difference.id}  {difference.label}",
        f"  expected  {difference.was or 'no such figure'}",
        f"  actual    {difference.now or 'no such figure'}",
    ]
    if difference.causes:
        through = f", through {'、'.join(difference.through)}" if difference.through else ""
        lines.append(f"  cause     {', '.join(difference.causes)}{through}")
    lines += [f"  {'cells' if at == 0 else '':8}  {line}" for at, line in enumerate(_cells(difference.id, then, now))]
    return "\n".join(lines)


# The rows behind a figure, as ascending ranges, by where they are: a sheet and a column of it.
Rows = dict[tuple[str, str], list[range]]


class _Basis(NamedTuple):
    """What a figure rests on: rows, and figures of last year in words."""

    rows: Rows
    previous: list[str]


def _cells(id: str, then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What only one side rests on; all of it where both rest on the same, or where only one side tells."""
    was, is_now = _basis(id, then), _basis(id, now)
    if was == is_now or not any(was) or not any(is_now):
        told = is_now if any(is_now) else was
        return [*_shown(told.rows), *told.previous]
    lines = []
    for sign, some, others in [("- ", was, is_now), ("+ ", is_now, was)]:
        previous = [text for text in some.previous if text not in others.previous]
        lines += [f"{sign}{line}" for line in [*_shown(_less(some.rows, others.rows)), *previous]]
    return lines


def _basis(id: str, document: dict[str, Any]) -> _Basis:
    """What a figure rests on, that of the figures it is computed from included."""
    rows: Rows = {}
    previous = []
    ids = [id]
    for each in ids:
        for link in _figure(each, document).get("lineage", []):
            if link["kind"] == "previous-figure":
                previous.append(f"{link['source']} › {link['figure']} ({link['year']}): {link['value']}")
            ids += [other for other in link.get("figures", []) if other not in ids]
            table = " › ".join(link[name] for name in ("source", "sheet") if link.get(name))
            for cells in link.get("cells", []):
                first, _, last = cells.partition(":")
                column = first.rstrip("0123456789")
                _add(rows, (table, column), first[len(column) :], last[len(column) :])
            for numbers in link.get("numbers", []):
                first, _, last = numbers.partition("-")
                _add(rows, (f"frame {link['frame']}", f"{link['column']} "), first, last)
    return _Basis({where: _merged(ranges) for where, ranges in rows.items()}, previous)


def _add(rows: Rows, where: tuple[str, str], first: str, last: str) -> None:
    rows.setdefault(where, []).append(range(int(first), int(last or first) + 1))


def _merged(ranges: list[range]) -> list[range]:
    """The same rows in the fewest ranges, for several figures may rest on one row."""
    merged: list[range] = []
    for rows in sorted(ranges, key=lambda rows: rows.start):
        if merged and rows.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, rows.stop))
        else:
            merged.append(rows)
    return merged


def _figure(id: str, document: dict[str, Any]) -> dict[str, Any]:
    """A figure of the document, or a member of a series."""
    figures: dict[str, dict[str, Any]] = document.get("figures", {})
    for name, series in document.get("series", {}).items():
        figures = {f"{name}.{member}": figure for member, figure in series["members"].items()} | figures
    return figures.get(id, {})


def _less(some: Rows, others: Rows) -> Rows:
    """The rows that others don't have."""
    left: Rows = {}
    for where, ranges in some.items():
        for rows in ranges:
            start = rows.start
            for other in others.get(where, []):
                if other.stop <= start or other.start >= rows.stop:
                    continue
                if start < other.start:
                    left.setdefault(where, []).append(range(start, other.start))
                start = other.stop
            if start < rows.stop:
                left.setdefault(where, []).append(range(start, rows.stop))
    return left


def _shown(rows: Rows) -> list[str]:
    """A line for each sheet and column, with the first of its ranges."""
    lines = []
    for (table, column), ranges in rows.items():
        ends = [(f"{column}{rows.start}", f"{column}{rows.stop - 1}") for rows in ranges[:_RANGES]]
        cells = ", ".join(first if first == last else f"{first}:{last}" for first, last in ends)
        more = f" … ({sum(map(len, ranges))} rows)" if len(ranges) > _RANGES else ""
        lines.append(f"{table} › {cells}{more}")
    return lines
