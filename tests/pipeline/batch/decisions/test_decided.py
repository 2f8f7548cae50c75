"""A run replays what people decided: on documents that were there, on those that come later, and on no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import ExtractOptions
from extractors.model import Extraction
from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.config import Config
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import FOLDER, add_decision
from tests.pipeline import fakes
from tests.pipeline.batch.test_run import rows, snapshot
from tests.pipeline.inline import Inline

AGENCY = "Dinas Perumahan Kabupaten Contoh Jaya"
UNKNOWN = (*fakes.HEADING[:4], "Zolak", *fakes.HEADING[5:])
ROWS = tuple(
    (str(n), *fakes.ROW[1:2], f"Persentase {what} mantap", "persen", f"{70 + 3 * n},50", f"{74 + 4 * n},00", "105,00")
    for n, what in enumerate(("jalan", "jembatan", "saluran", "trotoar"), start=1)
)
COLUMN = Keputusan("kolom", "instansi", "peran=nilai | ukuran=target | tahun=dokumen", "Zolak", AGENCY, oleh="Sari")


def read(path: Path, options: ExtractOptions, on_page: Any = None, kept: Any = None) -> Extraction:
    """A report with a column `Zolak`, of another agency where the name of the file says so; `polos`: with `Target`."""
    with (path.parent / fakes.LOG).open("a", encoding="utf-8") as log:
        log.write(f"{path.name}\n")
    found = fakes.extraction((1,))
    table = fakes.table(rows=(fakes.HEADING if "polos" in path.name else UNKNOWN, *ROWS))
    lines = tuple(replace(line, text=line.text.replace("PERUMAHAN", "KESEHATAN")) for line in found.lines)
    return replace(found, tables=(table,), lines=lines if "lain" in path.name else found.lines)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    raw = tmp_path / "raw"
    put(raw, "satu.pdf", "lain.pdf", "polos.pdf")
    return raw, tmp_path / "out"


def put(raw: Path, *names: str) -> None:
    raw.mkdir(exist_ok=True)
    for name in names:
        (raw / name).write_bytes(fakes.pdf(1, name))


def run(raw: Path, output: Path) -> Inline:
    executor = Inline()
    batch.run(raw, output, Config(), SilentProgress(), extract=read, executor=executor)
    return executor


def targets(output: Path) -> dict[str, Any]:
    """Status and rule of the value under `Zolak`, by the file; None where there is no fact."""
    names = {row["dokumen_id"]: row["berkas"] for row in rows(output, "dokumen")}
    values = {
        names[row["dokumen_id"]]: (row["status_nilai"], row["tahun"]) for row in rows(output, "kinerja") if row["kolom"] == 4
    }
    return {name: values.get(name) for name in sorted(names.values())}


def test_one_decision_holds_for_the_heading_in_the_agency_and_in_what_is_added_later(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    before = targets(output)
    assert before["polos.pdf"] == ("pasti", 2022)
    assert before["satu.pdf"] == before["lain.pdf"] != ("pasti", 2022)
    add_decision(output, COLUMN)
    again = run(raw, output)
    assert again.calls.count("read_document") == 1, "only the document that the decision can touch is understood again"
    assert again.calls.count("relate_agency") == 1
    assert targets(output) == before | {"satu.pdf": ("pasti", 2022)}
    assert len(fakes.readings(raw)) == 3, "and none is read again"
    put(raw, "baru.pdf")
    assert run(raw, output).calls.count("read_document") == 1
    assert targets(output)["baru.pdf"] == ("pasti", 2022)
    assert run(raw, output).calls == []


def test_same_decisions_and_bytes_give_the_same_datasets(places: tuple[Path, Path], tmp_path: Path) -> None:
    raw, output = places
    run(raw, output)
    add_decision(output, COLUMN)
    run(raw, output)
    fresh = tmp_path / "segar"
    (fresh / FOLDER).mkdir(parents=True)
    for path in (output / FOLDER).iterdir():
        (fresh / FOLDER / path.name).write_bytes(path.read_bytes())
    run(raw, fresh)
    assert snapshot(fresh) == snapshot(output)


def test_taken_back_all_is_as_before(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    before = snapshot(output)
    one = add_decision(output, COLUMN)
    run(raw, output)
    assert snapshot(output) != before
    add_decision(output, Keputusan("batal", "nilai", f"keputusan={one.id}"))
    run(raw, output)
    assert snapshot(output) == before


def test_what_a_document_is_decides_how_it_is_understood(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    ident = next(row["dokumen_id"] for row in rows(output, "dokumen") if row["berkas"] == "lain.pdf")
    add_decision(output, Keputusan("dokumen", "dokumen", f"instansi={AGENCY}", dokumen_id=ident))
    add_decision(output, COLUMN)
    run(raw, output)
    assert {row["instansi"] for row in rows(output, "dokumen")} == {AGENCY}
    assert targets(output)["lain.pdf"] == ("pasti", 2022)


def test_a_place_that_is_gone_is_told(places: tuple[Path, Path]) -> None:
    raw, output = places
    run(raw, output)
    ident = rows(output, "dokumen")[0]["dokumen_id"]
    add_decision(output, replace(COLUMN, lingkup="tabel", teks="Zulik", dokumen_id=ident, halaman=1, kotak=(400, 130, 410, 138)))
    run(raw, output)
    assert [row["aturan"] for row in rows(output, "temuan") if row["dokumen_id"] == ident].count("keputusan_tak_berlaku") == 1
