"""Figures run together: however many digits a cell holds, it costs its own value at most, never the document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Extraction, PageInfo
from pipeline.document import Berkas, DocumentResult, UserKnowledge, relate, understand_document
from pipeline.identity.agencies import Agency
from tests.pipeline.grids import table_of

KNOWN = UserKnowledge({})
BUDGET = """
    Kode | Program dan Kegiatan | Pagu 2022 | Realisasi 2022 | %
    1.01.02 | Program Jalan | {0} | {1} | {2}
    1.01.02.1.01 | Pemeliharaan jalan | 40.000.000 | 20.000.000 | 50
    Jumlah | Jumlah | {0} | {1} | {2}
"""
MEASURED = """
    No | Indikator Kinerja | Satuan | Target 2022 | Realisasi 2022 | Capaian (%)
    1 | Panjang jalan mantap | km | {0} | {1} | {2}
    2 | Persentase jalan mantap | % | {2} | {1} | {0}
"""


def read(*texts: str) -> DocumentResult:
    pages = (PageInfo(1, 595, 842, "teks"),)
    tables = tuple(table_of(t, caption="Tabel 3.1 Capaian Kinerja dan Anggaran Tahun 2022") for t in texts)
    hasil, _ = understand_document("0" * 16, "lkjip 2022.pdf", Extraction(pages, tables, (), ()), KNOWN)
    return hasil


@pytest.mark.parametrize("groups", [7, 8, 9, 10, 13, 14, 40, 200])
def test_an_amount_of_many_groups_is_doubtful_and_the_others_stay(groups: int) -> None:
    long = ".".join(["999"] * groups)
    hasil = read(BUDGET.format(long, "20.000.000", "50"))
    of_row = [(f.status_nilai, f.nilai) for f in hasil.anggaran if f.nilai_teks == long]
    assert of_row
    assert set(of_row) == {("ragu", None)}
    assert ("pasti", 40_000_000) in [(f.status_nilai, f.nilai) for f in hasil.anggaran]


def test_an_amount_as_large_as_a_budget_gets_stays_sure() -> None:
    hasil = read(BUDGET.format("3.700.000.000.000.000", "20.000.000", "50"))
    assert [(f.status_nilai, f.nilai) for f in hasil.anggaran if f.kode == "1.01.02" and f.ukuran == "pagu"] == [
        ("pasti", 3_700_000_000_000_000)
    ]


digits = st.integers(1, 5000).flatmap(lambda n: st.sampled_from("0123456789").map(lambda d: d * n))
number = st.one_of(
    st.from_regex(r"\A\d{1,60}\Z"),
    digits,
    st.lists(st.sampled_from(["999", "123", "000", "1", "27", "4500"]), min_size=1, max_size=60).flatmap(
        lambda groups: st.sampled_from([".", ",", " ", "\\n", ". ", "-", "/", "e"]).map(lambda sign: sign.join(groups))
    ),
)
dressed = st.tuples(
    st.sampled_from(["", "Rp ", "(", "-", "- ", "> ", "\u00b1"]),
    number,
    st.sampled_from(["", "%", " milyar", ",00", ")", " persen", " km", "/100.000 KH", " (BB)", "-"]),
).map("".join)


@settings(max_examples=80, deadline=None)
@given(dressed, dressed, dressed)
def test_any_run_of_digits_is_understood_or_doubted(a: str, b: str, c: str) -> None:
    hasil = read(BUDGET.format(a, b, c), MEASURED.format(a, b, c))
    assert all(f.nilai is None or abs(f.nilai) < 10**20 for f in hasil.anggaran)
    for finding in hasil.temuan:
        json.loads(finding.rincian, parse_constant=lambda name: pytest.fail(name))
    relate([Berkas("a.pdf", (), hasil)], Agency("x", "Dinas Contoh", (), ()), KNOWN.kata)
