"""Two things in one place: an amount with its share, numbered stacks; a value cut from its share; letters for words."""

from __future__ import annotations

from tests.pipeline.grids import anggaran, table_of, understood


def test_an_amount_with_its_share_in_brackets_is_both() -> None:
    result = understood(
        table_of("""
        No | Program | Pagu (Rp) | Realisasi (Rp)
        1 | Program Rekaan A | 4.000.000.000 | 3.000.000.000 (75,00%)
        2 | Program Rekaan B | 2.000.000.000 | 1.900.000.000 (95,00%)
    """)
    )
    assert {f.status_nilai for f in result.anggaran} == {"pasti"}
    assert anggaran(result)[1:3] == [
        ("Program Rekaan A", 2022, "realisasi", 3e9),
        ("Program Rekaan A", 2022, "persen_realisasi", 75.0),
    ]


def test_the_numbers_of_a_stack_are_no_part_of_its_figures() -> None:
    names = r"1. Nilai rekaan\n2. Indeks rekaan\n3. Jumlah rekaan"
    values = r"1. 80,00\n2. 3,10\n3. 16 | 1. 72,00\n2. 3,10\n3. 16 | 1. 90,00\n2. 100,00\n3. 100,00"
    result = understood(
        table_of(f"""
        No | Sasaran | Indikator Kinerja | Target | Realisasi | Capaian (%)
        1 | Sasaran A | {names} | {values}
    """)
    )
    assert [f.nilai for f in result.kinerja if f.ukuran == "capaian"] == [90.0, 100.0, 100.0]
    assert [f.nilai for f in result.kinerja if f.ukuran == "target"] == [80.0, 3.1, 16.0]


def test_a_row_cut_before_a_share_is_doubtful_with_its_name() -> None:
    result = understood(
        table_of("""
        No | Indikator Kinerja | Target | Realisasi
        1 | Persentase sarana | 60,54 | 66,53
          | yang dipulihkan | | (109,89%)
        2 | Jumlah rumah | 141 | 138 (97,87%)
    """)
    )
    assert {f.status_nilai for f in result.kinerja if f.nilai not in (141.0, 138.0, 97.87)} == {"ragu"}
    assert {f.status_nilai for f in result.kinerja if f.nilai in (141.0, 138.0)} == {"pasti"}
    assert not any(f.nilai == -109.89 and f.status_nilai == "pasti" for f in result.kinerja)


def test_t_and_r_under_a_year_are_target_and_realisasi() -> None:
    result = understood(
        table_of("""
        No | Indikator Kinerja | Tahun 2021 | < | < | Tahun 2022 | < | <
        ^ | ^ | T | R | % | T | R | %
        1 | Nilai rekaan | 80,00 | 72,00 | 90,00 | 85,00 | 85,00 | 100,00
    """)
    )
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}
    assert [(f.tahun, f.ukuran, f.nilai) for f in result.kinerja] == [
        (2021, "target", 80.0),
        (2021, "realisasi", 72.0),
        (2021, "capaian", 90.0),
        (2022, "target", 85.0),
        (2022, "realisasi", 85.0),
        (2022, "capaian", 100.0),
    ]


def test_a_plan_has_no_three_base_years() -> None:
    result = understood(
        table_of("""
        No | Indikator Sasaran | Kondisi Awal Target Tahun | < | < | <
        ^ | ^ | 2018 | 2019 | 2020 | 2021
        1 | Nilai rekaan | 50,00 | 55,00 | 60,00 | 65,00
    """)
    )
    assert result.kinerja
    assert "pasti" not in {f.status_nilai for f in result.kinerja}
