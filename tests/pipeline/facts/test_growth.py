"""Growth figures against the two values beside them."""

from __future__ import annotations

import pytest

from tests.pipeline.grids import REPORT, table_of, understood

TABLE = """
    No | Indikator Kinerja | Satuan | Realisasi 2021 | Realisasi 2022 | Pertumbuhan (%)
    1  | Jumlah arsip tertata | berkas | 200 | 250 | 25,00
    2  | Jumlah naskah dialihkan | naskah | 400 | 380 | -5,00
    3  | Jumlah pemustaka | orang | 1.000 | 1.100 | {third}
    4  | Jumlah koleksi buku | judul | 300 | 390 | {fourth}
"""


def told(third: str, fourth: str) -> list[str]:
    result = understood(table_of(TABLE.format(third=third, fourth=fourth)), identitas=REPORT)
    return [t.pesan for t in result.temuan if t.aturan == "pertumbuhan_salah"]


def test_a_growth_that_its_values_do_not_give() -> None:
    (message,) = told("10,00", "3,00")
    assert "Jumlah koleksi buku" in message
    assert "30,00%" in message
    assert "3,00" in message


@pytest.mark.parametrize(("third", "fourth"), [("10,00", "30,00"), ("10,0", "30"), ("10,00", "-"), ("12,00", "3,00")])
def test_rounding_no_value_and_another_way_of_growth_are_left_alone(third: str, fourth: str) -> None:
    assert told(third, fourth) == []
