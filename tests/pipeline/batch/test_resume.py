"""Runs that are broken off, and go on: nothing finished is done again, nothing is lost, nothing is met twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from extractors import extract
from extractors.scan import page as scanned
from pipeline.batch import run as batch
from pipeline.batch.jobs.document import PagesInWork
from pipeline.batch.record.log import LOG, read_summary
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.record.summary import RunSummary
from pipeline.batch.sources import Selection, Wishes
from pipeline.config import Config
from pipeline.errors import WorkFolderError
from pipeline.storage.work_folder import WorkFolder
from tests.pdfs import case
from tests.pipeline import fakes
from tests.pipeline.batch.test_run import ROOT, fill, rows, snapshot
from tests.pipeline.faked_command import COMMAND

CONFIG = Config(pekerja=1)


def run(raw: Path, output: Path, config: Config = CONFIG, **wishes: Any) -> RunSummary:
    return batch.run(raw, output, config, SilentProgress(), Wishes(**wishes), extract=fakes.fake_extract)


def names(output: Path) -> list[object]:
    return [row["berkas"] for row in rows(output, "dokumen")]


def killed_when(raw: Path, output: Path, ready: Callable[[], bool]) -> None:
    """Start a run and end it and its workers, as a power cut would, once `ready`."""
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1", "-q"]
    process = psutil.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 90
    while not ready() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    family = [process, *process.children(recursive=True)]
    process.kill()
    _, left = psutil.wait_procs(family, timeout=15)
    assert not left, "workers end with their parent"
    assert process.returncode != 0, "it was to be killed before its end"


def test_scanned_pages_are_not_read_again_after_a_kill(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "pindaian banyak.pdf")
    killed_when(raw, output, lambda: len(fakes.pages_read(raw)) >= 3)
    done = fakes.pages_read(raw)
    summary = read_summary(WorkFolder.of(output))
    assert summary is not None
    assert summary["keadaan"] == "berjalan", "a killed run cannot say that it ended"

    run(raw, output)
    again = fakes.pages_read(raw)[len(done) :]
    # the page that was being noted as the kill came may be read a second time
    assert len(set(done) & set(again)) <= 1
    assert sorted(set(done) | set(again)) == [f"pindaian banyak.pdf {n}" for n in range(1, 10)]
    assert not list((output / ".kerja").glob("*/halaman-*")), "single pages are let go of once the document is read"

    run(raw, tmp_path / "calm", force=True)
    assert snapshot(output) == snapshot(tmp_path / "calm")


def test_kept_pages_give_the_same_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(case("pindaian").data)
    pages = PagesInWork(WorkFolder.of(tmp_path), "id", "k" * 64)
    first = extract.extract(path, kept=pages)
    assert first.tables
    assert pages.read(1) is not None

    def never(*args: object) -> None:
        raise AssertionError("read a second time")

    monkeypatch.setattr(scanned, "read_scanned", never)
    assert extract.extract(path, kept=pages) == first


def test_a_page_that_kills_is_remembered_over_a_killed_run(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "mati lambat banyak-p2.pdf")
    killed_when(raw, output, lambda: any((output / ".kerja").glob("*/ditinggalkan")) and len(fakes.readings(raw)) == 3)
    run(raw, output)
    assert len(fakes.readings(raw)) == 4, "page 2 was not tried a third time"
    (row,) = rows(output, "dokumen")
    assert row["status"] == "sebagian"
    assert str(row["galat"]).startswith("halaman 2: proses pembaca berhenti")

    run(raw, output)
    assert len(fakes.readings(raw)) == 4
    run(raw, output, retry_failed=True)
    assert len(fakes.readings(raw)) == 7, "tried twice more with all pages, once without page 2"


def test_pages_before_too_many_deadly_ones_still_count(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "mati semua banyak-p2.pdf").write_bytes(fakes.pdf(9))
    run(raw, output)
    (row,) = rows(output, "dokumen")
    assert row["status"] == "sebagian"
    assert row["halaman"] == 9
    assert "halaman 8-9: tidak dibaca, sebab 6 halaman sebelumnya" in str(row["galat"])
    assert rows(output, "kinerja")


def test_a_failed_document_is_remembered_and_tried_again_when_asked(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "mati.pdf", "memori-p2.pdf", "galat.pdf")
    first = run(raw, output)
    found = {str(row["berkas"]): str(row["galat"]) for row in rows(output, "dokumen")}
    assert found["memori-p2.pdf"] == "memori tidak cukup untuk memahami dokumen ini"
    read = len(fakes.readings(raw))
    again = run(raw, output, replace(CONFIG, pekerja=2))
    assert (len(fakes.readings(raw)), again.gagal) == (read, first.gagal)
    run(raw, output, retry_failed=True)
    assert len(fakes.readings(raw)) == 2 * read


def test_nothing_changed_nothing_written(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    first = run(raw, output)
    before = {path: path.stat().st_mtime_ns for path in output.glob("**/*") if ".kerja" not in path.parts}
    second = run(raw, output)
    assert second.tetap
    assert not first.tetap
    assert replace(second, detik=0, dilewati=0, tetap=False) == replace(first, detik=0)
    assert {path: path.stat().st_mtime_ns for path in output.glob("**/*") if ".kerja" not in path.parts} == before

    (output / "laporan.html").unlink()
    assert not run(raw, output).tetap
    assert (output / "laporan.html").exists()
    decided = "instansi,indikator_a,indikator_b,keputusan,oleh,tanggal\n,A,B,sama,,\n"
    (output / "keputusan.csv").write_text(decided, encoding="utf-8")
    assert not run(raw, output).tetap
    assert run(raw, output).tetap
    next((output / "keputusan").glob("*.csv")).unlink()
    assert not run(raw, output).tetap
    with next((output / "kinerja").iterdir()).open("ab") as stream:
        stream.write(b"x")
    assert not run(raw, output).tetap
    assert rows(output, "kinerja")
    assert fakes.readings(raw) == ["a.pdf", "b.pdf"]


def test_same_size_and_time_but_other_bytes_are_seen(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    old = raw / "a.pdf"
    run(raw, output)
    stat = old.stat()
    data = old.read_bytes()[:-1] + b" "
    assert data != old.read_bytes()
    old.write_bytes(data)
    os.utime(old, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert not run(raw, output).tetap
    assert len(fakes.readings(raw)) == 2


def test_removed_files_stay_until_pruned(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf", "c.pdf")
    run(raw, output)
    before = snapshot(output)
    (raw / "a.pdf").unlink()
    (raw / "c.pdf").unlink()
    summary = run(raw, output)
    assert snapshot(output) == before
    (note,) = summary.catatan
    assert "2 dokumen berkasnya tidak ada lagi" in note
    assert "--prune" in note
    assert "a.pdf, c.pdf" in note
    assert run(raw, output).catatan == (note,), "not only the first time"

    digests = WorkFolder.of(output)
    for path in digests.root.glob("*/hasil"):
        path.unlink()  # as after a new rule for numbers: understood again from what was read
    run(raw, output)
    assert snapshot(output) == before

    fill(raw, "c.pdf")
    summary = run(raw, output, prune=True)
    assert names(output) == ["b.pdf", "c.pdf"]
    assert "dikeluarkan" in summary.catatan[0]
    assert run(raw, output).catatan == ()
    assert sorted(fakes.readings(raw)) == ["a.pdf", "b.pdf", "c.pdf"]


def test_renamed_is_the_same_and_replaced_is_another(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    run(raw, output)
    (raw / "sub").mkdir()
    (raw / "a.pdf").rename(raw / "sub" / "z.pdf")
    assert run(raw, output).catatan == ()
    assert names(output) == ["b.pdf", "sub/z.pdf"]
    assert fakes.readings(raw) == ["a.pdf", "b.pdf"]

    (raw / "b.pdf").write_bytes(fakes.pdf(3, "isi baru"))
    (note,) = run(raw, output).catatan
    assert note == "1 berkas diganti isinya; dataset memuat isi yang baru: b.pdf"
    assert names(output) == ["b.pdf", "sub/z.pdf"]


def test_another_input_folder_adds_to_the_datasets(tmp_path: Path) -> None:
    output = tmp_path / "out"
    fill(tmp_path / "lama", "a.pdf")
    fill(tmp_path / "baru")
    (tmp_path / "baru" / "a.pdf").write_bytes(fakes.pdf(3, "lain"))
    run(tmp_path / "lama", output)
    assert run(tmp_path / "baru", output).catatan == (), "nobody looked for the other one"
    found = {(row["folder"], row["berkas"]) for row in rows(output, "dokumen")}
    assert found == {("../lama", "a.pdf"), ("../baru", "a.pdf")}
    assert len({row["dokumen_id"] for row in rows(output, "kinerja")}) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads every file")
def test_unreadable_for_now_stays_as_it_was(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    run(raw, output)
    before = snapshot(output)
    (raw / "a.pdf").chmod(0)
    os.utime(raw / "a.pdf")
    (note,) = run(raw, output).catatan
    assert "tidak dapat dibaca" in note
    assert snapshot(output) == before


def test_only_some_files_leave_the_others_in_the_datasets(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "2022/a.pdf", "2022/b.pdf")
    run(raw, output)
    fill(raw, "2023/c.pdf", "2023/d.pdf")
    old = time.time() - 90_000
    os.utime(raw / "2023" / "d.pdf", (old, old))
    run(raw, output, selection=Selection(only=("2023/*",), since=old + 1))
    assert names(output) == ["2022/a.pdf", "2022/b.pdf", "2023/c.pdf"]
    run(raw, output, selection=Selection(only=("D.PDF",)))
    assert names(output) == ["2022/a.pdf", "2022/b.pdf", "2023/c.pdf", "2023/d.pdf"]
    assert fakes.readings(raw / "2023") == ["c.pdf", "d.pdf"]


def test_log_and_summary_for_programs(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "mati-p2.pdf", "galat.pdf")
    run(raw, output)
    lines = [json.loads(line) for line in (output / ".kerja" / LOG).read_text(encoding="utf-8").splitlines()]
    assert [line["peristiwa"] for line in lines if line["peristiwa"] != "tahap"] == [
        *("mulai", "jumlah"),
        *(line["peristiwa"] for line in lines if line["peristiwa"] in ("dokumen", "diulang")),
        "selesai",
    ]
    again = [line for line in lines if line["peristiwa"] == "diulang"]
    assert [(one["berkas"], one["halaman"], one["ditinggalkan"]) for one in again] == [
        ("mati-p2.pdf", 2, False),
        ("mati-p2.pdf", 2, True),
    ]
    told = {line["berkas"]: line for line in lines if line["peristiwa"] == "dokumen"}
    assert told["mati-p2.pdf"]["halaman_hilang"] == [2]
    assert told["galat.pdf"]["kode"] == "kesalahan_program"
    assert len({line["jalan"] for line in lines}) == 1
    summary = read_summary(WorkFolder.of(output))
    assert summary is not None
    assert (summary["keadaan"], summary["kode_keluar"], summary["dokumen"]) == ("selesai", 1, 3)
    assert [one["berkas"] for one in summary["gagal"]] == ["galat.pdf"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 600 kB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this place allows no mount")
    return disk


def test_full_disk_says_so_and_the_same_command_goes_on(tmp_path: Path, small_disk: Path) -> None:
    raw = tmp_path / "raw"
    output = small_disk / "out"
    try:
        fill(raw, *(f"{n}.pdf" for n in range(3)))
        run(raw, output)
        before = snapshot(output)
        fill(raw, *(f"{n}.pdf" for n in range(3, 9)))
        (small_disk / "penuh").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 20_000))
        with pytest.raises(WorkFolderError, match="disk penuh"):
            run(raw, output)
        assert snapshot(output) == before, "old datasets are whole"
        assert all(".kerja" in path.parts for path in output.glob("**/*.baru")), "a worker may have been broken off at its own"
        done = len(fakes.readings(raw))
        (small_disk / "penuh").unlink()
        assert len(run(raw, output).gagal) == 0
        assert not list(output.glob("**/*.baru"))
        assert len(fakes.readings(raw)) <= done + 6
        run(raw, tmp_path / "lain" / "calm")  # as far from its input as the other
        assert snapshot(output) == snapshot(tmp_path / "lain" / "calm")
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)
