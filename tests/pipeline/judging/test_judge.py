"""Which of several engines' tables stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import GuestEngine, Table
from pipeline.judging.evidence import Evidence, evidence
from pipeline.judging.judge import LIMITS, Candidate, agree, decided, found, gains
from tests.pipeline.grids import HEADERS, REPORT, table_of

CROWDED = """
Indikator | Target Realisasi
Panjang jalan mantap | 12,50 11,75
Jembatan layak | 70 69
Irigasi terbangun | 1.250 1.300
"""
PARTED = """
Indikator | Target | Realisasi
Panjang jalan mantap | 12,50 | 11,75
Jembatan layak | 70 | 69
Irigasi terbangun | 1.250 | 1.300
"""
STACKED = PARTED.replace("12,50 |", "12,50\\n70 |").replace("Jembatan layak | 70", "Jembatan layak | ")
FULL = Evidence(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 12, 3, 6, 2)


def known(table: Table, cut: int = 0) -> Evidence:
    return evidence(table, cut, "0123456789abcdef", (), REPORT, HEADERS)


def guest(text: str, engine: GuestEngine = "camelot-network", cut: int = 0) -> Candidate:
    table = table_of(text, engine=engine, header_rows=1)
    return Candidate(engine, table, known(table, cut))


def own(text: str) -> Table:
    return replace(table_of(text, engine="garis-datar", header_rows=1, caption="Tabel 1. Capaian kinerja"), confidence=0.6)


def test_columns_that_were_read_as_one_are_taken_from_who_parts_them() -> None:
    ours = own(CROWDED)
    verdict = decided(ours, known(ours), [guest(PARTED), guest(CROWDED, "pdfplumber")])
    assert (verdict.table.engine, verdict.table.columns) == ("camelot-network", 3)
    assert verdict.table.caption == "Tabel 1. Capaian kinerja"
    assert dict(verdict.outcomes) == {"camelot-network": "dipilih", "pdfplumber": "kalah"}
    assert "tunggal" in verdict.gains


def test_a_table_whose_borders_cut_words_is_not_taken() -> None:
    ours = own(CROWDED)
    verdict = decided(ours, known(ours), [guest(PARTED, cut=4)])
    assert verdict.table.engine == "garis-datar"
    assert dict(verdict.outcomes) == {"camelot-network": "kalah"}


@pytest.mark.parametrize("name", ["utuh", "tunggal", "sejenis", "senama", "lengkap", "berkepala"])
def test_one_share_clearly_higher_and_none_lower_is_a_gain(name: str) -> None:
    low = replace(FULL, **{name: 1 - LIMITS.gain})  # type: ignore[arg-type]
    assert gains(FULL, low) == (name,)
    assert gains(low, FULL) == ()
    assert gains(FULL, replace(FULL, **{name: 1 - LIMITS.gain / 2})) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["angka", "arti", "pasti", "tutup"])
def test_who_loses_a_figure_a_meaning_a_fact_or_an_equation_gains_nothing(name: str) -> None:
    fewer = replace(FULL, **{name: getattr(FULL, name) - 1})
    assert gains(fewer, replace(FULL, tunggal=0.5)) == ()


def test_rows_that_were_in_one_cell_are_a_gain_of_figures() -> None:
    assert gains(replace(FULL, angka=15), FULL) == ("angka",)
    assert gains(replace(FULL, angka=13), FULL) == ()


def test_a_table_that_is_in_doubt_itself_is_not_taken() -> None:
    ours, theirs = own(CROWDED), guest(PARTED)
    doubtful = replace(theirs, table=replace(theirs.table, confidence=LIMITS.trusted - 0.01))
    assert decided(ours, known(ours), [theirs]).table.engine == "camelot-network"
    assert decided(ours, known(ours), [doubtful]).table.engine == "garis-datar"
    assert found([replace(doubtful, evidence=FULL)]) is None


@pytest.mark.parametrize("name", ["senama", "tunggal"])
def test_a_table_in_which_two_columns_were_read_as_one_is_not_taken(name: str) -> None:
    """It parts more than ours does, which is no reason to be sure of what it joins."""
    ours, theirs = own(CROWDED), guest(PARTED)
    joined = replace(theirs, evidence=replace(theirs.evidence, **{name: 0.67}))  # type: ignore[arg-type]
    assert decided(ours, known(ours), [theirs]).table.engine == "camelot-network"
    assert decided(ours, known(ours), [joined]).table.engine == "garis-datar"


def test_a_few_figures_prove_nothing() -> None:
    assert gains(replace(FULL, angka=LIMITS.figures - 1), replace(FULL, angka=0, tunggal=0.0)) == ()


def test_agreement_raises_confidence_and_changes_nothing_else() -> None:
    ours = own(PARTED)
    verdict = decided(ours, known(ours), [guest(PARTED)])
    assert verdict.table.confidence == pytest.approx(0.8)
    assert verdict.table.grid() == ours.grid()
    assert dict(verdict.outcomes) == {"camelot-network": "sepakat"}
    assert all(cell.second is None for cell in verdict.table.cells)


def test_cells_of_a_scan_stay_as_sure_as_they_were_read() -> None:
    ours = table_of(PARTED, engine="tanpa-garis", header_rows=1, from_ocr=True, confidence=0.7)
    verdict = decided(ours, known(ours), [guest(PARTED)])
    assert {cell.confidence for cell in verdict.table.cells} == {0.7}


def test_a_figure_that_others_read_otherwise_is_doubted_where_nothing_decides() -> None:
    joined = "Indikator | Target | Realisasi\nJalan mantap | 12 500 | 11,75\nJembatan layak | 70 | 69\nIrigasi | 1.250 | 1.300"
    parted = joined.replace("12 500", "500")
    ours = own(joined)
    theirs = guest(parted)
    verdict = decided(ours, replace(theirs.evidence), [theirs])
    assert dict(verdict.outcomes) == {"camelot-network": "beda"}
    assert [(cell.text, cell.second) for cell in verdict.table.cells if cell.second is not None] == [("12 500", "500")]


def test_a_worse_table_raises_no_doubt() -> None:
    ours = own(PARTED)
    verdict = decided(ours, known(ours), [guest(STACKED)])
    assert dict(verdict.outcomes) == {"camelot-network": "kalah"}
    assert verdict.table == ours


def test_tables_without_figures_agree_on_nothing() -> None:
    words = table_of("Tujuan | Sasaran\nMaju | Tertib", header_rows=1)
    assert not agree(words, words)


def test_a_table_that_only_others_saw_must_give_sure_facts() -> None:
    assert found([guest("a | b\n1 | 2\n3 | 4\n5 | 6")]) is None
    sure = replace(guest(PARTED), evidence=FULL)
    verdict = found([sure])
    assert verdict is not None
    assert verdict.table.engine == "camelot-network"
    assert found([replace(sure, evidence=replace(FULL, utuh=0.5))]) is None
    assert found([]) is None
