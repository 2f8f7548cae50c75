"""A growth figure beside two values of neighbouring years that is not what they give.

Growth is no fact of the datasets, so this is checked where the table is at hand. Tables print growth in several ways (of the
year, over the whole span, in points); only where most rows of a column prove the plain one is a row that differs told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalizers.numbers.nilai import read_angka
from normalizers.wordings.fact_words import tells_growth
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.findings.contradictions import contradiction, pages, printed
from pipeline.findings.numerals import angka
from pipeline.tables.view import TableView

Fact = Kinerja | Anggaran
PROVED = 3
"""So many rows must fit, and at least three times as many as do not."""
_TRIFLE = Decimal("0.06")
"""Percentage points: rounding and cutting off at the first or second decimal."""


def pertumbuhan_salah(view: TableView, facts: Sequence[Fact]) -> Iterator[Temuan]:
    """Findings of the growth columns of one table; `facts` are those that were read from it."""
    rows: dict[int, list[Fact]] = defaultdict(list)
    for f in facts:
        if f.status_nilai == "pasti" and f.nilai and f.tahun is not None and not f.ukuran.startswith("persen"):
            rows[f.baris].append(f)
    for k in view.kolom:
        if k.peran != "samping" or not tells_growth(k.judul):
            continue
        seen = [row for baris, own in sorted(rows.items()) if (row := _growth(view, own, baris, k.index)) is not None]
        wrong = [row for row in seen if abs(row[2] - row[3]) > _TRIFLE]
        if len(seen) - len(wrong) < max(PROVED, 3 * len(wrong)):
            continue
        for before, after, told, should, text in wrong:
            name = after.indikator if isinstance(after, Kinerja) else after.uraian
            yield contradiction(
                "pertumbuhan_salah",
                "peringatan",
                f'Pertumbuhan "{name}" tercetak {text} ({pages([after])}), padahal dari {printed(before)} (tahun {before.tahun}) '
                f"ke {printed(after)} (tahun {after.tahun}) adalah {angka(should, 2)}%. Periksa ketiga angka itu.",
                after,
                [before, after],
                tahun=after.tahun,
                pertumbuhan_tercetak=float(told),
                pertumbuhan_hitung=round(float(should), 4),
            )


def _growth(view: TableView, facts: Sequence[Fact], baris: int, column: int) -> tuple[Fact, Fact, Decimal, Decimal, str] | None:
    """(value before, value after, growth printed, growth computed, its text) of a row; None where it does not hold all."""
    text = view.grid.text(baris, column)
    told = read_angka(text, "persen")
    left = sorted((f for f in facts if f.kolom < column), key=lambda f: f.kolom)
    if told.status != "pasti" or told.value is None or len(left) <= 1:
        return None
    before, after = left[-2:]
    if before.ukuran != after.ukuran or (after.tahun or 0) - (before.tahun or 0) != 1 or before.kolom == after.kolom:
        return None
    a, b = Decimal(str(before.nilai)), Decimal(str(after.nilai))
    return before, after, Decimal(str(told.value)), 100 * (b - a) / a, " ".join(text.split())
