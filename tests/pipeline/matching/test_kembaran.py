"""Documents that are right and their twins with one error: nothing is told of the first, the error of the second.

Right documents round and cut off, cap what counts, print budgets in thousands, change a budget within a year, tell quarters
that add up, measure what should fall: no finding may come of any of these.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.check import check
from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from tests.pipeline.fact_rows import anggaran, dokumen, kinerja, tabel


def _cut(value: float, places: int) -> float:
    return math.trunc(value * 10**places) / 10**places


_FORMULAS = {
    "naik": lambda t, r: 100 * r / t,
    "turun": lambda t, r: 100 * (2 * t - r) / t,
    "turun_rasio": lambda t, r: 100 * t / r,
}


@st.composite
def _measured(draw: st.DrawFn) -> tuple[float, float, float, str, int]:
    """(target, realisasi, capaian, its text, its decimals) as an office computes and prints them."""
    places = draw(st.integers(0, 2))
    target = round(draw(st.floats(20, 500)), places)
    realisasi = round(target * draw(st.floats(0.5, 1.6)), places)
    exact = _FORMULAS[draw(st.sampled_from(sorted(_FORMULAS)))](target, realisasi)
    printed = draw(st.integers(0, 2))
    capaian = draw(st.sampled_from([round(exact, printed), _cut(exact, printed), min(100.0, round(exact, printed))]))
    return target, realisasi, capaian, f"{capaian:.{printed}f}".replace(".", ","), printed


def _row(target: float, realisasi: float, capaian: float, text: str) -> list[Kinerja]:
    return [
        kinerja("t1", 1, "Indeks Keselamatan", "target", target),
        kinerja("t1", 1, "Indeks Keselamatan", "realisasi", realisasi),
        kinerja("t1", 1, "Indeks Keselamatan", "capaian", capaian, satuan="persen", teks=text),
    ]


@given(_measured())
def test_capaian_as_offices_compute_it_is_right(case: tuple[float, float, float, str, int]) -> None:
    assert check([dokumen("d1")], [], _row(*case[:4]), []) == []


@given(_measured(), st.sampled_from([0.6, 0.8, 1.3, 1.7]))
def test_capaian_that_no_formula_gives_is_wrong(case: tuple[float, float, float, str, int], factor: float) -> None:
    target, realisasi, capaian, _, places = case
    wrong = round(capaian * factor + 7, places)
    nearest = min(abs(wrong - f(target, realisasi)) for f in _FORMULAS.values())
    if nearest < 6 or wrong in (100, 110, 120, 125, 150, 200):
        return
    found = check([dokumen("d1")], [], _row(target, realisasi, wrong, f"{wrong:.{places}f}".replace(".", ",")), [])
    assert [t.aturan for t in found] == ["capaian_salah"]


# ---------------------------------------------------------------- budgets
@st.composite
def _budget(draw: st.DrawFn) -> list[Anggaran]:
    """Programs with kegiatan and sub kegiatan, realisasi and percent, and a total, in rupiah or in thousands, with or without
    codes; every sum exact, every percent rounded or cut off."""
    coded = draw(st.booleans())
    unit = draw(st.sampled_from([1, 1000]))
    out: list[Anggaran] = []
    total = [0, 0]

    def add(level: str, code: str | None, name: str, pagu: int, spent: int) -> None:
        row = len(out)
        share = 100 * spent / pagu
        places = draw(st.integers(0, 2))
        printed = draw(st.sampled_from([round(share, places), _cut(share, places)]))
        text = f"{printed:.{places}f}".replace(".", ",")
        for measure, value, told in (
            ("pagu", pagu, str(pagu)),
            ("realisasi", spent, str(spent)),
            ("persen_realisasi", printed, text),
        ):
            amount = str(value if measure.startswith("persen") else value * unit)
            out.append(anggaran(row, name, amount, kode=code, tingkat=level, ukuran=measure, teks=told))

    for p in range(1, draw(st.integers(2, 4)) + 1):
        subs = draw(st.lists(st.lists(st.integers(1_000, 90_000_000), min_size=1, max_size=3), min_size=1, max_size=3))
        spent = [[int(v * draw(st.floats(0.5, 1))) for v in kegiatan] for kegiatan in subs]
        code = f"2.15.{p:02d}" if coded else None
        pagu, used = sum(map(sum, subs)), sum(map(sum, spent))
        add("program", code, f"Program {'ABCD'[p - 1]}", pagu, used)
        total = [total[0] + pagu, total[1] + used]
        for k, kegiatan in enumerate(subs, start=1):
            under = f"{code}.2.{k:02d}" if code else None
            add("kegiatan", under, f"Kegiatan {'ABCD'[p - 1]} {'KLM'[k - 1]}", sum(kegiatan), sum(spent[k - 1]))
            for s, amount in enumerate(kegiatan, start=1):
                below = f"{under}.{s:04d}" if under else None
                add("sub_kegiatan", below, f"Sub {'ABCD'[p - 1]} {'KLM'[k - 1]} {'XYZ'[s - 1]}", amount, spent[k - 1][s - 1])
    add("total", None, "JUMLAH", *total)
    return out


@given(_budget())
@settings(max_examples=60)
def test_a_budget_that_adds_up_is_right(facts: list[Anggaran]) -> None:
    assert check([dokumen("d1")], [], [], facts) == []


@given(_budget(), st.data())
@settings(max_examples=60)
def test_one_wrong_amount_of_a_budget_is_told(facts: list[Anggaran], data: st.DataObject) -> None:
    """Of a parent at its own row and with both values; of the total as the total."""
    at = data.draw(st.sampled_from([i for i, f in enumerate(facts) if f.tingkat in ("program", "total") and f.ukuran == "pagu"]))
    wrong = facts[at]
    amount = (wrong.nilai or Decimal(0)) * Decimal(data.draw(st.sampled_from(["0.9", "1.1", "1.15"])))
    amount = amount.quantize(Decimal(1))
    facts[at] = replace(wrong, nilai=amount, nilai_teks=str(amount))
    found = check([dokumen("d1")], [], [], facts)
    rule = "total_salah" if wrong.tingkat == "total" else "jumlah_salah"
    told = [t for t in found if t.aturan == rule]
    assert [(t.baris, t.kolom) for t in told] == [(wrong.baris, wrong.kolom)]
    assert _says(told[0], amount, wrong.nilai or Decimal(0))
    assert {t.aturan for t in found} <= {rule, "persen_salah"}


def _says(finding: Temuan, *amounts: Decimal) -> bool:
    return all(f"{int(a):,}".replace(",", ".") in finding.pesan for a in amounts) and f"hal. {finding.halaman}" in finding.pesan


def test_an_amount_that_could_not_be_read_proves_no_sum_wrong() -> None:
    rows = [anggaran(0, "Program A", 300, kode="2.15.02")]
    rows += [anggaran(n, f"Kegiatan {n}", 100, kode=f"2.15.02.2.0{n}", tingkat="kegiatan") for n in (1, 2, 3)]
    assert check([dokumen("d1")], [], [], rows) == []
    for lost in (replace(rows[3], nilai=None, status_nilai="ragu"), replace(rows[3], status_nilai="ragu", nilai=Decimal(1))):
        assert check([dokumen("d1")], [], [], [*rows[:3], lost]) == []
    total = anggaran(9, "JUMLAH", 900, tingkat="total")
    flat = [anggaran(n, f"Program {n}", 300, tingkat="program") for n in (1, 2, 3)]
    assert check([dokumen("d1")], [], [], [*flat, total]) == []
    assert check([dokumen("d1")], [], [], [*flat[:2], replace(flat[2], nilai=None, status_nilai="ragu"), total]) == []


def test_a_total_with_indirect_spending_is_right() -> None:
    rows = [anggaran(n, f"Program {n}", 300 + n) for n in (1, 2)]
    rows += [
        anggaran(3, "TOTAL KEGIATAN", 603, tingkat="total"),
        replace(anggaran(4, "Belanja Tidak Langsung", 500, tingkat=None), belanja="tidak_langsung"),
        replace(anggaran(5, "Belanja Pegawai", 500, tingkat=None), belanja="tidak_langsung"),
        anggaran(6, "JUMLAH TOTAL", 1103, tingkat="total"),
    ]
    assert check([dokumen("d1")], [], [], rows) == []
    assert [
        t.aturan for t in check([dokumen("d1")], [], [], [*rows[:-1], anggaran(6, "JUMLAH TOTAL", 700, tingkat="total")])
    ] == ["total_salah"]


def test_a_child_whose_code_is_damaged_is_one_of_the_children() -> None:
    rows = [
        anggaran(0, "Kegiatan A", 225, kode="2.21.02.2.01", tingkat="kegiatan"),
        anggaran(1, "Pengamanan informasi", 75, tingkat=None),
        anggaran(2, "Penyediaan layanan", 150, kode="2.21.02.2.01.04", tingkat="sub_kegiatan"),
    ]
    assert check([dokumen("d1")], [], [], rows) == []


def test_a_wrong_code_is_no_wrong_sum() -> None:
    rows = [
        anggaran(0, "Program A", 300, kode="2.15.02"),
        anggaran(1, "Kegiatan A", 300, kode="2.15.02.2.01", tingkat="kegiatan"),
        anggaran(2, "Program B", 500, kode="2.15.03"),
        anggaran(3, "Kegiatan B", 200, kode="2.15.03.2.01", tingkat="kegiatan"),
        anggaran(4, "Kegiatan C", 300, kode="2.15.02.2.02", tingkat="kegiatan"),
    ]
    assert check([dokumen("d1")], [], [], rows) == []
    rows[2] = anggaran(2, "Program B", 550, kode="2.15.03")
    assert {t.aturan for t in check([dokumen("d1")], [], [], rows)} == {"jumlah_salah"}


# ---------------------------------------------------------------- targets
@pytest.mark.parametrize(
    ("pk", "report", "told"),
    [
        ((71.5, "71,5"), (71.5, "71,50"), False),
        ((71.0, "71"), (71.0, "71,00"), False),
        ((33.33, "33,33"), (33.3, "33,3"), False),
        ((71.5, "71,5"), (75.1, "75,1"), True),
        ((120.0, "120"), (121.0, "121"), True),
    ],
)
def test_targets_of_two_tables(pk: tuple[float, str], report: tuple[float, str], told: bool) -> None:
    facts = [
        kinerja("t1", 1, "Indeks Keselamatan", nilai=pk[0], teks=pk[1], halaman=5),
        kinerja("t2", 4, "Indeks Keselamatan", nilai=report[0], teks=report[1], halaman=17, jenis="pengukuran_kinerja"),
    ]
    tables = [tabel("t1", "d1"), tabel("t2", "d1", "pengukuran_kinerja")]
    found = check([dokumen("d1")], tables, facts, [])
    assert [t.aturan for t in found] == (["target_beda"] if told else [])
    assert all("hal. 5" in t.pesan and "hal. 17" in t.pesan and pk[1] in t.pesan and report[1] in t.pesan for t in found)


def test_quarters_and_years_are_not_targets_of_one_thing() -> None:
    quarters = [
        replace(kinerja("t2", 1, "Jumlah rapat", nilai=3.0 * q), triwulan=q, kolom=q, kinerja_id=f"q{q}") for q in (1, 2, 3, 4)
    ]
    year = kinerja("t1", 1, "Jumlah rapat", nilai=12.0)
    other = kinerja("t1", 1, "Jumlah rapat", nilai=14.0, tahun=2024)
    assert check([dokumen("d1")], [tabel("t1", "d1"), tabel("t2", "d1")], [year, other, *quarters], []) == []


# ---------------------------------------------------------------- series
def test_an_indicator_over_activities_with_units_of_their_own_has_not_changed_its_unit() -> None:
    units = ("dokumen", "dokumen", "dokumen", "orang", "kasus")
    facts = [kinerja("t1", n, "Status mutu sungai", satuan=u, indikator_id="i1") for n, u in enumerate(units)]
    assert check([dokumen("d1")], [], facts, []) == []
    years = [kinerja(f"t{y}", 1, "Status mutu sungai", satuan="orang" if y == 2023 else "dokumen", tahun=y, indikator_id="i1")
             for y in range(2019, 2024)]  # fmt: skip
    assert [t.aturan for t in check([dokumen("d1")], [], years, [])] == ["satuan_berubah"]
