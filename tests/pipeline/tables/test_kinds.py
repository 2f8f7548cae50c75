"""The kind of a table by its columns; captions only decide between kinds of one shape."""

from __future__ import annotations

import pytest

from pipeline.identity.identify import Identity
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.kinds import kind_of
from pipeline.tables.years import time_of
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of

WORK_PLAN = Identity(jenis="Renja", tahun=2022)


def kind(text: str, caption: str | None = None, who: Identity = REPORT) -> str:
    table = table_of(text, caption=caption)
    grid = grid_of(table)
    kepala = read_headings(grid, HEADERS)
    return kind_of(table, read_columns(grid, kepala, time_of(table, kepala.judul, who)), kepala.judul, who)


TARGETS = "Sasaran | Indikator | Target\nAir bersih | Nilai A | 5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indikator | Target | Realisasi | Capaian\nNilai A | 5 | 4 | 80", "pengukuran_kinerja"),
        ("Indikator | Formula Perhitungan | Target\nNilai A | x dibagi y | 5", "indikator_kinerja_utama"),
        ("Program | Anggaran | Realisasi\nRapat | 5.000.000 | 4.000.000", "realisasi_anggaran"),
        ("Program | Anggaran\nRapat | 5.000.000", "anggaran_program"),
        (
            "Program | Indikator | Target | Anggaran | Realisasi (Rp)\nRapat | Hadir | 5 | 5.000.000 | 4.000.000",
            "realisasi_anggaran",
        ),
        ("Sasaran | Indikator | Target 2022 | Target 2023 | Target 2024\nAir | Nilai A | 5 | 6 | 7", "tujuan_sasaran"),
        ("Program | Indikator | Target 2022 | Target 2023 | Target 2024\nRapat | Nilai A | 5 | 6 | 7", "rencana_strategis"),
        ("Nama | Jabatan\nBudi | Kepala", "lainnya"),
        ("Tahun | Anggaran\n2021 | 5.000.000", "lainnya"),  # nothing names the amounts
        *((f"{name} | Anggaran\nRapat | 5.000.000", "anggaran_program") for name in ("Sub Kegiatan", "Uraian", "Sasaran")),
        ("Lokasi | Anggaran\nRapat | 5.000.000", "lainnya"),  # words that tell where, not what for
        ("Keterangan | Anggaran\nRapat | 5.000.000", "lainnya"),
    ],
)
def test_by_the_columns(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("caption", "who", "expected"),
    [
        ("Perjanjian Kinerja Tahun 2022", PLAN, "perjanjian_kinerja"),
        ("Rencana Kerja Tahun 2022", REPORT, "rencana_kerja"),
        ("Tujuan dan Sasaran Jangka Menengah", REPORT, "tujuan_sasaran"),
        (None, REPORT, "perjanjian_kinerja"),
        (None, WORK_PLAN, "rencana_kerja"),
        (None, PLAN, "tujuan_sasaran"),
    ],
)
def test_targets_of_one_year_by_caption_else_by_document(caption: str | None, who: Identity, expected: str) -> None:
    assert kind(TARGETS, caption, who) == expected


def test_no_caption_makes_results_a_plan() -> None:
    text = "Indikator | Target | Realisasi\nNilai A | 5 | 4"
    assert kind(text, "Perjanjian Kinerja Tahun 2022") == "pengukuran_kinerja"


def test_key_indicators_without_figures_by_their_caption() -> None:
    text = "Sasaran | Indikator | Keterangan\nAir bersih | Nilai A | ada"
    assert kind(text, "Indikator Kinerja Utama") == "indikator_kinerja_utama"
    assert kind(text, "Daftar indikator") == "lainnya"
