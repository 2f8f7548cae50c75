"""pdfplumber's table finder, fed with our words and rulings: it never opens the file, and so sees scans as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.engines.borders import table_of_boxes
from extractors.layout.lines import is_turned
from extractors.model import BBox, GuestEngine, Page, Ruling, Table

_BY_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}


@dataclass(frozen=True, slots=True)
class Pdfplumber:
    """Between lines; where there are none, `by_text`: by the edges of the text, which makes a table of any prose."""

    by_text: bool = False

    @property
    def name(self) -> GuestEngine:
        return "pdfplumber"

    def tables(self, page: Page) -> list[Table]:
        return self._found(page, {}) or (self._found(page, _BY_TEXT) if self.by_text else [])

    def _found(self, page: Page, settings: Mapping[str, str]) -> list[Table]:
        from pdfplumber.table import TableFinder  # late: only where a table is in doubt

        seen: Any = _page(page)
        found = TableFinder(seen, dict(settings)).tables
        tables = (table_of_boxes([BBox(*map(float, cell)) for cell in table.cells], page, self.name) for table in found)
        return [table for table in tables if table is not None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """As much of a pdfplumber page as its table finder asks for."""

    bbox: tuple[float, float, float, float]
    edges: Sequence[dict[str, Any]]
    words: Sequence[dict[str, Any]]

    def extract_words(self, **_: Any) -> list[dict[str, Any]]:
        return list(self.words)


def _page(page: Page) -> _Seen:
    words = [_box(*word.bbox, text=word.text) for word in page.words if not is_turned(word)]
    return _Seen((0.0, 0.0, page.width, page.height), [_edge(ruling) for ruling in page.rulings], words)


def _edge(ruling: Ruling) -> dict[str, Any]:
    along = "h" if ruling.horizontal else "v"
    return _box(ruling.x0, ruling.y0, ruling.x1, ruling.y1, orientation=along, object_type="line")


def _box(x0: float, y0: float, x1: float, y1: float, **more: Any) -> dict[str, Any]:
    return {"x0": x0, "top": y0, "x1": x1, "bottom": y1, "width": x1 - x0, "height": y1 - y0, "doctop": y0, **more}
