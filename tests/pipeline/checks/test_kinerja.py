"""Performance figures against each other, rule by rule, beside `test_check` over them all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.kinerja import capaian_salah, pk_beda, renstra_beda, target_beda
from pipeline.datasets.records import Kinerja
from tests.pipeline.fact_rows import dokumen, kinerja, tabel

DOCUMENTS = {"d1": dokumen("d1"), "d2": dokumen("d2", jenis="Renstra")}


def row(target: float, realisasi: float, capaian: float, **others: str) -> list[Kinerja]:
    values = (("target", target), ("realisasi", realisasi), ("capaian", capaian))
    return [kinerja("t1", 1, "Indeks", measure, value, **(others if measure != "capaian" else {})) for measure, value in values]


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "found"),
    [
        (80.0, 60.0, 75.0, 0),
        (80.0, 60.0, 77.0, 1),
        (10.0, 12.0, 80.0, 0),  # less is better
        (80.0, 100.0, 120.0, 0),  # a ceiling of the scale
        (80.0, 100.0, 121.0, 1),
    ],
)
def test_an_achievement_by_none_of_the_formulas(target: float, realisasi: float, capaian: float, found: int) -> None:
    assert len(list(capaian_salah(row(target, realisasi, capaian)))) == found


def test_figures_of_different_units_or_in_doubt_are_not_compared() -> None:
    facts = row(80.0, 60.0, 77.0)
    assert list(capaian_salah([facts[0], replace(facts[1], status_nilai="ragu"), facts[2]])) == []
    assert list(capaian_salah([replace(facts[0], satuan="orang"), replace(facts[1], satuan="ton"), facts[2]])) == []
    assert len(list(capaian_salah([replace(facts[0], satuan="orang"), replace(facts[1], satuan="orang"), facts[2]]))) == 1


def test_a_counted_operand_is_exact_and_a_rounded_one_is_not() -> None:
    counted = [replace(f, indikator="Jumlah arsip") for f in row(3.0, 2.0, 70.0)]
    rounded = row(3.0, 2.0, 70.0)
    for facts, found in ((counted, 1), (rounded, 0)):
        printed = [replace(f, nilai_teks=str(int(f.nilai or 0))) for f in facts]
        assert len(list(capaian_salah(printed))) == found


def guessed(*achievements: float) -> list[Kinerja]:
    """Rows of 80 planned and 60 reached, with these achievements in a column whose meaning was guessed."""
    doubt = {"status_nilai": "ragu", "aturan_nilai": "peran_kolom"}
    rows = [replace(f, baris=n) for n, capaian in enumerate(achievements) for f in row(80.0, 60.0, capaian)]
    return [replace(f, **doubt) if f.ukuran == "capaian" else f for f in rows]  # type: ignore[arg-type]


def test_a_guessed_column_that_most_rows_bear_out_is_told_with_its_doubt() -> None:
    (finding,) = capaian_salah(guessed(75.0, 75.0, 82.0))
    assert finding.keparahan == "peringatan"
    assert "82%" in finding.pesan
    assert "hanya diduga" in finding.pesan


@pytest.mark.parametrize("achievements", [(75.0, 82.0), (75.0, 75.0, 82.0, 90.0), (100.0, 100.0, 82.0)])
def test_a_guessed_column_that_its_rows_do_not_bear_out_proves_nothing(achievements: tuple[float, ...]) -> None:
    assert list(capaian_salah(guessed(*achievements))) == []


def test_a_figure_in_doubt_for_itself_is_no_guess_about_its_column() -> None:
    facts = guessed(75.0, 75.0, 82.0)
    facts[-2] = replace(facts[-2], status_nilai="ragu", aturan_nilai="ocr_lemah")
    assert list(capaian_salah(facts)) == []


@pytest.mark.parametrize(
    ("other", "teks", "found"),
    [(80.0, "80", 0), (81.0, "81", 1), (80.4, "80,4", 1)],
)
def test_two_targets_of_a_document_for_one_year(other: float, teks: str, found: int) -> None:
    facts = [kinerja("t1", 1, "Indeks", teks="80"), kinerja("t2", 1, "Indeks", nilai=other, teks=teks)]
    tables = {t: tabel(t, "d1") for t in ("t1", "t2")}
    assert len(list(target_beda(DOCUMENTS, tables, facts))) == found


def test_decimals_that_one_of_the_two_does_not_print_are_no_difference() -> None:
    facts = [kinerja("t1", 1, "Indeks", nilai=80.4, teks="80,4"), kinerja("t2", 1, "Indeks", nilai=80.44, teks="80,44")]
    assert list(target_beda(DOCUMENTS, {}, facts)) == []


def test_a_changed_agreement_may_differ() -> None:
    facts = [kinerja("t1", 1, "Indeks"), kinerja("t2", 1, "Indeks", nilai=81.0)]
    changed = {"t1": tabel("t1", "d1"), "t2": tabel("t2", "d1", judul="Perjanjian Kinerja Perubahan")}
    assert list(target_beda(DOCUMENTS, changed, [*facts, kinerja("t3", 1, "Indeks", nilai=81.0)])) == []
    assert len(list(target_beda(DOCUMENTS, {}, facts))) == 1


def test_a_target_of_a_report_that_is_in_no_plan() -> None:
    planned = [
        kinerja("p1", 1, "Indeks", nilai=v, tahun=y, dokumen_id="d2", jenis="rencana_strategis", indikator_id="i")
        for y, v in ((2022, 70.0), (2023, 80.0))
    ]
    reported = kinerja("t1", 1, "Indeks", nilai=85.0, indikator_id="i")
    assert len(list(renstra_beda(DOCUMENTS, [*planned, reported]))) == 1
    for fitting in (
        replace(reported, nilai=80.0, nilai_teks="80"),
        replace(reported, tahun=2025),
        replace(reported, indikator_id=None),
    ):
        assert list(renstra_beda(DOCUMENTS, [*planned, fitting])) == []
    untied = [replace(f, indikator_id=None) for f in (*planned, reported)]
    assert list(renstra_beda(DOCUMENTS, untied)) == [], "words alone tie no two documents together"


def test_a_target_of_a_report_that_is_in_no_agreement_of_its_year() -> None:
    documents = {
        "d1": replace(DOCUMENTS["d1"], jenis="LKjIP", tahun=2023),
        "d2": replace(DOCUMENTS["d2"], jenis="PK", tahun=2023),
    }
    agreed = kinerja("p1", 1, "Indeks", nilai=80.0, tahun=2023, dokumen_id="d2", jenis="perjanjian_kinerja", indikator_id="i")
    reported = kinerja("t1", 1, "Indeks", nilai=85.0, tahun=2023, indikator_id="i")
    (found,) = pk_beda(documents, [agreed, reported])
    assert (found.aturan, found.dokumen_id, found.tabel_id) == ("pk_beda", "d1", "t1")
    changed = replace(agreed, tabel_id="p2", nilai=85.0, nilai_teks="85", kinerja_id="p2")
    assert list(pk_beda(documents, [agreed, changed, reported])) == [], "the changed agreement has it"
    for no_matter in (
        replace(reported, tahun=2022),
        replace(reported, indikator_id=None),
        replace(reported, satuan="dokumen", nilai=85.0) if agreed.satuan else replace(reported, nilai=80.0, nilai_teks="80"),
    ):
        assert list(pk_beda(documents, [agreed, no_matter])) == []
    assert list(pk_beda({**documents, "d1": replace(documents["d1"], jenis="Renja")}, [agreed, reported])) == []
