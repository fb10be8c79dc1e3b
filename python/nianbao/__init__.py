"""Compile the annual rule-of-law report of a Chinese government unit from its ledgers.

>>> import nianbao as nb
>>> project = nb.open("sample-data/shapingba-2021")
>>> project.figures["petitions.forwarded"].value
Decimal('146')
"""

from nianbao import numeral
from nianbao._native import (
    Audit,
    Diff,
    Difference,
    Figure,
    Figures,
    Finding,
    Locked,
    NianbaoError,
    NotCompared,
    PackError,
    Project,
    ProjectError,
    RejectedError,
    RenderError,
    Statement,
    __version__,
    audit,
    diff,
    open,
)

__all__ = [
    "Audit",
    "Diff",
    "Difference",
    "Figure",
    "Figures",
    "Finding",
    "Locked",
    "NianbaoError",
    "NotCompared",
    "PackError",
    "Project",
    "ProjectError",
    "RejectedError",
    "RenderError",
    "Statement",
    "__version__",
    "audit",
    "diff",
    "numeral",
    "open",
]
