"""What people said a document is."""

from __future__ import annotations

from pipeline.identity.doubts import Doubt
from pipeline.identity.identify import Identity
from pipeline.identity.said import as_said
from pipeline.keputusan.decision import Keputusan

WHO = Identity(
    "LKjIP", "Dinas Contoh", None, None, 2022, ragu=(Doubt("tahun", "bersaing", ("2021",)), Doubt("instansi", "lemah"))
)


def test_what_was_decided_is_not_doubted_any_more() -> None:
    told = as_said(WHO, [Keputusan("dokumen", "dokumen", "tahun=2021")])
    assert (told.tahun, told.instansi, told.doubts("tahun"), told.doubts("instansi")) == (2021, "Dinas Contoh", False, True)


def test_a_plan_has_a_period_and_no_year() -> None:
    told = as_said(WHO, [Keputusan("dokumen", "dokumen", "jenis=Renstra | periode_awal=2021 | periode_akhir=2026")])
    assert (told.jenis, told.tahun, told.periode_awal, told.periode_akhir) == ("Renstra", None, 2021, 2026)


def test_other_decisions_say_nothing_of_it() -> None:
    assert as_said(WHO, [Keputusan("kolom", "dokumen", "tahun=2021", "Target")]) is WHO
