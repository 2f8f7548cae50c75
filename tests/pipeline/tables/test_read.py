"""A table read whole: what the recipe adds to its steps."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

MONEY = "Program | Anggaran | Realisasi\nRapat | 5.000 | 4.000"


def view(text: str, *above: Any, **table: Any) -> Any:
    return view_of("d", "t", table_of(text, **table), REPORT, HEADERS, *above)


@pytest.mark.parametrize(
    ("caption", "context", "factor"),
    [
        ("Realisasi Anggaran (dalam ribu rupiah)", (), 1000),
        (None, ("(dalam jutaan rupiah)",), 1_000_000),
        (None, ("(dalam jutaan rupiah)", "satu", "dua", "tiga"), 1),  # too far above to be this table's
        ("Realisasi Anggaran", (), 1),
    ],
)
def test_a_scale_right_above_the_table_holds_for_its_amounts(caption: str | None, context: tuple[str, ...], factor: int) -> None:
    assert [k.faktor for k in view(MONEY, caption=caption, context=context).kolom if k.peran == "rupiah"] == [factor] * 2


def test_a_piece_without_heading_reads_as_the_table_above_it() -> None:
    above = view("Program | Anggaran | Realisasi\nRapat | 5.000.000 | 4.000.000", caption="Anggaran Tahun 2021")
    piece = "Survei | 6.000.000 | 3.000.000"
    taken, titled, lone = view(piece, above), view(piece, above, caption="Tabel lain"), view(piece)
    assert (taken.jenis, taken.waktu.tahun, [b.indeks for b in taken.baris]) == ("realisasi_anggaran", 2021, [0])
    between = view("Program | Lokasi | Keterangan\nRapat | Kota | ada", caption="Tahun 2020")
    assert view(piece, between, above).waktu.tahun == 2021, "the table that gave the heading, not the nearest"
    assert titled.jenis == lone.jenis == "lainnya"


def test_indicators_that_no_program_heads_are_of_the_sasaran() -> None:
    assert view("Indikator | Target | Realisasi\nNilai A | 5 | 4").tingkat_bawaan == "sasaran"
    assert view("Kegiatan | Indikator | Target | Realisasi\nRapat | Nilai A | 5 | 4").tingkat_bawaan == "kegiatan"
