"""What columns say of each other, one question a test, each with a table that only looks like it."""

from __future__ import annotations

from typing import Any

from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import ROLE_SURE
from pipeline.tables.columns.relations import related
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, PLAN, REPORT, table_of
from tests.pipeline.tables.columns.drafts import drafted, with_roles


def columns(text: str, roles: str, caption: str = "Tahun 2022", identity: Identity = REPORT) -> list[Any]:
    drafts, figures, years = drafted(text, caption, identity)
    return related(with_roles(drafts, roles), drafts, figures, years)


def measures(found: list[Any]) -> list[str]:
    return [k.ukuran or k.peran for k in found]


def test_a_target_without_a_year_beside_dated_ones_is_a_guess() -> None:
    text = "Indikator | Target | Target {} | Target {}\nNilai A | 1 | 2 | 3"
    assert columns(text.format(2023, 2024), ". nilai nilai nilai")[1].yakin < 0.8
    plain = columns("Indikator | Target | Realisasi\nNilai A | 1 | 2", ". nilai nilai")
    assert plain[1].yakin >= 0.8


def test_a_budget_of_the_year_after_in_a_plan_of_one_year_is_a_guess() -> None:
    renja = Identity(jenis="Renja", tahun=2022)
    text = "Program | Pagu 2022 | Pagu {}\nRapat | 5.000.000 | 6.000.000"
    after = columns(text.format(2023), ". rupiah:pagu rupiah:pagu", "Rencana Kerja Tahun 2022", renja)
    later = columns(text.format(2024), ". rupiah:pagu rupiah:pagu", "Rencana Kerja Tahun 2022", renja)
    assert [k.yakin >= 0.8 for k in after[1:]] == [True, False]
    assert [k.yakin >= 0.8 for k in later[1:]] == [True, True]


def test_a_plan_begins_once() -> None:
    text = "Indikator | Kondisi Awal 2019 | Kondisi Awal 2020 | Kondisi Awal {} | Target 2023\nNilai A | 1 | 2 | 3 | 4"
    thrice = columns(text.format(2021), ". nilai nilai nilai nilai")
    twice = columns(text.format(2020), ". nilai nilai nilai nilai")
    assert [k.yakin for k in thrice[1:4]] == [0.5] * 3
    assert thrice[4].yakin >= 0.8
    assert twice[1].yakin >= 0.8


def test_parts_of_a_code_in_columns_of_their_own() -> None:
    text = "Kode | | | Program | Pagu\n1 | {} | 01 | Rapat | 5.000.000\n1 | 04 | 02 | Survei | 6.000.000"
    assert measures(columns(text.format("03"), "kode lain lain program rupiah:pagu"))[:3] == ["kode"] * 3
    assert measures(columns(text.format("1.300"), "kode lain lain program rupiah:pagu"))[:3] == ["kode", "lain", "lain"]


def test_a_program_inside_a_group_of_targets_does_not_name_the_row() -> None:
    text = "Program | {} | < | Pagu\n^ | Program | Keluaran | ^\nRapat | Laporan rapat | Dokumen | 5.000.000"
    assert columns(text.format("Target Capaian Kinerja"), "program program . rupiah:pagu")[1].peran == "keterangan"
    assert columns(text.format("Kegiatan"), "program program . rupiah:pagu")[1].peran == "program"


def test_of_two_budgets_of_one_year_the_first_is_the_one_before_the_change() -> None:
    text = "Program | Anggaran | <\n^ | Sebelum Perubahan {} | Setelah Perubahan {}\nRapat | 5.000.000 | 6.000.000"
    roles = ". rupiah:pagu rupiah:pagu"
    assert measures(columns(text.format(2022, 2022), roles))[1:] == ["pagu_awal", "pagu"]
    assert measures(columns(text.format(2021, 2022), roles))[1:] == ["pagu", "pagu"]


def test_quarters_whose_last_is_the_years_target_are_planned() -> None:
    text = "Indikator | Target 2022 | Tahun 2022 | < | < | <\n^ | ^ | TW I | TW II | TW III | TW IV\n"
    rows = "Nilai A | 8 | 1 | 2 | 3 | {}\nNilai B | 9 | 1 | 2 | 3 | {}\nNilai C | 7 | 1 | 2 | 3 | {}"
    report = "Realisasi Tahun 2022"
    roles = ". nilai nilai nilai nilai nilai"
    planned = columns(text + rows.format(8, 9, 7), roles, report)
    reached = columns(text + rows.format(8, 8, 7), roles, report)
    assert measures(planned)[2:] == ["target"] * 4
    assert measures(reached)[2:] == ["realisasi"] * 4


def test_the_end_of_a_plan_is_its_last_year() -> None:
    text = "Indikator | Target 2022 | Target 2023 | Kondisi Akhir\nNilai A | 1 | 2 | 3"
    found = columns(text, ". nilai nilai nilai", "Renstra 2022-2026", PLAN)
    assert (found[3].ukuran, found[3].tahun) == ("akhir", 2026)


def test_the_only_target_of_a_plan_of_one_year_is_by_a_guess_of_that_year() -> None:
    text = "Indikator | Target Renstra | {}\nNilai A | 1 | 2"
    only = columns(text.format("Keterangan"), ". nilai lain", "Rencana Kinerja Tahun 2022", REPORT)[1]
    assert (only.ukuran, only.tahun, only.yakin < 0.8) == ("target", None, True)
    beside = columns(text.format("Target 2022"), ". nilai nilai", "Rencana Kinerja Tahun 2022", REPORT)[1]
    assert beside.ukuran == "akhir"


def test_a_bare_year_is_planned_or_reached_as_the_words_around_say() -> None:
    text = "Indikator | 2021 | 2022\nNilai A | 1 | 2"
    assert measures(columns(text, ". nilai nilai", "Realisasi Tahun 2022"))[1:] == ["realisasi"] * 2
    assert measures(columns(text, ". nilai nilai", "Target Tahun 2022"))[1:] == ["target"] * 2


def test_amounts_under_bare_years_are_what_the_caption_tells() -> None:
    text = "Uraian | 2022 | 2021\nPendapatan A | 5.000.000 | 6.000.000"
    roles = ". rupiah:pagu rupiah:pagu"
    neutral = Identity(jenis="LKjIP", tahun=2022)
    assert measures(columns(text, roles, "Perbandingan Realisasi Pendapatan", neutral))[1:] == ["realisasi"] * 2
    planned = columns(text, roles, "Rencana Pendapatan", neutral)
    assert [(k.ukuran, k.yakin >= 0.8) for k in planned[1:]] == [("pagu", True)] * 2
    untold = columns(text, roles, "Perbandingan Pendapatan", neutral)
    assert [(k.ukuran, k.yakin >= 0.8) for k in untold[1:]] == [("pagu", False)] * 2
    named = columns(text.replace("2021", "Pagu 2021"), roles, "Perbandingan Realisasi Pendapatan", neutral)
    assert measures(named)[1:] == ["pagu"] * 2, "beside a heading that says what it is"


def test_an_amount_under_a_word_that_says_nothing_is_spent_where_the_title_says_so_alone() -> None:
    text = "Uraian | Nilai\nBelanja A | 5.000.000"
    neutral = Identity(jenis="LKjIP", tahun=2022)
    titles = {
        "REALISASI ANGGARAN": "realisasi",
        "Tabel 3.4 Rekapitulasi Penyerapan Anggaran": "realisasi",
        "Realisasi dan Sisa Anggaran": "pagu",
        "PAGU DAN REALISASI": "pagu",
        "Anggaran": "pagu",
    }
    for title, measure in titles.items():
        assert measures(columns(text, ". rupiah:pagu", title, neutral))[1:] == [measure], title
    named = columns(text.replace("Nilai", "Pagu"), ". rupiah:pagu", "REALISASI ANGGARAN", neutral)
    assert measures(named)[1:] == ["pagu"], "the heading says what it is"


def test_amounts_under_nothing_but_quarters_are_spent_where_the_title_says_so_alone() -> None:
    text = "Uraian | Triwulan I | Triwulan II\nBelanja A | 5.000.000 | 6.000.000\nBelanja B | 7.000.000 | 9.000.000"
    neutral = Identity(jenis="LKjIP", tahun=2022)
    for title, measure, sure in (
        ("Lampiran: Realisasi Penyerapan per Triwulan", "realisasi", True),
        ("Pagu dan Realisasi per Triwulan", "pagu", False),
    ):
        found = columns(text, ". rupiah:pagu rupiah:pagu", title, neutral)[1:]
        assert [(k.ukuran, k.yakin >= 0.8) for k in found] == [(measure, sure)] * 2, title
    beside = columns(text.replace("Triwulan II", "Pagu"), ". rupiah:pagu rupiah:pagu", "Realisasi per Triwulan", neutral)
    assert measures(beside)[1:] == ["pagu"] * 2


def test_a_scale_over_one_column_of_amounts_holds_for_those_of_its_size() -> None:
    text = "Program | Anggaran (Ribuan) | Realisasi\nRapat | 5.000 | {}\nSurvei | 6.000 | {}"
    roles = ". rupiah:pagu rupiah:realisasi"
    assert columns(text.format("4.900", "5.800"), roles)[2].faktor == 1000
    assert columns(text.format("4.900.000", "5.800.000"), roles)[2].faktor == 1


def test_a_scale_over_the_names_holds_for_all_amounts_that_print_none() -> None:
    text = "Uraian (dalam ribuan rupiah) | Pagu{} | Realisasi\nRapat | 5.000 | 4.900\nSurvei | 6.000 | 5.800"
    roles = ". rupiah:pagu rupiah:realisasi"
    assert [k.faktor for k in columns(text.format(""), roles)[1:]] == [1000, 1000]
    assert columns(text.format(" (juta)"), roles)[1].faktor == 1_000_000
    counted = text.replace("Uraian (dalam ribuan rupiah)", "Indikator Kinerja (ribu orang)")
    assert [k.faktor for k in columns(counted.format(""), roles)[1:]] == [1, 1], "the scale of what is counted"


def test_the_widest_column_of_words_names_rows_that_no_heading_names() -> None:
    text = "Bla | Blu | Pagu\n{} | ada | 5.000.000"
    assert columns(text.format("Rapat koordinasi"), "lain lain rupiah:pagu")[0].peran == "uraian"
    assert [k.peran for k in columns(text.format("ya"), "lain lain rupiah:pagu")[:2]] == ["lain"] * 2


def test_columns_that_read_alike_are_guesses_but_for_their_sum() -> None:
    text = "Program | {} | Pagu 2022 | Pagu 2022\nRapat | 9.000.000 | 4.000.000 | 5.000.000"
    roles = ". rupiah:pagu rupiah:pagu rupiah:pagu"
    assert [k.yakin >= 0.8 for k in columns(text.format("Pagu 2022"), roles)[1:]] == [False] * 3
    summed = columns(text.format("Pagu 2022 / Jumlah"), roles)
    assert [k.yakin >= 0.8 for k in summed[1:]] == [True, False, False]


def test_the_first_of_two_targets_is_the_one_before_the_change() -> None:
    text = "Indikator | Target Semula | Target Menjadi\nNilai A | 40 | 50\nNilai B | 60 | 70"
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    assert [k.ukuran for k in view.kolom[1:]] == ["target_awal", "target"]


OLD_TITLE = (
    "Indikator | Target {} | Realisasi | Capaian (%)\nNilai A | 50 | 45 | {}\nNilai B | 40 | 30 | {}\nNilai C | 10 | 11 | {}"
)


def test_results_under_the_title_of_last_years_report_are_of_the_targets_year() -> None:
    roles = ". nilai:target nilai:realisasi nilai:capaian"
    proven = columns(OLD_TITLE.format(2022, "90", "75", "110"), roles, "Pengukuran Kinerja Tahun 2021")
    assert [(k.tahun, k.tahun_tertulis) for k in proven[1:]] == [(2022, True)] * 3
    unproven = columns(OLD_TITLE.format(2022, "9", "7", "1"), roles, "Pengukuran Kinerja Tahun 2021")
    assert [(k.tahun, k.tahun_tertulis) for k in unproven[2:]] == [(2022, False)] * 2, "no share shows it"


def test_results_beside_a_target_of_another_year_than_the_documents_are_of_the_title() -> None:
    roles = ". nilai:target nilai:realisasi nilai:capaian"
    final = columns(OLD_TITLE.format(2026, "90", "75", "110"), roles, "Pengukuran Kinerja Tahun 2021")
    assert [k.tahun for k in final[2:]] == [None] * 2, "what the plan has for its last year"
    same = columns(OLD_TITLE.format(2022, "90", "75", "110"), roles, "Pengukuran Kinerja Tahun 2022")
    assert [k.tahun for k in same[2:]] == [None] * 2, "the title's own year needs no other"


def test_amounts_of_places_are_named_by_these_where_nothing_else_does() -> None:
    text = "No | {} | Anggaran (Rp) | Realisasi (Rp)\n"
    text += "1 | Pasar Baru | 5.000.000 | 4.000.000\n2 | Pasar Lama | 6.000.000 | 5.000.000"
    roles = "nomor lokasi rupiah:pagu rupiah:realisasi"
    assert measures(columns(text.format("Lokasi"), roles))[1] == "uraian"
    spending = columns(text.format("Satuan Kerja"), "nomor penanggung_jawab rupiah:pagu rupiah:realisasi")
    assert measures(spending)[1] == "uraian"
    beside = columns("No | Kegiatan | Unit Kerja | Anggaran (Rp)\n1 | Rapat | Bagian Umum | 5.000.000", ". . . rupiah:pagu")
    assert measures(beside)[1:3] == ["kegiatan", "penanggung_jawab"]
    named = "No | Kegiatan | Lokasi | Anggaran (Rp)\n1 | Rapat | Pasar Baru | 5.000.000"
    assert measures(columns(named, "nomor kegiatan lokasi rupiah:pagu"))[2] == "lokasi"


def test_what_a_plan_heads_capaian_up_to_its_last_year_is_wanted() -> None:
    text = "Indikator | Capaian | < | <\n^ | 2022 | {} | {}\nNilai A | 10 | 12 | 15\nNilai B | 150 | 155 | 160"
    plan = columns(text.format(2024, 2026), ". nilai:capaian nilai:capaian nilai:capaian", "Indikator Daerah", PLAN)
    assert [(k.ukuran, k.yakin >= 0.8) for k in plan[1:]] == [("target", False), ("target", True), ("target", True)]
    earlier = columns(text.format(2023, 2024), ". nilai:capaian nilai:capaian nilai:capaian", "Indikator Daerah", PLAN)
    report = columns(text.format(2024, 2026), ". nilai:capaian nilai:capaian nilai:capaian", "Capaian Kinerja", PLAN)
    renja = Identity(jenis="Renja", tahun=2027)
    told = columns(text.format(2024, 2026), ". nilai:capaian nilai:capaian nilai:capaian", "Indikator 2022-2026", renja)
    assert {k.ukuran for k in (*earlier[1:], *report[1:], *told[1:])} == {"realisasi"}


def test_words_beside_an_indicator_name_the_amounts_though_a_figure_stands_among_them() -> None:
    text = "Judul Usulan | Indikator | Target | Pagu\nPengadaan rak arsip {} | Rak A | 4 | 5.000.000\n"
    text += "Perbaikan gedung arsip {} | Atap | 1 | 6.000.000\nPembelian buku arsip | Buku | 9 | 7.000.000"
    roles = "lain indikator nilai rupiah:pagu"
    assert columns(text.format("B3", "kota"), roles)[0].peran == "uraian"
    assert columns(text.format("3", "4"), roles)[0].peran == "lain"


def test_a_name_its_figure_and_its_unit_below_one_heading() -> None:
    text = "Tujuan | Indikator | < | <\nArsip | Jumlah rak arsip | {} | Unit\n"
    text += "Buku | Jumlah buku tua | {} | Buah\nPeta | Jumlah peta | {} | Lembar"
    found = columns(text.format("1.478", "267", "35"), "tujuan indikator nomor indikator")
    assert [k.ukuran or k.peran for k in found[1:]] == ["indikator", "target", "satuan"]
    assert found[2].yakin < 0.8
    listed = columns(text.format("1", "2", "3"), "tujuan indikator nomor indikator")
    assert [k.peran for k in listed[1:]] == ["indikator", "nomor", "indikator"]


def test_columns_that_hold_the_same_figures_are_no_guess() -> None:
    text = "Indikator | Target Kinerja | Target Diperjanjikan\nNilai A | 1 | 1\nNilai B | 2 | 2\nNilai C | 3 | {}"
    roles = ". nilai:target nilai:target"
    assert [k.yakin >= 0.8 for k in columns(text.format(3), roles, "Target", REPORT)[1:]] == [True, True]
    assert [k.yakin >= 0.8 for k in columns(text.format(4), roles, "Target", REPORT)[1:]] == [False, False]


def test_targets_behind_a_column_of_quarters_are_of_these() -> None:
    text = "Indikator | Target Tahunan | {} | Target\nNilai A | 8 | I | 2\nNilai B | 9 | II | 4\nNilai C | 7 | III | 6"
    roles = ". nilai:target . nilai:target"
    assert [k.yakin >= 0.8 for k in columns(text.format("Triwulan"), roles, "Target", REPORT)[1::2]] == [True, True]
    assert [k.yakin >= 0.8 for k in columns(text.format("Catatan"), roles, "Target", REPORT)[1::2]] == [False, False]


def test_what_a_province_and_the_nation_reach_are_two_standards() -> None:
    text = "Indikator | Realisasi | Realisasi Provinsi | {}\nNilai A | 71,5 | 72,1 | 72,9"
    told = [view_of("d", "t", table_of(text.format(f"Realisasi {whose}")), REPORT, HEADERS).kolom for whose in _BOTH]
    assert [[k.ukuran for k in columns[2:]] for columns in told] == [["standar"] * 2] * 2
    assert [[k.yakin >= ROLE_SURE for k in columns[2:]] for columns in told] == [[True] * 2, [False] * 2]


_BOTH = ("Nasional", "Provinsi")  # the same heading twice leaves it open


def test_what_was_reached_in_percent_beside_amounts_is_how_far_the_work_is() -> None:
    text = (
        "{} | Alokasi Biaya (Rp) | Realisasi Bulan Ini (%)\nPekerjaan tanah | 48.250.000 | 90\nPekerjaan atap | 31.600.000 | 10"
    )
    told = [view_of("d", "t", table_of(text.format(name)), REPORT, HEADERS).kolom[2] for name in ("Uraian", "Indikator")]
    assert [(k.peran, k.ukuran) for k in told] == [("rupiah", "persen_fisik"), ("nilai", "realisasi")]
    assert told[0].yakin < ROLE_SURE, "a guess"


def test_the_year_before_beside_a_budget_and_what_came_of_it() -> None:
    def read(title: str, last: str) -> tuple[str, bool]:
        body = "Belanja Pegawai | 7.412.680.000 | 7.398.114.206 | 7.120.456.318"
        text = f"URAIAN | TA 2022 | < | {last}\n^ | ANGGARAN | REALISASI | ^\n{body}"
        column = view_of("d", "t", table_of(text, caption=title), REPORT, HEADERS).kolom[3]
        return column.kanonik, column.yakin > 0.8

    assert read("LAPORAN REALISASI ANGGARAN TAHUN 2022", "TA 2021") == ("realisasi 2021", True)
    assert read("LAPORAN REALISASI ANGGARAN TAHUN 2022", "ANGGARAN 2021") == ("pagu 2021", True)
