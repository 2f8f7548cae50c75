"""Equations settle a doubtful figure only where they prove it; a wrong figure that looks sure is the worst that can happen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.datasets.records import Anggaran, Kinerja
from pipeline.facts.arithmetic.equations import anggaran_equations, kinerja_equations
from pipeline.facts.arithmetic.settling import settle_anggaran, settle_kinerja
from tests.pipeline.fact_rows import anggaran, kinerja

_DIGIT_DOUBTS = ("bacaan_beda", "ocr_lemah", "huruf_dalam_angka", "kelompok_cacat", "sisa_tanda")


def _misread(draw: st.DrawFn, value: float | Decimal) -> float:
    """A figure of as many digits that differs in one of them; none begins with a zero that is not printed."""
    text = f"{Decimal(str(value)):f}"
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = draw(st.sampled_from(places))
    leading = at == 0 and len(text.partition(".")[0]) > 1
    digit = draw(st.sampled_from([d for d in "0123456789"[leading:] if d != text[at]]))
    return float(text[:at] + digit + text[at + 1 :])


@st.composite
def _readings(draw: st.DrawFn, value: float | Decimal) -> tuple[float, ...]:
    """What a reader may offer for a figure of which one digit is hard to see: wrong ones, and the right one or not."""
    wrong = [_misread(draw, value) for _ in range(draw(st.integers(1, 3)))]
    right = [float(value)] if draw(st.booleans()) else []
    return tuple(dict.fromkeys(draw(st.permutations([*wrong, *right]))))


@st.composite
def _measured_table(draw: st.DrawFn) -> tuple[list[Kinerja], int]:
    """(facts of a table of target, realisasi and capaian, the place of the one whose digits are in doubt)."""
    facts: list[Kinerja] = []
    for row in range(draw(st.integers(1, 3))):
        places = draw(st.integers(0, 2))
        target = round(draw(st.floats(1, 900)), places)
        realisasi = round(target * draw(st.floats(0.3, 1.7)), places)
        printed = draw(st.integers(0, 2))
        formula = draw(st.sampled_from(["naik", "turun", "rasio"]))
        assume(realisasi > 0)
        exact = {"naik": realisasi / target, "turun": (2 * target - realisasi) / target, "rasio": target / realisasi}[formula]
        capaian = round(100 * exact, printed)
        text = f"{capaian:.{printed}f}".replace(".", ",")
        for measure, value, told in (("target", target, None), ("realisasi", realisasi, None), ("capaian", capaian, text)):
            facts.append(kinerja("t1", row, f"Indikator {'ABC'[row]}", measure, value, teks=told))
    return facts, draw(st.integers(0, len(facts) - 1))


@given(_measured_table(), st.data())
@settings(max_examples=400)
def test_no_wrong_performance_figure_becomes_sure(case: tuple[list[Kinerja], int], data: st.DataObject) -> None:
    facts, at = case
    right = facts[at]
    readings = data.draw(_readings(right.nilai or 0.0))
    doubt = data.draw(st.sampled_from(_DIGIT_DOUBTS))
    text = f"{readings[0]:.{len(right.nilai_teks.partition(',')[2])}f}".replace(".", ",")
    facts[at] = replace(right, nilai=readings[0], nilai_teks=text, kandidat=readings, status_nilai="ragu", aturan_nilai=doubt)
    settled, _ = settle_kinerja(facts, [])
    assert settled[at].status_nilai == "ragu" or settled[at].nilai == right.nilai
    assert settled[at].nilai in readings
    assert [f for i, f in enumerate(settled) if i != at] == [f for i, f in enumerate(facts) if i != at]


@st.composite
def _budget_table(draw: st.DrawFn) -> list[Anggaran]:
    """Programs with kegiatan, realisasi and percent, and a total."""
    out: list[Anggaran] = []
    sums = [0, 0]

    def add(level: str, code: str | None, pagu: int, spent: int) -> None:
        row = len(out)
        share = f"{100 * spent / pagu:.2f}"
        for measure, value in (("pagu", str(pagu)), ("realisasi", str(spent)), ("persen_realisasi", share)):
            out.append(
                anggaran(row, f"Baris {row}", value, kode=code, tingkat=level, ukuran=measure, teks=value.replace(".", ","))
            )

    for p in range(1, draw(st.integers(2, 3)) + 1):
        amounts = draw(st.lists(st.integers(10_000, 9_999_999_999), min_size=1, max_size=3))
        spent = [int(a * draw(st.floats(0.4, 1))) for a in amounts]
        add("program", f"2.15.{p:02d}", sum(amounts), sum(spent))
        for k, (amount, used) in enumerate(zip(amounts, spent, strict=True), start=1):
            add("kegiatan", f"2.15.{p:02d}.2.{k:02d}", amount, used)
        sums = [sums[0] + sum(amounts), sums[1] + sum(spent)]
    add("total", None, *sums)
    return out


@given(_budget_table(), st.data())
@settings(max_examples=300)
def test_no_wrong_amount_becomes_sure(facts: list[Anggaran], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(facts) - 1))
    right = facts[at]
    readings = data.draw(_readings(right.nilai or Decimal(0)))
    doubt = data.draw(st.sampled_from(_DIGIT_DOUBTS))
    facts[at] = replace(right, nilai=Decimal(str(readings[0])), kandidat=readings, status_nilai="ragu", aturan_nilai=doubt)
    settled, _ = settle_anggaran(facts, [])
    assert settled[at].status_nilai == "ragu" or settled[at].nilai == right.nilai
    assert any(settled[at].nilai == Decimal(str(r)) for r in readings)


@given(_budget_table(), st.data())
@settings(max_examples=100)
def test_an_amount_that_a_sum_proves_becomes_sure(facts: list[Anggaran], data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i, f in enumerate(facts) if f.tingkat == "kegiatan" and f.ukuran == "pagu"]))
    right = facts[at]
    readings = tuple(dict.fromkeys((_wrong(right), float(right.nilai or 0))))
    facts[at] = replace(right, nilai=None, kandidat=readings, status_nilai="ragu", aturan_nilai="bacaan_beda")
    settled, _ = settle_anggaran(facts, [])
    assert (settled[at].nilai, settled[at].status_nilai, settled[at].aturan_nilai) == (
        right.nilai,
        "pasti",
        "bacaan_beda+aritmetika",
    )


def _wrong(fact: Anggaran) -> float:
    text = str(fact.nilai)
    return float(("1" if text[0] != "1" else "2") + text[1:])


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "teks", "readings", "doubt", "told"),
    [
        (80.0, None, 75.0, "75,00", (60.0, 68.0), "bacaan_beda", 60.0),
        (10.0, None, 80.0, "80,00", (12.0, 17.0), "bacaan_beda", 12.0),  # less is better
        (50.0, None, 90.0, "90", (55.0,), "ocr_lemah", None),  # 45 of 50 is as well 90%: which of the two was read wrongly?
        (1500.0, None, 97.2, "97,20", (1.458, 1458.0), "ribuan_atau_desimal", 1458.0),
        (98765432.0, None, 97.2, "97,20", (95999999.0,), "ocr_lemah", None),  # a rounded share proves no last digit
        (80.0, None, 75.0, "75,00", (61.0, 68.0), "bacaan_beda", None),  # none fits: nothing is computed in its place
    ],
)
def test_what_a_share_proves(
    target: float, realisasi: None, capaian: float, teks: str, readings: tuple[float, ...], doubt: str, told: float | None
) -> None:
    open_one = replace(
        kinerja("t1", 1, "Indeks", "realisasi", realisasi), kandidat=readings, status_nilai="ragu", aturan_nilai=doubt
    )
    facts = [kinerja("t1", 1, "Indeks", "target", target), open_one, kinerja("t1", 1, "Indeks", "capaian", capaian, teks=teks)]
    settled, _ = settle_kinerja(facts, [])
    assert (settled[1].nilai, settled[1].status_nilai) == ((told, "pasti") if told is not None else (None, "ragu"))


def test_a_share_does_not_outvote_a_sum() -> None:
    """1.000 of 1.000 is 100%, but then the kegiatan do not add up to their program: one of the cells was misread."""
    rows = [
        anggaran(0, "Program", "5000", kode="2.15.02"),
        anggaran(1, "Kegiatan A", "3000", kode="2.15.02.2.01", tingkat="kegiatan"),
        replace(
            anggaran(2, "Kegiatan B", "1000", kode="2.15.02.2.02", tingkat="kegiatan"),
            status_nilai="ragu", kandidat=(1.0, 1000.0), aturan_nilai="ribuan_atau_desimal"),
        anggaran(2, "Kegiatan B", "1000", kode="2.15.02.2.02", tingkat="kegiatan", ukuran="realisasi"),
        anggaran(2, "Kegiatan B", "100", kode="2.15.02.2.02", tingkat="kegiatan", ukuran="persen_realisasi"),
    ]  # fmt: skip
    assert settle_anggaran(rows, [])[0][2].status_nilai == "ragu"


def test_the_equations_of_a_row_hold_for_its_printed_figures_alone() -> None:
    row = [kinerja("t1", 1, "Indeks", m, v, teks=t) for m, v, t in (("target", 80.0, "80"), ("realisasi", 60.0, "60"))]
    (share,) = kinerja_equations([*row, kinerja("t1", 1, "Indeks", "capaian", 75.0, teks="75,00")])
    assert share.holds([Decimal(60), Decimal(80), Decimal(75)])
    assert share.holds([Decimal(100), Decimal(80), Decimal(75)]), "less is better"
    assert not share.holds([Decimal(61), Decimal(80), Decimal(75)])
    assert not share.holds([Decimal(60), Decimal(0), Decimal(75)])
    assert kinerja_equations([*row, kinerja("t1", 2, "Indeks", "capaian", 75.0)]) == [], "of another row"


def test_a_code_is_the_sum_of_the_codes_right_below_it_and_a_total_of_the_highest_ones() -> None:
    column = [
        anggaran(1, "Program", 50, kode="1.02.01"),
        anggaran(2, "Kegiatan A", 30, kode="1.02.01.2.01", tingkat="kegiatan"),
        anggaran(3, "Sub A", 30, kode="1.02.01.2.01.01", tingkat="sub_kegiatan"),
        anggaran(4, "Kegiatan B", 20, kode="1.02.01.2.02", tingkat="kegiatan"),
        anggaran(5, "Program lain", 7, kode="1.02.02"),
        anggaran(6, "Jumlah", 57, tingkat="total"),
    ]
    rows = {f.anggaran_id: f.baris for f in column}
    sums = anggaran_equations(column)
    assert sorted([rows[i] for i in e.ids] for e in sums) == [[1, 2, 4], [2, 3], [6, 1, 5]]
    assert sorted([rows[i] for i in e.ids] for e in sums if e.mengikat) == [[1, 2, 4], [2, 3]]
    doubled = anggaran_equations([*column, replace(column[1], baris=9, anggaran_id="x")])
    assert [1, 2, 4] not in [[rows.get(i) for i in e.ids] for e in doubled], "a code that stands twice proves no sum"


def test_the_end_of_a_plan_is_the_sum_of_years_that_differ() -> None:
    end = anggaran(1, "Program", 30, ukuran="akhir", tahun=2026)
    years = [anggaran(1, "Program", 10 * n, tahun=2022 + n) for n in (1, 2)]
    assert [e.ids for e in anggaran_equations([end, *years])] == [(end.anggaran_id, *(f.anggaran_id for f in years))]
    assert anggaran_equations([end, years[0], replace(years[1], tahun=2023)]) == []
