"""What people decided, and how much of each document they checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from pipeline.commands.export import Wanted, export_excel
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.store import Decisions, add_decision
from pipeline.report.pages import write_report
from pipeline.report.people import Person, Reviewed, people
from tests.pipeline import written

SARI, BUDI = ("Sari", "2026-11-28T10:00:00+00:00"), ("Budi", "2026-11-27T10:00:00+00:00")
PAGE = Keputusan("halaman", "dokumen", "benar=ya", "aa", dokumen_id="d", halaman=3, oleh=SARI[0], waktu=SARI[1])
WIDE = Keputusan("kolom", "instansi", "ukuran=target", "Zolak", "Dinas", "d", oleh=BUDI[0], waktu=BUDI[1], nilai=12)


def test_who_decided_what() -> None:
    undone, undo = replace(WIDE, id="k9"), Keputusan("batal", "nilai", "keputusan=k9", oleh="Budi")
    found = people(Decisions((PAGE, WIDE, undone, undo), (PAGE, WIDE)))
    assert found.orang == (Person("Budi", 1, 12, 0, "2026-11-27"), Person("Sari", 1, 0, 1, "2026-11-28"))
    assert found.dokumen == (Reviewed("d", 0, 1, ("Sari",)),)
    assert (found.berlaku, found.batal) == (2, 1)


def test_report_and_workbook_show_it_and_escape_it(tmp_path: Path) -> None:
    output = written.write(tmp_path, written.sample())
    assert "diputuskan orang" not in write_report(output).read_text(encoding="utf-8")
    add_decision(output, replace(PAGE, dokumen_id=written.LKJIP_2023, oleh="<b>Sari</b>", catatan="=1+1"))
    page = write_report(output).read_text(encoding="utf-8")
    assert "&lt;b&gt;Sari&lt;/b&gt;" in page
    assert "<b>Sari" not in page
    sheet = load_workbook(export_excel(Wanted(output, ("dokumen",)), tmp_path / "a.xlsx"))["keputusan"]
    rows = [dict(zip([c.value for c in sheet[1]], [c.value for c in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [(row["jenis"], row["oleh"], row["berlaku"], row["catatan"]) for row in rows] == [
        ("halaman", "<b>Sari</b>", "ya", "=1+1")
    ]
