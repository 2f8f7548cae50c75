"""Tables that say the measure, or the year, of their figures by rows."""

from __future__ import annotations

import pytest

from pipeline.tables.columns.column import Column
from pipeline.tables.grid import grid_of
from pipeline.tables.read import view_of
from pipeline.tables.rows.measures import RowMeasures, TitleLines, one_indicator, row_measures, row_years
from tests.pipeline.grids import HEADERS, REPORT, kinerja, table_of, understood

UPRIGHT = """
    Uraian    | 2020 | 2021 | 2022
    Target    | 70   | 75   | 80
    Realisasi | 63   | 75   | 84
    Capaian (%) | 90 | 100  | 105
"""
FIGURES = (Column(1, "nilai"), Column(2, "nilai"), Column(3, "nilai"))


def found(text: str, *titles: str, columns: tuple[Column, ...] = (Column(0, "uraian"), *FIGURES)) -> RowMeasures | None:
    return row_measures(grid_of(table_of(text)), 1, columns, TitleLines(titles, HEADERS))


def test_the_indicator_that_a_caption_names_is_measured_by_rows() -> None:
    result = understood(table_of(UPRIGHT, caption="Indikator 2 : Indeks literasi pesisir"))
    assert kinerja(result) == [
        ("Indeks literasi pesisir", year, measure, value, unit)
        for measure, values, unit in (
            ("target", (70.0, 75.0, 80.0), None),
            ("realisasi", (63.0, 75.0, 84.0), None),
            ("capaian", (90.0, 100.0, 105.0), "persen"),
        )
        for year, value in zip((2020, 2021, 2022), values, strict=True)
    ]
    assert {f.status_nilai for f in result.kinerja} == {"pasti"}


def test_an_indicator_that_spans_its_measures_names_them() -> None:
    result = understood(
        table_of("""
        Indikator              | Uraian    | 2021 | 2022
        Indeks literasi        | Target    | 70   | 75
        ^                      | Realisasi | 63   | 75
        Jumlah sanggar aktif   | Target    | 8    | 9
        ^                      | Realisasi | 6    | 9
    """)
    )
    assert kinerja(result) == [
        ("Indeks literasi", 2021, "target", 70.0, None),
        ("Indeks literasi", 2022, "target", 75.0, None),
        ("Indeks literasi", 2021, "realisasi", 63.0, None),
        ("Indeks literasi", 2022, "realisasi", 75.0, None),
        ("Jumlah sanggar aktif", 2021, "target", 8.0, None),
        ("Jumlah sanggar aktif", 2022, "target", 9.0, None),
        ("Jumlah sanggar aktif", 2021, "realisasi", 6.0, None),
        ("Jumlah sanggar aktif", 2022, "realisasi", 9.0, None),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Indikator 1 : Level kematangan arsip", "Level kematangan arsip"),
        ("Tabel 3.4 Indikator Kinerja Utama 2 - Angka kunjungan", "Angka kunjungan"),
        ("Perkembangan indikator: Angka kunjungan", None),
        ("Indikator yang dicapai", None),
        ("Indikator Kinerja :", None),
    ],
)
def test_only_what_stands_behind_the_word_indikator_is_a_name(title: str, name: str | None) -> None:
    seen = found(UPRIGHT, title)
    assert seen is not None
    assert (None if seen.diduga else seen.nama) == name
    assert seen.kolom == (0 if seen.nama else None)


@pytest.mark.parametrize("caption", [None, "Tabel 3.4 Perbandingan tiga tahun"])
def test_where_nothing_names_the_indicator_the_measures_are_read_and_all_is_in_doubt(caption: str | None) -> None:
    result = understood(table_of(UPRIGHT, caption=caption))
    assert [fact[2:4] for fact in kinerja(result)][::3] == [("target", 70.0), ("realisasi", 63.0), ("capaian", 90.0)]
    assert {(f.status_nilai, f.aturan_nilai) for f in result.kinerja} == {("ragu", "tanpa_indikator")}


def test_units_beside_the_measures_are_theirs() -> None:
    text = """
        Uraian    | Satuan | 2021 | 2022
        Target    | Orang  | 75   | 80
        Realisasi | Orang  | 75   | 84
        Capaian   | %      | 100  | 105
    """
    result = understood(table_of(text, caption="Indikator 2 : Banyaknya pengunjung"))
    assert [(f.ukuran, f.satuan) for f in result.kinerja][::2] == [
        ("target", "orang"), ("realisasi", "orang"), ("capaian", "persen"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("Target | 70 | 75 | 80\n Capaian (%) | 90 | 100 | 105", id="no result"),
        pytest.param("Target | 70 | 75 | 80\n Realisasi | 63 | 75 | 84\n Anggota koperasi | 9 | 8 | 7", id="a name among them"),
        pytest.param("Target pendapatan desa | 70 | 75 | 80\n Realisasi | 63 | 75 | 84", id="a name with the word"),
        pytest.param("Target Anggaran | 70 | 75 | 80\n Realisasi Anggaran | 63 | 75 | 84", id="amounts of money"),
    ],
)
def test_rows_that_are_no_measures(rows: str) -> None:
    assert found(f"Uraian | 2020 | 2021 | 2022\n{rows}", "Indikator 1 : Level kematangan arsip") is None


def test_measures_on_the_right_of_the_figures_name_no_rows() -> None:
    text = "2020 | 2021 | Uraian\n 70 | 75 | Target\n 63 | 75 | Realisasi"
    columns = (Column(0, "nilai"), Column(1, "nilai"), Column(2, "uraian"))
    assert found(text, "Indikator 1 : Level kematangan arsip", columns=columns) is None


YEARS = "Indikator Kinerja | Satuan | Tahun | Target | Realisasi\nNilai SAKIP | Nilai | 2022 | 70 | 71\n^ | ^ | 2021 | 68 | 66,5"


def test_years_below_one_another() -> None:
    told = [fact[:4] for fact in kinerja(understood(table_of(YEARS)))]
    assert ("Nilai SAKIP", 2021, "realisasi", 66.5) in told
    assert ("Nilai SAKIP", 2022, "target", 70.0) in told


@pytest.mark.parametrize(
    "text",
    [
        "Indikator Kinerja | Jumlah | Target | Realisasi\nNilai A | 2022 | 70 | 71\nNilai B | 2021 | 68 | 66,5",
        "Indikator Kinerja | Tahun | Target 2022 | Realisasi 2022\nNilai A | 2021 | 70 | 71\nNilai B | 2020 | 68 | 66,5",
    ],
)
def test_quantities_like_years_and_columns_with_years_of_their_own(text: str) -> None:
    view = view_of("d", "t", table_of(text), REPORT, HEADERS)
    assert row_years(view.grid, view.kepala.akhir, view.kolom, TitleLines((), HEADERS)) is None


BARE_YEARS = """
    Tahun | Target | Realisasi
    2020  | 80%    | 79%
    2021  | 82%    | 81%
    2022  | 84%    | 85%
"""


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("Tabel 3.4 Perkembangan Capaian Indikator Persentase Jalan Mantap Tahun 2021-2022", "Persentase Jalan Mantap"),
        ("Tabel 3.4 Nilai Capaian Kinerja Tahun 2021-2022", None),
        ("Tabel 3.4 Jalan", None),
    ],
)
def test_years_below_each_other_are_of_the_indicator_that_the_caption_names(caption: str, name: str | None) -> None:
    result = understood(table_of(BARE_YEARS, caption=caption))
    printed = [(2021, "target", 82.0), (2021, "realisasi", 81.0), (2022, "target", 84.0), (2022, "realisasi", 85.0)]
    named = [(name, *told) for told in printed]
    assert [fact[:4] for fact in kinerja(result)[2:]] == (named if name else [])
    assert [t.aturan for t in result.temuan] == ([] if name else ["tabel_tak_terpahami"]), "no figure is dropped in silence"


def test_a_caption_that_names_no_indicator_is_a_guess_at_one() -> None:
    facts = understood(table_of(BARE_YEARS, caption="Tabel 3.4 Perkembangan Jalan Mantap Tahun 2020-2022")).kinerja
    assert {(f.indikator, f.status_nilai, f.aturan_nilai) for f in facts} == {("Jalan Mantap", "ragu", "tanpa_indikator")}
    assert len(facts) == 6


def test_a_caption_names_no_table_that_has_names_of_its_own() -> None:
    text = "Tahun | Uraian | Target | Realisasi\n2021 | Jalan kota | 82 | 81\n2022 | Jalan desa | 84 | 85"
    view = view_of("d", "t", table_of(text, caption="Capaian Persentase Jalan Mantap"), REPORT, HEADERS)
    assert view.nama is None


def test_letters_say_the_measures_of_the_figures_right_of_them() -> None:
    text = """
        Indikator    | Satuan | Target 2021 | Ket | Jan | Feb
        Sasaran 1    | <      | <           | <   | <   | <
        Luas taman   | Ha     | 40          | T   | 10  | 20
        ^            | ^      | ^           | R   | 9   | 21
        ^            | ^      | ^           | %   | 90  | 105
    """
    told = [fact[2:] for fact in kinerja(understood(table_of(text)))]
    assert told == [
        ("target", 40.0, "ha"), ("target", 10.0, "ha"), ("target", 20.0, "ha"), ("realisasi", 9.0, "ha"),
        ("realisasi", 21.0, "ha"), ("capaian", 90.0, "persen"), ("capaian", 105.0, "persen"),
    ]  # fmt: skip


def test_letters_behind_figures_of_their_own_rows_and_one_of_the_two_say_nothing() -> None:
    columns = (Column(0, "indikator"), Column(1, "nilai"), Column(2, "keterangan"), Column(3, "nilai"))
    beside = "Indikator | 2020 | Ket | 2021\nTaman | 8 | T | 9\n^ | 7 | R | 8"
    assert found(beside, columns=columns) is None
    alone = "Indikator | 2020 | Ket | 2021\nTaman | 8 | T | 9\n^ | ^ | C | 8"
    assert found(alone, columns=columns) is None


def test_measures_with_what_they_count_under_a_heading_that_names_the_indicator() -> None:
    text = "Uraian | 2021 | 2022\nTarget (kejadian) | 125 | 120\nRealisasi (kejadian) | 109 | 118"
    result = understood(table_of(text, caption="a. Jumlah kejadian banjir rob"))
    assert {f.indikator for f in result.kinerja} == {"Jumlah kejadian banjir rob"}
    assert [f.ukuran for f in result.kinerja] == ["target", "target", "realisasi", "realisasi"]


def test_a_heading_above_names_the_indicator_of_rows_of_years() -> None:
    text = "Tahun | Target | Realisasi\n2021 | 95% | 93%\n2022 | 95% | 98%"
    told = understood(table_of(text, context=["b. Persentase perkara yang selesai", "Perkara selesai dalam lima bulan."]))
    assert {(f.indikator, f.tahun) for f in told.kinerja} == {("Persentase perkara yang selesai", year) for year in (2021, 2022)}
    assert not understood(table_of(text, context=["Perkara selesai dalam lima bulan."])).kinerja


SINGLE = "{} | < | < | <\nTW III | < | < | Target 2022\nTarget | Realisasi | Capaian (%) | ^\n21.500 | 23.140 | 107,63 | 28.750"


@pytest.mark.parametrize("title", ["Jumlah produksi induk (ekor)", "Penerimaan bukan pajak (Rp juta)"])
def test_a_title_in_its_frame_names_the_indicator_of_a_single_row(title: str) -> None:
    told = understood(table_of(SINGLE.format(title), caption="Tabel 6. Hasil Balai"))
    assert {f.indikator for f in told.kinerja} == {title}
    assert [f.ukuran for f in told.kinerja] == ["target", "realisasi", "capaian", "target"]


@pytest.mark.parametrize(
    "text",
    [
        SINGLE.format("Hasil Balai"),
        SINGLE.format("Jumlah produksi induk (ekor)") + "\n22.500 | 24.140 | 107,29 | 29.750",
        SINGLE.format("Jumlah produksi induk (ekor)").replace("Target 2022", "Anggaran (Rp)"),
    ],
    ids=["no indicator", "two rows", "money"],
)
def test_what_no_title_names_or_is_more_than_one_row_is_left(text: str) -> None:
    assert not understood(table_of(text, caption="Tabel 6. Hasil Balai")).kinerja


def test_a_table_with_words_of_its_own_is_of_no_single_indicator() -> None:
    grid = grid_of(table_of("Target | Realisasi | Ket\n5 | 4 | tercapai"))
    figures = Column(0, "nilai", "target"), Column(1, "nilai", "realisasi")
    titles = "Tabel 1", "Jumlah induk (ekor)"
    told = [one_indicator(grid, 1, (*figures, Column(2, role)), TitleLines(titles, HEADERS)) for role in ("keterangan", "uraian")]
    assert [one is not None for one in told] == [True, False]


@pytest.mark.parametrize("line", ["3.2.1. Indikator 1. Nilai tukar nelayan", "A.1 IKK 1 : Nilai tukar nelayan"])
def test_a_heading_with_the_number_of_its_indicator(line: str) -> None:
    assert TitleLines(("Tabel 5. Hasil setiap tahun",), HEADERS, [line]).indicator() == "Nilai tukar nelayan"
    assert (
        TitleLines(("Tabel 5. Hasil IKK 1 setiap tahun",), HEADERS, ["IKK adalah ukuran kinerja kegiatan."]).indicator() is None
    )


SERIES = "{}Thn | Target | Realisasi | {}\n2021 | 95 | 93 | Baik\n2022 | 95 | 98 | Baik"
YEARLY = ("3.1 Hasil", "Perkembangan selama tiga tahun sebagai berikut :")


def test_a_title_in_its_frame_comes_before_a_heading_above() -> None:
    told = understood(
        table_of(SERIES.format("Persentase pasar aktif | < | < | <\n", "Kategori"), context=["c. Nilai kinerja pasar"])
    )
    assert {f.indikator for f in told.kinerja} == {"Persentase pasar aktif"}


def test_a_heading_of_another_sasaran_ends_what_stands_above_it() -> None:
    lines = ["c. Nilai kinerja pasar", "Sasaran 2 : Naiknya mutu taman", "Ada dua indikator sebagai berikut :"]
    assert TitleLines(("",), HEADERS, lines).indicator() is None
    assert TitleLines(("",), HEADERS, [lines[0], lines[2]]).indicator() == "Nilai kinerja pasar"


def test_the_table_right_above_names_the_indicator_where_nothing_heads_this_one() -> None:
    first = table_of("Target | Realisasi | % Cap\n95 | 98 | 103,16", context=["a. Indeks kepuasan pasar"])
    text = SERIES.format("", "Kategori")
    told = understood(first, table_of(text, context=YEARLY[1:]))
    assert {f.indikator for f in told.kinerja} == {"Indeks kepuasan pasar"}
    assert len(understood(first, table_of(text, context=YEARLY)).kinerja) < len(told.kinerja), "a heading of its own"
    assert len(understood(first, table_of(text, context=YEARLY[1:], page=2)).kinerja) < len(told.kinerja), "on another page"


def test_a_form_names_the_indicator_of_its_table_and_the_unit() -> None:
    form = "Sasaran | SS-1 Mutu naik\nNama IKU | 1a-N Rata-rata waktu layanan\nSatuan Pengukuran | Hari\nFormula | jumlah"
    data = "Realisasi Y-2021 | Uraian | Tahun 2022 | <\n^ | ^ | Q1 | Y-2022\n78 | Target | 20 | 82\n^ | Realisasi | 17 | 84"
    told = understood(table_of(form), table_of(data, caption="TABEL DATA")).kinerja
    assert {(f.indikator, f.satuan) for f in told} == {("Rata-rata waktu layanan", "hari")}
    assert [(f.ukuran, f.tahun, f.nilai) for f in told if f.kolom == 0] == [("realisasi", 2021, 78.0)]
    two = understood(table_of(form.replace("Formula", "Nama Indikator")), table_of(data, caption="TABEL DATA")).kinerja
    assert {f.status_nilai for f in two} == {"ragu"}, "two names"


def test_rows_that_are_no_measure_of_ours_stand_among_those_that_are() -> None:
    text = UPRIGHT.replace("Capaian (%) | 90 | 100  | 105", "{}   | 7 | 8 | 9")
    told = understood(table_of(text.format("Deviasi"), caption="Target dan Realisasi Tingkat kehilangan air Tahun 2020-2022 (%)"))
    assert [(f.ukuran, f.satuan) for f in told.kinerja] == [("target", "persen")] * 3 + [("realisasi", "persen")] * 3
    assert found(text.format("Anggaran")) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("IKU 1 Pertumbuhan pendapatan pelaku usaha", "Pertumbuhan pendapatan pelaku usaha"),
        ("Capaian Tahun 2022", None),
        ("IKU 1 dan 2", None),
    ],
)
def test_a_heading_that_calls_it_an_indicator_names_the_one_of_a_table(line: str, name: str | None) -> None:
    table = table_of(
        "Realisasi 2021 | Target 2022 | Realisasi 2022\n4,12% | 5,50% | 5,71%",
        context=("Sasaran Strategis 1 Naiknya usaha", line),
    )
    assert {f.indikator for f in understood(table).kinerja} == ({name} if name else set())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("a. Prevalensi kios kosong", "Prevalensi kios kosong"),
        ("a. Prevalensi kios kosong naik", None),
        ("Prevalensi kios", None),
    ],
)
def test_a_title_that_says_no_more_than_a_heading_above_names_the_indicator(line: str, name: str | None) -> None:
    text = """
        Uraian | 2021 | 2022
        Target (%) | 1,8 | 1,6
        Realisasi (%) | 1,7 | 1,5
    """
    title = "Tabel 3.6 Capaian Indikator Prevalensi kios kosong Tahun 2021-2022"
    facts = understood(table_of(text, caption=title, context=("Sasaran 1 : Naiknya usaha", line, "Kios diisi kembali."))).kinerja
    assert {f.status_nilai for f in facts} == {"pasti" if name else "ragu"}
    assert not name or {f.indikator for f in facts} == {name}
