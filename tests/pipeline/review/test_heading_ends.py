"""Where a heading ends: asked where it is in doubt and nowhere else, answered for the tables whose heading prints the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import ExtractOptions
from extractors.model import Extraction
from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.config import Config
from pipeline.errors import UsageError
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import FOLDER, add_decision, read_decisions
from pipeline.review.consequences import consequence
from pipeline.review.decide import decide, heading_ends, rewrite, undo
from pipeline.review.heading_ends import Headed, Printed, is_told, possible_ends, row_text
from pipeline.review.questions import Question, queue
from tests.pipeline import fakes
from tests.pipeline.batch.decisions.test_decided import AGENCY, put
from tests.pipeline.batch.test_run import rows, snapshot
from tests.pipeline.inline import Inline

BODY = ("1", "Mutu jalan", "Jalan mantap", "persen", "80,00", "84,00", "105,00")


def printed(*lines: str) -> Printed:
    return {(row, column): text for row, line in enumerate(lines) for column, text in enumerate(line.split(" | "))}


@pytest.mark.parametrize(
    ("end", "lines", "ends"),
    [
        (1, ("No | Nama | Zolak", " | Nama lain | Bruto", "1 | Jalan | 80,5"), (1, 2)),
        (1, ("No | Nama | Zolak", " |  | 2021", "1 | Nama | 80,5"), ()),
        (1, ("No | Nama | Zolak", " | Tahun | 2021", "1 | Nama | 80,5"), (1, 2)),
        (0, (" |  | ", "No | Nama | Zolak", "1 | Jalan | 80,5"), (0, 2)),
        (1, ("Data Zolak |  | ", " |  | ", "No | Nama | Zolak", " | Awal | Akhir", "1 | Jalan | 80,5"), (1, 3, 4)),
        (1, ("V | Program Jalan | 80,5", "32 | Jalan | 80,5"), (1, 0)),
        (2, ("No | Nama | Zolak", "Jalan | Mutu | 80,5", "2 | Jalan | 80,5"), (2, 1)),
        (1, ("Blok | Bagian | 1. Pelayanan", "Blok | Bagian | 2. Tata usaha"), (1, 0)),
    ],
)
def test_asked_where_rows_may_as_well_be_of_the_other(end: int, lines: tuple[str, ...], ends: tuple[int, ...]) -> None:
    assert possible_ends(end, printed(*lines), {2}) == ends


@pytest.mark.parametrize(
    ("end", "lines"),
    [
        (1, ("No | Nama | Zolak", "1 | Jalan | 80,5", "2 | Jembatan | 81,5")),
        (1, ("No | Nama | Zolak", "1. | Undang-undang | Tahun 2021")),
        (1, ("No | Nama | Zolak", "Jenjang dasar |  | ", "1 | Jalan | 80,5")),
        (1, ("No | Nama | Zolak", "A | Jalan | ", "1 | Jalan | 80,5")),
        (3, ("No | Nama | Zolak", " |  | 2021", "1 | 2 | 3", "1 | Jalan | 80,5")),
        (0, ("Jalan | Mutu | 80,5", "Jembatan | Mutu | 81,5")),
        (0, ("Jalan | Mutu | Bruto", "Jembatan | Mutu | Neto")),
    ],
)
def test_not_asked_where_they_are_not(end: int, lines: tuple[str, ...]) -> None:
    assert possible_ends(end, printed(*lines), {2}) == ()


def test_a_row_is_shown_in_part() -> None:
    assert row_text(printed("No |  | Nama\nbaris"), 0) == "No / Nama baris"
    assert len(row_text(printed("Nama " * 60), 0)) <= 90


def test_whether_it_was_told_is_told_by_place_or_print() -> None:
    told = Keputusan("tabel", "tabel", "baris_kepala=2", "No / Nama", "Dinas", "d", halaman=3, kotak=(10, 10, 20, 20))
    of = Headed({"kepala_tabel": "NO / NAMA", "dokumen_id": "d"}, "Dinas", printed("No | Nama"), {3: (0, 0, 100, 100)})
    assert is_told(of, [told])
    others: list[dict[str, Any]] = [
        {"teks": "No"}, {"jawaban": "jenis=lainnya"}, {"halaman": 4}, {"dokumen_id": "e"}, {"kotak": (200, 10, 210, 20)},
        {"rujukan": "lain"}, {"lingkup": "instansi", "instansi": "Badan"}, {"lingkup": "dokumen", "dokumen_id": "e"},
    ]  # fmt: skip
    for other in others:
        assert not is_told(of, [replace(told, **other)]), other
    for other in ({"lingkup": "instansi"}, {"lingkup": "semua", "instansi": "Badan"}, {"lingkup": "dokumen", "halaman": 9}):
        assert is_told(of, [replace(told, **other)]), other


# ---------------------------------------------------------------- from the question to the datasets
def read(path: Path, options: ExtractOptions, on_page: Any = None, kept: Any = None) -> Extraction:
    """A report whose heading has a second row of words nobody knows; `rendah`: one that begins with the same row, and ends there;
    `ganti`: with another first row."""
    top = (*fakes.HEADING[:4], "Zolak", "Wirat", "Umbang")
    below = ("", "", "", "", "Bruto", "Neto", "Sisa")
    head = (("Nomor", *top[1:]),) if "ganti" in path.name else (top,)
    body = tuple((str(n), *BODY[1:2], f"Jalan {n}", "persen", f"{70 + n},50", f"{80 + n},00", "105,00") for n in range(1, 6))
    rows_ = (*head, *body) if "rendah" in path.name else (*head, below, *body)
    return replace(fakes.extraction((1,)), tables=(fakes.table(rows=rows_),))


def run(raw: Path, output: Path) -> None:
    batch.run(raw, output, Config(), SilentProgress(), extract=read, executor=Inline())


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    put(tmp_path / "raw", "satu.pdf", "rendah.pdf")
    run(tmp_path / "raw", tmp_path / "out")
    return tmp_path / "raw", tmp_path / "out"


def asked(output: Path) -> list[Question]:
    return [one for one in queue(output).questions if one.sebab == "kepala"]


def headings(output: Path) -> dict[str, tuple[int, str]]:
    """How many rows the heading of each report has, and what stands above its fifth column."""
    names = {row["dokumen_id"]: row["berkas"] for row in rows(output, "dokumen")}
    return {names[row["dokumen_id"]]: (row["baris_judul"], row["kepala_kolom"][4]) for row in rows(output, "tabel")}


def test_one_question_before_those_about_its_columns(tmp_path: Path) -> None:
    output = tmp_path / "out"
    put(tmp_path / "raw", "satu.pdf")
    run(tmp_path / "raw", output)
    (question,) = asked(output)
    assert queue(output).questions[0] == question
    assert (question.berkas, question.scopes) == ("satu.pdf", ("dokumen", "tabel", "instansi", "semua"))
    assert [choice.answer for choice in question.choices] == ["baris_kepala=1", "baris_kepala=2"]
    assert question.choices[1].label == 'kepalanya 2 baris, sampai "Bruto / Neto / Sisa"'
    assert question.boxes, "the rows at issue are marked on the page"
    told = consequence(output, question.id, "baris_kepala=2", "instansi")
    assert told.nilai == question.nilai > 0
    assert told.kalimat.startswith("kepala tabel menjadi 2 baris; ")
    with pytest.raises(UsageError):
        consequence(output, question.id, "baris_kepala=banyak", "instansi")


def test_an_answer_reaches_headings_that_print_the_same_and_is_taken_back(places: tuple[Path, Path]) -> None:
    raw, output = places
    before, (question,) = headings(output), asked(output)
    assert before == {"satu.pdf": (1, "Zolak"), "rendah.pdf": (1, "Zolak")}
    made = decide(output, question.id, "baris_kepala=2", "instansi", "Sari")
    assert asked(output) == [], "also before the datasets follow"
    assert rewrite(output, made.instansi)
    assert headings(output) == before | {"satu.pdf": (2, "Zolak / Bruto")}, "no row of a body becomes a heading"
    put(raw, "kedua.pdf")
    run(raw, output)
    assert headings(output)["kedua.pdf"] == (2, "Zolak / Bruto"), "nor is one asked for that comes later"
    assert asked(output) == []
    undo(output, made.id, "Sari")
    rewrite(output, AGENCY)
    assert headings(output)["satu.pdf"] == (1, "Zolak")
    assert [one.id for one in asked(output)] == [question.id]


def test_right_as_it_was_read_is_not_asked_again(places: tuple[Path, Path]) -> None:
    _, output = places
    (question,) = asked(output)
    decide(output, question.id, question.choices[0].answer, "tabel", "Sari")
    rewrite(output, AGENCY)
    assert asked(output) == []
    assert headings(output)["satu.pdf"] == (1, "Zolak")
    assert not [row for row in rows(output, "temuan") if row["aturan"] == "keputusan_tak_berlaku"]


def test_a_fresh_run_replays_it(places: tuple[Path, Path], tmp_path: Path) -> None:
    raw, output = places
    decide(output, asked(output)[0].id, "baris_kepala=2", "instansi", "Sari")
    rewrite(output, AGENCY)
    fresh = tmp_path / "segar"
    (fresh / FOLDER).mkdir(parents=True)
    for path in (output / FOLDER).iterdir():
        (fresh / FOLDER / path.name).write_bytes(path.read_bytes())
    run(raw, fresh)
    assert {p: data for p, data in snapshot(fresh).items() if p.endswith(".parquet")} == {
        p: data for p, data in snapshot(output).items() if p.endswith(".parquet")
    }


def test_of_any_table_it_may_be_told_on_its_page(places: tuple[Path, Path]) -> None:
    _, output = places
    of = {row["dokumen_id"]: row["tabel_id"] for row in rows(output, "tabel")}
    names = {row["berkas"]: row["dokumen_id"] for row in rows(output, "dokumen")}
    before = headings(output)
    made = heading_ends(output, of[names["rendah.pdf"]], 2, "Sari")
    rewrite(output, made.instansi)
    assert headings(output) == before | {"rendah.pdf": (2, "Zolak / 71,50")}, "no other table"
    undo(output, made.id, "Sari")
    heading_ends(output, of[names["satu.pdf"]], 2, "Sari")
    rewrite(output, AGENCY)
    assert headings(output) == before | {"satu.pdf": (2, "Zolak / Bruto")}
    assert asked(output) == []
    assert not [row for row in rows(output, "temuan") if row["aturan"] == "keputusan_tak_berlaku"]
    for ident, many in (("tidak ada", 2), (of[names["satu.pdf"]], -1), (of[names["satu.pdf"]], 100)):
        with pytest.raises(UsageError):
            heading_ends(output, ident, many, "Sari")


@pytest.mark.parametrize("other", [{"teks": "Nomor / Sasaran"}, {"rujukan": "0" * 16}, {"kotak": (900.0, 900.0, 910.0, 910.0)}])
def test_one_whose_anchor_fits_no_more_is_told(places: tuple[Path, Path], other: dict[str, Any]) -> None:
    _, output = places
    decide(output, asked(output)[0].id, "baris_kepala=2", "tabel", "Sari")
    (made,) = read_decisions(output).valid
    undo(output, made.id, "Sari")
    add_decision(output, replace(made, **other))
    rewrite(output, AGENCY)
    assert headings(output)["satu.pdf"] == (1, "Zolak")
    (told,) = [row for row in rows(output, "temuan") if row["aturan"] == "keputusan_tak_berlaku"]
    assert "tidak berlaku lagi" in told["pesan"]
    assert json.loads(told["rincian"])["jawaban"] == "baris_kepala=2"
    assert len(asked(output)) == 1, "and asked for anew"
