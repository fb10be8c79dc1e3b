"""The way back from a figure: each link is one of these classes."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Cells", "Link", "OtherFigures", "PreviousFigure"]


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


Link = Cells | PreviousFigure | OtherFigures
