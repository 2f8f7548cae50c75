"""Items of a cell and the values stacked beside them."""

from __future__ import annotations

from pipeline.facts.kinerja.items import Named, spots_in
from tests.pipeline.facts.kinerja.written import facts
from tests.pipeline.grids import table_of


def test_items_of_one_cell_and_their_stacked_values() -> None:
    found = facts("Indikator | Satuan | Target\na) Omset naik\\nb) Aset naik | Orang | 50\\n60")
    assert [(f.indikator, f.nilai) for f in found] == [("Omset naik", 50.0), ("Aset naik", 60.0)]
    whole = facts("Indikator | Satuan | Target\na) Omset naik\\nb) Aset naik | Orang | 50\\n60\\n70")
    assert [(f.nilai, f.status_nilai) for f in whole] == [(None, "ragu")], "three values for two items"


def test_a_quantity_where_a_name_should_stand_is_no_name() -> None:
    assert {f.aturan_nilai for f in facts("Indikator | Target\n27 Orang | 50")} == {"tanpa_indikator"}
    assert {f.status_nilai for f in facts("Indikator | Target\nLulusan dari 27 sekolah dasar | 50")} == {"pasti"}


def test_the_label_of_a_row_that_says_its_measure_is_no_name() -> None:
    text = "{} | 2021 | 2022\nTarget | 50 | 60\nRealisasi | 40 | 70"
    assert {f.aturan_nilai for f in facts(text.format("IKU"))} == {"tanpa_indikator"}
    assert "tanpa_indikator" not in {f.aturan_nilai for f in facts(text.format("IKU").replace("Target", "Target ekspor"))}


def test_each_value_stands_under_the_item_beside_it() -> None:
    source, cell = table_of("a) Omset naik\\nb) Aset naik | 50\\n60").cells
    named = Named.of(cell, source, None, guessed=False)
    assert [(spot.text, spot.nama, spot.posisi) for spot in spots_in(named, None)] == [
        ("50", "Omset naik", 0),
        ("60", "Aset naik", 1),
    ]


def test_an_item_of_a_picture_that_begins_in_the_middle_of_a_name_is_doubtful() -> None:
    text = "Indikator | Satuan | Target\na) Omset naik\\nb) {} | Orang | 50\\n60"

    def doubts(second: str, *, ocr: bool) -> list[str]:
        return [f.status_nilai for f in facts(text.format(second), from_ocr=ocr)]

    assert doubts("Aset naik", ocr=True) == ["pasti", "pasti"]
    assert doubts("yang memiliki aset", ocr=True) == ["pasti", "ragu"]
    assert doubts("aset naik", ocr=False) == ["pasti", "pasti"], "offices print items so"


def test_the_number_of_an_indicator_is_no_part_of_its_name() -> None:
    assert {f.indikator for f in facts("Indikator | Target\nIKP 02-Jumlah nelayan bersertifikat | 50")} == {
        "Jumlah nelayan bersertifikat"
    }
    assert {f.indikator for f in facts("Indikator | Target\nIKP daerah | 50")} == {"IKP daerah"}
