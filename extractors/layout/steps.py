"""Which heuristics shaped a table: each decides on incomplete evidence, abstains where that does not tell, and else leaves its
name.

A heuristic is a function marked with `@heuristic(neutral)`; its id is its dotted place (`rows.by_gaps.gap_rows`). What `neutral`
gives of its arguments is what it returns where it abstains; anything else is a decision, and is noted with whatever is being made
(`recording`), or on the table that it returns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

from extractors.model import Table

P = ParamSpec("P")
R = TypeVar("R")

HEURISTICS: dict[str, Callable[..., Any]] = {}
"""All heuristics of the modules that are loaded, by id."""
OFF: set[str] = set()
"""Ids that abstain always: for `benchmarks/dugaan/heuristik.py`, which asks what is lost without one."""
_noted: ContextVar[list[str] | None] = ContextVar("noted", default=None)


def heuristic(
    neutral: Callable[..., Any], places: Callable[[Any, Any], Iterable[int]] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as a heuristic; `neutral` takes its arguments and gives what it returns where it abstains.

    `places` tells, of that and of what it decided, which columns (0-based) it is about: `columns.shares.percent_owner:3,5`.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        ident = f"{function.__module__.partition('.')[2]}.{function.__name__.lstrip('_')}"
        HEURISTICS[ident] = function

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            abstained: R = neutral(*args, **kwargs)
            if ident in OFF:
                return abstained
            decided = function(*args, **kwargs)
            if _same(decided, abstained):
                return decided
            if isinstance(decided, Table):
                return dataclasses.replace(decided, steps=together(decided.steps, (ident,)))
            about = "" if places is None else ",".join(str(place) for place in places(abstained, decided))
            note(f"{ident}:{about}" if about else ident)
            return decided

        return asked

    return mark


def _same(decided: Any, abstained: Any) -> bool:
    """Whether nothing was decided. A picture or a mask is the same only where it is one and the same."""
    if decided is abstained:
        return True
    return abstained is not None and not isinstance(decided, np.ndarray) and bool(decided == abstained)


def first(value: Any, *_: Any, **__: Any) -> Any:
    """What abstains leaves its first argument as it is."""
    return value


def nothing(*_: Any, **__: Any) -> Any:
    """What abstains finds nothing: None."""
    return None


def none_of_them(*_: Any, **__: Any) -> Any:
    """What abstains adds nothing to a list."""
    return []


def zero(*_: Any, **__: Any) -> Any:
    """What abstains turns or counts nothing: 0."""
    return 0


def both(one: Any, other: Any, *_: Any, **__: Any) -> Any:
    """What abstains leaves its first two arguments as they are."""
    return one, other


def no(*_: Any, **__: Any) -> Any:
    """What abstains says no."""
    return False


def changed(before: Sequence[Any], after: Sequence[Any]) -> list[int]:
    """Where two lists of one length differ."""
    return [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]


def note(ident: str) -> None:
    """Note a decision with what is being made."""
    noted = _noted.get()
    if noted is not None:
        noted.append(ident)


@contextmanager
def recording() -> Iterator[list[str]]:
    """The ids of what decides during the block, in order, as they come; nothing of them is noted elsewhere."""
    steps: list[str] = []
    token = _noted.set(steps)
    try:
        yield steps
    finally:
        _noted.reset(token)


def together(*lists: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Each id once, in the order of the first time."""
    return tuple(dict.fromkeys(step for steps in lists for step in steps))
