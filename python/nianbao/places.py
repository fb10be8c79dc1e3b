"""Where something stands: a cell of a sheet, a row of a frame, a line of a text, a figure."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding or a fault is.

    Attributes
    ----------
    kind
        ``cell``, ``cells``, ``sheet``, ``workbook``, ``frame-row``, ``frame-rows``, ``frame``, ``figure``, ``text`` or
        ``project``: which of the others are set.
    workbook
        The workbook's path relative to the project, with ``/``.
    sheet
        The sheet's name.
    cell
        The address, such as ``J17``, or a range, such as ``A3:A9``.
    row
        The row on the sheet or in the frame, from 1; of a range the first.
    column
        The column on the sheet or in the frame, or the character of a text's line, from 1; of a range the first.
    frame
        The id of the ledger that a frame was given for.
    file
        The text's path relative to the project or the pack.
    line
        The line of the text, from 1.
    figure
        The figure's id.
    text
        The place in words, as the command prints it.
    """

    kind: Literal["cell", "cells", "sheet", "workbook", "frame-row", "frame-rows", "frame", "figure", "text", "project"]
    workbook: str | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: int | None = None
    frame: str | None = None
    file: str | None = None
    line: int | None = None
    figure: str | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.text
