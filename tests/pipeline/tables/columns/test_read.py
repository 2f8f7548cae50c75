"""The grammar of columns: measure, year, money or not, whose percentage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.tables.columns.column import ROLE_SURE, TableYears
from pipeline.tables.columns.read import read_columns
from pipeline.tables.grid import grid_of
from pipeline.tables.headings.read import read_headings
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

THIS_YEAR = TableYears(2022, 1.0)


def canonical(text: str, waktu: TableYears = THIS_YEAR) -> list[str]:
    grid = grid_of(table_of(text))
    return [k.kanonik for k in read_columns(grid, read_headings(grid, HEADERS), waktu)]


def test_a_plan_of_years_with_targets_and_money() -> None:
    assert canonical(
        """
        Kode | Program | Indikator | Kondisi Awal (2020) | Tahun 2022 | < | Kondisi akhir periode | < | Lokasi
        ^    | ^       | ^         | ^                   | Target | Rp. | Target | Rp. | ^
        2.17.01 | Program A | Nilai A | 1 | 2 | 100.000.000 | 3 | 500.000.000 | Kota
    """,
        TableYears(None, 0.0, 2022, 2026),
    ) == ["kode", "program", "indikator", "awal 2020", "target 2022", "pagu 2022", "akhir 2026", "akhir 2026", "lokasi"]


def test_forward_estimate() -> None:
    assert canonical("""
        Program | Indikator | Rencana Tahun 2023 | < | Prakiraan Maju Tahun 2024 | <
        ^       | ^         | Target | Pagu Indikatif | Target | Pagu Indikatif
        Program A | Nilai A | 1 | 10.000.000 | 2 | 20.000.000
    """)[2:] == ["target 2023", "pagu 2023", "target 2024", "prakiraan_maju 2024"]


def test_capaian_beside_target_and_realisasi_is_a_share() -> None:
    assert canonical("""
        Indikator | Target | Realisasi | Capaian
        Nilai A   | 80     | 88        | 110
    """) == ["indikator", "target", "realisasi", "capaian"]


def test_capaian_of_the_targets_scale_holds_the_values() -> None:
    assert canonical("""
        Indikator | Kondisi 2021 | Target 2022 | Capaian 2022
        Nilai A   | 2,94         | 3,13        | 2,94
        Nilai B   | 77,8         | 78          | 83,02
        Nilai C   | 500          | 600         | 610
    """) == ["indikator", "realisasi 2021", "target 2022", "realisasi 2022"]


def test_a_blank_heading_is_a_percentage_by_arithmetic() -> None:
    assert canonical("""
        Program/Kegiatan | Anggaran | Realisasi |
        Rapat  | 200.000.000 | 190.000.000 | 95,00
        Survei | 100.000.000 |  50.000.000 | 50,00
    """) == ["program", "pagu", "realisasi", "persen_realisasi"]


def test_one_heading_over_an_amount_and_its_share() -> None:
    assert canonical("""
        Program | Anggaran | Realisasi | <
        Rapat  | 200.000.000 | 190.000.000 | 95,00 %
        Survei | 100.000.000 |  50.000.000 | 50,00 %
    """) == ["program", "pagu", "realisasi", "persen_realisasi"]


def test_before_and_after_a_change() -> None:
    assert canonical("""
        Program | Anggaran | < | Realisasi | < | Sisa
        ^       | Sebelum Perubahan | Setelah Perubahan | Rp | % | ^
        Program A | 100.000.000 | 90.000.000 | 45.000.000 | 50 | 45.000.000
    """) == ["program", "pagu_awal", "pagu", "realisasi", "persen_realisasi", "samping"]


def test_quarters() -> None:
    assert canonical("""
        Indikator | Target | < | < | <
        ^         | TW I | TW II | TW III | TW IV
        Nilai A   | 1 | 2 | 3 | 4
    """)[1:] == ["target tw1", "target tw2", "target tw3", "target tw4"]


def test_volume_and_unit_under_a_group() -> None:
    assert canonical("""
        Indikator | Target | < | Realisasi | <
        ^         | Volume | Satuan | Volume | Satuan
        Jumlah A  | 12 | Orang | 11 | Orang
    """) == ["indikator", "target", "satuan", "realisasi", "satuan"]


def test_large_quantities_beside_indicators_are_no_money() -> None:
    assert canonical("""
        Indikator | Satuan | Target | Realisasi
        Jumlah produksi padi | Ton | 12.317.066 | 12.540.550
    """) == ["indikator", "satuan", "target", "realisasi"]


def test_an_indicators_budget_behind_its_target() -> None:
    assert canonical("""
        Indikator | Target | Realisasi | Anggaran | Realisasi | %
        Nilai A   | 5      | 4         | 10.000.000 | 9.000.000 | 90
    """) == ["indikator", "target", "realisasi", "pagu", "realisasi", "persen_realisasi"]


def test_expected_and_cumulative_results() -> None:
    assert canonical("""
        Program | Indikator | Target Program (Renstra) Tahun 2026 | Realisasi s/d Tahun 2021 | Perkiraan Realisasi s/d Tahun 2022
        Program A | Nilai A | 9 | 4 | 5
    """)[2:] == ["akhir 2026", "realisasi_kumulatif 2021", "perkiraan 2022"]


@pytest.mark.parametrize(
    "heading", ["Pertumbuhan (%)", "Sisa Anggaran", "Bobot", "Perbandingan", "Tingkat Efisiensi", "Percepatan (Perlambatan) %"]
)
def test_figures_that_are_no_facts(heading: str) -> None:
    assert canonical(f"Indikator | Target | Realisasi | {heading}\nNilai A | 80 | 88 | 12")[3] == "samping"


def test_a_share_of_last_years_result_is_no_achievement() -> None:
    assert (
        canonical("""
        Indikator | Realisasi 2021 | Realisasi 2022 | Capaian (%)
        Nilai A   | 80             | 88             | 110
    """)[3]
        == "samping"
    )


def test_counted_years_of_a_period() -> None:
    text = """
        Indikator | Target Tahun ke- | < | <
        ^         | 1 | 2 | 3
        Nilai A   | 5 | 6 | 7
    """
    assert canonical(text, TableYears(None, 0.0, 2022, 2024))[1:] == ["target 2022", "target 2023", "target 2024"]
    longer = canonical(text, TableYears(None, 0.0, 2021, 2024))
    assert longer[1:] == ["target 2022", "target 2023", "target 2024"]


def test_columns_not_told_apart_are_doubtful() -> None:
    grid = grid_of(table_of("Indikator | Target | Target\nNilai A | 5 | 6"))
    columns = read_columns(grid, read_headings(grid, HEADERS), TableYears(2022, 1.0))
    assert all(k.yakin < 0.8 for k in columns[1:])


def test_bare_years_say_what_the_words_around_say() -> None:
    text = "Indikator | Tahun 2021 | Tahun 2022\nNilai A | 5 | 6"
    assert canonical(text, TableYears(2022, 1.0, melaporkan=True))[1:] == ["realisasi 2021", "realisasi 2022"]
    assert canonical(text, TableYears(2022, 1.0, melaporkan=False))[1:] == ["target 2021", "target 2022"]
    plan = TableYears(None, 0.0, 2022, 2026, melaporkan=False)
    assert canonical(text, plan)[1:] == ["realisasi 2021", "target 2022"]


def test_realisasi_of_a_budget_in_millions_is_money() -> None:
    assert canonical("""
        No | Uraian | Anggaran | Realisasi | Persentase (%)
        1  | Survei lalu lintas | 2.266 | 1.812 | 79,96
        2  | Pengadaan rambu    | 165   | 128   | 77,58
        3  | Uji kendaraan      | 1.940 | 1.571 | 80,98
    """) == ["nomor", "uraian", "pagu", "realisasi", "persen_realisasi"]


@pytest.mark.parametrize("word", ["Hasil (%)", "Capaian Kinerja (%)", "Hasil", "Capaian Kinerja"])
def test_of_two_achievements_the_share_of_the_target_is_one(word: str) -> None:
    assert canonical(f"""
        No | Indikator | Target (%) | {word} | Capaian (%)
        1  | Persentase pasar yang direvitalisasi | 92,13 | 86,84 | 94,26
        2  | Persentase nelayan yang berasuransi  | 45,52 | 47,52 | 104,39
    """) == ["nomor", "indikator", "target", "realisasi", "capaian"]


def test_the_share_of_the_final_target_stands_beside_the_result() -> None:
    columns = canonical(
        """
        Program | Indikator | Target Renja Tahun 2022 | Realisasi Renja Tahun 2022 | Tingkat Realisasi (%) | Perkiraan Realisasi Capaian Target Renstra s/d tahun berjalan | <
        ^       | ^         | ^                       | ^                          | ^                     | Realisasi Capaian s/d tahun berjalan (tahun 2023) | Tingkat Capaian Realisasi Target Renstra (%)
        Program A | Jumlah embung | 40 | 30 | 75 | 65 | 52
        Program B | Jumlah bibit  | 80 | 20 | 25 | 45 | 90
    """  # noqa: E501
    )
    assert columns[2:6] == ["target 2022", "realisasi 2022", "capaian 2022", "perkiraan 2023"]
    assert columns[6].startswith("samping")


def test_percent_of_a_result_is_the_achievement_where_its_figures_say_so() -> None:
    columns = canonical("""
        Indikator | Tahun 2022 | < | < | Target Akhir Renstra | Capaian Tahun 2022 terhadap Target Akhir Renstra (%)
        ^         | Target | Realisasi | % Realisasi | ^ | ^
        Nilai A   | 40     | 30        | 75          | 60 | 50
        Nilai B   | 80     | 90        | 112,5       | 90 | 100
    """)
    assert columns[1:4] == ["target 2022", "realisasi 2022", "capaian 2022"]
    assert columns[5].startswith("samping")


@pytest.mark.parametrize(("standard", "sure"), [("", True), ("7", False)])
def test_a_column_without_figures_leaves_its_twin_sure(standard: str, sure: bool) -> None:
    grid = grid_of(
        table_of(f"""
        Indikator | Target Kinerja 2022 | Target | < | Realisasi
        ^         | ^          | 2022   | 2023 | 2022
        Nilai A   | {standard} | 40     | 50   | 30
        Nilai B   | {standard} | 80     | 90   | 60
    """)
    )
    column = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)[2]
    assert (column.kanonik, column.yakin > 0.7) == ("target 2022", sure)


def test_a_target_without_a_year_is_not_of_one_that_has_its_own() -> None:
    grid = grid_of(
        table_of("""
        Indikator | Target Kinerja | Target | < | Realisasi
        ^         | ^          | 2022   | 2023 | 2022
        Nilai A   | 7          | 40     | 50   | 30
        Nilai B   | 7          | 80     | 90   | 60
    """)
    )
    undated, own = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)[1:3]
    assert (undated.tahun, undated.yakin < 0.7, own.tahun, own.yakin) == (None, True, 2022, 1.0)


def test_a_group_of_an_unknown_word_and_a_year_gives_its_columns_the_year() -> None:
    assert canonical("""
        No | Nama Instansi | Usulan 2023 | < | < | <
        ^  | ^             | Prioritas 1 | Jumlah | Prioritas 2 | Jumlah
        1  | 2             | 3 | 4 | 5 | 6
        1  | Dinas Peternakan | Kandang sapi bersama | 400.000.000 | Pembibitan ayam kampung | 150.000.000
        2  | Dinas Perikanan  | Kolam ikan air tawar | 300.000.000 | Pengadaan benih ikan nila | 250.000.000
    """)[3::2] == ["pagu 2023", "pagu 2023"]


def test_quarters_that_end_at_the_years_target_are_targets() -> None:
    assert canonical(
        """
        Indikator | Target | Triwulan | < | < | <
        ^         | ^      | TW I | TW II | TW III | TW IV
        Nilai A   | 80     | 20   | 40    | 60     | 80
        Nilai B   | 12     | 3    | 6     | 9      | 12
        Nilai C   | 7      | 1    | 2     | 5      | 7
    """,
        TableYears(2022, 1.0, melaporkan=True),
    )[2:] == ["target tw1", "target tw2", "target tw3", "target tw4"]


def test_years_after_a_baseline_are_those_of_the_plan() -> None:
    assert canonical(
        """
        Sasaran | Indikator | Baseline 2020 | 2021 | 2022
        A       | Nilai A   | 10            | 11   | 12
    """,
        TableYears(2022, 1.0, melaporkan=True),
    )[2:] == ["awal 2020", "target 2021", "target 2022"]


def test_amounts_beside_a_budget_in_rupiah_are_money() -> None:
    assert canonical("""
        Kode | Program | Tahun 2021 | < | < | Tahun 2022 | < | <
        ^    | ^       | Anggaran (Rp) | Realisasi | % | Anggaran | Realisasi (Rp.) | %
        2.16.02 | Program A | Rp 1.581.528.621 | Rp 1.337.466.105 | 84,57% | Rp 1.905.456.170 | Rp 1.568.340.690 | 82,31%
        2.16.03 | Program B | Rp 173.701.075 | Rp 156.708.051 | 90,22% | Rp 209.278.404 | Rp 170.308.970 | 81,38%
    """)[2:5] == ["pagu 2021", "realisasi 2021", "persen_realisasi 2021"]


def test_a_budget_before_and_after_its_change_in_millions() -> None:
    assert canonical("""
        No | Program | Anggaran Sebelum Perubahan | Anggaran Setelah Perubahan | Realisasi | %
        1  | Program A | 1.259,25 | 1.325,03 | 1.105,90 | 83,46
        2  | Program B | 738,80   | 703,54   | 637,95   | 90,68
    """)[2:] == ["pagu_awal", "pagu", "realisasi", "persen_realisasi"]


def test_parts_of_a_code_under_one_name() -> None:
    assert canonical("""
        Sasaran | | KODE | | | Program | Indikator | Target 2022
        1 | 05 | 02 |      |    | Program A  | Nilai A | 1
        1 | 05 | 02 | 2.01 |    | Kegiatan B | Nilai B | 2
        1 | 05 | 02 | 2.01 | 01 | Sub C      | Nilai C | 3
        1 | 05 | 02 | 2.01 | 02 | Sub D      | Nilai D | 4
    """) == ["kode", "kode", "kode", "kode", "kode", "program", "indikator", "target 2022"]


def test_a_target_without_a_year_beside_dated_ones_is_doubtful() -> None:
    grid = grid_of(
        table_of("""
        Program | Indikator | Target 2021 | Target 2022 | Target
        Program A | Nilai A | 1 | 2 | 3
        Program B | Nilai B | 2 | 3 | 4
    """)
    )
    columns = read_columns(grid, read_headings(grid, HEADERS), TableYears(2021, 1.0))
    assert [k.yakin > 0.7 for k in columns[2:]] == [True, True, False]


@pytest.mark.parametrize(
    ("heading", "sure"),
    [
        ("Target Tahun 2021 | Pagu Tahun 2021 | Target | Pagu Indikatif Tahun 2022", [True, True, False, False]),
        ("Target | Pagu Indikatif | Target Tahun 2022 | Pagu Tahun 2022", [True, True, True, False]),
        ("Target | Pagu Indikatif | Target 2022 | Prakiraan Maju Tahun 2022 (Rp)", [True, True, True, True]),
    ],
)
def test_the_budget_of_the_year_after_is_a_forward_estimate_or_a_guess(heading: str, sure: list[bool]) -> None:
    grid = grid_of(
        table_of(f"""
        Program | Indikator | {heading}
        Program A | Nilai A | 1 | 125.000.000 | 3 | 135.000.000
        Program B | Nilai B | 2 | 225.000.000 | 4 | 245.000.000
    """)
    )
    columns = read_columns(grid, read_headings(grid, HEADERS), TableYears(2021, 1.0))
    assert [k.yakin > 0.7 for k in columns[2:]] == sure


def test_realisasi_of_a_budgets_size_is_money_without_a_sign() -> None:
    grid = grid_of(
        table_of("""
        Kode | Program | Tahun 2021 | < | < | Tahun 2022 | < | <
        ^    | ^       | Anggaran | Realisasi | % | Anggaran | Realisasi | %
        2.16.01 | Program A | 1.666,14 | 1.574,71 | 94,51 | 2.007,40 | 1.628,82 | 81,14
        2.16.02 | Program B | 722,17 | 639,04 | 88,49 | 870,08 | 788,21 | 90,59
    """)
    )
    columns = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR, 1_000_000)
    assert [(k.peran, k.ukuran) for k in columns[2:]] == [
        ("rupiah", "pagu"),
        ("rupiah", "realisasi"),
        ("rupiah", "persen_realisasi"),
    ] * 2


def test_names_of_all_levels_in_one_column_are_those_of_activities_where_it_ends_in_them() -> None:
    text = "Tujuan / Sasaran / Program | Indikator | Target 2022 | Rp.\nProgram A | Nilai A | 2 | 100.000.000"
    assert canonical(text)[0] == "program"
    assert canonical(text.replace(" / Program", ""))[0] in ("tujuan", "sasaran")


def test_what_was_reached_beside_a_budget_is_money_and_a_second_share_is_none_of_it() -> None:
    text = """
        Kegiatan | Indikator | Kinerja Triwulan | < | < | <
        ^ | ^ | Input | < | < | Output
        ^ | ^ | Pagu (Rp) | Realisasi | Capaian (%) | Capaian (%)
        Rapat | Hasil A | 5.000.000 | 4.000.000 | 80 | 100
    """
    assert canonical(text)[2:] == ["pagu", "realisasi", "persen_realisasi", "capaian"]
    alone = "Program | Target | Realisasi\nRapat | 5 | 4.000.000"
    assert canonical(alone)[2] == "realisasi"


def test_of_two_budgets_the_one_that_says_so_is_sure() -> None:
    def sure(second: str) -> list[bool]:
        grid = grid_of(table_of(f"Program | Pagu | {second} | Realisasi\nRapat | 5.000.000 | 5.000.000 | 4.000.000"))
        return [k.yakin > 0.7 for k in read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)[1:3]]

    assert sure("Rencana") == [True, False]
    assert sure("Pagu") == [False, False]


def test_a_quarter_beside_the_year_of_the_table_is_of_it() -> None:
    def sure(year: int) -> bool:
        text = f"Indikator | Data {year} | Target Kinerja | <\n^ | Target | TW I | TW II\nHasil A | 9 | 2 | 5"
        grid = grid_of(table_of(text))
        return read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)[2].yakin > 0.7

    assert sure(2022)


def test_the_years_around_the_one_that_is_budgeted() -> None:
    assert canonical("""
        Kode | Uraian | Jumlah (Rp) | < | < | <
        ^ | ^ | Tahun-1 | Tahun N | < | Tahun+1
        ^ | ^ | ^ | Belanja Operasi | Belanja Modal | ^
        2.17.01.2.01.0001 | Rapat | 5.000.000 | 6.000.000 | 7.000.000 | 8.000.000
    """)[2:] == ["pagu 2021", "pagu 2022", "pagu 2022", "prakiraan_maju 2023"]


def test_the_year_after_the_one_that_a_form_calls_n() -> None:
    form = """
        Kode | Uraian | Jumlah | < | <
        ^ | ^ | Tahun n | < | Tahun n+1
        ^ | ^ | Belanja Pegawai | Modal | ^
        1.08.01 | Program A | 5.000.000 | 6.000.000 | 8.000.000
    """
    assert canonical(form)[2:] == ["pagu 2022", "pagu 2022", "prakiraan_maju 2023"]
    assert canonical(form.replace("Tahun n+1", "Tahun n+2"))[2:] == ["pagu 2022", "pagu 2022", "pagu 2024"]


@pytest.mark.parametrize(("head", "last"), [("T-1", "pagu 2021"), ("Target T-1", "target")])
def test_a_year_counted_from_that_of_amounts_is_of_amounts_though_indicators_stand_before_it(head: str, last: str) -> None:
    assert (
        canonical(f"""
        Kode | Uraian | Indikator | Target | Satuan | {head} | T | <
        ^    | ^      | ^         | ^      | ^      | ^      | Sebelum (Rp) | Setelah (Rp)
        2.15.01 | Program A | | | | 9.131.055.615 | 9.017.300.340 | 9.128.781.013
        2.15.01.2.01 | Rapat | Jumlah rapat | 4 | Kali | 6.500.000 | 8.750.000 | 7.125.400
    """)[5]
        == last
    )


def test_years_told_from_the_first_of_a_plan_are_no_forward_estimates() -> None:
    assert canonical("""
        Kode | Uraian | Pagu (Rp) | < | < | <
        ^ | ^ | Tahun N-1 | Tahun N | Tahun N+1 | Tahun N+2
        2.17.01 | Program A | 5.000.000 | 6.000.000 | 7.000.000 | 8.000.000
    """)[2:] == ["pagu 2021", "pagu 2022", "pagu 2023", "pagu 2024"]


def test_how_far_the_work_was_to_be_is_no_progress_of_it() -> None:
    assert canonical("""
        Kegiatan | Pagu (Rp) | Fisik | < | Realisasi (Rp)
        ^        | ^         | Rencana (%) | Realisasi (%) | ^
        Rapat  | 200.000.000 | 80 | 75 | 190.000.000
        Survei | 100.000.000 | 60 | 40 |  50.000.000
    """) == ["kegiatan", "pagu", "samping", "persen_fisik", "realisasi"]
    assert canonical("""
        Kegiatan | Pagu (Rp) | Kemajuan Fisik (%) | Realisasi (Rp)
        Rapat  | 200.000.000 | 75 | 190.000.000
        Survei | 100.000.000 | 40 |  50.000.000
    """) == ["kegiatan", "pagu", "persen_fisik", "realisasi"]


def test_progress_that_was_planned_is_none_where_only_the_group_says_percent() -> None:
    text = """
        Kegiatan | Anggaran | Keuangan (Rp) | < | {} | <
        ^        | ^        | Target | Realisasi | Target | Realisasi
        Rapat  | 400.000.000 | 300.000.000 | 200.000.000 | 75 | 50
        Survei | 200.000.000 |  50.000.000 |  50.000.000 | 25 | 25
        Audit  | 100.000.000 |  90.000.000 |  60.000.000 | 90 | 60
    """
    assert canonical(text.format("Fisik (%)"))[3:] == ["realisasi", "samping", "persen_fisik"]
    assert canonical(text.format("Fisik"))[3:] == ["realisasi", "persen_fisik", "persen_fisik"], "nothing says percent"


def test_quantities_of_the_work_are_what_they_are_of_each_other() -> None:
    assert canonical("""
        Kegiatan | Fisik | < | < | Pagu (Rp)
        ^        | Target | Realisasi | % | ^
        Rapat  | 80 | 60 | 75,00 | 190.000.000
        Survei | 50 | 40 | 80,00 |  50.000.000
        Lomba  | 40 | 10 | 25,00 |  70.000.000
    """) == ["kegiatan", "target", "realisasi", "capaian", "pagu"]


def test_what_was_reached_in_percent_beside_amounts_alone_is_progress_of_the_work() -> None:
    text = "Uraian | Alokasi Biaya (Rp) | {} (%)\nPekerjaan tanah | 48.250.000 | 90\nPekerjaan atap | 31.600.000 | 10"
    assert canonical(text.format("Realisasi Bulan Ini")) == ["uraian", "pagu", "persen_fisik"]
    assert canonical(text.format("Realisasi Bulan Ini").replace("Uraian", "Indikator"))[2] == "realisasi"


def test_a_share_whose_group_says_percent_is_one_beside_results_of_other_quarters() -> None:
    text = """
        Indikator | Target 2022 | < | Realisasi TW I | < | {} | <
        ^ | K | Rp | K | Rp | K | Rp
        Nilai A | 80 | 900.000.000 | 60 | 100.000.000 | 75 | 66,67
        Nilai B | 70 | 800.000.000 | 65 | 100.000.000 | 72 | 60,50
    """
    assert canonical(text.format("Capaian (%)"))[5] == "capaian"
    assert canonical(text.format("Capaian"))[5] == "realisasi", "nothing says that it is a share"


def test_years_over_figures_of_a_scale_of_rupiah_hold_money() -> None:
    text = "{} | Tahun 2022 | Tahun 2023\nProgram A | 1.250,50 | 1.350,75\nProgram B | 250,50 | 350,75"
    for name, factor, measure in (("Program", 1_000_000, "pagu"), ("Program", 1, "target"), ("Indikator", 1_000_000, "target")):
        grid = grid_of(table_of(text.format(name)))
        found = read_columns(grid, read_headings(grid, HEADERS), TableYears(None, 0.0, 2022, 2026), factor)
        assert [k.ukuran for k in found[1:]] == [measure] * 2


@pytest.mark.parametrize(
    ("engine", "tail", "sure"),
    [("tanpa-garis", "95% 100%", False), ("garis", "95% 100%", True), ("tanpa-garis", "Tahap 2", True)],
)
def test_names_that_end_in_figures_hold_other_columns_where_no_ruling_parts_them(engine: str, tail: str, sure: bool) -> None:
    rows = "\n".join(f"Persentase layanan {name} {tail} | 105,26%" for name in ("kota", "desa", "pulau"))
    grid = grid_of(table_of(f"Indikator Kinerja | Capaian\n{rows}", engine=engine))
    (figures,) = (k for k in read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR) if k.peran == "nilai")
    assert (figures.yakin >= ROLE_SURE) == sure


@pytest.mark.parametrize(
    ("heads", "scale", "read"),
    [
        ("Jenis Penerimaan | Target | Realisasi | %", 1_000_000, ["uraian", "pagu", "realisasi", "persen_realisasi"]),
        ("Jenis Penerimaan | Target | Realisasi | %", 1, ["uraian", "target", "realisasi", "capaian"]),
        ("Indikator | Target | Realisasi | %", 1_000_000, ["indikator", "target", "realisasi", "capaian"]),
    ],
)
def test_a_target_under_a_scale_of_rupiah_is_money_where_nothing_else_is(heads: str, scale: int, read: list[str]) -> None:
    rows = "Jasa layanan | 182,50 | 191,38 | 104,87\nHibah | 6,50 | 5,12 | 78,77\nKerja sama | 18,20 | 21,06 | 115,71"
    grid = grid_of(table_of(f"{heads}\n{rows}"))
    assert [k.kanonik for k in read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR, scale)] == read


def test_the_year_after_in_a_dpa_is_a_forward_estimate() -> None:
    text = """
        Kode | Uraian | Tahun 2022 | < | T+1 (2023)
        ^    | ^      | Belanja Operasi | Belanja Modal | ^
        1.02.01 | Program A | Rp31.418.600.000 | Rp3.280.400.000 | Rp36.435.900.000
    """
    grid = grid_of(table_of(text))
    last = read_columns(grid, read_headings(grid, HEADERS), THIS_YEAR)[-1]
    assert (last.kanonik, last.yakin >= ROLE_SURE) == ("prakiraan_maju 2023", True)


def test_a_day_of_the_year_before_beside_one_of_the_captions_year_is_of_that_year() -> None:
    head = "URAIAN | 30 SEPTEMBER 2023 | < | {}\n^ | ANGGARAN | REALISASI | REALISASI\nPajak | 5.000.000 | 4.000.000 | 3.000.000"
    caption = "LAPORAN REALISASI ANGGARAN UNTUK PERIODE YANG BERAKHIR 30 SEPTEMBER 2023 DAN 2022"

    def years(day: str, text: str = head) -> list[tuple[int | None, bool]]:
        view = view_of("d", "t", table_of(text.format(day), caption=caption), REPORT, HEADERS)
        return [view.year_of(k) for k in view.kolom[1:]]

    assert years("30 SEPT 2022") == [(2023, True), (2023, True), (2022, True)]
    assert years("30 SEPT 2022", head.replace("30 SEPTEMBER 2023", "TAHUN INI"))[-1] == (2023, False), (
        "one of the two is mistyped"
    )


@pytest.mark.parametrize(
    ("codes", "role"),
    [
        (("4 . 1 . 1", "4 . 1 . 2 . 01", "5 . 1 . 1"), "kode"),
        (("4 . 1", "4 . 2", "5"), "nomor"),  # a list may be numbered so
        (("1", "2", "3"), "nomor"),
    ],
)
def test_numbers_that_are_codes_of_accounts_beside_amounts(codes: tuple[str, str, str], role: str) -> None:
    rows = "\n".join(f"{code} | {name} | 5.000.000" for code, name in zip(codes, ("Pajak", "Retribusi", "Belanja"), strict=True))
    assert canonical(f"Nomor Urut | Uraian | Jumlah (Rp)\n{rows}")[0] == role


@pytest.mark.parametrize(
    ("group", "leaf", "read"),
    [
        ("Renstra 2020-2024", "Target 2024", "akhir 2024"),
        ("Renstra 2020-2024", "Target 2023", "target 2023"),
        ("Renstra 2020-2024", "% thd Target", "samping"),
        ("Renstra 2020-2024", "% Capaian terhadap Target 2024", "samping"),
        ("Tahun 2022", "% thd Target", "capaian 2022"),
    ],
)
def test_what_stands_under_the_years_of_a_plan(group: str, leaf: str, read: str) -> None:
    text = f"Indikator | Realisasi 2022 | {group} | <\n^ | ^ | Target 2022 | {leaf}\nNilai A | 5 | 6 | 7"
    assert canonical(text)[3].startswith(read)


def test_growth_in_short_is_no_share_of_what_was_spent() -> None:
    assert canonical("Uraian | Realisasi 2022 (Rp) | Pertumb. (%)\nPajak | 5.000.000 | 13,57")[2] == "samping"


def test_performance_before_and_after_a_change_is_planned() -> None:
    text = """
        Kode | Kegiatan | Indikator Kinerja | {} Perubahan | < | {} Perubahan | <
        ^    | ^        | ^                 | K | Rp | K | Rp
        3.26.01 | Rapat | Jumlah rapat | 8 Kali | 86.400.000 | 5 Kali | 52.150.000
    """
    assert canonical(text.format("Sebelum", "Sesudah"))[3:] == ["target_awal", "pagu_awal", "target", "pagu"]
    assert canonical(text.format("Hasil", "Bukan"))[3] != "target_awal"


@pytest.mark.parametrize(("dpa", "sure"), [(True, True), (False, False)])
def test_the_next_year_in_a_dpa_is_a_forward_estimate_however_it_is_printed(dpa: bool, sure: bool) -> None:
    text = """
        Kode | Uraian | Jumlah Tahun 2022 (Rp) | < | Jumlah Tahun 2023 (Rp)
        ^    | ^      | Belanja Operasi | Belanja Modal | ^
        1.02.01 | Program A | 31.418.600.000 | 3.280.400.000 | 36.435.900.000
    """
    grid = grid_of(table_of(text))
    last = read_columns(grid, read_headings(grid, HEADERS), replace(THIS_YEAR, anggaran=dpa))[-1]
    assert (last.ukuran == "prakiraan_maju", last.yakin >= ROLE_SURE) == (sure, sure)


def test_a_column_of_marks_of_indicators_has_the_names_beside_it() -> None:
    rows = ["1a-CP | Persentase kepatuhan | 90% | 91%", "2b-N | Jumlah surat | 30 | 31", "3a-CP | Indeks layanan | 4,2 | 4,3"]
    marks, names, *_ = canonical("\n".join(["IKU | Nama IKU | Target | Realisasi", *rows]))
    assert (marks, names) == ("nomor", "uraian")
    assert canonical("\n".join(["IKU | Target | Realisasi", "Persentase kepatuhan | 90% | 91%"]))[0] == "indikator"
