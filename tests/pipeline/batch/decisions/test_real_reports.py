"""One decision on a heading, taken in one real document, settles the same heading in another one that comes later.

Which heading is found in what the program itself doubts; skipped where the corpus is absent. The documents of `nyata` share no
heading any more that the program doubts; those that `nyata2` has beside its labelled ones do.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from normalizers.text import fold
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.run import run
from pipeline.config import Config
from pipeline.review.causes import Root
from pipeline.review.decide import decide
from pipeline.review.known import known_causes
from pipeline.storage.work_folder import EXTRACTION, WORK
from tests.pipeline.batch.test_run import rows
from tests.test_corpus import SHARED

_SEEN = ("halaman", "baris", "kolom", "nilai", "tahun", "ukuran", "aturan_nilai")
NYATA = SHARED / "corpus/nyata/pdf"
BESIDE = SHARED / "corpus/nyata2"
MONTHS = "lain/sulut-e-iku-cetak-*.pdf"
"""What an agency printed of its targets month after month; no year is on them, so that no meaning of a column makes it sure."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NYATA.is_dir(), reason="corpus not here")]


def read(raw: Path, output: Path) -> Path:
    run(raw, output, Config(), SilentProgress())
    return output


def doubts(output: Path) -> dict[str, dict[str, list[Root]]]:
    """The questions about columns by what heads them and by document."""
    found: dict[str, dict[str, list[Root]]] = defaultdict(lambda: defaultdict(list))
    for one in known_causes(output).causes:
        if one.anchor.jenis == "kolom" and "instansi" in one.scopes:
            for spot in one.tempat:
                if spot.fakta:
                    found[fold(one.anchor.teks)][spot.dokumen_id].append(one)
    return found


def values(output: Path, document: str) -> dict[str, list[tuple[Any, ...]]]:
    """The values of a document by what heads them."""
    heads = {row["tabel_id"]: row["kepala_kolom"] for row in rows(output, "tabel")}
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name in ("kinerja", "anggaran"):
        for row in rows(output, name):
            if row["dokumen_id"] == document:
                value = tuple(row[column] for column in _SEEN)
                found[fold(heads[row["tabel_id"]][row["kolom"]])].append(value)
    return {head: sorted(there, key=repr) for head, there in found.items()}


def of_column(there: list[tuple[Any, ...]]) -> set[str]:
    """The doubts of values that come of their column."""
    return {rule for *_, rule in there if rule in ("peran_kolom", "tahun_kolom")}


def shared(output: Path) -> tuple[str, list[str]]:
    """The heading that most documents are in doubt of, and these documents."""
    head, there = max(doubts(output).items(), key=lambda item: (len(item[1]), sum(map(len, item[1].values())), item[0]))
    return head, sorted(there)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of the agency of which the corpus has most files."""
    return read(largest(), tmp_path_factory.mktemp("nyata") / "semua")


def largest() -> Path:
    return max(NYATA.iterdir(), key=lambda place: (len(list(place.glob("*.pdf"))), place.name))


class Office:
    """An output folder to which reports come one by one. What was read of them is kept: only what it means is found anew."""

    def __init__(self, place: Path, whole: Path, archive: Path) -> None:
        self.raw, self.output, self.whole, self.archive = place / "raw", place / "hasil", whole, archive
        self.names = {row["dokumen_id"]: row["berkas"] for row in rows(whole, "dokumen")}
        self.raw.mkdir()

    def receives(self, ident: str) -> None:
        (self.output / WORK / ident).mkdir(parents=True)
        shutil.copy2(self.whole / WORK / ident / EXTRACTION, self.output / WORK / ident)
        shutil.copy2(self.archive / self.names[ident], self.raw)
        read(self.raw, self.output)

    def receives_again(self) -> str:
        """The only report once more as one of another day: other bytes are another document."""
        (first,) = {row["dokumen_id"] for row in rows(self.output, "dokumen")}
        (again,) = self.raw.iterdir()
        (self.raw / f"lagi {again.name}").write_bytes(again.read_bytes() + b"%\n")
        read(self.raw, self.output)
        (other,) = {row["dokumen_id"] for row in rows(self.output, "dokumen")} - {first}
        return str(other)

    def answers(self, head: str, meant: str) -> None:
        """One decision for all documents of the agency: the first answer offered that means this."""
        (asked,) = (
            one for one in known_causes(self.output).causes if one.anchor.jenis == "kolom" and fold(one.anchor.teks) == head
        )
        answer = next(one.jawaban for one in asked.answers if meant in one.jawaban)
        decide(self.output, asked.id, answer, "instansi", "Sari")
        read(self.raw, self.output)


@pytest.mark.skipif(not BESIDE.is_dir(), reason="corpus not here")
def test_a_heading_decided_once_is_settled_in_a_document_that_comes_later(tmp_path: Path) -> None:
    archive = tmp_path / "arsip"
    archive.mkdir()
    for path in BESIDE.glob(MONTHS):
        shutil.copy2(path, archive)
    every = read(archive, tmp_path / "semua")
    head, (first, *later) = shared(every)
    assert later, "a heading of several documents"
    office = Office(tmp_path, every, archive)
    office.receives(first)
    assert head in doubts(office.output)
    office.answers(head, "peran=samping")
    assert head not in doubts(office.output)
    for ident in later:
        office.receives(ident)
        assert head not in doubts(office.output), "settled before anybody looks at it"
        before, after = values(every, ident), values(office.output, ident)
        assert of_column(before[head])
        assert head not in after
        del before[head]
        assert before == after, "its other columns are as they were"


def test_a_meaning_told_once_is_that_of_the_report_of_another_day(tmp_path: Path, whole: Path) -> None:
    dated = [row["dokumen_id"] for row in rows(whole, "dokumen") if row["tahun"] is not None]
    unsure = [(len(there), head, ident) for ident in dated for head, there in values(whole, ident).items() if of_column(there)]
    _, head, first = max(unsure)
    office = Office(tmp_path, whole, largest())
    office.receives(first)
    assert of_column(values(office.output, first)[head])
    office.answers(head, "ukuran=")
    told = values(office.output, first)[head]
    assert of_column(told) == set()
    other = office.receives_again()
    assert values(office.output, other)[head] == told
    assert head not in doubts(office.output)
