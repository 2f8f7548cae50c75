"""The doubt of a value goes when the value is settled; those of its neighbours stay."""

from __future__ import annotations

import json
from dataclasses import replace

from pipeline.datasets.records import Temuan
from pipeline.findings.lifted import without_doubts
from tests.pipeline.fact_rows import kinerja

FACT = kinerja("t", 3, "Indeks", ukuran="target", tahun=2021)
DETAIL = {"ukuran": FACT.ukuran, "tahun": FACT.tahun, "indikator": FACT.indikator}
DOUBT = Temuan("x", "d", "t", 1, FACT.baris, FACT.kolom, "nilai_ragu", "peringatan", "", json.dumps(DETAIL))


def test_only_the_doubt_of_the_value_itself_goes() -> None:
    other, contradiction = replace(DOUBT, baris=9), replace(DOUBT, aturan="target_beda")
    assert without_doubts([DOUBT, other, contradiction], [FACT]) == (other, contradiction)
    assert without_doubts([DOUBT], []) == (DOUBT,)
