"""What one answer settles at once, and how far it may reach."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pipeline.review.causes import Root, causes
from pipeline.review.stored_doubts import DoubtfulValue, Stored
from pipeline.review.wording import counted, measure_words

VALUE = DoubtfulValue("k", "kinerja", "d", "t", 1, 2, 3, "realisasi", 2021, 12.0, "12", (12.0,), "peran_kolom", "A")
DOCUMENT: dict[str, Any] = {"instansi": "Dinas", "berkas": "a.pdf", "tahun": 2022, "periode_awal": None, "periode_akhir": None}
TABLE: dict[str, Any] = {"kepala_kolom": ["No", "Nama", "Satuan", "Zolak"], "kepala_tabel": "No / Nama", "judul": None}


def found(
    *values: DoubtfulValue,
    table: dict[str, Any] = TABLE,
    temuan: tuple[dict[str, Any], ...] = (),
    document: dict[str, Any] = DOCUMENT,
) -> tuple[Root, ...]:
    boxes = {"t": {(row, 3): (1, (300.0, 20.0 * row, 340.0, 20.0 * row + 20)) for row in range(9)}}
    return causes(Stored({"d": document}, {"t": table, "u": table}, temuan, values, values, (), {}, boxes, {"d": 5}, {"d": 9}))


def test_values_of_one_heading_are_one_question_over_tables() -> None:
    (one,) = found(VALUE, replace(VALUE, id="l", baris=4), replace(VALUE, id="m", tabel_id="u"))
    assert (one.nilai, one.scopes[0], one.anchor.teks, len(one.boxes)) == (3, "instansi", "Zolak", 2)


def test_without_a_heading_each_table_is_asked_by_itself() -> None:
    bare = TABLE | {"kepala_kolom": ["No", "Nama", "Satuan", ""]}
    ones = found(VALUE, replace(VALUE, tabel_id="u", halaman=2), table=bare)
    assert [one.scopes for one in ones] == [("tabel",), ("tabel",)]


def test_few_unread_values_are_asked_one_by_one_many_of_a_column_at_once() -> None:
    unread = [replace(VALUE, id=f"k{n}", baris=n, teks=f"1{n}", aturan="beberapa_nilai") for n in range(3)]
    assert [one.sebab for one in found(*unread[:2])] == ["bacaan", "bacaan"]
    (one,) = found(*unread)
    assert (one.sebab, one.nilai) == ("kolom", 3)
    assert [answer.jawaban for answer in one.answers] == ["peran=samping"], "no meaning of the column would make them sure"
    signs = [replace(VALUE, id=f"k{n}", baris=n, kandidat=(1400.0, 1.4), aturan="ribuan_atau_desimal") for n in range(3)]
    assert [answer.jawaban for answer in found(*signs)[0].answers] == ["bacaan=terbesar", "bacaan=terkecil", "peran=samping"]


def test_a_plan_of_many_years_is_asked_for_by_itself_first() -> None:
    plan = DOCUMENT | {"tahun": None, "periode_awal": 2021, "periode_akhir": 2026}
    (one,) = found(VALUE, document=plan)
    assert one.scopes[0] == "dokumen"


def test_many_names_of_a_table_are_one_question() -> None:
    named = [replace(VALUE, id=f"k{n}", baris=n, nama=f"A{n}", aturan="tanpa_indikator") for n in range(3)]
    assert [(one.anchor.jenis, one.nilai) for one in found(*named)] == [("tabel", 3)]
    assert [one.anchor.jenis for one in found(*named[:2])] == ["baris", "baris"]


def test_a_doubtful_code_is_asked_for_its_row() -> None:
    detail = {"kode": "1.03.02", "ragu": True, "tercetak": {"1.3.2.": "1.03.02"}}
    place = {"dokumen_id": "d", "tabel_id": "t", "halaman": 1, "baris": 2, "kolom": 0}
    finding = {"temuan_id": "x", "aturan": "kode_diperbaiki", "keparahan": "peringatan", "pesan": "", **place}
    ones = found(VALUE, temuan=({**finding, "rincian": json.dumps(detail)},))
    (code,) = [one for one in ones if one.sebab == "kode"]
    assert (code.anchor.jenis, code.anchor.teks, code.tertulis, code.answers[0].jawaban) == (
        "baris",
        "A",
        "1.3.2.",
        "kode=1.03.02",
    )
    other = {**finding, "baris": 7, "rincian": json.dumps(detail)}
    assert not [one for one in found(VALUE, temuan=(other,)) if one.sebab == "kode"]


def test_a_code_that_cannot_be_read_is_one_question_a_row() -> None:
    lost = [replace(VALUE, id=f"k{n}", baris=n % 2, kolom=n, aturan="kode_hilang") for n in range(5)]
    ones = found(*lost)
    assert [(one.sebab, one.anchor.jenis, one.anchor.teks, one.nilai) for one in ones] == [
        ("kode", "baris", "A", 3),
        ("kode", "baris", "A", 2),
    ]
    assert not any(one.answers for one in ones), "the code is written in"


def test_words() -> None:
    assert counted(1250) == "1.250 nilai"
    assert measure_words("persen_fisik", 2016) == "% fisik 2016"
