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
    Explanation,
    Figure,
    Figures,
    Finding,
    Findings,
    Ledger,
    Ledgers,
    Locked,
    NotCompared,
    Project,
    Record,
    Recorded,
    Records,
    Report,
    Series,
    Statement,
    Trace,
    Verification,
    __version__,
    audit,
    codes,
    diff,
    explain,
    init,
    open,
    read_figures,
    verify,
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
for _mapping in (Figures, Series, AllSeries, Ledgers, Record, Records):
    Mapping.register(_mapping)

__all__ = [
    "AllSeries",
    "Audit",
    "Cells",
    "Column",
    "Diff",
    "Difference",
    "Explanation",
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
    "Record",
    "Recorded",
    "Records",
    "RenderError",
    "Report",
    "Series",
    "Statement",
    "Trace",
    "UnknownIdError",
    "UnknownWordError",
    "Verification",
    "__version__",
    "audit",
    "codes",
    "diff",
    "errors",
    "explain",
    "init",
    "lineage",
    "numeral",
    "open",
    "places",
    "progress",
    "read_figures",
    "verify",
]
