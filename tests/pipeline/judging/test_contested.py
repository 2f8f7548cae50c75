"""The tables of a document after its contests are decided."""

from __future__ import annotations

import json
from dataclasses import replace

from extractors.model import Contest, Extraction, Opinion, Table
from pipeline.judging.contested import Judged, judged_tables
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood
from tests.pipeline.judging.test_judge import CROWDED, PARTED

MEASURED = (
    PARTED.replace("Indikator", "Indikator Kinerja").replace("Target", "Target 2022").replace("Realisasi", "Realisasi 2022")
)
OTHER = table_of("Tujuan | Sasaran\nMaju | Tertib", page=1)


def judged(tables: list[Table], *contests: Contest) -> Judged:
    return judged_tables("0123456789abcdef", Extraction((), tuple(tables), (), (), contests), REPORT, HEADERS)


def contest(table: int | None, *answers: Opinion, page: int = 2) -> Contest:
    box = answers[0].table.bbox if answers and answers[0].table is not None else OTHER.bbox
    return Contest(page, box, ("sel_sesak" if table is not None else "tanpa_tabel",), answers, table)


def theirs(text: str = PARTED) -> Table:
    return table_of(text, engine="camelot-hybrid", header_rows=1, page=2)


def test_without_contests_the_tables_are_the_same() -> None:
    found = judged([OTHER])
    assert found.tables == (OTHER,)
    assert found.told == {}


def test_the_winner_takes_the_place_and_why_is_told() -> None:
    ours = table_of(CROWDED, page=2, header_rows=1, caption="Tabel 4")
    answers = (Opinion("camelot-hybrid", theirs()), Opinion("pdfplumber"), Opinion("camelot-network", failed="waktu habis"))
    found = judged([OTHER, ours], contest(1, *answers))
    assert [table.engine for table in found.tables] == ["garis", "camelot-hybrid"]
    assert found.tables[1].caption == "Tabel 4"
    why, *said = found.told[1]
    assert why == "ditanya sebab selnya memuat beberapa angka berdampingan"
    assert said[0].startswith("camelot-hybrid: 4 x 3: dipilih (sel angka yang memuat satu angka 0.00 menjadi 1.00")
    assert said[1:] == ["pdfplumber: tidak melihat tabel", "camelot-network: gagal (waktu habis)"]


def test_a_table_over_several_pages_stays() -> None:
    ours = replace(table_of(CROWDED, page=2, header_rows=1), last_page=3)
    found = judged([ours], contest(0, Opinion("camelot-hybrid", theirs())))
    assert found.tables == (ours,)
    assert found.told[0][1] == "camelot-hybrid: 4 x 3: tidak dipilih"


def test_a_table_that_only_others_saw_stands_where_it_is_printed() -> None:
    after = table_of("Tujuan | Sasaran\nMaju | Tertib", page=3)
    found = judged([OTHER, after], contest(None, Opinion("camelot-hybrid", theirs(MEASURED))))
    assert [table.first_page for table in found.tables] == [1, 2, 3]
    assert found.told.keys() == {1}


def test_figures_without_meaning_make_no_table() -> None:
    text = "Bagian | I | II\n1.1 | 2 | 3\n1.2 | 4 | 5\n1.3 | 6 | 7"
    assert judged([OTHER], contest(None, Opinion("camelot-hybrid", theirs(text)))).tables == (OTHER,)


def test_a_doubted_figure_becomes_a_doubtful_fact_with_both_readings() -> None:
    text = "Indikator Kinerja | Target 2022 | Realisasi 2022\nPanjang jalan mantap | 12 | 11\nJembatan layak | 70 | 69"
    result = understood(table_of(text, second={(1, 1): "125"}))
    first = next(fact for fact in result.kinerja if fact.nilai_teks == "12")
    assert (first.status_nilai, first.aturan_nilai) == ("ragu", "bacaan_beda")
    assert [json.loads(finding.rincian)["bacaan_kedua"] for finding in result.temuan if finding.aturan == "nilai_ragu"] == ["125"]
    assert all(fact.status_nilai == "pasti" for fact in result.kinerja if fact is not first)
