"""RAW and OUTPUT on an S3 server (moto's, over HTTP): the rows of a run on folders, resumed, locked, replaced part by part."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.config import Config
from pipeline.datasets.records import DATASETS
from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import OutputBusyError, UsageError
from pipeline.storage import lease
from pipeline.storage.lock import only_run
from pipeline.storage.places import is_remote, local_copy, place, read_whole
from pipeline.storage.work_folder import WorkFolder
from tests.pipeline import fakes
from tests.pipeline.inline import Inline

pytest.importorskip("s3fs")
pytest.importorskip("upath")
moto = pytest.importorskip("moto.server")

CONFIG = Config(pekerja=1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "uji",
            "AWS_SECRET_ACCESS_KEY": "uji",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        }.items():
            patch.setenv(name, value)
        yield f"{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, request: pytest.FixtureRequest) -> str:
    name = "ember-" + "".join(c if c.isalnum() else "-" for c in request.node.name.lower())[:40].strip("-")
    remote: Any = place(f"s3://{name}")
    remote.fs.mkdir(name)
    return f"s3://{name}"


def fill(raw: Path, *names: str) -> None:
    for name in names:
        (raw / name).parent.mkdir(parents=True, exist_ok=True) if not is_remote(raw) else None
        (raw / name).write_bytes(fakes.pdf(2, name))


def run(raw: Path, output: Path, **options: Any) -> batch.RunSummary:
    return batch.run(raw, output, CONFIG, SilentProgress(), extract=fakes.fake_extract, **options)


def parts(output: Path) -> dict[str, bytes]:
    return {f"{name}/{p.name}": p.read_bytes() for name in DATASETS for p in (output / name).glob("*.parquet")}


def test_a_run_on_s3_gives_the_bytes_of_a_run_on_folders(tmp_path: Path, bucket: str) -> None:
    names = ("a.pdf", "dinas x/b c.pdf", "mati-p2.pdf")
    raw, output = place(f"{bucket}/arsip", listed=True), place(f"{bucket}/hasil")
    fill(raw, *names)
    fill(tmp_path / "arsip", *names)
    (raw / "catatan.txt").write_bytes(b"bukan PDF")
    here = run(tmp_path / "arsip", tmp_path / "hasil")
    there = run(raw, output)
    assert (there.dokumen, there.halaman, there.fakta) == (here.dokumen, here.halaman, here.fakta)
    assert [name for name, _ in there.sebagian] == ["mati-p2.pdf"]
    assert parts(output) == parts(tmp_path / "hasil")
    assert (output / "datapackage.json").read_bytes() == (tmp_path / "hasil" / "datapackage.json").read_bytes()
    assert "mati-p2.pdf" in (output / "laporan.html").read_text(encoding="utf-8")
    assert StoredDatasets(output).count("dokumen") == 3
    left = [p.name for p in (output / ".kerja").iterdir()]
    assert "kunci" not in left
    assert "bagian" not in left
    assert any(name.startswith("log-") for name in left)


def test_what_is_done_is_not_done_again_and_parts_are_replaced(bucket: str) -> None:
    raw, output = place(f"{bucket}/arsip"), place(f"{bucket}/hasil")
    fill(raw, "a.pdf", "b.pdf")
    run(raw, output, executor=Inline())
    before = parts(output)
    assert run(raw, output, executor=Inline()).tetap
    fill(raw, "c.pdf")
    told = run(raw, output, executor=Inline())
    assert (told.dokumen, told.dilewati) == (3, 2)
    after = parts(output)
    listed = [path for r in json.loads((output / "datapackage.json").read_bytes())["resources"] for path in r["path"]]
    assert sorted(listed) == sorted(after), "old parts are gone, the package names the new ones"
    assert set(after) != set(before)
    assert [row["berkas"] for row in StoredDatasets(output).rows("dokumen", ["berkas"])] == ["a.pdf", "b.pdf", "c.pdf"]


def test_duckdb_reads_what_the_package_names(server: str, bucket: str, tmp_path: Path) -> None:
    raw, output = place(f"{bucket}/arsip"), place(f"{bucket}/hasil")
    fill(raw, "a.pdf")
    run(raw, output, executor=Inline())
    remote: Any = output
    connection = duckdb.connect()
    connection.register_filesystem(remote.fs)
    package = json.loads((output / "datapackage.json").read_bytes())
    files = [f"s3://{remote.path}/{path}" for r in package["resources"] if r["name"] == "kinerja" for path in r["path"]]
    (count,) = connection.execute("select count(*) from read_parquet(?)", [files]).fetchone() or (0,)
    assert count == 3


def test_the_second_run_on_an_output_says_so(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = WorkFolder.of(place(f"{bucket}/hasil")).root / "kunci"
    with only_run(path):
        with pytest.raises(OutputBusyError, match="sedang ditulis oleh proses lain"), only_run(path):
            pass
        assert path.exists(), "the first one still has it"
    assert not path.exists()

    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.1)
    with only_run(path):
        first = json.loads(read_whole(path))["waktu"]
        time.sleep(0.6)
        assert json.loads(read_whole(path))["waktu"] > first, "it is renewed"

    path.write_bytes(json.dumps({"pid": 1, "komputer": "lain", "waktu": time.time() - 3600, "tanda": "x"}).encode())
    with only_run(path) as still_held:
        assert json.loads(read_whole(path))["tanda"] != "x", "a run that was killed holds nothing"
        still_held()
        path.write_bytes(json.dumps({"pid": 1, "komputer": "lain", "waktu": time.time(), "tanda": "x"}).encode())
        with pytest.raises(OutputBusyError, match="diambil alih proses lain"):
            still_held()
    assert path.exists(), "what another has taken is his"


def test_places() -> None:
    assert place("raw/2022") == Path("raw/2022")
    assert place("file:///tmp/x") == Path("/tmp/x")
    assert place(r"C:\arsip") == Path(r"C:\arsip")
    assert is_remote(place("s3://ember/x"))
    assert not is_remote(place("/ember"))
    with pytest.raises(UsageError, match="satu proses"):
        place("memory://x")
    with pytest.raises(UsageError, match=r"lkjip\[cluster\]"):
        place("takada://x")


def test_a_copy_is_there_for_as_long_as_it_is_needed(bucket: str) -> None:
    there = place(f"{bucket}/a b.pdf")
    there.write_bytes(b"isi")
    with local_copy(there) as copy:
        assert copy.read_bytes() == b"isi"
        assert copy.name == "a b.pdf"
    assert not copy.exists()
    with pytest.raises(FileNotFoundError), local_copy(place(f"{bucket}/tidak ada.pdf")):
        pass
