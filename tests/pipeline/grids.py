"""Tables written as text for the tests of understanding: `|` parts cells, `<` continues the left cell, `^` the one above."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import BBox, Cell, EngineName, Table
from normalizers.heading_words import HeaderLexicon, load_headers
from pipeline.facts.understand import Understood, understand
from pipeline.identity.identify import Identity

REPORT = Identity(jenis="LKjIP", instansi="Dinas Contoh Kota Rekaan", tahun=2022)
PLAN = Identity(jenis="Renstra", instansi="Dinas Contoh Kota Rekaan", periode_awal=2022, periode_akhir=2026)
HEADERS: HeaderLexicon = load_headers()


def table_of(
    text: str,
    *,
    caption: str | None = None,
    context: Sequence[str] = (),
    page: int = 1,
    engine: EngineName = "garis",
    header_rows: int = 0,
    second: dict[tuple[int, int], str] | None = None,
    from_ocr: bool = False,
    confidence: float = 1.0,
) -> Table:
    """A table of the rows of `text`; `\\\\n` inside a cell breaks its line. `second` gives second readings by place."""
    rows = [[c.strip() for c in line.strip().split("|")] for line in text.strip().splitlines()]
    width = len(rows[0])
    cells = []
    for r, row in enumerate(rows):
        assert len(row) == width, f"baris {r}: {len(row)} sel, bukan {width}"
        for c, content in enumerate(row):
            if content in ("<", "^"):
                continue
            right = next((i for i in range(c + 1, width) if row[i] != "<"), width) - c
            down = next((i for i in range(r + 1, len(rows)) if rows[i][c] != "^"), len(rows)) - r
            lines = content.split("\\n")
            top = 100.0 + 40 * r
            cells.append(
                Cell(
                    row=r,
                    column=c,
                    row_span=down,
                    column_span=right,
                    text="\n".join(lines),
                    page=page,
                    bbox=BBox(50.0 + 60 * c, top, 50.0 + 60 * (c + right), top + 40 * down),
                    confidence=confidence,
                    from_ocr=from_ocr,
                    second=(second or {}).get((r, c)),
                    line_tops=tuple(top + 2 + 10 * i for i in range(len(lines))),
                )
            )
    return Table(
        cells=tuple(cells),
        rows=len(rows),
        columns=width,
        header_rows=header_rows,
        engine=engine,
        confidence=1.0,
        first_page=page,
        last_page=page,
        bbox=BBox(50, 100, 50 + 60 * width, 100 + 40 * len(rows)),
        column_edges=tuple(50.0 + 60 * i for i in range(width + 1)),
        caption=caption,
        context=tuple(context),
    )


def understood(*tables: Table, identity: Identity = REPORT) -> Understood:
    return understand("0123456789abcdef", tables, identity, HEADERS)


def kinerja(result: Understood) -> list[tuple[object, ...]]:
    """(indikator, tahun, ukuran, nilai, satuan) of all kinerja facts, in order."""
    return [(f.indikator, f.tahun, f.ukuran, f.nilai, f.satuan) for f in result.kinerja]


def anggaran(result: Understood) -> list[tuple[object, ...]]:
    """(uraian, tahun, ukuran, nilai) of all anggaran facts, in order."""
    return [(f.uraian, f.tahun, f.ukuran, None if f.nilai is None else float(f.nilai)) for f in result.anggaran]
