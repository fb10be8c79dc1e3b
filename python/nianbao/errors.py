"""What can go wrong, as classes: each error has its data besides its text.

Findings are no errors: :meth:`Project.check` returns them, and only :meth:`Findings.raise_on_error` and what they forbid
raise. Files that are missing or may not be read raise the error that Python has for them, with ``errno`` and ``filename``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nianbao._native import Findings
    from nianbao.places import Place

__all__ = [
    "Fault",
    "FindingsError",
    "MissingWorkbookError",
    "NianbaoError",
    "NotANumeralError",
    "PackError",
    "ProjectError",
    "RenderError",
    "UnknownIdError",
    "UnknownWordError",
]

Argument = str | int | Decimal | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a pack, a project, a workbook, a text or a narrative.

    Attributes
    ----------
    key
        The fault's name, stable, such as ``unknown-column``.
    message
        What is wrong, in the language of the project.
    arguments
        What the message is made of, by name.
    place
        Where it is, with line and column; ``None`` if it has no place of its own.
    """

    key: str
    message: str
    arguments: Mapping[str, Argument] = field(default_factory=dict, hash=False)
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class NianbaoError(Exception):
    """The job could not be done.

    Attributes
    ----------
    faults
        What is wrong, all of it, one :class:`Fault` each; empty where the class itself says it.
    path
        The file that is to blame, as it was named; ``None`` if there is none.
    """

    faults: tuple[Fault, ...] = ()
    path: str | None = None

    def __init__(self, message: str = "", *, faults: tuple[Fault, ...] = (), path: str | None = None) -> None:
        super().__init__(message)
        self.faults = faults
        self.path = path

    def __str__(self) -> str:
        # KeyError would show the text as its repr.
        return str(self.args[0]) if self.args else ""


class PackError(NianbaoError):
    """The pack is not valid: ``faults`` has everything that is wrong with it."""


class ProjectError(NianbaoError):
    """The project, one of its workbooks, a finished text or a file of figures can't be used."""


class MissingWorkbookError(ProjectError, FileNotFoundError):
    """The project names workbooks that are not there, and nothing else is wrong with it.

    Attributes
    ----------
    filename
        The first of them, as the project names it.
    """

    def __init__(self, message: str = "", *, faults: tuple[Fault, ...] = (), path: str | None = None) -> None:
        super().__init__(message, faults=faults, path=path)
        self.filename = path


class FindingsError(NianbaoError):
    """There are findings that forbid what was asked for.

    Attributes
    ----------
    findings
        Those that forbid it. Findings belong to the process that computed them: a pickled error keeps its text alone.
    """

    findings: Findings | None = None

    def __init__(self, message: str = "", *, findings: Findings | None = None) -> None:
        super().__init__(message)
        self.findings = findings

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.args


class RenderError(NianbaoError):
    """The report can't be typeset.

    Attributes
    ----------
    findings
        What else is wrong with the ledgers and the figures, where that is known already; otherwise ``None``. Findings
        belong to the process that computed them: a pickled error goes without.
    """

    findings: Findings | None = None

    def __init__(
        self,
        message: str = "",
        *,
        faults: tuple[Fault, ...] = (),
        path: str | None = None,
        findings: Findings | None = None,
    ) -> None:
        super().__init__(message, faults=faults, path=path)
        self.findings = findings

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.args, {"faults": self.faults, "path": self.path}


class UnknownWordError(NianbaoError, ValueError):
    """An option was given a word that it doesn't take.

    Attributes
    ----------
    option
        The option, such as ``formats``.
    word
        The word that was given.
    expected
        The words that it takes.
    nearest
        The one of them that may have been meant; ``None`` if none is like it.
    """

    option: str = ""
    word: str = ""
    expected: tuple[str, ...] = ()
    nearest: str | None = None

    def __init__(
        self,
        message: str = "",
        *,
        option: str = "",
        word: str = "",
        expected: tuple[str, ...] = (),
        nearest: str | None = None,
    ) -> None:
        super().__init__(message)
        self.option = option
        self.word = word
        self.expected = expected
        self.nearest = nearest


class UnknownIdError(NianbaoError, KeyError):
    """A mapping has nothing of this id.

    Attributes
    ----------
    id
        The id that was given.
    kind
        What the mapping holds: ``figure``, ``series``, ``member``, ``ledger``, ``page``, ``record``.
    expected
        The ids that there are.
    nearest
        The one of them that may have been meant; ``None`` if none is like it.
    """

    id: str = ""
    kind: str = ""
    expected: tuple[str, ...] = ()
    nearest: str | None = None

    def __init__(
        self,
        message: str = "",
        *,
        id: str = "",
        kind: str = "",
        expected: tuple[str, ...] = (),
        nearest: str | None = None,
    ) -> None:
        super().__init__(message)
        self.id = id
        self.kind = kind
        self.expected = expected
        self.nearest = nearest


class NotANumeralError(NianbaoError, ValueError):
    """The text is not a numeral.

    Attributes
    ----------
    text
        The text.
    """

    text: str = ""

    def __init__(self, message: str = "", *, text: str = "") -> None:
        super().__init__(message)
        self.text = text
