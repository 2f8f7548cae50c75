"""Which two wordings may be one indicator, and how sure that is."""

from __future__ import annotations

from typing import Any

from pipeline.datasets.records import Kinerja
from pipeline.identity.agencies import agencies
from pipeline.matching.mentions import mentions, wordings
from pipeline.matching.similarity import ACCEPT, REVIEW, links, weights
from tests.pipeline.fact_rows import dokumen, kinerja

AGENCY = agencies([dokumen("d1")])["d1"]


def linked(*facts: Kinerja) -> list[Any]:
    return links(wordings(mentions(list(facts))), AGENCY)


def pair(one: str, other: str, **of_both: Any) -> list[Any]:
    return linked(kinerja("t1", 1, one, **of_both), kinerja("t2", 1, other, **of_both))


def test_a_spelling_is_sure_and_another_thing_is_no_link() -> None:
    (link,) = pair("Persentase angkutan umum laik jalan", "Presentase angkutan umum yang laik jalan")
    assert link.sure
    assert link.score >= ACCEPT
    assert pair("Persentase angkutan umum laik jalan", "Persentase jalan dalam kondisi mantap") == []


def test_a_measure_a_negation_or_a_number_tells_two_apart() -> None:
    assert pair("Jumlah angkutan umum laik jalan", "Persentase angkutan umum laik jalan") == []
    assert pair("Persentase angkutan laik jalan", "Persentase angkutan tidak laik jalan") == []
    assert pair("Persentase lulusan kelas 6", "Persentase lulusan kelas 9") == []


def test_a_word_of_weight_more_needs_two_targets_that_agree() -> None:
    short, long = "Persentase angkutan umum laik jalan", "Persentase angkutan umum laik jalan perbatasan"
    facts = [
        kinerja(t, 1, name, nilai=value, tahun=year)
        for t, name in (("t1", short), ("t2", long))
        for year, value in ((2022, 81.37), (2023, 82.51))
    ]
    assert [(e.sure, e.how) for e in linked(*facts)] == [(False, "rumusan+target")]
    assert linked(*facts[::2]) == [], "one target may agree by chance"
    round_ones = [kinerja(f.tabel_id, 1, f.indikator, nilai=80.0 + 5 * (f.tahun == 2023), tahun=f.tahun) for f in facts]
    assert linked(*round_ones) == [], "80 and 85 stand in every other row"


def test_units_that_exclude_each_other() -> None:
    one = kinerja("t1", 1, "Produksi rumput laut kering", satuan="persen")
    other = kinerja("t2", 1, "Produksi rumput laut keringg", satuan="ton")
    same = kinerja("t2", 1, "Produksi rumput laut keringg", satuan="persen")
    assert linked(one, other) == []
    assert len(linked(one, same)) == 1


def test_links_come_best_first_and_none_below_review() -> None:
    names = ("Persentase angkutan umum laik jalan", "Persentase angkutan umum laik jalann", "Persentase angkutan yang laik jalan")
    found = linked(*(kinerja(f"t{i}", 1, name) for i, name in enumerate(names)))
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
    assert all(e.score >= REVIEW and e.a < e.b for e in found)


def test_rare_words_weigh_more_than_common_ones_and_the_agencys_region_least() -> None:
    names = [f"Persentase pelabuhan {word} lembayung" for word in ("kargo", "ikan", "rakyat", "niaga")]
    weight = weights(wordings(mentions([kinerja("t1", i, name) for i, name in enumerate(names)])), AGENCY)
    assert weight("kargo") > weight("pelabuhan") > weight("lembayung")
