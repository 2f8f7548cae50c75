"""What columns hold once every step was heard: headings that offices use, and those that look like them."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import ROLE_SURE, Column, TableYears
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from tests.pipeline.grids import HEADERS, table_of

THIS_YEAR = TableYears(2022, 1.0)


def columns(text: str, waktu: TableYears = THIS_YEAR) -> list[Column]:
    grid = grid_of(table_of(text))
    return list(read_columns(grid, read_headings(grid, HEADERS), waktu))


def roles(text: str, waktu: TableYears = THIS_YEAR) -> list[str]:
    return [k.kanonik for k in columns(text, waktu)]


def test_the_parts_of_a_code_stand_over_columns_of_their_own() -> None:
    assert roles("""
        Kode   | <      | <       | Uraian            | Anggaran (Rp)
        Urusan | Bidang | Program | ^                 | ^
        2      | 17     | 01      | Program Penunjang | 25.000.000
    """) == ["kode", "kode", "kode", "uraian", "pagu"]


def test_the_same_names_below_another_word_name_their_columns() -> None:
    assert (
        roles("""
        Uraian  | <         | <                 | Anggaran (Rp)
        Urusan  | Bidang    | Program           | ^
        Pilihan | Pertanian | Program Penunjang | 25.000.000
    """)[2]
        == "program"
    )


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Sasaran / Indikator Kinerja", "indikator"),
        ("Sasaran Kegiatan dan Indikator Kinerja", "indikator"),
        ("Tujuan & Indikator", "indikator"),
        ("Misi/Tujuan/Sasaran/Indikator Kinerja", "indikator"),
        ("Misi", "misi"),
        ("Sasaran Indikator", "sasaran"),
        ("Sasaran Strategis", "sasaran"),
    ],
)
def test_sasaran_and_indicators_in_one_column(heading: str, role: str) -> None:
    assert roles(f"No | {heading} | Target\n 1 | Jumlah balai aktif | 5")[1] == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Kode dan Nama Program/Kegiatan", "program"),
        ("Kode / Uraian Program", "program"),
        ("Kode Uraian", "program"),
        ("Kode Program", "kode"),
        ("Kode Kegiatan", "kode"),
    ],
)
def test_codes_and_names_in_one_column(heading: str, role: str) -> None:
    assert roles(f"{heading} | Anggaran | Realisasi\n 2.17.01 Program Penunjang | 25.000.000 | 20.000.000")[0] == role


def test_codes_alone_below_a_heading_of_codes_and_names() -> None:
    text = (
        "Kode Program/Kegiatan | Uraian | Anggaran\n 2.17.01 | Program Rapat | 25.000.000\n 2.17.02 | Program Survei | 35.000.000"
    )
    assert roles(text) == ["kode", "uraian", "pagu"]


def test_codes_beside_the_names_below_one_heading() -> None:
    text = "Kegiatan | < | Anggaran\n {} | Rapat | 25.000.000\n {} | Survei | 35.000.000\n {} | Pameran | 15.000.000"
    assert roles(text.format("5630.001", "051", "5630.002"))[0] == "kode"
    assert roles(text.format("2.17.01.2.01", "2.17.01.2.02", "2.17.02.2.01"))[0] == "kode"
    for numbers in (("1.1", "1.2", "2.1"), ("1.", "2.", "3."), ("a", "b", "c")):
        assert roles(text.format(*numbers))[0] == "nomor"


def test_words_of_spending_alone_head_amounts() -> None:
    text = "Program | BL | BTL | Belanja Modal\n Penunjang | 25.000.000 | 20.000.000 | 7.000.000"
    found = columns(text)
    assert [(k.peran, k.ukuran, k.belanja) for k in found[1:]] == [
        ("rupiah", "pagu", "langsung"),
        ("rupiah", "pagu", "tidak_langsung"),
        ("rupiah", "pagu", "modal"),
    ]


@pytest.mark.parametrize("heading", ["Modal Usaha", "Pegawai", "Jumlah Pegawai"])
def test_words_of_spending_among_others_head_none(heading: str) -> None:
    assert roles(f"Indikator | {heading} | Target\n Jumlah kios | 25 | 20\n Jumlah pasar | 35 | 30")[1] in ("lain", "samping")


@pytest.mark.parametrize("words", ["Rasio antara Realisasi dan Anggaran", "% Realisasi terhadap Pagu", "% Realisasi/Pagu"])
def test_what_was_spent_over_what_was_budgeted(words: str) -> None:
    assert roles(f"""
        Uraian | Anggaran | Realisasi | {words}
        Rapat  | 25.000.000 | 20.000.000 | 80,00
    """)[1:] == ["pagu", "realisasi", "persen_realisasi"]


def test_a_ratio_of_results_is_no_share_of_a_budget() -> None:
    assert roles("""
        Indikator   | Target | Realisasi | Rasio antara Realisasi dan Target
        Jumlah kios | 25     | 20        | 80
    """)[1:] == ["target", "realisasi", "capaian"]


def test_what_a_contract_is_worth_is_no_budget() -> None:
    assert roles("""
        Kegiatan | Pagu (Rp) | Nilai Kontrak (Rp) | Realisasi (Rp)
        Rapat | 25.000.000 | 24.000.000 | 23.000.000
    """) == ["kegiatan", "pagu", "kontrak", "realisasi"]


def test_what_was_paid_of_a_contract_and_its_number_are_no_contract() -> None:
    found = roles("""
        Kegiatan | Pagu (Rp)  | Nomor Kontrak | Realisasi Kontrak (Rp)
        Rapat    | 25.000.000 | 027/15/DK     | 23.000.000
        Survei   | 50.000.000 | 027/16/DK     | 44.000.000
    """)
    assert (found[1], found[3]) == ("pagu", "realisasi")
    assert "kontrak" not in found


@pytest.mark.parametrize("heading", ["Standar Nasional", "Nasional", "Rata-rata Nasional", "Capaian Provinsi"])
def test_a_standard_printed_for_comparison(heading: str) -> None:
    assert roles(f"""
        Indikator | Target | Realisasi | Capaian | {heading}
        Nilai A   | 50     | 40        | 80      | 70
        Nilai B   | 80     | 72        | 90      | 75
    """)[1:] == ["target", "realisasi", "capaian", "standar"]


@pytest.mark.parametrize("heading", ["Standar", "Perbandingan", "Standar Pelayanan"])
def test_a_standard_of_something_else_is_none(heading: str) -> None:
    found = roles(f"""
        Indikator | Target | Realisasi | Capaian | {heading}
        Nilai A   | 50     | 40        | 80      | 70
        Nilai B   | 80     | 72        | 90      | 75
    """)
    assert found[1:4] == ["target", "realisasi", "capaian"]
    assert found[4] in ("lain", "samping", "keterangan")


def test_months_over_columns_are_parts_of_the_year() -> None:
    text = "Indikator | Januari | Februari | Maret\n Nilai A | 50 | 40 | 80\n Nilai B | 51 | 41 | 81"
    found = columns(text)
    assert [k.bagian for k in found[1:]] == [(None, 1), (None, 2), (None, 3)]
    assert [k.saat for k in found[1:]] == ["bulan 1", "bulan 2", "bulan 3"]


def test_a_word_that_holds_a_months_name_is_none() -> None:
    text = "Indikator | Target Meningkat | Realisasi Juli-Agustus\n Nilai A | 50 | 40\n Nilai B | 51 | 41"
    found = columns(text)
    assert [k.bagian for k in found[1:]] == [(None, None), (None, None)]


def test_capaian_below_money_is_a_share_of_it_beside_a_capaian_of_results() -> None:
    assert roles("""
        Program   | KINERJA | <         | <       | ANGGARAN   | <          | <
        ^         | Target  | Realisasi | Capaian | Alokasi    | Realisasi  | Capaian
        Penunjang | 5       | 4         | 80      | 25.000.000 | 24.000.000 | 96
        Pasar     | 10      | 9         | 90      | 50.000.000 | 45.000.000 | 90
    """)[1:] == ["target", "realisasi", "capaian", "pagu", "realisasi", "persen_realisasi"]


def test_capaian_below_money_that_is_money_is_what_was_spent() -> None:
    found = columns("""
        Program   | KINERJA | <       | ANGGARAN   | <
        ^         | Target  | Capaian | Alokasi    | Capaian
        Penunjang | 5       | 4       | 25.000.000 | 24.000.000
        Pasar     | 10      | 9       | 50.000.000 | 45.000.000
    """)
    assert not found[4].persen
    assert found[4].ukuran != "persen_realisasi"


def test_sources_of_funds_name_amounts_where_nothing_else_does() -> None:
    text = "No | Sumber Dana | Anggaran | Realisasi\n 1 | APBD | 25.000.000 | 24.000.000\n 2 | DAK | 50.000.000 | 45.000.000"
    assert roles(text) == ["nomor", "uraian", "pagu", "realisasi"]
    beside = (
        text.replace("| Sumber Dana", "| Kegiatan | Sumber Dana")
        .replace("| APBD", "| Rapat | APBD")
        .replace("| DAK", "| Survei | DAK")
    )
    assert roles(beside) == ["nomor", "kegiatan", "sumber_dana", "pagu", "realisasi"]


def test_progress_towards_the_plans_last_target_is_no_achievement() -> None:
    assert roles("""
        Indikator | Realisasi 2022 | Target Akhir Renstra | Capaian
        Nilai A   | 40             | 50                   | 80
        Nilai B   | 72             | 80                   | 90
        Nilai C   | 60             | 120                  | 50
    """)[1:] == ["realisasi 2022", "akhir", "samping"]


def test_an_achievement_beside_the_plans_last_target_stays_one() -> None:
    assert roles("""
        Indikator | Target 2022 | Realisasi 2022 | Target Akhir Renstra | Capaian 2022
        Nilai A   | 40          | 40             | 50                   | 100
        Nilai B   | 80          | 72             | 90                   | 90
        Nilai C   | 75          | 60             | 120                  | 80
    """)[1:] == ["target 2022", "realisasi 2022", "akhir", "capaian 2022"]


YEARS_OF_CAPAIAN = """
    Indikator | Capaian | <    | <
    ^         | 2020    | 2021 | 2022
"""


def test_capaian_over_years_is_decided_for_all_years_together() -> None:
    values = YEARS_OF_CAPAIAN + "Nilai A | 2,1 | 2,4 | 99\n Nilai B | 410 | 425 | 101\n Nilai C | 12 | 14 | 100"
    assert roles(values)[1:] == ["realisasi 2020", "realisasi 2021", "realisasi 2022"]
    shares = YEARS_OF_CAPAIAN + "Nilai A | 98 | 104 | 99\n Nilai B | 100 | 87 | 101\n Nilai C | 95 | 110 | 100"
    assert roles(shares)[1:] == ["capaian 2020", "capaian 2021", "capaian 2022"]


def test_capaian_over_years_beside_targets_is_a_share() -> None:
    assert roles("""
        Indikator | Target | <    | <    | Realisasi | <    | <    | Capaian | <    | <
        ^         | 2020   | 2021 | 2022 | 2020      | 2021 | 2022 | 2020    | 2021 | 2022
        Nilai A   | 10     | 20   | 40   | 4         | 10   | 10   | 40      | 50   | 25
        Nilai B   | 50     | 50   | 80   | 20        | 10   | 72   | 40      | 20   | 90
    """)[7:] == ["capaian 2020", "capaian 2021", "capaian 2022"]


def test_the_last_year_of_a_plan_is_the_one_that_the_document_names() -> None:
    text = "Indikator | Target 2022 | Target Akhir Renstra\n Nilai A | 40 | 50\n Nilai B | 80 | 90"
    assert roles(text, TableYears(2022, 1.0, rencana_akhir=2026))[2] == "akhir 2026"
    assert roles(text, TableYears(2022, 1.0, None, 2024, rencana_akhir=2026))[2] == "akhir 2024"
    assert roles(text)[2] == "akhir"


FORM = """
    No | Indikator       | IKK  | {plan} | <       | Realisasi | <    | Proyeksi | <
    ^  | ^               | ^    | 2021   | 2022    | 2021      | 2022 | 2022     | 2023
    1  | Luas lahan      | {k1} | 1 Ha   | 2 Ha    | 1 Ha      | 0 Ha | 2 Ha     | 3 Ha
    2  | Hasil panen ubi | {k2} | 30 Ton | 40 Ton  | 31 Ton    | 8 Ton | 40 Ton  | 45 Ton
"""


def test_what_is_expected_beside_targets_is_an_estimate_and_alone_a_target() -> None:
    form = FORM.format(plan="Target", k1="", k2="")
    assert roles(form)[7:] == ["perkiraan 2022", "perkiraan 2023"]
    assert roles("Indikator | Proyeksi | <\n^ | 2023 | 2024\nNilai A | 50 | 60\nNilai B | 70 | 80")[1:] == [
        "target 2023",
        "target 2024",
    ]


@pytest.mark.parametrize(
    ("cells", "role"), [(("1 Ha", "12%"), "standar"), (("luas lahan yang ditanami ubi", "hasil"), "indikator")]
)
def test_an_indicator_of_the_state_over_figures_is_a_standard(cells: tuple[str, str], role: str) -> None:
    assert roles(FORM.format(plan="Target", k1=cells[0], k2=cells[1]))[2] == role


@pytest.mark.parametrize(("plan", "found"), [("Tarqet Renstra SKPD", "target"), ("Target Akhir Renstra", "akhir")])
def test_targets_of_a_plan_that_name_several_years_are_none_at_its_end(plan: str, found: str) -> None:
    assert roles(FORM.format(plan=plan, k1="", k2=""))[3:5] == [f"{found} 2021", f"{found} 2022"]


def test_how_an_amount_comes_about_is_no_amount_and_a_price_is_none() -> None:
    found = roles("""
        Kode   | Uraian         | Rincian Perhitungan | <      | <       | <       | Jumlah (Rp)
        ^      | ^              | Koefisien           | Satuan | Harga   | PPN     | ^
        5.1.02 | Belanja Barang | 5 Rim               | Rim    | 250.000 | 125.000 | 1.375.000
        5.1.03 | Belanja Jasa   | 2 Kali              | Kali   | 900.000 | 0       | 1.800.000
    """)
    assert found == ["kode", "uraian", "samping", "satuan", "samping", "samping", "pagu"]
    assert roles("Uraian | Harga Kontrak (Rp)\nJembatan | 250.000.000\nTalud | 90.000.000")[1] == "kontrak"


@pytest.mark.parametrize(
    ("group", "role"),
    [
        ("Rencana Pendanaan (dalam milyar)", "pagu"),
        ("Rencana dan Pendanaan", "target"),
        ("Target Kinerja dan Kerangka Pendanaan", "target"),
    ],
)
def test_a_group_of_years_is_money_where_its_heading_speaks_of_nothing_else(group: str, role: str) -> None:
    found = roles(f"""
        Indikator | {group} | <
        ^         | 2031    | 2032
        Nilai A   | 0.28    | 0.30
        Nilai B   | 23.54   | 24.72
    """)
    assert found[1:] == [f"{role} 2031", f"{role} 2032"]


def test_amounts_by_source_of_money_are_told_apart_and_others_are_not() -> None:
    text = """
        Kegiatan | Pagu Indikatif (Rp) | <         | <
        ^        | {0}                 | {1}       | {2}
        Rapat    | 25.000.000          | 5.000.000 | 1.000.000
        Survei   | 50.000.000          | 0         | 2.000.000
    """
    found = columns(text.format("APBD", "DAK", "Pajak Rokok"))
    assert [k.sumber_dana for k in found[1:]] == ["APBD", "DAK", "Pajak Rokok"]
    assert all(k.kanonik == "pagu" and k.yakin >= 0.8 for k in found[1:])
    nothing = columns(
        text.replace("5.000.000 | 1.000.000", "0 | 0").replace("2.000.000", "0").format("APBD", "DAK", "Pajak Rokok")
    )
    assert [k.kanonik for k in nothing[1:]] == ["pagu", "pagu", "pagu"]
    unknown = columns(text.format("Blok A", "Blok B", "Blok C"))
    assert [k.sumber_dana for k in unknown[1:]] == [None, None, None]
    assert all(k.yakin < 0.8 for k in unknown[1:] if k.peran == "rupiah")


@pytest.mark.parametrize(("last", "role"), [("5630.003 Rapat kerja dinas", "kode"), ("5630.003", "kode")])
def test_codes_below_a_heading_of_names_are_codes_though_one_was_read_with_its_name(last: str, role: str) -> None:
    codes = [f"5630.{n:03d}" for n in range(4, 14)]
    body = "\n".join(f"{code} | Pelatihan {code[-2:]} | {n + 1}.000.000" for n, code in enumerate([*codes, last]))
    assert roles(f"Kegiatan | < | Anggaran (Rp)\n{body}")[0] == role


def test_names_of_which_some_are_numbers_are_names() -> None:
    body = "\n".join(f"{name} | 5.000.000" for name in ("2031", "2032", "Pelatihan kader desa", "Rapat koordinasi"))
    assert roles(f"Kegiatan | Anggaran (Rp)\n{body}")[0] == "kegiatan"


@pytest.mark.parametrize(
    ("numbers", "names", "role"),
    [
        (("1.02.02.02", "1.02.03.01"), "Program/Kegiatan", "kode"),
        (("1.1.2", "1.1.3"), "Program/Kegiatan", "nomor"),
        (("1.", "2."), "Program/Kegiatan", "nomor"),
        (("1.02.02.02", "1.02.03.01"), "Indikator", "nomor"),
    ],
)
def test_codes_in_the_column_of_numbers(numbers: tuple[str, str], names: str, role: str) -> None:
    found = roles(f"No | {names} | Pagu (Rp)\n{numbers[0]} | Rapat | 25.000.000\n{numbers[1]} | Survei | 50.000.000")
    assert found[0] == role


@pytest.mark.parametrize(
    ("group", "leaf", "figure", "role"),
    [
        ("Realisasi (%)", "Keuangan", "64.94", "persen_realisasi"),
        ("Persentase Realisasi", "Anggaran", "102,5", "persen_realisasi"),
        ("Realisasi (%)", "Keuangan (Rp)", "64.94", "realisasi"),  # its own heading says what it is
        ("Realisasi (%)", "Keuangan", "640.500", "realisasi"),  # no share is as large
        ("Realisasi", "Keuangan", "64.94", "realisasi"),
        ("Persentase Tertimbang", "Keuangan (%)", "4.94", "samping"),
        ("Realisasi Keuangan", "TTB (%)", "4.94", "samping"),
    ],
)
def test_money_below_a_group_of_percentages(group: str, leaf: str, figure: str, role: str) -> None:
    text = f"Kegiatan | Pagu (Rp) | {group} | <\n^ | ^ | Fisik | {leaf}\nRapat | 25.000.000 | 70 | {figure}"
    assert roles(text)[3] == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Realisasi Fisik Tertimbang (%)", "samping"), ("Realisasi Fisik (%)", "persen_fisik"), ("Bobot (%)", "samping")],
)
def test_weighed_shares_are_no_facts(heading: str, role: str) -> None:
    assert roles(f"Kegiatan | Pagu (Rp) | {heading}\nRapat | 25.000.000 | 70,5\nSurvei | 5.000.000 | 20,5")[2] == role


@pytest.mark.parametrize(
    ("group", "figures", "expected"),
    [
        ("Perencanaan Kegiatan", ("45.000.000", "5.000.000"), ("pagu", True)),
        ("Pelaksanaan Kegiatan", ("45.000.000", "5.000.000"), ("pagu", False)),  # planned, contracted or spent
        ("Pelaksanaan Kegiatan", ("0", "0"), ("pagu", False)),  # noughts beside a column of amounts
        ("Pelaksanaan Kegiatan", ("0", "5.000.000"), ("pagu", False)),
        ("Pelaksanaan Kegiatan", ("1", "2"), ("nomor", True)),
        ("Perencanaan Kegiatan", ("Kantor Lama", "Kantor Baru"), ("kegiatan", True)),
    ],
)
def test_amounts_below_a_group_of_activities(group: str, figures: tuple[str, str], expected: tuple[str, bool]) -> None:
    text = f"Kode | Uraian | {group} | <\n^ | ^ | Jumlah | Kontrak (Rp)\n"
    text += f"2.09.01 | Rapat | {figures[0]} | 44.000.000\n2.09.02 | Survei | {figures[1]} | 4.500.000"
    third = columns(text)[2]
    assert (third.kanonik, third.yakin >= ROLE_SURE) == expected


@pytest.mark.parametrize(
    ("group", "leaves", "expected"),
    [
        ("Pagu dan Realisasi", ("Pagu", "Realisasi"), ["pagu", "realisasi"]),
        ("Anggaran dan Realisasi Menurut Jenis", ("Anggaran DPA (Rp)", "Realisasi (Rp)"), ["pagu", "realisasi"]),
        ("Realisasi Kinerja dan Anggaran", ("Kinerja", "Anggaran"), ["realisasi", "realisasi"]),  # no leaf says what was spent
        ("Realisasi", ("Anggaran", "Sisa"), ["realisasi", "samping"]),
    ],
)
def test_the_leaf_parts_a_group_that_speaks_of_budget_and_spending(
    group: str, leaves: tuple[str, str], expected: list[str]
) -> None:
    text = (
        f"Program | {group} | <\n^ | {leaves[0]} | {leaves[1]}\nRapat | 25.000.000 | 24.000.000\nSurvei | 5.000.000 | 4.500.000"
    )
    assert roles(text)[1:] == expected


def test_numbered_kinds_of_spending_side_by_side_head_columns() -> None:
    found = columns("""
        Program | Pagu dan Realisasi | <         | <                 | <
        ^       | 51 Belanja Pegawai | <         | 52 Belanja Barang | <
        ^       | Pagu               | Realisasi | Pagu              | Realisasi
        Rapat   | 25.000.000         | 0         | 5.000.000         | 4.000.000
    """)
    assert [(k.ukuran, k.belanja) for k in found[1:]] == [
        ("pagu", "pegawai"),
        ("realisasi", "pegawai"),
        ("pagu", "barang_jasa"),
        ("realisasi", "barang_jasa"),
    ]


def test_one_numbered_kind_of_spending_heads_rows() -> None:
    text = "Uraian | Pagu (Rp) | Realisasi (Rp)\n51 Belanja Pegawai | < | <\nGaji | 25.000.000 | 5.000.000"
    grid = grid_of(table_of(text))
    assert read_headings(grid, HEADERS).akhir == 1


@pytest.mark.parametrize(
    ("shares", "sure"),
    [
        (("50,00", "40,00", "90,00"), [False, True]),
        (("51", "41", "91"), [False, True]),  # of neither: by its name
    ],
)
def test_the_budget_that_a_share_is_of(shares: tuple[str, ...], sure: list[bool]) -> None:
    rows = (
        ("30.000.000", "20.000.000", "10.000.000"),
        ("9.000.000", "5.000.000", "2.000.000"),
        ("7.000.000", "7.000.000", "6.300.000"),
    )
    text = "Program | RKA (Rp) | DPA (Rp) | Realisasi (Rp) | Capaian (%)\n"
    text += "\n".join(f"Kerja {n} | {' | '.join(row)} | {share}" for n, (row, share) in enumerate(zip(rows, shares, strict=True)))
    assert [k.yakin >= ROLE_SURE for k in columns(text)[1:3]] == sure


def test_a_plan_of_cash_is_no_share_of_what_was_spent() -> None:
    text = "Program | Pagu (Rp) | Realisasi (Rp) | Capaian (%) | {} (%)\nRapat | 9.000.000 | 4.500.000 | 50 | 60"
    assert roles(text.format("RAK"))[4] == "samping"
    assert roles(text.format("Fisik"))[4] == "persen_fisik"


def test_what_was_reached_by_source_of_money_is_money_where_budgets_have_the_same_sources() -> None:
    text = """
        Kegiatan | {0}        | <          | Realisasi  | <
        ^        | APBD       | BLUD       | APBD       | BLUD
        Rapat    | 25.000.000 | 5.000.000  | 24.000.000 | 4.000.000
        Survei   | 50.000.000 | 15.000.000 | 47.500.000 | 14.000.000
    """
    found = columns(text.format("Anggaran"))
    assert [(k.peran, k.ukuran, k.sumber_dana) for k in found[3:]] == [("rupiah", "realisasi", s) for s in ("APBD", "BLUD")]
    assert all(k.yakin >= ROLE_SURE for k in found)
    assert all(k.sumber_dana is None for k in columns(text.format("Kondisi"))[3:]), "no budget has them"


def test_a_target_in_rupiah_among_others_is_no_budget() -> None:
    text = """
        Sasaran   | Indikator       | Target {}
        Investasi | Nilai investasi | Rp12,40 Triliun
        Layanan   | Indeks kepuasan | 88,60
    """
    assert roles(text.format(""))[2] == "target"
    assert roles(text.format("(Rp)"))[2] == "pagu"
