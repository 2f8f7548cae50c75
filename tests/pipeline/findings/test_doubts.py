"""The finding of a doubtful fact: where, why in words, and every reading that is still possible."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pipeline.findings.doubts import doubt
from pipeline.findings.terms import arti_aturan
from tests.pipeline.fact_rows import kinerja
from tests.pipeline.grids import table_of


def finding(**changed: Any) -> Any:
    cell = table_of("Nilai A | 4O\\n5", second={(0, 1): "40 5"}, page=7).cells[1]
    candidates = changed.pop("candidates", (40, 45))
    fact = replace(kinerja("t", 0, "Nilai A", tahun=2022), aturan_nilai="bacaan_beda")
    return doubt(replace(fact, **changed), cell, candidates)


def test_it_tells_the_place_the_reason_and_all_readings() -> None:
    found = finding(kode="1.02.01")
    assert (found.halaman, found.baris, found.kolom, found.aturan) == (7, 0, 1, "nilai_ragu")
    assert '"4O 5"' in found.pesan, "one line, though the cell has two"
    assert arti_aturan("bacaan_beda") in found.pesan
    detail = json.loads(found.rincian)
    assert (detail["kandidat"], detail["bacaan_kedua"], detail["kode"]) == ([40.0, 45.0], "40 5", "1.02.01")
    assert "kode" not in json.loads(finding().rincian)


def test_another_doubt_of_the_same_cell_has_an_id_of_its_own() -> None:
    other: dict[str, Any] = {"indikator": "B"}
    changes = ({}, {"aturan_nilai": "ocr_lemah"}, {"tahun": 2023}, {"candidates": (41,)}, other)
    ids = [finding(**change).temuan_id for change in changes]
    assert len(set(ids)) == 4
    assert ids[0] == ids[4], "the same doubt, whatever the name was mended to"
