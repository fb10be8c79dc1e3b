"""The way back from a figure: each link is one of these classes."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Cells", "FrameRows", "Link", "OtherFigures", "PreviousFigure"]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one sheet: for a count those of the key column, for a sum the summands.

    Attributes
    ----------
    workbook
        The workbook's path relative to the project, with ``/``.
    sheet
        The sheet's name; ``None`` if the workbook has no sheets.
    cells
        Addresses and ranges, top to bottom, such as ``A3:A148``.
    rows
        How many rows they are.
    """

    workbook: str
    sheet: str | None
    cells: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class FrameRows:
    """Rows of a frame that stands for a ledger's workbooks.

    Attributes
    ----------
    frame
        The id of the ledger that the frame was given for.
    column
        The column's name in the frame: for a count that of the key, for a sum that of the summands.
    numbers
        First and last row of each stretch, from 1: row 1 is ``frame[0]`` to Python.
    rows
        How many rows they are.
    """

    frame: str
    column: str
    numbers: tuple[tuple[int, int], ...]
    rows: int

    def __str__(self) -> str:
        stretches = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in self.numbers)
        return f"{'row' if self.rows == 1 else 'rows'} {stretches} of frame {self.frame}, {self.column}"


@dataclass(frozen=True, slots=True)
class PreviousFigure:
    """A figure of last year's report.

    Attributes
    ----------
    workbook
        The file that states it, relative to the project.
    year
        The year that it is a figure of.
    figure
        Its id.
    value
        Its value then, in the figure's unit.
    """

    workbook: str
    year: int
    figure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class OtherFigures:
    """Other figures of the same report.

    Attributes
    ----------
    figures
        Their ids.
    """

    figures: tuple[str, ...]


Link = Cells | FrameRows | PreviousFigure | OtherFigures
