"""Figures, units and shares of a value, and why it stays in doubt."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.facts.certainty import Spot
from pipeline.facts.kinerja.values import facts_of
from pipeline.tables.read import view_of
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood


@pytest.mark.parametrize(("share", "told"), [("(90,00%)", [45.0, 90.0]), ("(12,00%)", [45.0])])
def test_a_share_in_brackets_is_the_achievement_where_the_target_shows_it(share: str, told: list[float]) -> None:
    found = facts(f"Indikator | Satuan | Target | Realisasi\nNilai A | Orang | 50 | 45 {share}")
    assert [f.nilai for f in found if f.ukuran != "target"] == told


def test_several_values_in_a_cell_are_in_doubt_and_all_kept() -> None:
    (fact,) = (f for f in facts("Indikator | Satuan | Target\nNilai A | Orang | 50 Orang 60 Orang") if f.ukuran == "target")
    assert (fact.nilai, fact.status_nilai, fact.kandidat) == (None, "ragu", (50.0, 60.0))


def test_a_scanned_value_without_the_unit_that_others_of_its_row_print() -> None:
    text = "Indikator | Target | Realisasi\nNilai A | {} | 45"
    scan: dict[str, Any] = {"from_ocr": True, "second": {(1, 1): "50 Orang", (1, 2): "45"}}
    lost = [f for f in facts(text.format("50 Orang"), **scan) if f.ukuran == "realisasi"]
    plain = [f for f in facts(text.format("50"), from_ocr=True, second={(1, 1): "50", (1, 2): "45"}) if f.ukuran == "realisasi"]
    digital = [f for f in facts(text.format("50 Orang")) if f.ukuran == "realisasi"]
    assert [f.aturan_nilai for f in lost] == ["satuan_hilang"]
    assert [f.status_nilai for f in (*plain, *digital)] == ["pasti"] * 2


@pytest.mark.parametrize(("label", "sure"), [("Masukan", "ragu"), ("Input", "ragu"), ("Keluaran", "pasti")])
def test_money_that_goes_in_is_no_sure_target(label: str, sure: str) -> None:
    (fact, other) = facts(f"""
        Indikator | Tolok Ukur Kinerja | Target Kinerja
        {label} | Dana yang tersedia | Rp 20.000.000
        Hasil | Jumlah warga yang terlatih | 40 orang
    """)
    assert (fact.status_nilai, other.status_nilai) == (sure, "pasti")


def test_a_verdict_in_words_is_a_doubtful_value_but_beside_a_share() -> None:
    told = facts("Indikator | Target | Realisasi | Capaian\nOpini BPK | WTP | Opini WDP | Baik")
    assert [(f.ukuran, f.nilai, f.nilai_teks, f.status_nilai) for f in told] == [
        ("target", None, "WTP", "ragu"),
        ("realisasi", None, "Opini WDP", "ragu"),
    ]
    assert not facts("Indikator | Target\nOpini BPK | akan diperiksa")


def test_a_share_in_brackets_needs_no_target_where_the_heading_says_what_it_is() -> None:
    text = """
        Indikator Kinerja | {} | < | Target Jangka Menengah (2024)
        ^ | 2022 | 2023 | ^
        Persentase perkara selesai | 97,15% (103,35%) | 98,62% (103,81%) | 97%
        Persentase perkara banding | 99,02% (103,15%) | 99,31% (102,38%) | 99%
    """
    both = facts(text.format("Realisasi dan Capaian"))
    assert [(f.ukuran, f.nilai) for f in both if f.status_nilai == "pasti"][:2] == [("realisasi", 97.15), ("capaian", 103.35)]
    assert not any(f.ukuran == "capaian" and f.status_nilai == "pasti" for f in facts(text.format("Realisasi")))


def test_the_unit_over_the_names_is_that_of_their_figures() -> None:
    rows = facts("Indikator Kinerja (%) | Target | Realisasi\nPerkara selesai | 97 | 98,5")
    assert [f.satuan for f in rows] == ["persen", "persen"]
    assert [f.satuan for f in facts("Indikator Kinerja (IKU) | Target\nPerkara selesai | 97")] == [None]


@pytest.mark.parametrize(
    ("cell", "unit"), [("1 Unit IPAL", "unit"), ("1 Eco Amphibi", "unit"), ("1 paket", "paket"), ("7", "unit")]
)
def test_the_unit_of_the_row_holds_where_the_cell_only_says_what_is_counted(cell: str, unit: str) -> None:
    (fact,) = understood(table_of(f"Indikator | Satuan | Target\nJumlah alat berat | unit | {cell}")).kinerja
    assert (fact.satuan, fact.status_nilai) == (unit, "pasti")


def test_the_unit_beside_a_value_comes_before_that_which_its_name_tells() -> None:
    view = view_of("d", "t", table_of("Indikator | Target\nPanjang jalan (km) | 50"), REPORT, HEADERS)
    row, target = view.baris[0], view.kolom[1]
    cell = view.grid.filled(row.indeks)[1]
    told = [
        fact.satuan
        for unit in ("kg", None)
        for fact, _ in facts_of(view, row, target, Spot("50", "Panjang jalan (km)", cell, satuan=unit), None)
    ]
    assert told == ["kg", "km"]


def test_values_of_a_cascade_have_the_sasaran_on_their_left() -> None:
    side = "Sasaran Strategis | Indikator | Target | Sasaran Program | Indikator | Target"
    body = "Naiknya investasi | Nilai investasi | 12 | Naiknya minat | Jumlah investor | 85"
    assert [(f.indikator, f.sasaran) for f in facts(f"{side}\n{body}")] == [
        ("Nilai investasi", "Naiknya investasi"),
        ("Jumlah investor", "Naiknya minat"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("Persentase siswa lulus", "85", "persen"),
        ("Prosentase siswa lulus", "85", "persen"),
        ("Persentase siswa lulus", "85 orang", "orang"),
        ("Tingkat persentase siswa lulus", "85", None),
        ("Persentase temuan", "B", None),
    ],
)
def test_a_bare_figure_of_a_percentage_is_in_percent(name: str, value: str, unit: str | None) -> None:
    (fact,) = facts(f"Indikator | Target\n{name} | {value}")
    assert fact.satuan == unit


def test_a_remark_over_several_columns_is_no_value() -> None:
    text = "Indikator | Realisasi 2020 | Realisasi 2021 | Realisasi 2022\nNilai A | 7 | 8 | 9\nNilai B | {} | < | 9"
    assert [f.nilai_teks for f in facts(text.format("Indikator baru tahun 2022")) if f.baris == 2] == ["9"]
    assert len([f for f in facts(text.format("8 sejak tahun 2020")) if f.baris == 2]) == 2


@pytest.mark.parametrize(
    ("title", "name", "unit"),
    [
        ("Perkembangan Produksi Garam Tahun 2021-2022 (ton)", "Produksi rakyat", "ton"),
        ("Perkembangan Produksi Garam Tahun 2021-2022 (ton)", "Persentase garam beryodium", "persen"),
        ("Perkembangan Produksi Garam Tahun 2021-2022 (Rp)", "Produksi rakyat", None),
        ("Perkembangan Produksi Garam (IKU)", "Produksi rakyat", None),
    ],
)
def test_the_unit_in_the_title_of_a_table_without_others(title: str, name: str, unit: str | None) -> None:
    text = f"Indikator | Realisasi 2021 | Realisasi 2022\n{name} | 151,4 | 149,8\nProduksi industri | 61,5 | 58,2"
    assert [f.satuan for f in understood(table_of(text, caption=title)).kinerja[:2]] == [unit, unit]
    with_units = "\n".join(f"{line} | {'Satuan' if not n else ''}" for n, line in enumerate(text.splitlines()))
    assert understood(table_of(with_units, caption=title)).kinerja[2].satuan is None, "a column of units says otherwise"


def test_a_cross_beside_a_share_in_a_picture_is_its_sign() -> None:
    def unit(name: str, *, from_ocr: bool) -> str | None:
        found = facts(f"Indikator | Satuan | Target\n{name} | X | 50", from_ocr=from_ocr, second={(1, 2): "50"})
        return found[0].satuan

    assert unit("Persentase siswa yang lulus", from_ocr=True) == "persen"
    assert unit("Persentase siswa yang lulus", from_ocr=False) == "kali"
    assert unit("Jumlah latihan", from_ocr=True) == "kali"
