"""The year and the period that a table itself speaks of. A document is a bundle: a report of 2022 holds the PK of 2020."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Table
from normalizers.tahun import find_ranges, find_years, month_reached
from normalizers.text import clean, fold
from normalizers.wordings.title_words import (
    heads_achievement,
    heads_plan,
    heads_spending,
    is_year_line,
    speaks_of,
    without_forward,
)
from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import TableYears

_SURE, _NEAR, _FALLBACK, _PROSE = 1.0, 0.9, 0.85, 0.6
_MAX_TITLE = 160
_DECEMBER = 12
_PLANS: tuple[JenisDokumen, ...] = ("Renstra", "Renja", "PK")


def time_of(table: Table, titles: Sequence[str], identity: Identity, before: TableYears | None = None) -> TableYears:
    """The year by the caption, else by titles inside the frame, else by the nearest title-like line above, else that of
    the table right before (`before`: its budget page stands under a PK's indicators), else that of the form that its page
    belongs to, else the document's; the period by the same places, else the document's plan."""
    own = [t for t in (table.caption or "", *titles) if t]
    near = [line for line in reversed(table.context) if _title_like(line)]
    titled = _first_period(own)
    period = titled or _first_period(near)
    follows = before if not near and not table.caption else None
    year, sure = _named(own, _SURE) or _named(near, _NEAR) or _inherited(table, identity, follows) or (None, 0.0)
    first, last = period or (identity.periode_awal, identity.periode_akhir)
    return TableYears(
        year,
        sure,
        first,
        last,
        _reports(own, table.context, identity),
        periode_judul=titled is not None and titled != (identity.periode_awal, identity.periode_akhir),
        bulan=next((m for t in (*own, *near) if (m := month_reached(t)) and m < _DECEMBER), None),
        rencana_akhir=identity.rencana[1] if identity.rencana else None,
        dokumen=identity.tahun,
        judul_belanja=any(heads_spending(fold(t)) for t in own),
        mulai=identity.periode_awal,
        judul_capaian=any(heads_achievement(fold(t)) for t in own),
        anggaran=identity.jenis == "DPA",
        berjudul=_is_titled(own),
    )


def _named(texts: Sequence[str], sure: float) -> tuple[int, float] | None:
    """The year that the first of some texts with one names, and how sure it is."""
    year = next((y for text in texts if (y := _year(text))), None)
    return None if year is None else (year, sure)


def _inherited(table: Table, identity: Identity, before: TableYears | None) -> tuple[int, float] | None:
    """The year of the table right before, of the form of its page, of the document, or in the running text above."""
    if before is not None and before.tahun and before.yakin >= _NEAR:
        return before.tahun, _NEAR
    of_form = dict(identity.lembar).get(table.first_page)
    if of_form is not None:
        return of_form, _NEAR
    return (identity.tahun, _FALLBACK) if identity.tahun else _named(tuple(reversed(table.context)), _PROSE)


def _reports(own: Sequence[str], context: Sequence[str], identity: Identity) -> bool | None:
    """Whether the words around speak of results (True) or of plans (False): the caption first, then the lines above from
    the nearest, then the kind of document; None where nothing tells."""
    for text in (*own, *reversed(context)):
        plain = fold(text)
        result, plan = speaks_of(plain, "hasil"), speaks_of(plain, "rencana")
        if result != plan:
            return result
        if result and heads_plan(plain):
            return False  # `Rencana Aksi Pencapaian Kinerja`: the head of a phrase comes first
    return False if identity.jenis in _PLANS else None


def _is_titled(own: Sequence[str]) -> bool:
    """Whether one of a table's own lines is short enough for a title: a paragraph above it in its frame is none."""
    return any(len(clean(text)) <= _MAX_TITLE for text in own)


def _title_like(line: str) -> bool:
    """Short, without a sentence's full stop, and with a word that titles of such tables have."""
    text = clean(line)
    return (
        len(text) <= _MAX_TITLE
        and not re.search(r"[a-z]{3}\.\s*$|,\s*$|;\s*$", text)
        and (speaks_of(fold(text), "judul") or is_year_line(text))
    )


def _year(text: str) -> int | None:
    """The year a title names; of several, the last one in time (`2021 dan 2022`). Years of laws and dates are not meant."""
    text = without_forward(clean(text))
    reached = month_reached(text) is not None
    found = [m.year for m in find_years(text) if m.kind != "hukum" and (reached or m.kind != "tanggal")]
    return max(found, default=None)


def _first_period(texts: Sequence[str]) -> tuple[int, int] | None:
    """The period that the first of some texts with one names."""
    return next((p for t in texts if (p := _period(t))), None)


def _period(text: str) -> tuple[int, int] | None:
    spans = [(r.first, r.last) for r in find_ranges(clean(text)) if 3 <= r.last - r.first <= 6]
    return spans[0] if spans else None
