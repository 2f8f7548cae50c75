"""Mentions to indicators."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pipeline.datasets.records import Dokumen, Kinerja
from pipeline.matching.match import Matched, match
from tests.pipeline.fact_rows import dokumen, kinerja


def ids(padan: Matched) -> dict[tuple[str, int, str], str]:
    return {(p.tabel_id, p.baris, p.indikator): p.indikator_id for p in padan.padanan}


def same(facts: Sequence[Kinerja], dokumen_rows: Sequence[Dokumen] = ()) -> bool:
    documents = dokumen_rows or [dokumen(key) for key in sorted({f.dokumen_id for f in facts})]
    return len(set(match(documents, facts).indikator_id.values())) == 1


def test_spelling_and_damage_do_not_matter_between_tables() -> None:
    assert same(
        [
            kinerja("t1", 1, "Persentase Angkutan Umum Laik Jalan"),
            kinerja("t2", 4, "Presentase angkutan umum yang laik jalan (satuan %)"),
            kinerja("t3", 2, "Persentase AngkutanUmum Laik Jaaln", dokumen_id="d2"),
        ]
    )


def test_two_rows_of_a_table_are_two_indicators() -> None:
    assert not same(
        [
            kinerja("t1", 1, "Persentase angkutan laik jalan"),
            kinerja("t1", 2, "Persentase angkutan yang laik jalan", kode="2.15.02", tingkat="program"),
            kinerja("t1", 3, "Persentase angkutan laik jalan", kode="2.15.03", tingkat="program"),
        ]
    )


def test_the_same_text_again_in_a_table_is_one() -> None:
    assert same([kinerja("t1", 1, "Angka Kecelakaan"), kinerja("t1", 9, "Angka Kecelakaan", kode="2.15.02", tingkat="program")])


def test_a_general_wording_under_two_sub_kegiatan_is_two() -> None:
    one, two = "2.15.01.2.01.01", "2.15.01.2.01.02"
    facts = [
        kinerja(t, b, "Jumlah Dokumen", kode=k, tingkat="sub_kegiatan") for t in ("t1", "t2") for b, k in ((1, one), (2, two))
    ]
    found = ids(match([dokumen("d1")], facts))
    assert found["t1", 1, "Jumlah Dokumen"] == found["t2", 1, "Jumlah Dokumen"] != found["t1", 2, "Jumlah Dokumen"]
    assert found["t1", 2, "Jumlah Dokumen"] == found["t2", 2, "Jumlah Dokumen"]


def test_a_word_more_needs_the_plans_own_numbers() -> None:
    def facts(second: Sequence[float]) -> list[Kinerja]:
        years = (2021, 2022, 2023)
        return [
            *(
                kinerja("t1", 1, "Indeks Keselamatan Penumpang Angkutan Sungai", nilai=v, tahun=y)
                for y, v in zip(years, (61.2, 62.7, 64.1), strict=True)
            ),
            *(
                kinerja("t2", 1, "Indeks Keselamatan Penumpang Angkutan Sungai Perairan", nilai=v, tahun=y)
                for y, v in zip(years, second, strict=True)
            ),
        ]

    assert not same(facts((41.0, 42.0, 43.0)))
    padan = match([dokumen("d1")], facts((61.2, 62.7, 64.1)))
    assert len(padan.indikator) == 1
    assert {p.status for p in padan.padanan} == {"otomatis", "tinjau"}


def test_the_unit_decides_where_the_measure_is_left_out() -> None:
    assert not same(
        [
            kinerja("t1", 1, "Persentase halte terpelihara", satuan="persen"),
            kinerja("t2", 1, "Halte terpelihara", satuan="unit"),
        ]
    )
    assert same(
        [
            kinerja("t1", 1, "Persentase halte terpelihara", satuan="persen"),
            kinerja("t2", 1, "Halte terpelihara", satuan="persen"),
        ]
    )


def test_rows_of_two_tables_are_paired_one_to_one() -> None:
    left = ["Jumlah terminal penumpang", "Jumlah terminal barang"]
    right = ["Jumlah terminal penumpnag", "Jumlah terminal baran g"]
    facts = [kinerja("t1", i, text) for i, text in enumerate(left)] + [kinerja("t2", i, text) for i, text in enumerate(right)]
    found = ids(match([dokumen("d1")], facts))
    assert [found["t1", i, left[i]] == found["t2", i, right[i]] for i in (0, 1)] == [True, True]
    assert len(set(found.values())) == 2


def test_agencies_are_apart() -> None:
    documents = [dokumen("d1"), dokumen("d2", "Dinas Sosial Kota Lembayung")]
    assert not same([kinerja("t1", 1, "Nilai SAKIP"), kinerja("t2", 1, "Nilai SAKIP", dokumen_id="d2")], documents)


def test_every_mention_has_its_row_and_the_order_does_not_matter() -> None:
    texts = ["Nilai SAKIP", "Predikat SAKIP", "Angka Kecelakaan", "Angka Kecelakaan Laut", "Jumlah Halte", "-", "%"]
    facts = [kinerja(f"t{n % 3}", n, text, dokumen_id=f"d{n % 2}") for n, text in enumerate(texts * 3)]
    documents = [dokumen("d0"), dokumen("d1")]
    first = match(documents, facts)
    assert {(p.tabel_id, p.baris, p.indikator) for p in first.padanan} == {(f.tabel_id, f.baris, f.indikator) for f in facts}
    assert {p.indikator_id for p in first.padanan} == {i.indikator_id for i in first.indikator}
    assert len({i.indikator_id for i in first.indikator}) == len(first.indikator)
    shuffled = facts[:]
    random.Random(3).shuffle(shuffled)
    again = match(documents[::-1], shuffled)
    assert (again.indikator, again.padanan, dict(again.indikator_id)) == (
        first.indikator,
        first.padanan,
        dict(first.indikator_id),
    )


def test_the_id_outlives_another_document() -> None:
    facts = [kinerja("t1", 1, "Persentase Halte Terpelihara"), kinerja("t2", 1, "Nilai SAKIP")]
    before = match([dokumen("d1")], facts).indikator_id
    more = [*facts, kinerja("t9", 1, "Prosentase halte yang terpelihara", dokumen_id="d2")]
    after = match([dokumen("d1"), dokumen("d2")], more).indikator_id
    assert {k: after[k] for k in before} == dict(before)


def test_nothing_gives_nothing() -> None:
    assert match([], []) == Matched((), (), {})


def test_what_two_districts_measure_alike_is_one_group_and_two_indicators() -> None:
    documents = [dokumen("d1"), dokumen("d2", "Dinas Perhubungan Kabupaten Delima", "Kabupaten Delima")]
    facts = [
        kinerja("t1", 1, "Persentase angkutan umum laik jalan di Kota Lembayung"),
        kinerja("t2", 1, "Persentase Angkutan Umum Laik Jalan", dokumen_id="d2"),
        kinerja("t2", 2, "Persentase angkutan barang laik jalan", dokumen_id="d2"),
    ]
    found = match(documents, facts).indikator
    assert len({i.indikator_id for i in found}) == 3
    people, goods = ({i.kelompok_id for i in found if word in i.nama.lower()} for word in ("umum", "barang"))
    assert len(people) == 1
    assert people.isdisjoint(goods)


def test_words_without_a_measure_in_percent_and_in_tons_are_two() -> None:
    facts = [
        kinerja("t1", 1, "Rumput laut (%)", satuan="persen"),
        kinerja("t2", 1, "Rumput laut (ton)", satuan="ton"),
        kinerja("t3", 1, "Rumput laut", satuan="persen"),
        kinerja("t4", 1, "Rumput laut", satuan="ton"),
    ]
    found = match([dokumen("d1")], facts).indikator_id
    share, tons = ({found[f.kinerja_id] for f in facts if f.satuan == unit} for unit in ("persen", "ton"))
    assert (len(share), len(tons)) == (1, 1)
    assert share != tons


def test_a_unit_slipped_in_beside_a_measure_word_is_no_other_indicator() -> None:
    assert same(
        [
            kinerja("t1", 1, "Persentase layanan administrasi", satuan="persen"),
            kinerja("t2", 1, "Persentase layanan administrasi", satuan="paket"),
        ]
    )
