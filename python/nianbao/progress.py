"""How far a run is: what a callback hears, and a bar for those who have tqdm."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Literal, NamedTuple

__all__ = ["Callback", "Step", "bar"]


class Step(NamedTuple):
    """What a run is busy with.

    Attributes
    ----------
    name
        The kind of the step.
    workbook
        The workbook that is read or marked, relative to the project; otherwise ``None``.
    text
        The step in words, in the language of the project.
    """

    name: Literal["reading", "validating", "computing", "typesetting", "marking", "done"]
    workbook: str | None
    text: str


Callback = Callable[[Step, int, int], object]


def bar() -> Callback | None:
    """Give a callback that draws a bar: in a notebook as a widget, else as text; ``None`` if tqdm is not installed."""
    try:
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        return None
    drawn = None

    def draw(step: Step, done: int, total: int) -> None:
        nonlocal drawn
        if drawn is None:
            drawn = tqdm(total=total, leave=False, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt}")
        drawn.total = total
        drawn.n = done
        drawn.set_description_str(step.text)
        if step.name == "done":
            drawn.close()

    return draw
