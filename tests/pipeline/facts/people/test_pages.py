"""A page that was checked whole makes sure what was seen there, and nothing that is read otherwise since."""

from __future__ import annotations

from pipeline.facts.people.pages import seen_key
from pipeline.keputusan.decision import Keputusan
from tests.pipeline.facts.people.test_values import TEXT, fact, told

DOUBTFUL = TEXT.replace("Jumlah sambungan ", "250 unit ").replace("1.O50", "20 dan 30")


def test_what_was_seen_is_sure() -> None:
    before = told(text=DOUBTFUL)
    keys = " ".join(seen_key(one.nilai_teks, one.nilai, one.nama, one.ukuran, one.tahun) for one in before.kinerja)
    page = Keputusan("halaman", "dokumen", "benar=ya", keys, dokumen_id="d", halaman=1, id="k1")
    found = told(page, text=DOUBTFUL)
    assert fact(before, 2, 3).status_nilai == "ragu"
    assert fact(found, 2, 3).status_nilai == "pasti"
    assert fact(found, 2, 3).aturan_nilai.endswith("+keputusan")
    assert fact(found, 2, 4).status_nilai == "ragu", "a value that could not be read is not made sure by looking at it"
    assert fact(found, 1, 3) == fact(before, 1, 3)


def test_what_is_read_otherwise_by_now_is_not() -> None:
    page = Keputusan("halaman", "dokumen", "benar=ya", "aaaaaa bbbbbb", dokumen_id="d", halaman=1, id="k1")
    found = told(page, text=DOUBTFUL)
    assert found.kinerja == told(text=DOUBTFUL).kinerja
    assert [t.aturan for t in found.temuan].count("keputusan_tak_berlaku") == 1
