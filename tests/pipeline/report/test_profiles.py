"""Which figure of an agency is shown where several tables print it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.datasets.stored import StoredDatasets
from pipeline.report.profiles import agencies, budgets, indicators
from tests.pipeline import written

A, B, C = "a" * 16, "b" * 16, "c" * 16


def stored(tmp_path: Path, **datasets: list[Any]) -> StoredDatasets:
    empty: dict[str, list[Any]] = {name: [] for name in written.sample()}
    found = StoredDatasets.opened(written.write(tmp_path, empty | datasets))
    assert found is not None
    return found


def document(key: str, tahun: int = 2023, **others: Any) -> Any:
    return written.dokumen(key, f"{key[0]}.pdf", tahun=tahun, **others)


def test_a_document_without_a_region_goes_with_the_only_one_of_its_agency(tmp_path: Path) -> None:
    one = [document(A, instansi="Dinas X", wilayah="Kota P"), document(B, instansi="Dinas X", wilayah=None)]
    found, count = agencies(stored(tmp_path / "1", dokumen=one), 9)
    assert (count, [(a.nama, a.wilayah, len(a.dokumen)) for a in found]) == (1, [("Dinas X", "Kota P", 2)])
    two = [*one, document(C, instansi="Dinas X", wilayah="Kota Q")]
    found, count = agencies(stored(tmp_path / "2", dokumen=two), 9)
    assert sorted(str(a.wilayah) for a in found) == ["Kota P", "Kota Q", "None"]


def test_the_agencies_with_most_documents_first_the_nameless_last_and_no_failed_ones(tmp_path: Path) -> None:
    rows = [
        *(document(str(n) * 16, instansi=None, wilayah=None) for n in range(3)),
        document(A, instansi="Dinas Y", wilayah="Kota P"),
        *(document(k, instansi="Dinas X", wilayah="Kota P") for k in (B, C)),
        document("d" * 16, instansi="Dinas Z", wilayah="Kota P", status="gagal"),
    ]
    found, count = agencies(stored(tmp_path, dokumen=rows), 2)
    assert (count, [a.nama for a in found]) == (3, ["Dinas X", "Dinas Y"])


def shown(tmp_path: Path, *facts: Any) -> Any:
    data = stored(tmp_path, dokumen=[document(A), document(B, 2022)], kinerja=list(facts))
    ((agency,), _) = agencies(data, 9)
    (profile,) = indicators(data, agency)
    return profile


def test_certain_before_doubtful_then_the_table_that_measures_then_the_report_of_the_year(tmp_path: Path) -> None:
    plan = written.kinerja(A, "rencana_strategis", "Nilai", 2023, "target", "80")
    measured = written.kinerja(A, "pengukuran_kinerja", "Nilai", 2023, "target", "81")
    doubtful = replace(measured, status_nilai="ragu")
    assert shown(tmp_path / "1", plan, measured).tahun[2023]["target"].nilai == 81
    found = shown(tmp_path / "2", plan, doubtful).tahun[2023]["target"]
    assert (found.nilai, found.ragu, found.lain) == (80, False, ())
    other = written.kinerja(B, "pengukuran_kinerja", "Nilai", 2023, "target", "82")
    found = shown(tmp_path / "3", other, measured).tahun[2023]["target"]
    assert (found.nilai, found.lain, found.dokumen_id) == (81, (82.0,), A)


def test_quarters_and_other_measures_are_not_shown(tmp_path: Path) -> None:
    year = written.kinerja(A, "pengukuran_kinerja", "Nilai", 2023, "target", "80")
    quarter = replace(year, triwulan=1, nilai=20.0, baris=1, kinerja_id="q")
    before = replace(year, ukuran="awal", nilai=70.0, kinerja_id="w")
    profile = shown(tmp_path, year, quarter, before)
    assert {u: f.nilai for u, f in profile.tahun[2023].items()} == {"target": 80}
    assert profile.measured == 0


def budget(tmp_path: Path, *facts: Any) -> list[Any]:
    data = stored(tmp_path, dokumen=[document(A)], anggaran=list(facts))
    ((agency,), _) = agencies(data, 9)
    return budgets(data, agency, 9)


def test_a_tree_of_pagu_and_realisasi_from_one_table(tmp_path: Path) -> None:
    rows = [
        (1, "program", "P", 90, 80),
        (2, "kegiatan", "K", 50, None),
        (9, "total", "JUMLAH", 90, 80),
    ]
    facts = [
        written.anggaran(A, None, name, 2023, measure, value, baris=row, tingkat=level)
        for row, level, name, pagu, realisasi in rows
        for measure, value in (("pagu", pagu), ("realisasi", realisasi))
        if value is not None
    ]
    (found,) = budget(tmp_path / "1", *facts)
    assert [(b.uraian, b.pagu, b.realisasi, b.dalam) for b in found.baris] == [("P", 90, 80, 0), ("K", 50, None, 1)]
    assert found.total is not None
    assert found.total.uraian == "JUMLAH"
    assert budget(tmp_path / "2", *(f for f in facts if f.ukuran == "pagu")) == [], "nothing was measured"
    doubtful = [replace(f, status_nilai="ragu") if f.ukuran == "realisasi" else f for f in facts]
    assert budget(tmp_path / "3", *doubtful)[0].baris[0].ragu


def test_activities_stand_at_the_top_where_no_program_does_and_the_longest_table_of_a_year_is_taken(tmp_path: Path) -> None:
    def table(ident: str, count: int) -> list[Any]:
        return [
            replace(written.anggaran(A, None, f"{ident}{row}", 2023, measure, 50, baris=row, tingkat="kegiatan"), tabel_id=ident)
            for row in range(count)
            for measure in ("pagu", "realisasi")
        ]

    (found,) = budget(tmp_path, *table("a", 2), *table("b", 3))
    assert [(b.uraian, b.dalam) for b in found.baris] == [("b0", 0), ("b1", 0), ("b2", 0)]
