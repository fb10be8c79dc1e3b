"""Compile the annual rule-of-law report of a Chinese government unit from its ledgers.

>>> import nianbao as nb
>>> project = nb.open("sample-data/shapingba-2021")
>>> project.figures["petitions.forwarded"].value
Decimal('146')
"""

from collections.abc import Mapping, Sequence

from nianbao import errors, lineage, numeral, places, progress
from nianbao._native import (
    AllSeries,
    Audit,
    Column,
    Diff,
    Difference,
    Figure,
    Figures,
    Finding,
    Findings,
    Ledger,
    Ledgers,
    Locked,
    NotCompared,
    Project,
    Series,
    Statement,
    __version__,
    audit,
    diff,
    open,
)
from nianbao.errors import (
    Fault,
    FindingsError,
    MissingWorkbookError,
    NianbaoError,
    NotANumeralError,
    PackError,
    ProjectError,
    RenderError,
    UnknownIdError,
    UnknownWordError,
)
from nianbao.lineage import Cells, FrameRows, OtherFigures, PreviousFigure
from nianbao.places import Place

Sequence.register(Findings)
for _mapping in (Figures, Series, AllSeries, Ledgers):
    Mapping.register(_mapping)

__all__ = [
    "AllSeries",
    "Audit",
    "Cells",
    "Column",
    "Diff",
    "Difference",
    "Fault",
    "Figure",
    "Figures",
    "Finding",
    "Findings",
    "FindingsError",
    "FrameRows",
    "Ledger",
    "Ledgers",
    "Locked",
    "MissingWorkbookError",
    "NianbaoError",
    "NotANumeralError",
    "NotCompared",
    "OtherFigures",
    "PackError",
    "Place",
    "PreviousFigure",
    "Project",
    "ProjectError",
    "RenderError",
    "Series",
    "Statement",
    "UnknownIdError",
    "UnknownWordError",
    "__version__",
    "audit",
    "diff",
    "errors",
    "lineage",
    "numeral",
    "open",
    "places",
    "progress",
]
