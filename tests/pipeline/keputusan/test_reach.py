"""Which decisions reach which agency."""

from __future__ import annotations

from dataclasses import replace

from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import of_agency

ONE = Keputusan("indikator", "instansi", "sama=B", "A", "Dinas Pertanian Kota X")


def test_an_agency_is_known_without_regard_to_case() -> None:
    assert of_agency([ONE], "dinas pertanian kota x") == (ONE,)
    assert of_agency([ONE], "Dinas Lain") == of_agency([ONE], None) == ()


def test_all_agencies_and_other_kinds() -> None:
    everywhere = replace(ONE, lingkup="semua", instansi=None)
    assert of_agency([everywhere], None) == (everywhere,)
    assert of_agency([Keputusan("kolom", "semua", "peran=lain", "A")], None) == ()
