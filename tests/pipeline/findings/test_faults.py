"""Faults told to people."""

from __future__ import annotations

import json

from extractors.model import Fault, PageInfo
from pipeline.findings.faults import fault_findings, keadaan, page_list

READ = PageInfo(1, 595, 842, "teks")
UNREAD = PageInfo(2, 595, 842, "pindaian", read=False)


def test_pages_as_a_person_writes_them() -> None:
    assert page_list([9, 1, 3, 4, 5, 4]) == "1, 3-5, 9"
    assert page_list([]) == ""


def test_states() -> None:
    assert keadaan([READ], []).status == "berhasil"
    assert keadaan([], [Fault("terenkripsi", "dikunci")]).status == "gagal"
    part = keadaan([READ, UNREAD], [Fault("halaman_gagal", "rusak", 2), Fault("halaman_gagal", "rusak", 3)])
    assert (part.status, part.galat) == ("sebagian", "halaman 2-3: rusak")
    assert keadaan([UNREAD], [Fault("halaman_gagal", "rusak", 2)]).status == "gagal"


def test_scan_left_unread_on_request_is_partial_not_failed() -> None:
    assert keadaan([UNREAD], [Fault("ocr_tidak_ada", "halaman pindaian tidak dibaca", 2)]).status == "sebagian"


def test_one_finding_for_each_reason_with_all_its_pages() -> None:
    faults = [Fault("halaman_gagal", "rusak\nparah", page) for page in (7, 2, 3)] + [Fault("diperbaiki", "terpotong")]
    pages, repaired = fault_findings("id", faults)
    assert (pages.aturan, pages.keparahan, pages.halaman) == ("halaman_gagal", "galat", 2)
    assert pages.pesan == "halaman 2-3, 7: rusak parah"
    assert json.loads(pages.rincian)["halaman"] == [2, 3, 7]
    assert (repaired.aturan, repaired.keparahan, repaired.halaman) == ("berkas_diperbaiki", "peringatan", None)
    assert fault_findings("id", faults) == (pages, repaired)


def test_document_that_gave_nothing() -> None:
    (found,) = fault_findings("id", [Fault("proses_mati", "berhenti mendadak")])
    assert (found.aturan, found.keparahan) == ("dokumen_gagal", "galat")
