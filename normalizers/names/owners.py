"""Whose an activity is, where its name says so: recapitulations of budgets print the agency in brackets behind each name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalizers.names.instansi import find_instansi
from normalizers.text import fold

_BRACKETS_LAST = re.compile(r"(?<=\S)\s*\(([^()]+)\)\s*$")
_OWNED = 2
"""So many names with one agency behind them tell that this is whose they are; behind one it may be what the name is about."""


def owner_of(names: Iterable[str]) -> str | None:
    """The one agency that stands in brackets behind names of a list, folded; None where several do, or none."""
    owners = [owner for name in names if (owner := _agency_behind(name))]
    return owners[0] if len(owners) >= _OWNED and len(set(owners)) == 1 else None


def without_owner(name: str, owner: str | None) -> str:
    """A name without the brackets that say this owner."""
    return _BRACKETS_LAST.sub("", name) if owner is not None and _agency_behind(name) == owner else name


def _agency_behind(name: str) -> str | None:
    found = _BRACKETS_LAST.search(name)
    agencies = find_instansi(found.group(1)) if found else ()
    whole = found is not None and len(agencies) == 1 and fold(agencies[0].name) == fold(found.group(1))
    return fold(found.group(1)) if found is not None and whole else None
