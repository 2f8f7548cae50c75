"""Which files a run is about."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from pipeline.batch.sources import Selection, find_pdfs, sources
from pipeline.errors import UsageError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def names(raw: Path, output: Path | None = None) -> list[str]:
    return [path.relative_to(raw).as_posix() for path in find_pdfs(raw, output).pdfs]


def test_any_case_any_depth_fixed_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.PDF", "a.pdf", "2022/Bab I.Pdf", "2022/dalam/x.pdf", "catatan.txt", "._a.pdf", ".sampah/y.pdf")
    assert names(tmp_path) == ["2022/Bab I.Pdf", "2022/dalam/x.pdf", "a.pdf", "b.PDF"]


def test_output_inside_the_input_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", "hasil/salinan.pdf")
    assert names(tmp_path, tmp_path / "hasil") == ["a.pdf"]
    with pytest.raises(UsageError, match="masukan dan keluaran sama"):
        find_pdfs(tmp_path, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_are_followed_once(tmp_path: Path) -> None:
    touch(tmp_path, "raw/a.pdf", "lain/b.pdf")
    (tmp_path / "raw/lingkar").symlink_to(tmp_path / "raw")
    (tmp_path / "raw/lain").symlink_to(tmp_path / "lain")
    (tmp_path / "raw/putus.pdf").symlink_to(tmp_path / "tidak-ada.pdf")
    assert names(tmp_path / "raw") == ["a.pdf", "lain/b.pdf", "putus.pdf"]
    found = sources(tmp_path / "raw", find_pdfs(tmp_path / "raw").pdfs)
    assert [s.berkas for s in found if s.unreadable] == ["putus.pdf"]


def test_missing_or_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tidak ada; buat folder"):
        find_pdfs(tmp_path / "raw")
    touch(tmp_path, "a.txt")
    with pytest.raises(UsageError, match="tidak ada berkas PDF"):
        find_pdfs(tmp_path)


def test_same_bytes_are_one_source_named_by_the_first(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", "c.pdf")
    (tmp_path / "b.pdf").write_bytes(b"a.pdf")
    found = sources(tmp_path, find_pdfs(tmp_path).pdfs)
    assert [(s.berkas, s.salinan) for s in found] == [("a.pdf", ("b.pdf",)), ("c.pdf", ())]
    assert all(len(s.dokumen_id) == 16 for s in found)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_name_that_is_no_unicode(tmp_path: Path) -> None:
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/lap\xe9.pdf")).open("wb") as stream:
        stream.write(b"x")
    (source,) = sources(tmp_path, find_pdfs(tmp_path).pdfs)
    assert source.berkas == "lap%E9.pdf"
    assert source.path.read_bytes() == b"x"


def test_accents_are_alike_as_one_letter_or_two() -> None:
    one, two = (unicodedata.normalize(form, "Réncana.pdf") for form in ("NFC", "NFD"))
    assert one != two
    for name in (one, two):
        assert Selection((one[:3] + "*",)).takes(Path(name), name)
        assert Selection((two[:4] + "*",)).takes(Path(name), f"sub/{name}")
        assert not Selection(("Rencana*",)).takes(Path(name), name)
