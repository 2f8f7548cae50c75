"""Figures of which no fact came are told, unless they are of another matter."""

from __future__ import annotations

import json
from typing import Any

from pipeline.facts.unclear import unclear as unclear_of
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


def unclear(text: str, **table: Any) -> list[tuple[str, str, int | None]]:
    found = understood(table_of(text, **table)).temuan
    return [(t.aturan, t.keparahan, t.kolom) for t in found if t.aturan.endswith("tak_terpahami")]


BODY = "\nA besar | 120 | 14,5\nB besar | 250 | 13,2\nC besar | 330 | 11,9"


def test_remarks_that_are_all_figures_are_told() -> None:
    text = "Indikator | Target | Ket.\nNilai A | 40 | 97,5\nNilai B | 60 | 88,1\nNilai C | 80 | {}"
    assert unclear(text.format("91,4")) == [("kolom_tak_terpahami", "peringatan", 2)]
    assert unclear(text.format("lihat 91,4")) == []


def test_a_table_of_figures_that_gives_nothing() -> None:
    assert unclear(f"Uraian | Qwert | Zxcv{BODY}", caption="Realisasi Kinerja") == [("tabel_tak_terpahami", "peringatan", None)]
    assert unclear(f"Uraian | Qwert | Zxcv{BODY}", caption="Harga Bahan Pokok") == [("tabel_tak_terpahami", "info", None)]


def test_a_column_that_gives_nothing_beside_others_that_do() -> None:
    text = "Indikator | Target | Qwert\nNilai A | 40 | 7\nNilai B | 60 | 9\nNilai C | 80 | 4"
    assert unclear(text) == [("kolom_tak_terpahami", "peringatan", 2)]


def test_staff_and_remainders_are_of_another_matter() -> None:
    assert unclear(f"Pendidikan | Laki-laki | Perempuan{BODY}", caption="Jumlah Pegawai menurut Pendidikan") == []
    rows = "Rapat | 40.000.000 | 7.000.000\nSurvei | 60.000.000 | 9.000.000\nAudit | 80.000.000 | 1.000.000"
    assert unclear(f"Program | Anggaran | Sisa\n{rows}") == []


def test_a_column_that_only_numbers_the_rows_is_told_of_by_nobody() -> None:
    view = view_of("d", "t", table_of("Uraian | Qwert\nA besar | 1\nB besar | 2\nC besar | 3"), REPORT, HEADERS)
    assert list(unclear_of(view, ())) == []


def test_rows_that_nothing_names_are_told_once_a_table() -> None:
    text = "Sasaran | Indikator | Target 2023 | Target 2024\nKota bersih | Nilai A | 40 | 42\n{} | | | Termal 3\n^ | | | UPS 17"
    found = [t for t in understood(table_of(text.format("^"))).temuan if t.aturan == "baris_tak_terpahami"]
    assert [(t.baris, t.kolom, json.loads(t.rincian)["jumlah_nilai"]) for t in found] == [(2, 3, 2)]
    assert unclear(text.format("Rata-rata")) == [], "a mean is no fact of ours"
    assert unclear("Indikator | Target\nNilai A | 40\nNilai B | 60\n | 1") == [], "the number of the page"


def test_figures_below_a_title_that_was_taken_for_all_the_headings_are_told() -> None:
    text = "MISI KETIGA : MENATA PASAR | < | <" + BODY
    assert unclear(text) == [("tabel_tak_terpahami", "info", None)]


def test_two_rows_of_figures_are_told_where_several_columns_hold_them() -> None:
    text = "Uraian | Qwert | Zxcv | Asdf\nA besar | 12,5 | 14,5 | 16\nB besar | 25,1 | 13,2 | 31"
    assert unclear(text) == [("tabel_tak_terpahami", "info", None)]
    assert unclear("Uraian | Qwert | Zxcv\nA besar | 12,5 | 14,5\nB besar | 25,1 | 13,2") == [], "two columns say too little"
