"""`lkjip doctor`: whether this computer has what a run needs, and what to do where it has not, in Indonesian and English."""

from __future__ import annotations

import importlib
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from rich.console import Console

from extractors.scan.inference import load_onnxruntime
from pipeline.commands.screen import tell
from pipeline.config import Config, usable_cores
from pipeline.workers.limits import MIB, memory_share, total_memory

State = Literal["baik", "perhatian", "kurang"]
_STYLE: dict[State, str] = {"baik": "green", "perhatian": "yellow", "kurang": "bold red"}
_DISK_LEAST, _DISK_GOOD = 500 * MIB, 5_000 * MIB
_MEMORY_A_WORKER = 700 * MIB
"""What a process takes that reads scans, with some air."""
_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is (`nama`), how it is (`ada`), and what to do where it is not well."""

    nama: str
    keadaan: State
    ada: str
    saran: str = ""
    advice: str = ""


def examine(output: Path, config: Config) -> Iterator[Finding]:
    """Look at one thing after the other; some take a second."""
    yield _python()
    yield from _packages()
    yield _tesseract(config)
    yield _reader()
    yield _memory(config)
    yield _cores(config)
    yield _writing(output)
    yield _disk(output)
    yield _temporary()


def print_findings(output: Path, config: Config, console: Console) -> bool:
    """Print what was found; True where nothing is lacking."""
    lacking = warned = 0
    for found in examine(output, config):
        tell(console, (f"{found.keadaan:9}", _STYLE[found.keadaan]), f" {found.nama}: {found.ada}")
        for line in (found.saran, found.advice):
            if line:
                tell(console, f"          {line}")
        lacking += found.keadaan == "kurang"
        warned += found.keadaan == "perhatian"
    console.print()
    if lacking:
        tell(console, f"{lacking} hal harus dibereskan dahulu. ({lacking} thing(s) to be put right first.)")
    elif warned:
        tell(console, "Siap dipakai; lihat yang perlu perhatian. (Ready; see what needs attention.)")
    else:
        tell(console, "Semua baik. (All is well.)")
    return not lacking


def _python() -> Finding:
    here = f"{platform.python_version()} ({platform.system()} {platform.machine()}, {sys.executable})"
    if sys.version_info >= _PYTHON:
        return Finding("Python", "baik", here)
    return Finding("Python", "kurang", here, "pasang Python 3.11 atau lebih baru", "install Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    """The packages that lkjip asks for: there, and importable."""
    try:
        own, wanted = version("lkjip"), requires("lkjip") or []
    except PackageNotFoundError:
        yield Finding(
            "lkjip",
            "perhatian",
            "dijalankan dari folder sumber, tidak dipasang",
            "pasang dengan: pip install .",
            "install it with: pip install .",
        )
        return
    names = [line.split(";")[0] for line in wanted if "extra ==" not in line]
    plain = [name.split("[")[0].split(">")[0].split("<")[0].split("=")[0].split("~")[0].strip() for name in names]
    lost = []
    for name in plain:
        try:
            version(name)
        except PackageNotFoundError:
            lost.append(name)
    if lost:
        yield Finding(
            "paket Python",
            "kurang",
            f"tidak ada: {', '.join(lost)}",
            "pasang ulang: pip install --force-reinstall lkjip",
            "install again: pip install --force-reinstall lkjip",
        )
    told = ", ".join(f"{name} {version(name)}" for name in plain if name not in lost)
    yield Finding("lkjip", "baik", f"{own}; {told}")
    for module in ("pypdfium2", "pikepdf", "cv2", "pyarrow", "onnxruntime", "scipy"):
        try:
            load_onnxruntime() if module == "onnxruntime" else importlib.import_module(module)
        except Exception as error:  # an ImportError of whatever a compiled package finds wrong here
            yield Finding(
                module,
                "kurang",
                f"tidak dapat dimuat ({type(error).__name__}: {error})",
                f"pasang ulang: pip install --force-reinstall {module}; di Windows juga Visual C++ Redistributable",
                f"install {module} again; on Windows also the Visual C++ Redistributable",
            )


def _tesseract(config: Config) -> Finding:
    from extractors.scan.second_reader import find_tesseract

    name = "tesseract (pembaca kedua pindaian)"
    program = find_tesseract(config.ocr.tesseract or None)
    if program is None:
        return Finding(
            name,
            "perhatian",
            "tidak ada; tanpa ini lebih banyak angka pindaian yang ragu",
            "Debian/Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-ind; Windows: pasang dari UB Mannheim, lalu isi "
            "[ocr] tesseract di lkjip.toml",
            "optional: with it fewer figures of scans are in doubt; install tesseract-ocr, or name its place in lkjip.toml",
        )
    asked = config.ocr.bahasa
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False).stdout
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(
            name, "perhatian", f"{program} tidak berjalan ({error})", "pasang ulang tesseract", "install tesseract again"
        )
    languages = [line.strip() for line in listed.decode("utf-8", "replace").splitlines()[1:] if line.strip()]
    release = (told.decode("utf-8", "replace").splitlines() or ["?"])[0]
    there = f"{release} di {program}; bahasa: {', '.join(languages)}"
    missing = [one for one in asked.split("+") if one not in languages]
    if missing:
        return Finding(
            name,
            "perhatian",
            f"{there}; bahasa {', '.join(missing)} tidak ada, jadi tesseract tidak dipakai",
            f"pasang tesseract-ocr-{missing[0]}, atau ubah [ocr] bahasa di lkjip.toml",
            f"install the language {missing[0]}, or change [ocr] bahasa in lkjip.toml",
        )
    return Finding(name, "baik", there)


def _reader() -> Finding:
    """The first reader of scans: its models load, and it reads."""
    name = "rapidocr (pembaca pindaian)"
    try:
        import cv2
        import numpy as np

        from extractors.scan.reader import rapid_reader

        picture = np.full((64, 420), 255, np.uint8)
        cv2.putText(picture, "12345", (20, 48), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 0, 3)
        reader = rapid_reader()
        (line,) = reader.read([picture])
    except Exception as error:  # whatever a model file, onnxruntime or OpenCV finds wrong here
        return Finding(
            name,
            "kurang",
            f"tidak dapat dimuat ({type(error).__name__}: {error})",
            "pasang ulang: pip install --force-reinstall rapidocr onnxruntime; sementara itu pakai --no-ocr",
            "install rapidocr and onnxruntime again; until then use --no-ocr",
        )
    if "12345" not in line.text.replace(" ", ""):
        return Finding(
            name,
            "perhatian",
            f"terpasang, tetapi membaca '{line.text}' pada gambar uji '12345'",
            "pasang ulang: pip install --force-reinstall rapidocr",
            "install rapidocr again",
        )
    longer = f"; model utuh, lebih lambat dan sama hasilnya ({reader.whole})" if reader.whole else ""
    return Finding(name, "baik", f"model dimuat dan membaca gambar uji{longer}")


def _memory(config: Config) -> Finding:
    workers = config.workers()
    total = total_memory()
    if total is None:
        return Finding("memori", "perhatian", "sistem tidak memberitahukan jumlahnya")
    limit = config.memory_bytes() or memory_share(workers)
    told = f"{_size(total)}; {workers} proses, masing-masing paling banyak {_size(limit)}"
    if sys.platform == "darwin":
        told += " (dijaga dengan pengamatan berkala, sebab macOS tidak menyediakan batas)"
    if total < workers * _MEMORY_A_WORKER:
        fitting = max(1, total // _MEMORY_A_WORKER)
        return Finding(
            "memori",
            "perhatian",
            told,
            f"untuk pindaian sebaiknya --workers {fitting}",
            f"for scans better use --workers {fitting}",
        )
    return Finding("memori", "baik", told)


def _cores(config: Config) -> Finding:
    cores, workers = usable_cores(), config.workers()
    if workers > cores:
        return Finding(
            "inti prosesor",
            "perhatian",
            f"{cores}, sedangkan pekerja {workers}",
            f"pekerja lebih dari {cores} tidak mempercepat",
            f"more than {cores} workers will not be faster",
        )
    return Finding("inti prosesor", "baik", str(cores))


def _writing(output: Path) -> Finding:
    from pipeline.errors import LkjipError
    from pipeline.storage.output import make_output

    there = output.exists()
    name = f"folder hasil '{output}'"
    try:
        make_output(output)
    except LkjipError as error:
        return Finding(
            name,
            "kurang",
            str(error),
            "pakai folder lain, atau minta izin menulis",
            "use another folder, or ask for the right to write",
        )
    if not there:
        output.rmdir()
    return Finding(name, "baik", "dapat ditulis")


def _disk(output: Path) -> Finding:
    place = next(folder for folder in (output.absolute(), *output.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    told = f"{_size(free)} kosong di {place}"
    if free >= _DISK_GOOD:
        return Finding("ruang disk", "baik", told)
    return Finding(
        "ruang disk",
        "perhatian" if free >= _DISK_LEAST else "kurang",
        told,
        "kosongkan ruang: hasil dan folder kerja memakan kira-kira 0,2 sampai 1 MB setiap dokumen",
        "free some space: results and work folder take about 0.2 to 1 MB a document",
    )


def _temporary() -> Finding:
    name = "folder sementara"
    try:
        with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
            (Path(folder) / "coba").write_bytes(b"x")
    except OSError as error:
        return Finding(
            name,
            "perhatian",
            f"tidak dapat ditulis ({error.strerror or error})",
            "atur TMPDIR (Windows: TEMP) ke folder yang dapat ditulis",
            "set TMPDIR (Windows: TEMP) to a folder that can be written",
        )
    return Finding(name, "baik", tempfile.gettempdir())


def _size(count: int) -> str:
    text = f"{count / (1024 * MIB):.1f} GB" if count >= 1024 * MIB else f"{count // MIB} MB"
    return text.replace(".", ",")
