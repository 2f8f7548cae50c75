"""A finding that is no fault goes; one that was explained says so; any other stays."""

from __future__ import annotations

from pipeline.datasets.records import Temuan
from pipeline.findings.answered import as_answered
from pipeline.keputusan.decision import Keputusan

FOUND = Temuan("x", "d", None, 1, None, None, "target_beda", "galat", "Beda.", "{}")


def answer(word: str, about: str = "x") -> Keputusan:
    return Keputusan("temuan", "nilai", f"temuan={word}", rujukan=about, oleh="Sari", catatan="lihat lampiran")


def test_answers() -> None:
    assert list(as_answered([FOUND], [answer("benar")])) == [FOUND]
    assert list(as_answered([FOUND], [answer("bukan", "y")])) == [FOUND]
    assert not list(as_answered([FOUND], [answer("benar"), answer("bukan")]))
    (told,) = as_answered([FOUND], [answer("dijelaskan")])
    assert (told.keparahan, told.pesan) == ("info", "Beda. Penjelasan Sari: lihat lampiran")
