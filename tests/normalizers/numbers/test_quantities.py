from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers.cell_parts import PREDIKAT
from normalizers.numbers.nilai import Hint, Style
from normalizers.numbers.quantities import read_besaran, split_merged, unscaled
from normalizers.numbers.satuan import read_satuan
from tests.normalizers.strategies import STYLES, grouped, noise

Short = tuple[str | None, str | None, str | None]


def short(text: str, hint: Hint = "jumlah", status: str = "pasti") -> list[Short]:
    """(value, unit, predicate) of each figure; all must have the status."""
    found = read_besaran(text, hint)
    assert {b.status for b in found} <= {status}, found
    return [(None if b.nilai is None else f"{b.nilai.normalize():f}", b.satuan, b.predikat) for b in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [  # docs/ATURAN.md, Angka
        ("71 (BB)", [("71", None, "BB")]),
        ("92/ 100.000 KH", [("92", "per 100.000 kh", None)]),
        ("89/100.00\n0 KH", [("89", "per 100.000 kh", None)]),
        ("86,97/100.\n000 KH", [("86.97", "per 100.000 kh", None)]),
        ("6,5 per 1000 balita", [("6.5", "per 1.000 balita", None)]),
        ("71,5 BB", [("71.5", None, "BB")]),
        ("71BB", [("71", None, "BB")]),
        ("BB Indeks", [(None, None, "BB")]),
        ("B", [(None, None, "B")]),
        ("Nilai A (81,59)", [("81.59", None, "A")]),
        ("80,5 (A) Memuaskan", [("80.5", None, "A")]),
        ("86,73 (Sangat Baik)", [("86.73", None, None)]),
        ("Level 3 (3,157)", [("3.157", "level", None)]),
        ("Level 3", [("3", "level", None)]),
        ("3,157 (Level 3)", [("3.157", "level", None)]),
        ("5,4*)", [("5.4", None, None)]),
        ("+5,4%", [("5.4", "persen", None)]),
        ("3x", [("3", "kali", None)]),
        ("3.750 lbr", [("3750", "lembar", None)]),
        ("72,126 UMKM", [("72126", "umkm", None)]),
        ("2unit", [("2", "unit", None)]),
        ("400 Pkaet", [("400", "paket", None)]),
        ("12 lkali", [("12", "kali", None)]),
        ("40 Porsen", [("40", "persen", None)]),
        ("70 Orang/Bulan", [("70", "orang/bulan", None)]),
        ("70 Orang / Bulan", [("70", "orang/bulan", None)]),
        ("12 m2", [("12", "m2", None)]),
        ("121 Per 100.000 kelahiran hidup", [("121", "per 100.000 kelahiran hidup", None)]),
        (
            "0 Kantor Kas/Kantor Cabang/Kantor Kas Pembantu",
            [("0", "kantor kas/kantor cabang/kantor kas pembantu", None)],
        ),
        ("86 (101%)", [("86", None, None), ("101", "persen", None)]),
        ("10 Koperasi (33 Orang)", [("10", "koperasi", None), ("33", "orang", None)]),
        ("30 (6 Koperasi) Porsen", [("30", "persen", None), ("6", "koperasi", None)]),
        ("66 Orang / 2 kali", [("66", "orang", None), ("2", "kali", None)]),
        ("12 Buah 1 Paket", [("12", "buah", None), ("1", "paket", None)]),
        ("66 Orang\n450 Orang", [("66", "orang", None), ("450", "orang", None)]),
        ("15% 0,37%", [("15", "persen", None), ("0.37", "persen", None)]),
        ("3 Dokumen dan 1 Laporan", [("3", "dokumen", None), ("1", "laporan", None)]),
        ("3 (tiga) Dokumen", [("3", "dokumen", None)]),
        ("Rp. 3.118.450.000,-", [("3118450000", "rupiah", None)]),
        ("Rp 1.250.000 (satu juta dua ratus lima puluh ribu rupiah)", [("1250000", "rupiah", None)]),
        ("1,2 juta orang", [("1200000", "orang", None)]),
        ("(0,64%)", [("-0.64", "persen", None)]),
        ("0 kali", [("0", "kali", None)]),
        ("-", []),
        ("", []),
        ("n/a", []),
    ],
)
def test_forms_of_a_cell(text: str, figures: list[Short]) -> None:
    assert short(text) == figures


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("109-110", [109, 110]),
        ("109 – 110 orang", [109, 110]),
        ("> 100", [100]),
        ("<10", [10]),
        ("≥ 91", [91]),
        ("Lebih dari 100 %", [100]),
        ("76 % sampai 100 %", [76, 100]),
        ("5 s/d 7 kali", [5, 7]),
        ("min. 80", [80]),
    ],
)
def test_ranges_and_bounds_have_ends_only(text: str, ends: list[int]) -> None:
    (one,) = read_besaran(text)
    assert (one.nilai, one.status, list(one.candidates)) == (None, "ragu", [Decimal(e) for e in ends])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("25 Unit Usaha -", "sisa_tanda"),
        ("105,71% ■", "sisa_tanda"),
        ("kali", "satuan_saja"),
        ("150 umkm3 ksli", "menempel"),
        ("3 (empat) Dokumen", "terbilang_beda"),
        ("Persentase Peningkatan UMKM Binaan (72,126 UMKM)", "kalimat"),
        ("81B", "predikat_menempel"),
        ("1O0 %", "huruf_dalam_angka"),
        ("31 Desember 2022", "satuan_tak_terbaca"),
        ("1.250", "ribuan_atau_desimal"),
        ("1:5 orang", "angka_berdempetan"),
        ("5/10", "angka_berdempetan"),
        ("5, 6 orang", "angka_berdempetan"),
        ("12/05/2022", "angka_berdempetan"),
        ("(5%) (3%)", "tanda_minus_ragu"),
        ("BB / A", "predikat_saja"),
        ("1)", "sisa_tanda"),
        ("7l,90 BB", "angka_berdempetan"),
        ("42.l Km", "huruf_dalam_angka"),
        ("Rp .324.526.828", "tanda_di_depan"),
        ("3 x 4 orang", "perkalian"),
        ("4 dari 5", "bagian_dari"),
        ("1.250 Ha", "ribuan_atau_desimal"),
    ],
)
def test_doubt(text: str, rule: str) -> None:
    first = read_besaran(text)[0]
    assert (first.status, first.rule) == ("ragu", rule)


def test_a_figure_in_a_remark_is_doubtful_the_one_before_it_is_not() -> None:
    figure, remark = read_besaran("12 (tahun 2020)")
    assert (figure.nilai, figure.status) == (Decimal(12), "pasti")
    assert (remark.status, remark.rule) == ("ragu", "kalimat")


@pytest.mark.parametrize("text", ["WTP", "Opini Wajar Tanpa Pengecualian", "Sangat Baik"])
def test_a_verdict_in_the_place_of_a_figure_is_a_doubtful_value_without_one(text: str) -> None:
    (told,) = read_besaran(text)
    assert (told.nilai, told.satuan, told.predikat, told.status, told.rule) == (None, None, None, "ragu", "predikat_saja")


def test_words_without_a_figure_are_no_value() -> None:
    assert [b.status for b in read_besaran("Sangat Baik", "persen")] == ["kosong"], "how good a share is"
    assert [b.status for b in read_besaran("Baik Sekali untuk Warga")] == ["kosong"]
    assert [b.status for b in read_besaran("Sistem Pelayanan Perizinan")] == ["kosong"]


def test_number_words_decide_between_readings() -> None:
    (one,) = read_besaran("1.250 (seribu dua ratus lima puluh)")
    assert (one.nilai, one.status, one.rule) == (Decimal(1250), "pasti", "menurut_terbilang")


def test_a_unit_known_from_elsewhere_is_used_but_not_given() -> None:
    (one,) = read_besaran("14.250", satuan="koperasi")
    assert (one.nilai, one.satuan, one.status) == (Decimal(14250), None, "pasti")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("14.21\n5.066\n1.280.\n354", None),
        ("20 KSP/USP 383,545,680", ("20 KSP/USP", "383,545,680")),
        ("0.05 3.306.250.000", ("0.05", "3.306.250.000")),
        ("500 Orang (5%) 3.306.250.000", ("500 Orang (5%)", "3.306.250.000")),
        ("3,6% 1.793.310.000", ("3,6%", "1.793.310.000")),
        ("12 Bulan Rp. 1.250.000.000,-", ("12 Bulan", "Rp. 1.250.000.000,-")),
        ("12.500.000 13.000.000", None),
        ("Rp. 349. 999. 620", None),
        ("383,545,680", None),
        ("20 KSP/USP", None),
        ("Belanja Modal 383.545.680", None),
        ("", None),
    ],
)
def test_split_merged(text: str, parts: tuple[str, str] | None) -> None:
    assert split_merged(text) == parts


@pytest.mark.parametrize(
    ("text", "predikat"),
    [("71 (BB)", "BB"), ("A", "A"), ("Nilai A (81,59)", "A"), ("71", None), ("", None), ("Akuntabilitas", None)],
)
def test_predicate_of_a_cell(text: str, predikat: str | None) -> None:
    assert {b.predikat for b in read_besaran(text, "indeks") if b.predikat} == ({predikat} if predikat else set())


@given(
    st.integers(0, 10**8),
    st.sampled_from(STYLES),
    st.sampled_from(
        [
            ("orang", "Orang"),
            ("dokumen", "Dokumen"),
            ("unit usaha", "Unit Usaha"),
            ("paket", "Pkaet"),
            ("lembar", "lbr"),
        ]
    ),
    st.sampled_from([" ", "", "\n", "  "]),
)
def test_every_quantity_reads_back(value: int, style: str, unit: tuple[str, str], gap: str) -> None:
    canonical, printed = unit
    (one,) = read_besaran(f"{grouped(Decimal(value), style)}{gap}{printed}")
    assert (one.nilai, one.satuan, one.status) == (Decimal(value), canonical, "pasti")


@given(
    st.decimals(0, 100, places=2),
    st.sampled_from(PREDIKAT),
    st.sampled_from(["{} ({})", "{} {}", "Nilai {1} ({0})", "{1} ({0})"]),
    st.sampled_from(STYLES),
)
def test_every_score_with_predicate_reads_back(value: Decimal, predikat: str, form: str, style: str) -> None:
    (one,) = read_besaran(form.format(grouped(value, style), predikat))
    assert (one.nilai, one.predikat, one.satuan, one.status) == (value, predikat, None, "pasti")


@given(noise, st.sampled_from(["rupiah", "persen", "jumlah", "indeks"]), st.sampled_from([None, *STYLES]))
def test_nothing_raises_and_the_fields_agree(text: str, hint: Hint, style: Style | None) -> None:
    for besaran in read_besaran(text, hint, style):
        assert besaran.teks == text
        assert (besaran.status == "pasti") <= (besaran.nilai is not None or besaran.predikat is not None)
        assert (besaran.status == "pasti") <= (not besaran.candidates)
    split_merged(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("12 m 2", "m2"), ("246\nμg/Nm\n3", "μg/nm3"), ("5 km 2 (luas)", "km"), ("25 kg/m 3", "kg/m3"), ("30 m³", "m3")],
)
def test_a_raised_digit_that_stands_apart_is_the_units(text: str, unit: str) -> None:
    assert [q.satuan for q in read_besaran(text)][:1] == [unit]
    assert unit == "km" or len(read_besaran(text)) == 1


def test_a_figure_behind_a_unit_of_length_is_one_where_a_unit_follows() -> None:
    assert [(q.nilai, q.satuan) for q in read_besaran("12 m 2 unit")] == [(12, "m"), (2, "unit")]
    assert read_satuan("program 2") != "program2"


def test_arrows_tell_which_way_a_figure_moved_and_nothing_of_it() -> None:
    for text in ("105,71% ▲", "▼ 105,71%", "105,71 % ↑"):
        (one,) = read_besaran(text)
        assert (one.nilai, one.satuan, one.status) == (Decimal("105.71"), "persen", "pasti")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("25,82\nMilyar\nUS$", "25.82", "miliar us$"), ("46,30 Juta US $", "46.3", "juta us$"), ("12 US$", "12", "us$"),
     ("Jumlah sebanyak 6 Jenis", "6", "jenis")],
)  # fmt: skip
def test_dollars_and_words_before_a_count(text: str, value: str, unit: str) -> None:
    (figure,) = map(unscaled, read_besaran(text))
    assert (figure.nilai, figure.satuan, figure.status) == (Decimal(value), unit, "pasti")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("135 Bin LB3", (135, "bin lb3", "pasti")),
        ("11 jenis obat B3", (11, "jenis obat b3", "pasti")),
        ("2 Unit (K3)", (2, "unit", "pasti")),
        ("70% dari timbulan sampah", (70, "persen", "pasti")),
        ("Ada, sebanyak 3 jenis", (3, "jenis", "pasti")),
        ("12 unit 3 paket", None),
        ("4 dari 5", None),
    ],
)
def test_names_with_a_digit_and_what_a_share_is_of_are_no_figures(text: str, read: tuple[int, str, str] | None) -> None:
    found = [(q.nilai, q.satuan, q.status) for q in read_besaran(text)]
    assert found == [read] if read else len(found) == 2


@pytest.mark.parametrize(
    ("text", "value", "predikat"),
    [
        ("293.000.00C", 293_000_000, None),
        ("1.205.000.00O", 1_205_000_000, None),
        ("79.846.153.280;00", 79_846_153_280, None),
        ("71,5C", Decimal("71.5"), "C"),
        ("70.00C", 70, "C"),
    ],
)
def test_a_letter_in_the_place_of_the_last_digit_of_thousands(text: str, value: Decimal, predikat: str | None) -> None:
    (read,) = read_besaran(text, "rupiah", "titik")
    assert (read.nilai, read.predikat, read.status) == (value, predikat, "ragu")


def test_a_currency_sign_that_a_scan_misread_is_one() -> None:
    (read,) = read_besaran("RD 3.415.660.000,-", "rupiah", "titik")
    assert (read.nilai, read.status) == (3_415_660_000, "pasti")
    assert read_besaran("RK 3.415.660.000,-", "rupiah", "titik")[0].status == "ragu"
