from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numbers.nilai import Hint, Style, group_style, read_angka
from tests.normalizers.strategies import STYLES, grouped, noise

HINTS: tuple[Hint, ...] = ("rupiah", "persen", "jumlah", "indeks")


@pytest.mark.parametrize(
    ("text", "hint", "value"),
    [  # docs/ATURAN.md, Angka
        ("Rp. 11,484,582,188,-", "rupiah", "11484582188"),
        ("37,059,668,545,-", "rupiah", "37059668545"),
        ("Rp 8.874.213.244,-", "rupiah", "8874213244"),
        ("Rp.1.119.192.420.286,-", "rupiah", "1119192420286"),
        ("Rp. 36,167,391.511,-", "rupiah", "36167391511"),
        ("Rp.\n37.059.668.545,-", "rupiah", "37059668545"),
        ("Rp. 349. 999. 620", "rupiah", "349999620"),
        ("Ro. 146.660.337", "rupiah", "146660337"),
        ("Rp.\t1.769.634.250", "rupiah", "1769634250"),
        ("2,806.250,000", "rupiah", "2806250000"),
        ("4,258.450.000", "rupiah", "4258450000"),
        ("1.725.000.", "rupiah", "1725000"),
        ("38.940,00", "rupiah", "38940"),
        ("12.345.678,90", "rupiah", "12345678.90"),
        ("Rp 11,5 Milyar", "rupiah", "11500000000"),
        ("Rp 250 juta", "rupiah", "250000000"),
        ("(Rp 1.234.567)", "rupiah", "-1234567"),
        ("1 234 567", "rupiah", "1234567"),
        ("12.500.00\n0", "rupiah", "12500000"),  # a figure broken by a narrow column
        ("5,4%", "persen", "5.4"),
        ("2,00 %", "persen", "2"),
        ("100 persen", "persen", "100"),
        ("40 Porsen", "persen", "40"),
        ("0.03%", "persen", "0.03"),
        ("-1.69%", "persen", "-1.69"),
        ("−1,69", "persen", "-1.69"),
        ("(0,64%)", "persen", "-0.64"),
        ("(9684,4%)", "persen", "-9684.4"),
        ("(138.348,57%)", "persen", "-138348.57"),
        ("(1,529,7%)", "persen", "-1529.7"),
        ("minus 9684,4 %", "persen", "-9684.4"),
        ("0,64%%", "persen", "0.64"),
        ("103,37", "persen", "103.37"),
        ("98,765%", "persen", "98.765"),
        ("3,157", "indeks", "3.157"),
        ("0,123", "jumlah", "0.123"),
        ("100²", "persen", "100"),
    ],
)
def test_sure_readings(text: str, hint: Hint, value: str) -> None:
    reading = read_angka(text, hint)
    assert (reading.value, reading.status, reading.candidates) == (Decimal(value), "pasti", ())


@pytest.mark.parametrize(
    ("text", "hint", "candidate"),
    [
        ("3.8000.000.000,00", "rupiah", "3800000000"),
        ("227.199732,00", "rupiah", "227199732"),
        ("37.664.381200,00", "rupiah", "37664381200"),
        ("Rp. 20.910425.110.068,-", "rupiah", "20910425110068"),
        ("15.450.000.00", "rupiah", "15450000"),
        ("1.234.56", "rupiah", "123456"),
        ("345,67", "rupiah", "345.67"),
        ("1O0", "persen", "100"),
        ("l5,4%", "persen", "15.4"),
        ("1.234", "jumlah", "1234"),
        ("1.234", "jumlah", "1.234"),
        ("1.234,567", "jumlah", "1234.567"),
        ("- 1,69", "persen", "1.69"),
        ("- 1,69", "persen", "-1.69"),
        ("(12)", "jumlah", "12"),
        ("12.500.000 13.000.000", "rupiah", "13000000"),
        ("5, 4%", "persen", "5.4"),
        ("199001012010011001", "rupiah", "199001012010011001"),
        ("12 orang", "jumlah", "12"),
    ],
)
def test_doubtful_readings_keep_their_candidates(text: str, hint: Hint, candidate: str) -> None:
    reading = read_angka(text, hint)
    assert reading.status == "ragu"
    assert Decimal(candidate) in reading.candidates
    assert reading.value is None or reading.value == reading.candidates[0]


@pytest.mark.parametrize("text", ["3.8000.000.000,00", "20.910425.110.068", "l5,4%", "12.500.000 13.000.000"])
def test_no_reading_is_preferred_where_none_is_likelier(text: str) -> None:
    assert read_angka(text, "rupiah").value is None


@pytest.mark.parametrize("text", ["", "-", "Rp -", "n/a", "Sangat Baik", "Rp"])
def test_no_value(text: str) -> None:
    reading = read_angka(text, "rupiah")
    assert (reading.value, reading.status) == (None, "kosong")


def test_a_countable_unit_decides_a_lone_sign() -> None:
    assert read_angka("3.750", "jumlah", satuan="lembar").value == 3750
    assert read_angka("3.750", "jumlah", satuan="lembar").status == "pasti"
    assert read_angka("3.750", "jumlah", satuan="km").status == "ragu"


def test_the_column_decides_only_for_thousands() -> None:
    assert read_angka("3.750", "jumlah", "titik").status == "pasti"
    assert read_angka("3.750", "jumlah", "titik").value == 3750
    other = read_angka("3.750", "jumlah", "koma")
    assert (other.status, set(other.candidates)) == ("ragu", {Decimal("3.750"), Decimal(3750)})


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234.567", "3.750"], "titik"),
        (["1,234,567", "3,750"], "koma"),
        (["5,4%", "12,25"], "titik"),
        (["5.4", "1,234.5"], "koma"),
        (["3.750", "3,750", "12", ""], None),
        (["1.234.567", "1,234,567"], None),
        (["1.234.567", "1.000.000", "1,234,567"], "titik"),
        (["2,806.250,000"], None),
    ],
)
def test_group_style(texts: list[str], style: Style | None) -> None:
    assert group_style(texts) == style


amounts = st.integers(min_value=0, max_value=10**14)
prefixes = st.sampled_from(["", "Rp", "Rp ", "Rp. ", "Rp.", "IDR ", "Rp.\n", "rp "])


@given(amounts, st.sampled_from(STYLES), prefixes, st.sampled_from(["", ",-", "sen", " ,-"]), st.booleans())
def test_every_printed_amount_reads_back(amount: int, style: str, prefix: str, tail: str, negative: bool) -> None:
    text = grouped(Decimal(amount), style)
    text += {"sen": ",00" if style == "titik" else ".00"}.get(tail, tail)
    text = f"({prefix}{text})" if negative else prefix + text
    reading = read_angka(text, "rupiah")
    assert (reading.value, reading.status) == (Decimal(-amount if negative else amount), "pasti")


@given(
    st.decimals(min_value=-(10**6), max_value=10**6, places=2),
    st.sampled_from(STYLES),
    st.sampled_from(["%", " %", " persen", ""]),
    st.sampled_from(["-", "\u2212", "(", "minus "]),
)
def test_every_printed_percentage_reads_back(value: Decimal, style: str, mark: str, minus: str) -> None:
    text = grouped(abs(value), style) + mark
    if value < 0:
        text = f"({text})" if minus == "(" else minus + text
    reading = read_angka(text, "persen")
    assert (reading.value, reading.status) == (value, "pasti")


@given(st.integers(0, 10**9), st.sampled_from(STYLES), st.sampled_from(["orang", "dokumen", "koperasi"]))
def test_every_printed_count_reads_back(value: int, style: str, satuan: str) -> None:
    reading = read_angka(grouped(Decimal(value), style), "jumlah", satuan=satuan)
    assert (reading.value, reading.status) == (Decimal(value), "pasti")


@given(st.decimals(min_value=0, max_value=10**7, places=3), st.sampled_from(STYLES), st.sampled_from([None, *STYLES]))
def test_three_decimals_are_never_surely_wrong(value: Decimal, style: str, column: Style | None) -> None:
    """`1.234` is one and a bit or a thousand: a sure reading must not be the other one, whatever the column says."""
    reading = read_angka(grouped(value, style), "jumlah", column)
    if reading.status == "pasti" and column == style:
        assert reading.value == value
    assert reading.status == "pasti" or value in reading.candidates


@given(noise, st.sampled_from(HINTS), st.sampled_from([None, *STYLES]), st.sampled_from([None, "orang", "persen", "xyz"]))
def test_nothing_raises_and_the_fields_agree(text: str, hint: Hint, style: Style | None, satuan: str | None) -> None:
    reading = read_angka(text, hint, style, satuan)
    assert reading.text == text
    assert (reading.status == "pasti") <= (reading.value is not None and not reading.candidates)
    assert (reading.status == "kosong") <= (reading.value is None and not reading.candidates)
    assert reading.value is None or reading.status == "pasti" or reading.value == reading.candidates[0]
    group_style([text])


@given(st.text(alphabet="0123456789OolISB.,", min_size=1, max_size=12).filter(lambda t: any(c.isalpha() for c in t)))
def test_letters_inside_a_figure_are_never_sure(text: str) -> None:
    assert read_angka(text, "rupiah").status != "pasti"


@pytest.mark.parametrize(
    ("text", "hint", "value"),
    [
        ("92.60733504163997", "persen", "92.60733504163997"),
        ("7,66666666666666667", "jumlah", "7.66666666666666667"),
        ("100.00000000000001", "indeks", "100.00000000000001"),
        ("196509121990031007", "persen", None),  # the number of a person
        ("1965.09121990031007", "persen", None),
        ("92.60733504163997", "rupiah", None),
    ],
)
def test_a_share_as_a_program_computed_it(text: str, hint: Hint, value: str | None) -> None:
    reading = read_angka(text, hint)
    assert reading.value == (None if value is None else Decimal(value))
    assert (reading.status == "pasti") is (value is not None)


def test_what_is_counted_has_no_such_decimals() -> None:
    assert read_angka("92.60733504163997", "jumlah", satuan="orang").status == "ragu"
