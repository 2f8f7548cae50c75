"""Rules over years and documents: jumps, units, shifted plans, predicates; and what they must leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.checks.series import nilai_melompat, predikat_salah, satuan_berubah, tahun_bergeser
from pipeline.datasets.records import Kinerja
from tests.pipeline.fact_rows import anggaran, dokumen, kinerja


def series(values: Sequence[float], satuan: str | None = "persen", first: int = 2019) -> list[Kinerja]:
    return [
        kinerja("t1", 1, "Rasio layanan arsip", nilai=v, tahun=first + n, satuan=satuan, indikator_id="i1")
        for n, v in enumerate(values)
    ]


@pytest.mark.parametrize("odd", [715.0, 7150.0, 7.1, 0.0715])
def test_a_slipped_comma_is_found(odd: float) -> None:
    (finding,) = nilai_melompat(series([71.0, odd, 72.5, 73.0]))
    assert "2020" in finding.pesan


@pytest.mark.parametrize(
    "values",
    [
        [71.0, 72.0, 75.0, 80.0],
        [10.0, 100.0, 1000.0, 10000.0],  # growth: the neighbours do not agree
        [1.0, 10.0],  # one opinion against another
        [71.0, 340.0, 72.0, 73.0],  # odd, but no slip of a comma
        [0.0, 71.0, 72.0],
    ],
)
def test_growth_and_two_opinions_are_no_jump(values: list[float]) -> None:
    assert list(nilai_melompat(series(values))) == []


def test_doubtful_values_prove_nothing() -> None:
    doubtful = [replace(f, status_nilai="ragu") for f in series([71.0, 715.0, 72.0, 73.0])]
    assert list(nilai_melompat(doubtful)) == []


def test_a_unit_that_changes_once_is_told_once_a_document() -> None:
    facts = [*series([50.0, 52.0, 54.0]), *series([3.0], satuan="dokumen", first=2022), *series([4.0], satuan=None, first=2023)]
    (finding,) = satuan_berubah(facts)
    assert "dokumen" in finding.pesan
    assert "persen" in finding.pesan
    assert not list(satuan_berubah([*series([50.0]), *series([3.0], satuan="dokumen", first=2022)])), "no unit is the usual one"


@pytest.mark.parametrize(
    ("nilai", "predikat", "wrong"), [(66.8, "BB", True), (66.8, "B", False), (70.0, "BB", False), (81.0, "BB", True)]
)
def test_a_score_of_akip_earns_its_predicate(nilai: float, predikat: str, wrong: bool) -> None:
    fact = replace(kinerja("t1", 1, "Nilai SAKIP Dinas", "realisasi", nilai), predikat=predikat)
    assert bool(list(predikat_salah([fact, fact]))) is wrong
    assert len(list(predikat_salah([fact, fact]))) <= 1
    other = replace(fact, indikator="Indeks Reformasi Birokrasi")
    assert list(predikat_salah([other])) == [], "other scales have other bounds"


def plan(shift: int = 0, rows: int = 6) -> list[Kinerja]:
    """A plan over 2022-2025, and a table for 2023 with its values (shift 0) or those of a later column."""
    out = []
    for n in range(rows):
        values = {year: 10.0 * n + year - 2000 for year in range(2022, 2026)}
        out += [
            kinerja("rencana", n, f"Indikator {n}", nilai=v, tahun=y, indikator_id=f"i{n}", halaman=7) for y, v in values.items()
        ]
        out.append(kinerja("laporan", n, f"Indikator {n}", nilai=values[2023 + shift], tahun=2023, indikator_id=f"i{n}"))
    return out


@pytest.mark.parametrize(("shift", "told"), [(0, None), (1, "2024"), (-1, "2022")])
def test_a_column_of_another_year_is_found(shift: int, told: str | None) -> None:
    findings = list(tahun_bergeser({"d1": dokumen("d1")}, plan(shift), []))
    assert [told in f.pesan for f in findings if told] == ([True] if told else [])
    assert len(findings) == (1 if told else 0)


def test_few_rows_or_another_agency_show_no_shift() -> None:
    assert list(tahun_bergeser({"d1": dokumen("d1")}, plan(1, rows=3), [])) == []
    apart = [replace(f, dokumen_id="d2") if f.tabel_id == "rencana" else f for f in plan(1)]
    agencies = {"d1": dokumen("d1"), "d2": dokumen("d2", instansi="Dinas Lain Kota Lembayung")}
    assert list(tahun_bergeser(agencies, apart, [])) == []


def test_amounts_show_a_shift_by_their_codes() -> None:
    facts = []
    for n in range(5):
        code = f"2.15.0{n + 1}"
        facts += [
            anggaran(n, f"Program {n}", 1000 * (n + 1) + year, tabel_id="rencana", tahun=year, kode=code)
            for year in (2022, 2023, 2024)
        ]
        facts.append(anggaran(n, f"Program {n}", 1000 * (n + 1) + 2024, tabel_id="renja", tahun=2023, kode=code))
    (finding,) = tahun_bergeser({"d1": dokumen("d1")}, [], facts)
    assert "Pagu tahun 2023" in finding.pesan
    assert "2024" in finding.pesan
    assert not list(tahun_bergeser({"d1": dokumen("d1")}, [], [replace(f, nilai=Decimal(0)) for f in facts])), (
        "noughts fit any year"
    )
