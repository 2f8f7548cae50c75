"""The row of a finding: its place, and what makes its id."""

from __future__ import annotations

import json

from pipeline.findings.at_cell import TablePlace, finding_at


def test_the_id_does_not_depend_on_the_wording() -> None:
    place = TablePlace("d", "d-001", 3, 4, None)
    one, other = (
        finding_at(place, "induk_salah", "info", words, {"kode": "1.02"}, ("d-001", 4)) for words in ("Periksa.", "Lihat.")
    )
    elsewhere = finding_at(place, "induk_salah", "info", "Periksa.", {}, ("d-001", 5))
    assert one.temuan_id == other.temuan_id != elsewhere.temuan_id
    assert (one.dokumen_id, one.tabel_id, one.halaman, one.baris, one.kolom) == ("d", "d-001", 3, 4, None)
    assert json.loads(one.rincian) == {"kode": "1.02"}
