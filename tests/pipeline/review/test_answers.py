"""The answers that are offered, the likeliest first, none twice."""

from __future__ import annotations

from dataclasses import replace

from pipeline.keputusan.decision import read_answer
from pipeline.review.answers import column_answers, end_answers, kind_answers, name_answers, value_answers, year_answers
from pipeline.review.stored_doubts import DoubtfulValue

READINGS = (1250.0, 1.25)
VALUE = DoubtfulValue("k", "kinerja", "d", "t", 1, 2, 3, "realisasi", 2021, 1250.0, "1.250", READINGS, "ribuan_atau_desimal", "A")


def test_a_column_is_offered_what_it_was_read_as_and_one_way_of_reading() -> None:
    offered = [a.jawaban for a in column_answers([VALUE, VALUE], 2022)]
    assert offered[:3] == ["bacaan=terbesar", "bacaan=terkecil", "peran=samping"]
    assert len(offered) == len(set(offered)) <= 9
    assert all(read_answer("kolom", one) for one in offered)
    assert "bacaan=terbesar" not in [a.jawaban for a in column_answers([replace(VALUE, aturan="peran_kolom")], 2022)]


def test_years_begin_with_the_one_that_was_read() -> None:
    offered = [a.jawaban for a in year_answers(VALUE, 2022, range(2018, 2024))]
    assert offered[:3] == ["tahun=2021", "tahun=2022", "tahun=2020"]
    assert offered[-1] == "peran=samping"
    assert len(offered) == len(set(offered)) == 7


def test_a_value_is_offered_its_readings_as_numbers() -> None:
    assert [a.jawaban for a in value_answers(VALUE)] == ["nilai=1250", "nilai=1.25", "fakta=bukan"]
    assert [a.label for a in value_answers(VALUE)][:2] == ["1.250", "1,25"]
    assert [a.jawaban for a in value_answers(replace(VALUE, nilai=None, kandidat=()))] == ["fakta=bukan"]


def test_names_and_kinds() -> None:
    assert read_answer("baris", name_answers("A")[0].jawaban) == {"benar": "ya"}
    assert read_answer("tabel", kind_answers()[0].jawaban) == {"jenis": "lainnya"}


def test_ends_of_a_heading_begin_with_the_one_that_was_read() -> None:
    offered = end_answers({1: "No / Nama", 0: "", 2: "Awal / Akhir"})
    assert [a.jawaban for a in offered] == ["baris_kepala=1", "baris_kepala=0", "baris_kepala=2"]
    assert offered[0].label == 'seperti dibaca: kepalanya 1 baris, sampai "No / Nama"'
    assert offered[1].label.startswith("tanpa kepala")
    assert len(end_answers(dict.fromkeys(range(20), "x"))) == 9
    assert all(read_answer("tabel", one.jawaban) for one in offered)
