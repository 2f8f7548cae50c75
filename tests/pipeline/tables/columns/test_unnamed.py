"""Columns without a readable heading: named where a third is 100 times the second over the first."""

from __future__ import annotations

from pipeline.tables.columns.unnamed import LIMITS
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

BODY = "Persentase jalan dalam kondisi mantap | 74 | 72,5 | 97,97\nPanjang jembatan yang diganti | 180 | 189 | 105,00\n"
LAST = "Luas taman kota yang terawat | 40 | 36 | 90,00"


def roles(text: str, caption: str = "Pencapaian Kinerja Tahun 2022") -> list[str]:
    return [k.ukuran or k.peran for k in view_of("d", "t", table_of(text, caption=caption), REPORT, HEADERS).kolom]


def test_a_black_heading_leaves_target_result_and_share() -> None:
    assert roles(f"xx | ## | ## | ##\n{BODY}{LAST}") == ["indikator", "target", "realisasi", "capaian"]


def test_amounts_and_their_share() -> None:
    text = "xx | ## | ## | ##\nPemeliharaan jalan | 800.000.000 | 600.000.000 | 75,00\n"
    text += "Pembangunan jembatan | 400.000.000 | 390.000.000 | 97,50\nPenataan taman kota | 50.000.000 | 45.000.000 | 90,00"
    assert roles(text)[1:] == ["pagu", "realisasi", "persen_realisasi"]


def test_figures_that_are_no_share_of_each_other_stay_unnamed() -> None:
    assert "capaian" not in roles(f"xx | ## | ## | ##\n{BODY.replace('97,97', '12,10')}{LAST.replace('90,00', '3,10')}")


def test_noughts_are_no_share_of_anything() -> None:
    text = "xx | ## | ## | ##\nPemeliharaan jalan | 800.000.000 | 0 | 0\nPembangunan jembatan | 400.000.000 | 0 | 0\n"
    assert "persen_realisasi" not in roles(text + "Penataan taman kota | 50.000.000 | 0 | 0")


def test_a_remainder_is_known_and_no_share() -> None:
    text = "Program | Anggaran | Sisa | Sisa (%)\nJalan | 800.000.000 | 200.000.000 | 25,00\n"
    text += "Jembatan | 400.000.000 | 10.000.000 | 2,50\nTaman | 50.000.000 | 5.000.000 | 10,00"
    assert "realisasi" not in roles(text, "Anggaran Program Tahun 2022")


def test_two_rows_that_agree_are_too_few() -> None:
    assert LIMITS.rows == 3
    assert "capaian" not in roles(f"xx | ## | ## | ##\n{BODY.strip()}")
