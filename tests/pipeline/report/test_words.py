"""Words of the report."""

from __future__ import annotations

from pathlib import Path

from pipeline.report.words import owner, relative_url, span, text_of


def test_an_agency_with_its_region_once() -> None:
    assert owner("Dinas Contoh Kabupaten Jaya", "Kabupaten Jaya") == "Dinas Contoh Kabupaten Jaya"
    assert owner("Sekretariat", "Kabupaten Jaya") == "Sekretariat, Kabupaten Jaya"
    assert owner(None, None) == "instansi tidak dikenali"


def test_spans_and_values_as_people_write_them() -> None:
    assert (span([]), span([2022]), span([2021, 2023])) == ("", "2022", "2021–2023")
    assert text_of({"tahun_lama": 2022, "nilai": 1234.5}) == "tahun lama 2022, nilai 1.234,5"
    assert text_of([True, "a"]) == "ya; a"


def test_a_link_is_relative_and_keeps_odd_letters(tmp_path: Path) -> None:
    assert relative_url(tmp_path / "raw" / "a b#1.pdf", tmp_path / "out") == "../raw/a%20b%231.pdf"
