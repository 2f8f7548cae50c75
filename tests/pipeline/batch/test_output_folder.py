"""What is in an output folder: what is the user's is never touched, what is in the datasets is never forgotten.

Real processes. Reading is faked where it does not matter (`tests.pipeline.fakes`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from pipeline.batch.jobs.restored import MADE_ANEW
from pipeline.datasets.records import DATASETS
from pipeline.findings.terms import istilah
from tests.pipeline import fakes
from tests.pipeline.batch.test_run import ROOT, fill, rows, snapshot
from tests.pipeline.faked_command import COMMAND
from tests.pipeline.plain_user import without_power

CONTOH = ROOT / "raw/contoh"


def lkjip(*words: object, real: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, over the faked reader or the real one."""
    command = (sys.executable, "-m", "pipeline") if real else COMMAND
    return subprocess.run(
        [*command, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "200", **environment},
    )


def run(raw: Path, output: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return lkjip("run", raw, output, "-w", "1", *words, **environment)


def notes(told: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in told.stdout.splitlines() if line.startswith("Catatan:")]


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies below a folder, with the bytes of files."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def refused(told: subprocess.CompletedProcess[str], word: str) -> None:
    """One line, exit code 2."""
    assert told.returncode == 2, told.stdout + told.stderr
    assert len(told.stderr.splitlines()) == 1, told.stderr
    assert word in told.stderr


# ---------------------------------------------------------------- the output folder is not ours until we know it
def _photos(output: Path) -> None:
    (output / "kegiatan/foto").mkdir(parents=True)
    (output / "kegiatan/foto/1.jpg").write_bytes(b"x")


def _own_parquet(output: Path) -> None:
    (output / "anggaran").mkdir(parents=True)
    pq.write_table(pa.table({"a": [1]}), output / "anggaran/milik-saya.parquet")


def _plain(output: Path) -> None:
    (output / "dokumen").mkdir(parents=True)
    (output / "dokumen/surat.docx").write_bytes(b"x")


def _empty_below(output: Path) -> None:
    (output / "indikator/2023").mkdir(parents=True)


def _file(output: Path) -> None:
    output.mkdir()
    (output / "tabel").write_bytes(b"x")


def _report(output: Path) -> None:
    output.mkdir()
    (output / "laporan.html").write_text("<p>Laporan tahunan dinas</p>", encoding="utf-8")


def _package(output: Path) -> None:
    output.mkdir()
    (output / "datapackage.json").write_text('{"name": "anggaran-kota", "resources": []}', encoding="utf-8")


def _later(output: Path) -> None:
    output.mkdir()
    (output / "datapackage.json").write_text('{"name": "lkjip", "versi_skema": "999", "resources": []}', encoding="utf-8")


def _work(output: Path) -> None:
    (output / ".kerja").mkdir(parents=True)
    (output / ".kerja/tulis").write_bytes(b"x")


@pytest.mark.parametrize("make", [_photos, _own_parquet, _plain, _empty_below, _file, _report, _package, _later, _work])
def test_what_is_not_ours_is_refused_before_a_page_is_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    make(output)
    before = everything(output)
    refused(run(raw, output), "999" if make is _later else "pindahkan")
    assert everything(output) == before
    assert fakes.readings(raw) == []


def test_an_archive_whose_folder_is_called_like_a_dataset_is_not_written_over(tmp_path: Path) -> None:
    fill(tmp_path / "arsip/dokumen", "2023/a.pdf", "b.pdf")
    before = everything(tmp_path)
    refused(run(tmp_path / "arsip/dokumen", tmp_path / "arsip"), "folder masukan")
    refused(run(tmp_path / "arsip/dokumen/b.pdf", tmp_path / "arsip"), "folder masukan")
    assert everything(tmp_path) == before


def test_beside_our_parts_people_keep_what_they_like_but_no_parquet(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf")
    (output / "sel").mkdir(parents=True)  # an empty folder is nobody's
    assert run(raw, output).returncode == 0
    kept = {"catatan.txt": b"milik orang", "grafik/2023.png": b"x"}
    for name, data in kept.items():
        (output / "kinerja" / name).parent.mkdir(exist_ok=True)
        (output / "kinerja" / name).write_bytes(data)
    fill(raw, "b.pdf")
    assert run(raw, output).returncode == 0
    assert len(rows(output, "dokumen")) == 2
    assert {name: (output / "kinerja" / name).read_bytes() for name in kept} == kept

    pq.write_table(pa.table({"nilai": [1.0]}), output / "kinerja/grafik/ekspor.parquet")
    before = everything(output / "kinerja")
    refused(run(raw, output), "kinerja/grafik/ekspor.parquet")
    assert everything(output / "kinerja") == before


def test_the_package_lists_what_is_ours_with_its_digest(tmp_path: Path) -> None:
    fill(tmp_path / "raw", "a.pdf")
    run(tmp_path / "raw", tmp_path / "out")
    listed = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))["berkas"]
    assert set(listed) == set(snapshot(tmp_path / "out"))
    assert all(len(data) == listed[name]["bytes"] for name, data in snapshot(tmp_path / "out").items())
    assert all(entry["hash"].startswith("sha256:") for entry in listed.values())


# ---------------------------------------------------------------- what is in the datasets is never forgotten
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_after_the_datasets_were_shown_and_the_files_moved_away(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    assert run(raw, output).returncode == 0
    fill(raw, "c.pdf", "d.pdf")
    assert run(raw, output, LKJIP_UJI_MATI="report").returncode == -9
    assert len(rows(output, "dokumen")) == 4, "they are in the datasets"
    for name in ("c.pdf", "d.pdf"):
        (raw / name).unlink()
    told = run(raw, output)
    assert told.returncode == 0
    assert "2 dokumen berkasnya tidak ada lagi" in notes(told)[0]
    assert len(rows(output, "dokumen")) == 4
    assert sorted(fakes.readings(raw)) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"], "nothing is read twice"


def _gone(work: Path) -> None:
    shutil.rmtree(work)


def _zeroed(work: Path) -> None:
    for path in work.glob("**/*"):
        if path.is_file() and path.name in ("daftar", "sidik", "ekstraksi", "hasil", "sel", "ikhtisar", "catatan"):
            path.write_bytes(bytes(path.stat().st_size))


def _of_another_version(work: Path) -> None:
    for path in work.glob("**/*"):
        if path.is_file() and path.name in ("daftar", "ekstraksi", "hasil", "sel", "ikhtisar", "catatan"):
            path.write_bytes(b"9" * 64 + b"\n" + path.read_bytes()[65:])


@pytest.mark.parametrize("damage", [_gone, _zeroed, _of_another_version])
def test_the_work_folder_is_lost_and_the_files_are_gone(
    tmp_path: Path, contoh_output: Path, damage: Callable[[Path], None]
) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(contoh_output, output)
    fill(raw, "baru.pdf")
    damage(output / ".kerja")
    before = {name: rows(output, name) for name in DATASETS}
    told = run(raw, output)
    assert told.returncode == 0, told.stderr
    if damage is not _of_another_version:  # there what was read is still there, under another key
        assert any("4 dokumen tanpa berkas" in note for note in notes(told)), told.stdout
    after = {name: [r for r in rows(output, name) if _of(before, name, r)] for name in DATASETS}
    for name in ("sel", "tabel", "kinerja", "anggaran", "kegiatan", "indikator"):
        assert _sorted(after[name]) == _sorted(before[name]), name
    assert {r["temuan_id"] for r in before["temuan"]} == {r["temuan_id"] for r in after["temuan"]}
    assert [r["status"] for r in after["dokumen"]] == [r["status"] for r in before["dokumen"]]
    first = {name: len(rows(output, name)) for name in DATASETS}
    assert run(raw, output).returncode == 0
    assert {name: len(rows(output, name)) for name in DATASETS} == first


def _of(before: dict[str, list[dict[str, object]]], name: str, row: dict[str, object]) -> bool:
    old = {r["dokumen_id"] for r in before["dokumen"]}
    return row.get("dokumen_id") in old if "dokumen_id" in row else row in before[name]


def _sorted(found: list[dict[str, object]]) -> list[str]:
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in found)


def test_every_finding_is_kept_or_made_anew() -> None:
    own = {"kode_diperbaiki", "nilai_ragu", "pertumbuhan_salah", "lampiran_tidak_dibaca"}
    own |= {"tabel_tak_terpahami", "kolom_tak_terpahami", "baris_tak_terpahami", "identitas_ragu"}
    own |= {"keputusan_tak_berlaku"}
    of_reading = {rule for rule in istilah()["aturan"] if rule.startswith(("dokumen_", "halaman_", "berkas_"))} - MADE_ANEW
    assert set(istilah()["aturan"]) == own | of_reading | MADE_ANEW


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace tells what reaches the disk in which order")
def test_what_is_shown_is_on_disk_before_it_is_shown(tmp_path: Path) -> None:
    """A power cut at any moment: work files and the list of documents, and the names of both, are synced before the first
    dataset changes place; the package after the last one."""
    raw, output, log = tmp_path / "raw", tmp_path / "out", tmp_path / "panggilan"
    fill(raw, "a.pdf")
    run(raw, output)
    fill(raw, "b.pdf")
    watch = ("strace", "-qq", "-y", "-o", str(log), "-e", "trace=rename,renameat2,fsync,fdatasync,syncfs,sync")
    subprocess.run([*watch, *COMMAND, "run", str(raw), str(output), "-w", "1", "-q"], cwd=ROOT, check=True, timeout=120)
    calls = log.read_text(encoding="utf-8").splitlines()

    def first(*words: str, after: int = 0) -> int:
        return next(i for i, call in enumerate(calls) if i >= after and all(word in call for word in words))

    shown = first("RENAME_EXCHANGE") if any("RENAME_EXCHANGE" in call for call in calls) else first("rename", "/tulis/")
    assert first("syncfs") < shown or first("sync(") < shown
    listed = first("rename", ".kerja/daftar")
    assert listed < first("fsync", f"{output}/.kerja>", after=listed) < shown
    assert shown < first("fsync", f"{output}>", after=shown), "the name of what was exchanged"
    package = first("rename", "datapackage.json")
    assert shown < package < first("fsync", f"{output}>", after=package)


# ---------------------------------------------------------------- damaged or altered parts
def _cut(part: Path) -> None:
    os.truncate(part, part.stat().st_size // 2)


def _rewritten(part: Path) -> None:
    pq.write_table(pq.read_table(part).slice(0, 1), part)


def _one_bit_with_the_old_time(part: Path) -> None:
    stat, data = part.stat(), bytearray(part.read_bytes())
    data[len(data) // 3] ^= 4
    part.write_bytes(data)
    os.utime(part, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("damage", [_cut, _rewritten, _one_bit_with_the_old_time])
def test_a_part_that_is_not_as_it_was_written_is_told_and_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "b.pdf")
    assert run(raw, output).returncode == 0
    before = snapshot(output)
    ident = str(rows(output, "kinerja")[0]["kinerja_id"])
    (part,) = (output / "kinerja").iterdir()
    damage(part)
    for words in (("status", output), ("export", output, "--csv", tmp_path / "csv"), ("trace", output, ident)):
        told = lkjip(*words)
        assert told.returncode == 1, words
        assert len(told.stderr.splitlines()) == 1, told.stderr
        assert f"kinerja/{part.name}" in told.stderr
    told = run(raw, output)
    assert told.returncode == 0
    assert "1 bagian dataset rusak" in notes(told)[0]
    assert snapshot(output) == before
    assert fakes.readings(raw) == ["a.pdf", "b.pdf"]
    assert notes(run(raw, output)) == []


# ---------------------------------------------------------------- several input folders, names as bytes
def test_links_lead_to_the_file_of_the_own_input_folder(tmp_path: Path) -> None:
    output = tmp_path / "out"
    for folder, mark in (("dinas a", "satu"), ("dinas b", "dua")):
        fill(tmp_path / folder)
        (tmp_path / folder / "lap.pdf").write_bytes(fakes.pdf(3, mark))
        run(tmp_path / folder, output)
    ids = {str(row["folder"]): row["dokumen_id"] for row in rows(output, "dokumen")}
    assert set(ids) == {"../dinas a", "../dinas b"}
    assert lkjip("export", output, "--excel", tmp_path / "x.xlsx").returncode == 0
    sheet = load_workbook(tmp_path / "x.xlsx")["kinerja"]
    heading = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        ident = row[heading.index("dokumen_id")].value
        (folder,) = (name for name, one in ids.items() if one == ident)
        link = row[heading.index("buka")].hyperlink.target
        assert unquote(link).startswith((tmp_path / folder[3:] / "lap.pdf").as_uri().replace("%20", " "))
    html = unquote((output / "laporan.html").read_text(encoding="utf-8"))
    assert '"../dinas a/lap.pdf' in html
    assert '"../dinas b/lap.pdf' in html


def test_prune_takes_only_what_was_looked_for_and_is_gone(tmp_path: Path) -> None:
    a, b, output = tmp_path / "a", tmp_path / "b", tmp_path / "out"
    fill(a, "satu.pdf")
    fill(b, "dua.pdf", "tiga.pdf", "sub/empat.pdf")
    run(a, output)
    run(b, output)
    (b / "dua.pdf").unlink()
    told = run(b, output)
    assert [note.partition(":")[2].strip().split(" ")[0] for note in notes(told)] == ["1"], "only the one that is gone"
    run(b / "tiga.pdf", output, "--prune")
    assert len(rows(output, "dokumen")) == 4, "a file alone tells nothing of others"
    run(b / "sub", output, "--prune")
    assert len(rows(output, "dokumen")) == 4
    run(b, output, "--prune")
    assert {row["berkas"] for row in rows(output, "dokumen")} == {"satu.pdf", "tiga.pdf", "sub/empat.pdf"}


@pytest.mark.skipif(sys.platform == "win32", reason="folders are closed otherwise on Windows")
def test_prune_leaves_what_lies_in_a_folder_that_could_not_be_opened(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "tertutup/b.pdf")
    run(raw, output)
    (raw / "tertutup").chmod(0)
    try:
        command = [*without_power(), *COMMAND, "run", str(raw), str(output), "-w", "1", "--prune"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    finally:
        (raw / "tertutup").chmod(0o755)
    assert "folder tidak dapat dibuka" in told.stdout, told.stderr
    assert len(rows(output, "dokumen")) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_names_that_differ_in_a_byte_are_two_documents(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for byte, mark in ((b"\xfe", "satu"), (b"\xff", "dua")):
        Path(os.fsdecode(os.fsencode(raw) + b"/lap" + byte + b".pdf")).write_bytes(fakes.pdf(3, mark))
    assert run(raw, output).returncode == 0
    assert sorted(str(row["berkas"]) for row in rows(output, "dokumen")) == ["lap%FE.pdf", "lap%FF.pdf"]
    lkjip("export", output, "--excel", tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")["dokumen"]
    links = {row[-1].hyperlink.target for row in sheet.iter_rows(min_row=2)}
    assert links == {f"{raw.as_uri()}/lap%FE.pdf", f"{raw.as_uri()}/lap%FF.pdf"}


# ---------------------------------------------------------------- what passes
def test_a_read_error_that_passes_is_tried_again(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "eio.pdf")
    told = run(raw, output)
    assert told.returncode == 1
    assert "tidak dapat dibaca dari disk" in told.stdout
    assert run(raw, output).returncode == 0
    assert {row["status"] for row in rows(output, "dokumen")} == {"berhasil"}


def test_a_leftover_in_the_folder_of_an_agency_that_goes_is_no_matter(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "lain/bab.pdf")  # the second tells no agency
    run(raw, output)
    assert len(list((output / ".kerja").glob("instansi-*"))) == 2
    for folder in (output / ".kerja").glob("instansi-*"):
        (folder / "kinerja.12345.baru").write_bytes(b"x")
    (raw / "lain/bab.pdf").unlink()
    told = run(raw, output, "--prune")
    assert told.returncode == 0, told.stderr
    assert len(rows(output, "dokumen")) == 1
    assert len(list((output / ".kerja").glob("instansi-*"))) == 1
