"""Growth figures against the two values beside them."""

from __future__ import annotations

import pytest

from pipeline.facts.arithmetic.growth import PROVED, pertumbuhan_salah
from pipeline.facts.kinerja.read import read_kinerja
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of, understood

TABLE = """
    No | Indikator Kinerja | Satuan | Realisasi 2021 | Realisasi 2022 | Pertumbuhan (%)
    1  | Jumlah arsip tertata | berkas | 200 | 250 | 25,00
    2  | Jumlah naskah dialihkan | naskah | 400 | 380 | -5,00
    3  | Jumlah pemustaka | orang | 1.000 | 1.100 | {third}
    4  | Jumlah koleksi buku | judul | 300 | 390 | {fourth}
"""


def told(third: str, fourth: str) -> list[str]:
    result = understood(table_of(TABLE.format(third=third, fourth=fourth)), identity=REPORT)
    return [t.pesan for t in result.temuan if t.aturan == "pertumbuhan_salah"]


def test_a_growth_that_its_values_do_not_give() -> None:
    (message,) = told("10,00", "3,00")
    assert "Jumlah koleksi buku" in message
    assert "30,00%" in message
    assert "3,00" in message


@pytest.mark.parametrize(("third", "fourth"), [("10,00", "30,00"), ("10,0", "30"), ("10,00", "-"), ("12,00", "3,00")])
def test_rounding_no_value_and_another_way_of_growth_are_left_alone(third: str, fourth: str) -> None:
    assert told(third, fourth) == []


def test_a_column_of_growth_is_believed_from_so_many_rows_on() -> None:
    heading, *rows = TABLE.format(third="10,00", fourth="3,00").strip().splitlines()
    assert len(rows) == PROVED + 1
    for kept, findings in ((rows, 1), (rows[1:], 0)):
        view = view_of("d", "t", table_of("\n".join([heading, *kept])), REPORT, HEADERS)
        assert len(list(pertumbuhan_salah(view, read_kinerja(view)[0]))) == findings
