"""From what is kept of documents to the datasets, over archives that were never read: agency by agency, part by part."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.batch import relating
from pipeline.batch import run as batch
from pipeline.batch.jobs import agency as related
from pipeline.batch.jobs import dataset as jobs_of_datasets
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.record.summary import RunSummary
from pipeline.batch.sources import Wishes
from pipeline.config import Config
from pipeline.datasets import parts, writers
from pipeline.datasets.records import DATASETS
from pipeline.errors import WorkFolderError
from pipeline.storage.work_folder import WorkFolder
from pipeline.workers.executor import WorkerDied
from tests.pipeline import arsip
from tests.pipeline.inline import Inline

CONFIG = Config(pekerja=1)
AGENCIES = 12


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of some hundred rows, so that a small archive has many."""
    monkeypatch.setattr(parts, "LEAST_REACH", 50)
    monkeypatch.setattr(parts, "SMALL_ARCHIVE", 300)
    monkeypatch.setattr(writers, "GROUP_ROWS", 50)
    parts._form.cache_clear()


def run(raw: Path, output: Path, executor: Inline | None = None, force: bool = False) -> RunSummary:
    return batch.run(raw, output, CONFIG, SilentProgress(), Wishes(force=force), executor=executor or Inline())


def snapshot(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.glob("*/*.parquet")}


def test_every_row_is_there_once_sorted_by_agency_and_year(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(36), AGENCIES, CONFIG)
    told = run(raw, output)
    assert (told.dokumen, told.dilewati, told.fakta) == (36, 36, 36 * 60)
    rows = {name: pq.read_table(output / name) for name in DATASETS}
    expected = {"dokumen": 36, "tabel": 108, "sel": 8640, "kinerja": 1296, "anggaran": 864, "kegiatan": 216}
    assert {name: rows[name].num_rows for name in expected} == expected
    assert len(set(rows["kinerja"].column("kinerja_id").to_pylist())) == 1296
    assert rows["indikator"].num_rows == AGENCIES * len(set(rows["kinerja"].column("indikator").to_pylist()))
    assert all(rows["kinerja"].column("indikator_id").is_valid().to_pylist())
    for path in (output / "kinerja").iterdir():
        part = pq.read_table(path, columns=["instansi", "tahun"]).to_pylist()
        assert part == sorted(part, key=lambda row: (row["instansi"], row["tahun"]))
    told_of = {r["name"]: r["path"] for r in json.loads((output / "datapackage.json").read_text())["resources"]}
    for name in DATASETS:
        assert sorted(told_of[name]) == sorted(f"{name}/{path.name}" for path in (output / name).iterdir())


def test_a_reader_of_one_agency_skips_the_others(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(36), AGENCIES, CONFIG)
    run(raw, output)
    name, _ = arsip.agency(5)
    groups = [pq.read_metadata(path).row_group(i) for path in (output / "sel").iterdir() for i in range(_groups(path))]
    at = pq.read_schema(next((output / "sel").iterdir())).get_field_index("instansi")
    bounds = [(g.column(at).statistics.min, g.column(at).statistics.max) for g in groups]
    read = sum(low <= name <= high for low, high in bounds)
    assert 720 / 50 <= read <= 720 / 50 + 2, "its own 720 rows, and the row groups at either end"
    assert len(bounds) > 150


def _groups(path: Path) -> int:
    return int(pq.read_metadata(path).num_row_groups)


def test_a_new_document_changes_its_agency_and_the_parts_it_is_in(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(36), AGENCIES, CONFIG)
    run(raw, output)
    before = snapshot(output)
    kept = {p: p.stat().st_mtime_ns for p in output.glob("*/*.parquet")}
    arsip.fill(raw, output, range(36, 37), AGENCIES, CONFIG)
    executor = Inline()
    run(raw, output, executor)
    assert executor.calls.count("relate_agency") == 1
    after = snapshot(output)
    assert len(after) > 30
    assert len(set(after) - set(before)) <= 2 * len(DATASETS)
    stay = {p: at for p, at in kept.items() if p.exists()}
    assert {p: p.stat().st_mtime_ns for p in stay} == stay, "what did not change was not written again"

    fresh = tmp_path / "fresh"
    arsip.fill(raw, fresh, range(37), AGENCIES, CONFIG)
    run(raw, fresh)
    assert snapshot(fresh) == after, "how it came to be does not show"


def test_a_value_that_is_read_otherwise_replaces_the_old_one(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(24), AGENCIES, CONFIG)
    run(raw, output)
    before = snapshot(output)
    arsip.fill(raw, output, range(7, 8), AGENCIES, CONFIG, mark="lain")
    run(raw, output)
    rows = pq.read_table(output / "kinerja").to_pylist()
    assert len({row["kinerja_id"] for row in rows}) == len(rows) == 24 * 36
    assert sum(row["nilai"] % 1 == 0.5 for row in rows) == 1
    assert 1 <= len({n for n in snapshot(output) if n.startswith("kinerja/")} - set(before)) <= 2


def test_a_second_run_relates_and_writes_nothing(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(24), AGENCIES, CONFIG)
    run(raw, output)
    (output / "laporan.html").unlink()  # else the run would not even look
    executor = Inline()
    run(raw, output, executor)
    assert set(executor.calls) <= {"cell_pictures"}


def test_an_agency_whose_last_document_went_leaves_nothing_behind(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(24), AGENCIES, CONFIG)
    run(raw, output)
    for path in (raw / "00003").iterdir():
        path.unlink()
    batch.run(raw, output, CONFIG, SilentProgress(), Wishes(prune=True), executor=Inline())
    assert pq.read_table(output / "dokumen").num_rows == 22
    assert len(list((output / ".kerja").glob("instansi-*"))) == AGENCIES - 1


@pytest.mark.parametrize("what", ["hasil", "instansi"])
def test_damaged_work_files_are_made_again(tmp_path: Path, what: str) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(12), AGENCIES, CONFIG)
    run(raw, output)
    before = snapshot(output)
    work = WorkFolder.of(output)
    (name,) = [p.parent.name for p in work.root.glob("instansi-*/catatan")][:1]
    if what == "instansi":
        work.path(name, "kinerja").write_bytes(b"half")
        for path in (output / "kinerja").iterdir():
            path.unlink()
        with pytest.raises(WorkFolderError, match="jalankan lagi"):
            run(raw, output)
        run(raw, output)
    else:
        work.forget(name, related.RECORD)
        work.forget(name, "kinerja")
        for path in (output / "kinerja").iterdir():
            path.unlink()
        run(raw, output)
    assert snapshot(output) == before


class Dying(Inline):
    """Workers that end over every agency that is to be related."""

    def submit(self, function: object, *args: object, seconds: float):  # type: ignore[no-untyped-def]
        if getattr(function, "__name__", "") == "relate_agency" and not args[0].alone:  # type: ignore[attr-defined]
            self.calls.append("died")
            return super().submit(_die, seconds=seconds)
        return super().submit(function, *args, seconds=seconds)  # type: ignore[arg-type]


def _die() -> None:
    raise WorkerDied(-9)


def test_an_agency_that_ends_its_worker_keeps_its_facts_and_says_so(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(4), 2, CONFIG)
    executor = Dying()
    run(raw, output, executor)
    assert executor.calls.count("died") == 4, "each twice"
    assert pq.read_table(output / "kinerja").num_rows == 4 * 36
    assert pq.read_table(output / "indikator").num_rows == 0
    told = [row for row in pq.read_table(output / "temuan").to_pylist() if row["aturan"] == "tidak_dicocokkan"]
    assert len(told) == 4
    run(raw, output, force=False)
    assert pq.read_table(output / "indikator").num_rows > 0, "the next run tries again"


def test_what_is_written_is_told_before_readers_see_it_and_only_what_is_missing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(4), 2, CONFIG)
    real, handed = jobs_of_datasets.write_datasets, []
    monkeypatch.setattr(relating, "write_datasets", lambda *given: handed.append(given) or real(*given))
    run(raw, output)
    before = snapshot(output)
    _, work, jobs, found, *_ = handed[0]

    executor, seen = Inline(), []
    assert not real(output, work, jobs, found, executor, seen.append)
    assert executor.calls == []
    assert {f"{name}/{part}" for name, parts in seen[0].items() for part in parts} == set(before)

    gone = next(iter(sorted(before)))
    (output / gone).unlink()
    shown: list[bool] = []
    assert real(output, work, jobs, found, executor, lambda _: shown.append((output / gone).exists()))
    assert (executor.calls, shown, snapshot(output)) == (["put_part"], [False], before)
