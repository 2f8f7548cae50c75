"""The activity tree: what tables print, parents, an official list, children in the wrong place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.checks.kegiatan import induk_salah, nomenklatur_beda
from pipeline.checks.nomenklatur import read_nomenklatur
from pipeline.datasets.records import Dokumen, Kegiatan
from pipeline.errors import UsageError
from pipeline.facts.kegiatan import activity_tree
from tests.pipeline.grids import PLAN, table_of, understood

DOCUMENT = Dokumen(
    "0" * 16, "renstra.pdf", "Renstra", "Dinas Contoh", "Kota Rekaan", "2.17", None, 2022, 2026, 3, 0, "berhasil", None
)
TABLE = """
    Kode | Program / Kegiatan / Sub Kegiatan | Pagu 2023 (Rp)
    2.17 | Bidang Urusan Koperasi, Usaha Kecil, dan Menengah | 150.000.000
    2.17.03 | Program Pengawasan Koperasi | 90.000.000
    2.17.03.2.01 | Pemeriksaan Koperasi Kota | 60.000.000
    2.17.03.2.01.01 | Pengawasan Kekuatan Koperasi | 60.000.000
    2.17.05 | Program Pelatihan | 60.000.000
    2.17.03.2.02 | Penilaian Kesehatan | 30.000.000
"""


def tree(text: str = TABLE, official: dict[str, str] | None = None) -> list[Kegiatan]:
    result = understood(table_of(text), identity=PLAN)
    document = replace(DOCUMENT, dokumen_id=result.tabel[0].dokumen_id)
    return activity_tree([document], result.kegiatan, official)


def test_codes_names_levels_and_parents() -> None:
    rows = {row.kode: row for row in tree()}
    assert [(r.kode, r.tingkat, r.induk) for r in rows.values()][:4] == [
        ("2.17", "bidang", "2"),
        ("2.17.03", "program", "2.17"),
        ("2.17.03.2.01", "kegiatan", "2.17.03"),
        ("2.17.03.2.01.01", "sub_kegiatan", "2.17.03.2.01"),
    ]
    assert rows["2.17.03"].uraian == "Program Pengawasan Koperasi"
    assert {(r.instansi, r.periode_awal, r.periode_akhir) for r in rows.values()} == {("Dinas Contoh", 2022, 2026)}


def test_a_parent_that_is_not_printed_follows_from_the_numbering() -> None:
    (row,) = tree("Kode | Sub Kegiatan | Pagu 2023 (Rp)\n2.17.03.2.01.01 | Pengawasan Kekuatan | 60.000.000")
    assert row.induk == "2.17.03.2.01"


def test_one_row_for_a_name_that_is_printed_again() -> None:
    again = TABLE + "    2.17.03 | PROGRAM PENGAWASAN KOPERASI | 90.000.000\n"
    (row,) = (r for r in tree(again) if r.kode == "2.17.03")
    assert row.sebutan == 2


def test_rows_that_continue_an_activity_are_no_activities() -> None:
    rows = tree("""
        Kode | Program | Indikator | Target 2023 | Rp
        2.17.03 | Program Pengawasan | Persentase koperasi diawasi | 40 Persen | 90.000.000
                |                    | Jumlah rapat | 2 kali |
    """)
    assert [r.kode for r in rows] == ["2.17.03"]


def test_an_official_list_confirms_or_contradicts_names() -> None:
    official = {"2.17.03": "Pengawasan dan Pemeriksaan Koperasi", "2.17.05": "PROGRAM PELATIHAN"}
    rows = {r.kode: r for r in tree(official=official)}
    assert (rows["2.17.03"].nomenklatur, rows["2.17.05"].nomenklatur) == ("beda", "sesuai")
    assert rows["2.17.03.2.01"].nomenklatur == "tidak_ada"
    assert rows["2.17"].nomenklatur == "sesuai", "urusan and bidang are in the list that is shipped"
    told = [t.pesan for t in nomenklatur_beda(list(rows.values())) if t.keparahan == "peringatan"]
    assert len(told) == 1
    assert "2.17.03" in told[0]
    assert official["2.17.03"] in told[0]


def test_without_a_list_nothing_is_said_of_programs() -> None:
    assert {r.nomenklatur for r in tree() if r.tingkat != "bidang"} == {None}


def test_a_child_below_the_wrong_parent_is_found() -> None:
    (finding,) = induk_salah(tree())
    assert "2.17.03.2.02" in finding.pesan
    assert "2.17.05" in finding.pesan
    assert not list(induk_salah([r for r in tree() if r.kode != "2.17.05"]))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_read_below_its_heading(tmp_path: Path, kind: str) -> None:
    rows = [["Lampiran Keputusan", ""], ["KODE", "NOMENKLATUR URUSAN"], ["2.17.03", "Program A"], ["2.17.03.2.01", "Kegiatan B"]]
    path = tmp_path / f"daftar.{kind}"
    frame = pd.DataFrame(rows)
    if kind == "csv":
        frame.to_csv(path, index=False, header=False, sep=";")
    else:
        frame.to_excel(path, index=False, header=False)
    assert read_nomenklatur(path) == {"2.17.03": "Program A", "2.17.03.2.01": "Kegiatan B"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a;b\n1;2\n", "tidak ada baris kepala"),
        ("kode;uraian\nx;y\n", "tidak ada kode"),
        ("kode;uraian\n2.17.03;Program A\n2.17.03;Program B\n", "baris 3"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_nomenklatur(path)
    with pytest.raises(UsageError, match="tidak dapat dibaca"):
        read_nomenklatur(tmp_path / "tidak-ada.csv")


@pytest.mark.parametrize(("code", "found"), [("2.05.2.05.01.01.15", 0), ("2.05.2.05.01.01.14", 1)])
def test_a_program_whose_code_looks_like_that_of_a_kegiatan_is_the_parent_of_those_below_it(code: str, found: int) -> None:
    """`2.05.2.05.01.01.15` behind `2.05 . 2.05.01.01 . 06`: the blanks between the parts told the level of the first ones."""
    codes = ["2.05.2.05.01.01.06", "2.05.2.05.01.01.06.01", code, "2.05.2.05.01.01.15.03", "2.05.2.05.01.01.15"]
    printed = codes if found else codes[:-1]
    rows = [
        replace(tree()[0], kode=kode, tingkat="kegiatan" if n else "program", baris=n, kegiatan_id=str(n))
        for n, kode in enumerate(printed)
    ]
    assert len(list(induk_salah(rows))) == found
