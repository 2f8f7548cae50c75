"""What people said of columns and tables holds before any evidence, where its anchor still fits, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.keputusan.decision import Keputusan, Kotak, Lingkup
from pipeline.tables.read import view_of
from pipeline.tables.said import Said, first_row
from pipeline.tables.view import TableView
from tests.pipeline.grids import HEADERS, REPORT, table_of

TEXT = "Program | Zolak | Anggaran (Rp)\nProgram Jalan | 97,50 | 1.000.000.000\nProgram Air | 88,25 | 2.500.000.000"
BODY: Kotak = (110.0, 140.0, 170.0, 180.0)
"""The cell `97,50`."""


def column(answer: str, scope: Lingkup = "instansi", title: str = "ZOLAK", place: Kotak = BODY) -> Keputusan:
    return Keputusan("kolom", scope, answer, title, dokumen_id="d", halaman=1, kotak=place, id="k1")


def view(*decisions: Keputusan, text: str = TEXT, year: int | None = 2022) -> TableView:
    return view_of("d", "t", table_of(text), REPORT, HEADERS, said=Said(decisions, year))


def test_a_column_is_what_people_say() -> None:
    plain, told = view().kolom[1], view(column("ukuran=persen_fisik | tahun=2021")).kolom[1]
    assert plain.ukuran is None or plain.yakin < 0.8
    assert (told.peran, told.ukuran, told.tahun, told.tahun_tertulis, told.yakin) == ("rupiah", "persen_fisik", 2021, True, 1.0)
    assert told.faktor == 1


@pytest.mark.parametrize(("year", "meant"), [(2022, 2021), (None, None)])
def test_a_year_may_lean_on_the_document(year: int | None, meant: int | None) -> None:
    assert view(column("tahun=dokumen-1"), year=year).kolom[1].tahun == meant


def test_the_narrower_decision_holds() -> None:
    both = [column("ukuran=capaian"), replace(column("ukuran=realisasi", "tabel"), id="k2")]
    assert view(*both).kolom[1].ukuran == "realisasi"
    assert view(*both).diputus.ids == {"k1", "k2"}


@pytest.mark.parametrize(
    "other",
    [
        column("ukuran=capaian", title="Zolak (%)"),
        column("ukuran=capaian", "tabel", place=(170.0, 140.0, 230.0, 180.0)),
        column("ukuran=capaian", "tabel", place=(110.0, 440.0, 170.0, 480.0)),
        replace(column("ukuran=capaian", "tabel"), halaman=2),
    ],
)
def test_an_anchor_that_does_not_fit_decides_nothing(other: Keputusan) -> None:
    assert view(other).kolom == view().kolom
    assert not view(other).diputus.ids


def test_a_column_without_a_heading_is_told_by_both_its_edges() -> None:
    bare = TEXT.replace("Zolak", "")
    assert view(column("ukuran=persen_fisik", "tabel", ""), text=bare).kolom[1].ukuran == "persen_fisik"
    shifted = column("ukuran=persen_fisik", "tabel", "", (116.0, 140.0, 170.0, 180.0))
    assert not view(shifted, text=bare).diputus.ids
    assert not view(column("ukuran=persen_fisik", "instansi", ""), text=bare).diputus.ids


def test_a_table_that_holds_nothing_and_where_its_heading_ends() -> None:
    head = first_row(table_of(TEXT))
    assert head == "Program / Zolak / Anggaran (Rp)"
    about = Keputusan(
        "tabel", "tabel", "jenis=lainnya", head, dokumen_id="d", halaman=1, kotak=(50.0, 100.0, 230.0, 220.0), id="k3"
    )
    assert view(about).jenis == "lainnya"
    assert view(replace(about, jawaban="baris_kepala=2")).kepala.akhir == 2
    assert view(replace(about, teks="Program / Anggaran")).jenis != "lainnya"
    assert view(replace(about, kotak=(300.0, 100.0, 400.0, 220.0))).jenis != "lainnya"


def test_the_year_of_a_table() -> None:
    about = Keputusan("tabel", "semua", "tahun=2019", first_row(table_of(TEXT)), id="k4")
    told = view(about)
    assert (told.waktu.tahun, told.waktu.yakin) == (2019, 1.0)
