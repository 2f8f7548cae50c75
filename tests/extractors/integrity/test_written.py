"""Objects as they stand in the file."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, ObjectStreamMode

from extractors.integrity.written import Id, WrittenObjects


def paper(mode: ObjectStreamMode = ObjectStreamMode.disable) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.Root.Rekaan = pdf.make_indirect(Dictionary(Nama=Name.Garam, Hilang=pdf.make_indirect(Dictionary())))
        pdf.save(out, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()


def told(folder: Path, data: bytes) -> tuple[bytes, frozenset[int], bool, Id]:
    """(text of the object, misplaced, damaged lists, its id)."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        written = WrittenObjects(pdf, path)
        ident = pdf.Root.Rekaan.objgen
        try:
            return written.text(ident), written.misplaced, written.damaged_lists(), ident
        finally:
            written.close()


@pytest.mark.parametrize("mode", [ObjectStreamMode.disable, ObjectStreamMode.generate])
def test_an_object_is_shown_as_it_is_written(tmp_path: Path, mode: ObjectStreamMode) -> None:
    text, misplaced, damaged, _ = told(tmp_path, paper(mode))
    assert b"/Nama /Garam" in text
    assert b" 0 R" in text
    assert (misplaced, damaged) == (frozenset(), False)


def test_an_entry_that_leads_elsewhere_is_told(tmp_path: Path) -> None:
    data = paper()
    *_, (number, _) = told(tmp_path, data)
    place = re.search(rb"(?<!\d)%d 0 obj" % number, data)
    assert place is not None
    entry = b"%010d 00000 n" % place.start()
    assert data.count(entry) == 1
    assert told(tmp_path, data.replace(entry, b"%010d 00000 n" % (place.start() + 3)))[1] == {number}


def test_a_head_before_the_file_shifts_every_place(tmp_path: Path) -> None:
    text, misplaced, *_ = told(tmp_path, b"Content-Type: x\r\n" + paper())
    assert b"/Garam" in text
    assert misplaced == frozenset()
