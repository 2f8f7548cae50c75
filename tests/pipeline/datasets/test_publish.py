"""A dataset is replaced whole: whoever reads it meanwhile has the old rows or the new ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.datasets import publish as publishing
from pipeline.datasets.ownership import ledger
from pipeline.datasets.publish import publish
from pipeline.datasets.records import DATASETS
from pipeline.datasets.writers import table_of, write_part
from pipeline.errors import WorkFolderError
from pipeline.storage.work_folder import WorkFolder
from tests.pipeline.datasets.test_writers import sel

ROOT = Path(__file__).resolve().parents[3]
READER = """
import sys, pathlib, duckdb
seen = set()
while not pathlib.Path(sys.argv[2]).exists():
    for name in ("sel", "kinerja"):
        try:
            rows = duckdb.sql(f"select distinct teks from read_parquet('{sys.argv[1]}/sel/**/*.parquet')").fetchall()
        except duckdb.IOException:
            seen.add("gone")
            continue
        seen.add("+".join(sorted(r[0] for r in rows)))
    print(len(seen), flush=True)
print(" ".join(sorted(seen)))
"""


def stage(work: Path, dataset: str, name: str, text: str | None = None) -> str:
    """A part in the staging folder; its rows all hold `text`."""
    path = work / "bagian" / dataset / name
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [] if text is None else [sel(i) for i in range(50)]
    table = table_of(dataset, rows, None)
    if text is not None:
        table = table.set_column(table.schema.get_field_index("teks"), table.schema.field("teks"), [[text] * 50])
    write_part(path, dataset, [table])
    return name


def show(output: Path, **named: list[str]) -> bool:
    work = output / ".kerja"
    wanted = {name: named.get(name, [f"{name}-kosong.parquet"]) for name in DATASETS}
    for name in DATASETS:
        if name not in named and not (output / name / f"{name}-kosong.parquet").exists():
            stage(work, name, f"{name}-kosong.parquet")
    kept = WorkFolder(work)
    return publish(output, kept, work / "bagian", wanted, ledger(output, kept))


@pytest.fixture(params=["exchange", "two steps"])
def _ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Linux and macOS do, and what all others do."""
    if request.param == "two steps":
        monkeypatch.setattr(publishing, "_swap_call", lambda: None)


@pytest.mark.usefixtures("_ways")
def test_parts_come_stay_and_go(tmp_path: Path) -> None:
    work = tmp_path / ".kerja"
    assert show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a"), stage(work, "sel", "b.parquet", "b")])
    stays = (tmp_path / "sel" / "b.parquet").stat()
    (tmp_path / "sel" / "catatan.txt").write_text("milik orang")
    assert show(tmp_path, sel=["b.parquet", stage(work, "sel", "c.parquet", "c")])
    assert sorted(p.name for p in (tmp_path / "sel").iterdir()) == ["b.parquet", "c.parquet", "catatan.txt"]
    now = (tmp_path / "sel" / "b.parquet").stat()
    assert (now.st_ino, now.st_mtime_ns) == (stays.st_ino, stays.st_mtime_ns), "not written again"
    told = {r["name"]: r["path"] for r in json.loads((tmp_path / "datapackage.json").read_text())["resources"]}
    assert told["sel"] == ["sel/b.parquet", "sel/c.parquet"]
    assert {p.name for p in work.iterdir()} == {"milik"}, "nothing else is left lying about"


def test_nothing_is_touched_where_nothing_changes(tmp_path: Path) -> None:
    work = tmp_path / ".kerja"
    show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a")])
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if ".kerja" not in p.parts}
    assert not show(tmp_path, sel=["a.parquet"])
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if ".kerja" not in p.parts} == before


@pytest.mark.usefixtures("_ways")
def test_failure_leaves_whole_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / ".kerja"
    show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a")])
    stage(work, "sel", "b.parquet", "b")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "x"))

    monkeypatch.setattr(publishing, "_take_place", full)
    with pytest.raises(WorkFolderError, match="disk penuh"):
        show(tmp_path, sel=["b.parquet"])
    assert [p.name for p in (tmp_path / "sel").iterdir()] == ["a.parquet"]
    monkeypatch.undo()
    show(tmp_path, sel=[stage(work, "sel", "b.parquet", "b")])
    assert [p.name for p in (tmp_path / "sel").iterdir()] == ["b.parquet"]


def test_new_folder_that_cannot_be_moved_in_brings_the_old_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / ".kerja"
    show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a")])
    stage(work, "sel", "b.parquet", "b")
    monkeypatch.setattr(publishing, "_swap_call", lambda: None)
    move = publishing._patiently

    def refused(source: Path, target: Path) -> None:
        if target == tmp_path / "sel":
            raise PermissionError(13, "in use", str(target))
        move(source, target)

    monkeypatch.setattr(publishing, "_patiently", refused)
    with pytest.raises(WorkFolderError, match="tidak dapat ditulis"):
        show(tmp_path, sel=["b.parquet"])
    assert pq.read_table(tmp_path / "sel").column("teks").to_pylist()[0] == "a"


def test_power_cut_between_the_two_steps_is_mended(tmp_path: Path) -> None:
    work = tmp_path / ".kerja"
    show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a")])
    (work / "lama").mkdir()
    (tmp_path / "sel").rename(work / "lama" / "sel")
    assert not show(tmp_path, sel=["a.parquet"])
    assert [p.name for p in (tmp_path / "sel").iterdir()] == ["a.parquet"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="folders cannot change places in one step")
def test_a_reader_sees_old_or_new_never_a_mix(tmp_path: Path) -> None:
    output, stop = tmp_path / "out", tmp_path / "stop"
    work = output / ".kerja"

    def put(mark: str) -> None:
        show(output, sel=[stage(work, "sel", f"{mark}{i}.parquet", mark) for i in range(4)])

    put("aa")
    reader = subprocess.Popen([sys.executable, "-c", READER, str(output), str(stop)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert reader.stdout is not None
    try:
        for _ in range(3):
            assert reader.stdout.readline()
        deadline = time.monotonic() + 4
        while time.monotonic() < deadline:
            for mark in ("bb", "aa"):
                put(mark)
                time.sleep(0.02)
    finally:
        stop.touch()
        told, _ = reader.communicate(timeout=30)
    seen = set(told.splitlines()[-1].split())
    assert {"aa", "bb"} <= seen <= {"aa", "bb", "gone"}


@pytest.mark.skipif(not hasattr(os, "link"), reason="no links here")
def test_where_links_are_refused_parts_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / ".kerja"
    show(tmp_path, sel=[stage(work, "sel", "a.parquet", "a")])

    def refused(*_: object) -> None:
        raise OSError(95, "no links on this disk")

    monkeypatch.setattr(os, "link", refused)
    show(tmp_path, sel=["a.parquet", stage(work, "sel", "b.parquet", "b")])
    assert pq.read_table(tmp_path / "sel").num_rows == 100
