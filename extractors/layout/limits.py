"""How the numbers that decide are declared: each with what it means and its unit, beside what it decides.

A module that decides something has a frozen dataclass `Limits`, and `LIMITS`, the values that it goes by:

    class Limits:
        jump: Annotated[float, Limit("gaps between rows are wider than those within by this", LINE_HEIGHTS)] = 0.22
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, get_type_hints

Unit = Literal[
    "points",
    "line heights",
    "font sizes",
    "share",
    "times",
    "likeness",
    "count",
    "characters",
    "seconds",
    "pixels",
    "dots an inch",
    "percent",
    "grays",
]
POINTS: Final = "points"
LINE_HEIGHTS: Final = "line heights"
FONT_SIZES: Final = "font sizes"
SHARE: Final = "share"
"""0 to 1 of a whole."""
TIMES: Final = "times"
"""A ratio that may be over 1."""
LIKENESS: Final = "likeness"
"""0 to 100."""
COUNT: Final = "count"
CHARACTERS: Final = "characters"
SECONDS: Final = "seconds"
PIXELS: Final = "pixels"
"""Of the picture that is looked at, whatever its resolution."""
PERCENT: Final = "percent"
"""What a table prints as a hundredfold share."""
DPI: Final = "dots an inch"
GRAYS: Final = "grays"
"""0 black to 255 white, of one colour or of all."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a number means, in words that end a sentence about it, and its unit."""

    meaning: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Declared:
    value: float
    meaning: str
    unit: Unit


def limits_of(package: str) -> dict[str, Declared]:
    """All limits of a package by dotted place, `rows.by_gaps.jump`. Imports every module of it.

    Raises TypeError where a number is declared without its meaning.
    """
    out: dict[str, Declared] = {}
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        module: Any = importlib.import_module(info.name)
        declared = vars(module).get("Limits")
        if declared is None or declared.__module__ != info.name:
            continue
        hints = get_type_hints(declared, include_extras=True)
        for field in fields(declared):
            notes = [note for note in getattr(hints[field.name], "__metadata__", ()) if isinstance(note, Limit)]
            if len(notes) != 1:
                raise TypeError(f"{info.name}.Limits.{field.name} does not say what it means")
            place = f"{info.name.partition('.')[2]}.{field.name}"
            out[place] = Declared(getattr(module.LIMITS, field.name), notes[0].meaning, notes[0].unit)
    return out
