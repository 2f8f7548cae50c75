"""Slips of people and oddities of disks: each is one line with the right exit code, never a traceback, and the work goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pyarrow.parquet as pq
import pytest

from pipeline.storage.lock import only_run
from pipeline.storage.output import make_output
from tests.pdfs.draw import Item, Sheet
from tests.pipeline.batch.test_run import COMMAND, ROOT, rows
from tests.pipeline.fakes import pdf
from tests.pipeline.plain_user import without_power
from tests.pipeline.test_cli import lkjip

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and names that Windows does not have")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text, and /dev/full")
ENV = os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}


def fake(*words: object, start: tuple[str, ...] = (), env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command line over an extractor that reads nothing, so that a run takes a second."""
    command = [*start, *COMMAND, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=ENV | (env or {}), capture_output=True, encoding="utf-8", timeout=120)


def documents(output: Path) -> dict[str, dict[str, object]]:
    return {str(row["berkas"]): row for row in rows(output, "dokumen")}


def fill(raw: Path, *names: str) -> None:
    for name in names:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(pdf(1, name))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw` and the datasets of it, `out`; not to be changed."""
    folder = tmp_path_factory.mktemp("jadi")
    fill(folder / "raw", "a.pdf")
    done = fake("run", folder / "raw", folder / "out", "-w", 1)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "out", tmp_path / "out")
    shutil.copytree(made / "raw", tmp_path / "raw")
    return tmp_path


# ---------------------------------------------------------------- one line
def _slips(here: Path) -> dict[str, tuple[list[object], int, str]]:
    """Name -> words of the command, exit code, what the line says. Makes what they speak of below `here`."""
    fill(here / "raw", "a.pdf")
    (here / "config.toml").write_text("[kepala.ukuran]\ntagret = ['Angka Sasaran']\n", encoding="utf-8")
    (here / "empty.toml").write_text("[kepala.ukuran]\ntarget = [' - ']\n", encoding="utf-8")
    (here / "bukan.xlsx").write_bytes(b"%PDF-1.4 bukan Excel")
    with zipfile.ZipFile(here / "zip.xlsx", "w") as archive:
        archive.writestr("a.txt", "b")
    (here / "kosong.csv").write_bytes(b"")
    (here / "besar").mkdir()
    decided = "instansi;indikator_a;indikator_b;keputusan\n;" + "x" * 140_000 + ";b;sama\n"
    (here / "besar" / "keputusan.csv").write_text(decided, encoding="utf-8")
    (here / "berkas").write_bytes(b"x")
    run = ["run", "raw", "out"]
    return {
        "arti": ([*run, "--config", "config.toml"], 2, "arti kolom tidak dikenal: ukuran.tagret; maksudnya 'target'?"),
        "ejaan": ([*run, "--config", "empty.toml"], 2, "ukuran.target: ejaan kosong"),
        "nama-masukan": (["run", "x" * 300, "out"], 2, "namanya terlalu panjang"),
        "nama-keluaran": (["run", "raw", "x" * 300], 2, "namanya terlalu panjang"),
        "bukan-xlsx": ([*run, "--nomenklatur", "bukan.xlsx"], 2, "tidak dapat dibaca sebagai buku kerja Excel"),
        "zip-xlsx": ([*run, "--nomenklatur", "zip.xlsx"], 2, "tidak dapat dibaca sebagai buku kerja Excel"),
        "csv-kosong": ([*run, "--nomenklatur", "kosong.csv"], 2, "kosong.csv: tidak dapat dibaca sebagai CSV"),
        "keputusan": (["run", "raw", "besar"], 2, "keputusan.csv baris 2: tidak dapat dibaca sebagai CSV"),
        "since": ([*run, "--since", "0001-01-01"], 2, "--since 0001-01-01: di luar jangkauan"),
        "watch-inf": ([*run, "--watch", "--watch-seconds", "inf"], 2, "antara 0,2 dan 86400 detik"),
        "watch-nan": ([*run, "--watch", "--watch-seconds", "nan"], 2, "antara 0,2 dan 86400 detik"),
        "inspect-folder": (["inspect", "raw"], 2, "adalah folder"),
        "halaman-999": (["inspect", "raw/a.pdf", "--pages", "999", "--png", "x.png"], 2, "tidak ada halaman 999"),
        "keluaran-berkas": (["run", "raw", "berkas"], 1, "berkas tidak dapat ditulis: sudah ada berkas bernama itu"),
        "di-bawah-berkas": (["run", "raw", "berkas/out"], 1, "sebagian jalurnya berkas"),
    }


def _slips_of_posix(here: Path) -> dict[str, tuple[list[object], int, str]]:
    odd = os.fsdecode(b"\xfe")
    (here / odd).mkdir()
    fill(here / odd, "a.pdf")
    os.mkfifo(here / "pipa.pdf")
    (here / "putus").symlink_to("tidak-ada")
    return {
        "masukan-byte": (["run", odd, "out"], 2, "nama folder '\\xfe' memuat huruf yang bukan UTF-8"),
        "keluaran-byte": (["run", "raw", f"{odd}/out"], 2, "memuat huruf yang bukan UTF-8"),
        "inspect-pipa": (["inspect", "pipa.pdf"], 2, "bukan berkas biasa"),
        "masukan-pipa": (["run", "pipa.pdf", "out"], 2, "bukan folder dan bukan berkas biasa"),
        "keluaran-putus": (["run", "raw", "putus"], 1, "tautan ke tempat yang tidak ada"),
    }


def _told(words: list[object], code: int, told: str, here: Path) -> None:
    shown = lkjip(*words, cwd=here)
    text = " ".join((shown.stdout + shown.stderr).split())
    assert told in text
    assert shown.returncode == code, text
    assert "Traceback" not in text
    assert not (here / "out" / "dokumen").exists()


@pytest.mark.parametrize("name", [
    "arti", "ejaan", "nama-masukan", "nama-keluaran", "bukan-xlsx", "zip-xlsx", "csv-kosong", "keputusan", "since", "watch-inf",
    "watch-nan", "inspect-folder", "halaman-999", "keluaran-berkas", "di-bawah-berkas",
])  # fmt: skip
def test_a_slip_is_one_line(tmp_path: Path, name: str) -> None:
    _told(*_slips(tmp_path)[name], tmp_path)


@LINUX
@pytest.mark.parametrize("name", ["masukan-byte", "keluaran-byte", "inspect-pipa", "masukan-pipa", "keluaran-putus"])
def test_a_slip_with_what_only_linux_has_is_one_line(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "raw", "a.pdf")
    _told(*_slips_of_posix(tmp_path)[name], tmp_path)


@LINUX
def test_an_id_of_odd_bytes_is_no_id(made: Path) -> None:
    shown = lkjip("trace", made / "out", os.fsdecode(b"abc\xfe\xff"))
    assert shown.returncode == 2
    assert "tidak ada nilai atau temuan dengan id 'abc%FE%FF'" in shown.stderr


@LINUX
def test_a_work_folder_on_another_disk_is_told_before_reading(tmp_path: Path) -> None:
    if not Path("/dev/shm").is_dir() or Path("/dev/shm").stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second disk here")
    elsewhere = Path("/dev/shm") / f"lkjip-uji-{os.getpid()}"
    elsewhere.mkdir()
    try:
        fill(tmp_path / "raw", "a.pdf")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / ".kerja").symlink_to(elsewhere)
        shown = lkjip("run", tmp_path / "raw", tmp_path / "out")
        assert shown.returncode == 1
        assert ".kerja ada di disk lain" in shown.stderr
        assert not list(elsewhere.iterdir())
    finally:
        shutil.rmtree(elsewhere)


@pytest.mark.parametrize(("command", "harm"), [("status", "cut"), ("export", "lacking"), ("trace", "lacking")])
def test_a_dataset_that_lacks_a_column_or_is_cut_is_told(copied: Path, command: str, harm: str) -> None:
    output = copied / "out"
    (part,) = (output / "kinerja").glob("*.parquet")
    if harm == "cut":
        part.write_bytes(part.read_bytes()[:-40])
    else:
        pq.write_table(pq.read_table(part).drop_columns(["nilai", "status_nilai"]), part)
    more = {"status": (), "export": ("--csv", copied / "csv"), "trace": ("abcdef",)}
    shown = lkjip(command, output, *more[command])
    assert shown.returncode == 1
    assert f"kinerja/{part.name}" in shown.stderr
    assert "jalankan lkjip run lagi" in shown.stderr
    assert "Traceback" not in shown.stderr


# ---------------------------------------------------------------- what nobody foresaw
UNFORESEEN = """
import sys
from pipeline import cli
from pipeline.commands import status
def broken(*args):
    raise {}
status.print_status = broken
cli.main()
"""


def test_what_nobody_foresaw_is_one_line_and_a_file(copied: Path) -> None:
    error = "RuntimeError('[x] \\udcff')"
    command = [sys.executable, "-c", UNFORESEEN.format(error), "status", str(copied / "out")]
    shown = subprocess.run(command, cwd=ROOT, env=ENV, capture_output=True, encoding="utf-8", timeout=60)
    note = copied / "out" / ".kerja" / "galat.txt"
    assert shown.returncode == 1
    assert "kesalahan program (RuntimeError)" in shown.stderr
    assert str(note) in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
    assert "Traceback" in note.read_text(encoding="utf-8")


def test_without_a_work_folder_the_traceback_goes_to_a_temporary_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", UNFORESEEN.format("MemoryError"), "status", str(tmp_path / "out")]
    env = ENV | {name: str(tmp_path) for name in ("TMPDIR", "TEMP", "TMP")}
    shown = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=60)
    (note,) = tmp_path.glob("lkjip-galat-*.txt")
    assert shown.returncode == 1
    assert str(note) in shown.stderr
    assert "memori tidak cukup" in shown.stderr
    assert "Traceback" not in shown.stderr


@LINUX
def test_a_system_that_knows_no_letters_but_ascii(tmp_path: Path) -> None:
    fill(tmp_path / "raw", "Réncana.pdf", "a.pdf")
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    shown = fake("run", tmp_path / "raw", tmp_path / "out", "-w", 1, env=env)
    assert "Traceback" not in shown.stderr
    assert shown.returncode == 0 or "PYTHONUTF8=1" in shown.stderr


# ---------------------------------------------------------------- what lies in the input folder
@LINUX
def test_links_that_lead_nowhere_pipes_and_devices_are_failed_documents(tmp_path: Path) -> None:
    raw, output, closed = tmp_path / "raw", tmp_path / "out", tmp_path / "tertutup"
    fill(raw, "baik.pdf")
    fill(closed, "dalam.pdf", "sub/lain.pdf")
    (raw / "diri.pdf").symlink_to("diri.pdf")
    (raw / "diri").symlink_to("diri")
    (raw / "a.pdf").symlink_to("b.pdf")
    (raw / "b.pdf").symlink_to("a.pdf")
    (raw / "tertutup.pdf").symlink_to(closed / "dalam.pdf")
    (raw / "folder-tertutup").symlink_to(closed / "sub")
    (raw / "nol.pdf").symlink_to("/dev/zero")
    os.mkfifo(raw / "pipa.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(raw / "soket.pdf"))
    _deep(raw, 1500)
    closed.chmod(0)
    try:
        shown = fake("run", raw, output, "-w", 1, start=without_power())
    finally:
        closed.chmod(0o700)
        subprocess.run(["rm", "-rf", str(raw / "d")], check=True, timeout=60)  # deeper than pytest could take away
    assert shown.returncode == 1, shown.stderr
    found = documents(output)
    assert found.pop("baik.pdf")["status"] == "berhasil"
    assert found.pop("d/" * 1500 + "dasar.pdf")["status"] == "berhasil"
    assert set(found) == {f"{name}.pdf" for name in ("diri", "a", "b", "tertutup", "nol", "pipa", "soket")}
    assert {row["status"] for row in found.values()} == {"gagal"}
    for name in ("nol", "pipa", "soket"):
        assert "bukan berkas biasa" in str(found[f"{name}.pdf"]["galat"])
    assert f"folder tidak dapat dibuka: {raw / 'folder-tertutup'}" in shown.stdout


def _deep(folder: Path, levels: int) -> None:
    """A PDF below so many folders inside one another, which no path that long could name."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    file = os.open("dasar.pdf", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(file, pdf(1, "dasar"))
    os.close(file)
    os.close(here)


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert true()


@POSIX
def test_watching_goes_on_past_bad_links_and_another_run(tmp_path: Path) -> None:
    raw, output, told = tmp_path / "raw", tmp_path / "out", tmp_path / "galat.log"
    fill(raw, "a.pdf")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1", "--watch", "--watch-seconds", "0.3", "--only", "*.pdf"]
    with told.open("w") as errors, only_run(output / ".kerja" / "kunci"):
        process = subprocess.Popen(command, cwd=ROOT, env=ENV, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=_hear_ctrl_c)
        try:
            until(lambda: "Menunggu" in told.read_text(encoding="utf-8"))
        except BaseException:
            process.kill()
            raise
    try:
        until(lambda: (output / "laporan.html").exists())
        (raw / "diri.pdf").symlink_to("diri.pdf")
        os.mkfifo(raw / "pipa.pdf")
        time.sleep(1.0)
        fill(raw, "b.pdf")
        until(lambda: "b.pdf" in _documents_so_far(output))
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    finally:
        process.kill()
        process.wait()
    errors_told = told.read_text(encoding="utf-8")
    assert "sedang ditulis oleh proses lain" in errors_told
    assert errors_told.count("Menunggu") == 1
    assert "Traceback" not in errors_told


def _documents_so_far(output: Path) -> dict[str, dict[str, object]]:
    """The documents written; none yet where a file is replaced between the listing of its folder and its opening."""
    try:
        return documents(output)
    except FileNotFoundError:
        return {}


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests themselves run in the background of a shell


LONG = ".".join(["999"] * 9)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of documents that are really read."""
    folder = tmp_path_factory.mktemp("terbaca")
    fill(folder / "raw", "a.pdf")
    with pikepdf.open(folder / "raw" / "a.pdf") as file:
        file.attachments["data.xlsx"] = pikepdf.AttachedFileSpec(file, b"x", filename="data.xlsx")
        file.save(folder / "raw" / "lampiran.pdf")
        for name in ("Bab I.pdf", "Bab II.PDF"):
            file.attachments[name] = pikepdf.AttachedFileSpec(file, pdf(2, name), filename=name)
        file.save(folder / "raw" / "portofolio.pdf")
    sheet = Sheet()
    sheet.text("Tabel 3.2 Realisasi Anggaran Tahun 2022")
    body: list[list[Item]] = [
        ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        ["1", "Program Jalan", LONG, "20.000.000", "50,00"],
        ["2", "Program Air", "40.000.000", "20.000.000", "50,00"],
    ]
    sheet.table(body, [30, 130, 200, 90, 50])
    (folder / "raw" / "lkjip 2022.pdf").write_bytes(sheet.bytes())
    shown = lkjip("run", folder / "raw", folder / "out", "-w", 1)
    assert shown.returncode == 0, shown.stdout
    return folder / "out"


def test_a_cell_of_many_digits_costs_its_own_amount_only(read: Path) -> None:
    amounts = {str(row["nilai_teks"]): (row["status_nilai"], row["nilai"]) for row in rows(read, "anggaran")}
    assert amounts[LONG] == ("ragu", None)
    assert amounts["40.000.000"] == ("pasti", 40_000_000)


def test_pdfs_inside_a_pdf_are_told(read: Path) -> None:
    found = documents(read)
    assert found["portofolio.pdf"]["status"] == "sebagian"
    assert "memuat 2 PDF di dalamnya" in str(found["portofolio.pdf"]["galat"])
    assert found["lampiran.pdf"]["status"] == "berhasil"


# ---------------------------------------------------------------- nobody listens
@LINUX
@pytest.mark.parametrize("where", ["pipe", "full"])
def test_nobody_listens_and_the_work_goes_on(tmp_path: Path, where: str) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    fill(raw, "a.pdf", "galat.pdf")
    command = [*COMMAND, "run", str(raw), str(output), "-w", "1"]
    with Path("/dev/full").open("wb") as full:
        stdout = full if where == "full" else subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, env=ENV, stdout=stdout, stderr=subprocess.PIPE)
    if process.stdout is not None:
        process.stdout.readline()
        process.stdout.close()
        process.stdout = None
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1, "a document failed"
    assert told == b""
    assert len(documents(output)) == 2
    assert json.loads((output / ".kerja" / "ringkasan.json").read_bytes())["keadaan"] == "selesai"


@LINUX
def test_a_log_that_cannot_be_written_is_one_line(copied: Path) -> None:
    log = copied / "out" / ".kerja" / "log.jsonl"
    log.unlink()
    log.symlink_to("/dev/full")
    shown = fake("run", copied / "raw", copied / "out")
    assert shown.returncode == 1
    assert f"disk penuh saat menulis {log}" in shown.stderr
    assert "Traceback" not in shown.stderr


# ---------------------------------------------------------------- asked for what is not there, or is somewhere else
def test_a_selection_without_a_match_is_told(made: Path) -> None:
    shown = fake("run", made / "raw", made / "out", "--only", "tidak-ada*")
    assert shown.returncode == 0
    assert "tidak ada berkas yang cocok dengan --only/--since" in shown.stdout


def test_the_folder_that_was_moved_is_named_as_it_is_now(copied: Path) -> None:
    told = json.loads(lkjip("status", copied / "out", "--json").stdout)
    assert told["laporan"] == str(copied / "out" / "laporan.html")
    shown = fake("run", copied / "raw", copied / "out", "--only", "a.pdf")
    assert f"Buka {copied / 'out' / 'laporan.html'}" in shown.stdout


def test_status_while_a_run_is_alive(copied: Path) -> None:
    state = copied / "out" / ".kerja" / "jalan.json"
    told = json.loads(state.read_bytes())
    state.write_text(json.dumps(told | {"selesai": None}), encoding="utf-8")
    with only_run(copied / "out" / ".kerja" / "kunci"):
        alive = lkjip("status", copied / "out")
    assert f"Sedang ditulis oleh pid {os.getpid()}" in alive.stdout
    assert "Lanjutkan dengan" not in alive.stdout
    gone = lkjip("status", copied / "out")
    assert "Sedang ditulis" not in gone.stdout
    assert "Lanjutkan dengan" in gone.stdout


KILLED = """
import os, sys
from pathlib import Path
from pipeline.storage.lock import only_run
with only_run(Path(sys.argv[1])):
    os._exit(9)
"""


@POSIX
def test_status_of_a_run_that_was_killed(copied: Path) -> None:
    path = copied / "out" / ".kerja" / "kunci"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, env=ENV, timeout=60, check=False)
    assert path.read_bytes(), "its mark is still there"
    assert "Sedang ditulis" not in lkjip("status", copied / "out").stdout


def test_a_file_of_the_users_own_is_not_the_trial(tmp_path: Path) -> None:
    (tmp_path / ".coba").write_text("punya saya", encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make_output, [tmp_path] * 200))
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["punya saya"]


# ---------------------------------------------------------------- export
def test_export_of_results_that_came_from_elsewhere_has_no_links(copied: Path) -> None:
    state = copied / "out" / ".kerja" / "jalan.json"
    told = json.loads(state.read_bytes())
    state.write_text(json.dumps(told | {"masukan": "s3://ember/arsip"}), encoding="utf-8")
    shown = lkjip("export", copied / "out", "--excel", copied / "x.xlsx", "-d", "dokumen")
    assert (shown.returncode, shown.stderr) == (0, "")


def test_export_leaves_alone_what_is_not_to_be_replaced(made: Path, tmp_path: Path) -> None:
    kept = tmp_path / "x.xlsx"
    kept.write_bytes(b"lama")
    kept.chmod(0o444)
    shown = lkjip("export", made / "out", "--excel", kept, "-d", "dokumen")
    assert shown.returncode == 1
    assert "hanya boleh dibaca" in shown.stderr
    assert kept.read_bytes() == b"lama"
    kept.chmod(0o644)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "dokumen.csv")
        shown = lkjip("export", made / "out", "--csv", tmp_path, "-d", "dokumen")
        assert shown.returncode == 1
        assert "bukan berkas biasa" in shown.stderr
        assert (tmp_path / "dokumen.csv").is_fifo()


@LINUX
@pytest.mark.parametrize("where", ["full", "closed"])
def test_export_to_a_full_disk_or_a_closed_folder_is_one_line(made: Path, tmp_path: Path, where: str) -> None:
    closed = tmp_path / "tutup"
    closed.mkdir()
    target = (closed if where == "closed" else tmp_path) / "x.xlsx"
    script = 'ulimit -f 4; exec "$@"' if where == "full" else 'exec "$@"'  # no file may grow beyond some blocks
    if where == "closed":
        closed.chmod(0o555)
    command = [*without_power(), "sh", "-c", script, "sh", sys.executable, "-m", "pipeline", "export", str(made / "out")]
    command += ["--excel", str(target)]
    shown = subprocess.run(command, cwd=ROOT, env=ENV, capture_output=True, encoding="utf-8", timeout=60)
    assert shown.returncode == 1
    assert "tidak dapat ditulis" in shown.stderr or "disk penuh" in shown.stderr
    assert len(shown.stderr.splitlines()) == 1, shown.stderr
