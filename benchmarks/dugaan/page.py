"""docs/HEURISTIK.md and docs/BATAS.md: the words and values of the code beside figures that were measured.

Words come from the code each time, so that pages can be written anew for a heuristic or a limit that is new, was moved or means
something else, with the figures that are known of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.dugaan.batas import declared
from extractors.layout.steps import HEURISTICS
from pipeline.findings.terms import istilah

Figures = Mapping[str, Sequence[str]]
"""What was measured of each heuristic (tables, documents, lost, gained, test) or limit (-20 %, +20 %)."""

DOCS = Path(__file__).resolve().parents[2] / "docs"
HEURISTICS_PAGE, LIMITS_PAGE = DOCS / "HEURISTIK.md", DOCS / "BATAS.md"
_HEURISTICS_HEAD = ("| dugaan | yang dilakukannya | tabel | dokumen | hilang | lain | uji |", "|---|---|---|---|---|---|---|")
_LIMITS_HEAD = ("| batas | nilai | satuan | arti | -20 % | +20 % |", "|---|---|---|---|---|---|")
_UNMEASURED = {_HEURISTICS_HEAD: ("",) * 5, _LIMITS_HEAD: ("",) * 2}


def heuristics_page(intro: Sequence[str], figures: Figures) -> str:
    words = istilah()["langkah"]
    rows = [
        f"| `{ident}` | {words.get(ident, '')} | {' | '.join(figures.get(ident, _UNMEASURED[_HEURISTICS_HEAD]))} |"
        for ident in sorted(HEURISTICS)
    ]
    return "\n".join([*intro, "", *_HEURISTICS_HEAD, *rows, ""])


def limits_page(intro: Sequence[str], figures: Figures) -> str:
    """By folder, then by module."""
    lines = list(intro)
    folder = module = ""
    for place, limit in sorted(declared().items(), key=lambda item: item[0].rpartition(".")[0]):
        within, _, name = place.rpartition(".")
        if within.rpartition(".")[0] != folder:
            folder = within.rpartition(".")[0]
            lines += ["", f"## `{folder}`", "", *_LIMITS_HEAD]
        if within != module:
            module = within
            lines.append(f"| **`{module}`** | | | | | |")
        less, more = figures.get(place, _UNMEASURED[_LIMITS_HEAD])
        lines.append(f"| `{name}` | {limit.value:g} | {limit.unit} | {limit.meaning} | {less} | {more} |")
    return "\n".join([*lines, ""])


def rewritten(tests: Callable[[Sequence[str]], Mapping[str, str]]) -> None:
    """Both pages with the words of today and the figures that they have; `tests` finds those of heuristics that have none."""
    heuristics, limits = (page.read_text(encoding="utf-8") for page in (HEURISTICS_PAGE, LIMITS_PAGE))
    figures = _figures(heuristics, 2)
    tested = {ident for ident, row in figures.items() if row[-1]}
    found = tests(sorted(HEURISTICS.keys() - tested))
    figures |= {ident: [*figures.get(ident, [""] * 5)[:-1], f"`{test}`"] for ident, test in found.items()}
    HEURISTICS_PAGE.write_text(heuristics_page(_intro(heuristics), figures), encoding="utf-8")
    LIMITS_PAGE.write_text(limits_page(_intro(limits), _figures(limits, 4)), encoding="utf-8")


def _intro(page: str) -> list[str]:
    """What stands before the first table and its folder."""
    return re.split(r"\n\n(?:## |\| )", page, maxsplit=1)[0].split("\n")


def _figures(page: str, skipped: int) -> dict[str, list[str]]:
    """The last cells of each row, by its heuristic or limit."""
    out: dict[str, list[str]] = {}
    module = ""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0].startswith("**`"):
            module = cells[0].strip("*`") + "."
        elif cells[0].startswith("`"):
            out[module + cells[0].strip("`")] = cells[skipped:]
    return out
