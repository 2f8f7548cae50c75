"""Contradictions as findings: an id of the cells, figures as people write them, doubt that proves nothing."""

from __future__ import annotations

import json

import pytest

from pipeline.findings.contradictions import contradiction, decimals, pages, printed, sure
from tests.pipeline.fact_rows import anggaran, kinerja


def test_the_id_depends_on_rule_and_cells_not_on_the_words() -> None:
    one, other = kinerja("t1", 1, "A"), kinerja("t1", 2, "A", halaman=7)
    first = contradiction("aturan", "galat", "kata", one, [one, other], tahun=2023, kode=None)
    again = contradiction("aturan", "info", "kata lain", one, [one, other])
    assert first.temuan_id == again.temuan_id
    assert first.temuan_id != contradiction("aturan", "galat", "kata", one, [one]).temuan_id
    detail = json.loads(first.rincian)
    assert detail["tahun"] == 2023
    assert "kode" not in detail
    assert [(c["baris"], c["halaman"]) for c in detail["sel"]] == [(1, 3), (2, 7)]
    assert (first.baris, first.kolom) == (one.baris, one.kolom)


@pytest.mark.parametrize(
    ("value", "text", "places"),
    [
        (98.0, "98,00%", 2),
        (98.0, "98", 0),
        (1234.5, "1.234,5", 1),
        (1234.0, "1.234", 0),  # a sign of thousands
        (1.234, "1,234", 3),
        (75.5, "hal. 3: 75,50", 2),  # another figure before it
        (0.25, "seperempat", 2),  # the text does not tell
        (None, "98,00", 0),
    ],
)
def test_printed_decimals(value: float | None, text: str, places: int) -> None:
    assert decimals(kinerja("t1", 1, "A", nilai=value, teks=text)) == places


def test_a_value_as_a_person_writes_it() -> None:
    assert printed(kinerja("t1", 1, "A", nilai=1234.5)) == "1.234,5"
    assert printed(kinerja("t1", 1, "A", nilai=75.0, satuan="persen")) == "75%"
    assert printed(anggaran(1, "A", 2_000_000)) == "Rp 2.000.000"
    assert printed(anggaran(1, "A", 90, ukuran="persen_realisasi")) == "90%"


def test_each_page_once_in_order() -> None:
    assert pages([kinerja("t1", 1, "A", halaman=n) for n in (7, 3, 7)]) == "hal. 3, 7"


def test_what_is_doubtful_or_unread_proves_nothing() -> None:
    good = kinerja("t1", 1, "A")
    assert sure([good])
    assert not sure([good, kinerja("t1", 2, "A", status="ragu")])
    assert not sure([good, kinerja("t1", 2, "A", nilai=None)])
