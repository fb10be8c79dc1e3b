"""Compile the annual rule-of-law report of a Chinese government unit from its ledgers.

>>> import nianbao as nb
>>> project = nb.open("sample-data/shapingba-2021")  # doctest: +SKIP
>>> project.figures["petitions.forwarded"].value  # doctest: +SKIP
Decimal('146')
"""

from nianbao._native import (
    Figure,
    Figures,
    NianbaoError,
    PackError,
    Project,
    ProjectError,
    RenderError,
    __version__,
    open,
)

__all__ = [
    "Figure",
    "Figures",
    "NianbaoError",
    "PackError",
    "Project",
    "ProjectError",
    "RenderError",
    "__version__",
    "open",
]
