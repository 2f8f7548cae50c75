"""The input folder as the datasets tell it, and the way back to a document's file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.storage.origin import UNKNOWN, file_of, folder_of, printable, told_folder

NAME = st.text(st.characters(exclude_characters="/\\:\0", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)


@pytest.mark.parametrize("where", ["raw", "../raw", "../a/b", "."])
def test_there_and_back(tmp_path: Path, where: str) -> None:
    output = tmp_path / "x" / "out"
    folder = os.path.normpath(output / where)
    assert folder_of(told_folder(folder, output), output) == folder


def test_an_archive_that_is_moved_as_a_whole_keeps_its_links(tmp_path: Path) -> None:
    told = told_folder(str(tmp_path / "lama" / "raw"), tmp_path / "lama" / "out")
    assert told == "../raw"
    assert folder_of(told, tmp_path / "baru" / "out") == str(tmp_path / "baru" / "raw")


def test_a_store_and_an_unknown_folder_are_told_as_they_are(tmp_path: Path) -> None:
    assert told_folder("s3://ember/raw", tmp_path) == "s3://ember/raw"
    assert folder_of("s3://ember/raw", tmp_path) == "s3://ember/raw"
    assert told_folder(UNKNOWN, tmp_path) == ""
    assert folder_of("", tmp_path) == UNKNOWN


@given(NAME, st.binary(max_size=4))
def test_a_name_is_valid_unicode_and_two_stay_two(name: str, raw: bytes) -> None:
    odd = raw.decode("utf-8", "surrogateescape")
    printable(name + odd).encode()
    assert printable(name) == name
    if odd != (other := raw.decode("latin-1")):
        assert printable(odd) != printable(other)


def test_a_lone_surrogate_of_windows_is_no_error() -> None:
    printable("a\ud800b").encode()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_whose_name_holds_bytes_is_found_again(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/lap\xfe.pdf"))
    odd.write_bytes(b"x")
    told = printable(odd.name)
    assert told == "lap%FE.pdf"
    assert file_of(str(tmp_path), told) == odd
    (tmp_path / told).write_bytes(b"y")
    assert Path(file_of(str(tmp_path), told)).read_bytes() == b"y", "a name that is printed so itself"
    assert file_of(str(tmp_path), "tidak%FE.pdf") == tmp_path / "tidak%FE.pdf"


def test_the_file_of_a_document_in_a_store_is_its_address(tmp_path: Path) -> None:
    assert file_of("s3://ember/raw", "2023/LKjIP 2023.pdf") == "s3://ember/raw/2023/LKjIP 2023.pdf"
    assert file_of(str(tmp_path), "2023/LKjIP 2023.pdf") == tmp_path / "2023" / "LKjIP 2023.pdf"
