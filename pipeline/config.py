"""`lkjip.toml`: what differs between users, with defaults for all of it.

Every key may be left out. The shipped defaults, as a file:

    pekerja = 0                  # proses serentak; 0: sebanyak inti prosesor
    detik_per_halaman = 120      # batas waktu satu halaman; lewat batas, halaman itu ditinggalkan dan dilaporkan
    memori_mb = 0                # batas memori satu proses; 0: bagian yang wajar dari memori komputer
    nomenklatur = ""             # daftar resmi kode dan nama kegiatan (.xlsx atau .csv); kosong: tidak dibandingkan
    instansi = []                # nama lengkap instansi yang dikenal, mis. "Dinas Contoh Kabupaten Contoh"

    [ocr]
    aktif = true                 # baca halaman pindaian
    dpi = 200                    # ketajaman gambar untuk dibaca
    bahasa = "eng"               # bahasa tesseract (pembaca kedua, hanya untuk angka)
    pembaca_kedua = "auto"       # auto, tesseract, rapidocr, none
    tesseract = ""               # letak program tesseract; kosong: cari di PATH
    utas = 1                     # utas pembaca per proses
    prosa = false                # baca juga halaman pindaian yang tampak hanya berisi teks biasa, tanpa tabel

    [mesin]
    hakim = true                 # tanyakan tabel yang diragukan kepada pdfplumber dan camelot; false: hanya kisi sendiri
    tetap = {}                   # mesin untuk berkas tertentu, pola nama dan mesinnya: {"2019/*" = "camelot-hybrid"}

    [kepala.ukuran]              # ejaan kepala kolom tambahan: kelompok, arti kolom, ejaan (lihat headers.toml)
    target = ["angka sasaran"]

    [kata.baris]                 # kata tambahan untuk daftar mana pun dalam normalizers/data: berkas, daftar, kata
    total = ["gunggung"]

    [kata.fakta.belanja]         # daftar di dalam tabel berkasnya
    modal = ["belanja aset"]

"""

from __future__ import annotations

import difflib
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

import msgspec

from extractors.model import GuestEngine
from normalizers.heading_words import load_headers
from normalizers.lexicon import Additions
from normalizers.user_words import additions
from pipeline.bounds import MOST_MEMORY, MOST_SECONDS, MOST_WORKERS
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from extractors.extract import ExtractOptions

FILE_NAME = "lkjip.toml"


@dataclass(frozen=True, slots=True)
class OcrConfig:
    """Section `[ocr]`."""

    aktif: bool = True
    dpi: float = 200.0
    bahasa: str = "eng"
    pembaca_kedua: Literal["auto", "tesseract", "rapidocr", "none"] = "auto"
    tesseract: str = ""
    utas: int = 1
    prosa: bool = False


EngineChoice = Literal["kisi", GuestEngine]
"""Whose tables a reader may ask for: our own grids without a judge, or those of one other engine."""


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Section `[mesin]`. `tetap`: patterns of paths below the input folder, with `/`, of which the first that fits decides."""

    hakim: bool = True
    tetap: dict[str, EngineChoice] = field(default_factory=dict)

    def asked(self, options: ExtractOptions, berkas: str) -> ExtractOptions:
        """The options for one file: with the engine that is fixed for it."""
        found = (engine for pattern, engine in self.tetap.items() if fnmatchcase(berkas.casefold(), pattern.casefold()))
        return with_engine(options, next(found, None))


def with_engine(options: ExtractOptions, engine: EngineChoice | None) -> ExtractOptions:
    """The options with one engine's tables alone; None leaves them as they are."""
    if engine is None:
        return options
    return replace(options, engine=None if engine == "kisi" else engine, asked=())


@dataclass(frozen=True, slots=True)
class Config:
    """The whole file. `kepala` has the shape of `normalizers/data/headers.toml`: group, concept, spellings; `kata` that of the
    other files there, by the name of the file."""

    pekerja: int = 0
    detik_per_halaman: float = 120.0
    memori_mb: int = 0
    instansi: tuple[str, ...] = ()
    nomenklatur: str = ""
    ocr: OcrConfig = field(default_factory=OcrConfig)
    mesin: EngineConfig = field(default_factory=EngineConfig)
    kepala: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    kata: dict[str, dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]]] = field(default_factory=dict)

    def extract_options(self, pages: tuple[int, ...] | None = None) -> ExtractOptions:
        """What the extractors are asked for."""
        # Late, since these load OpenCV: `lkjip --help` and a typing slip in lkjip.toml should not wait for it.
        from extractors.extract import ExtractOptions
        from extractors.scan.page import OcrOptions

        ocr = OcrOptions(
            dpi=self.ocr.dpi,
            second_reader=self.ocr.pembaca_kedua,
            tesseract=self.ocr.tesseract or None,
            languages=self.ocr.bahasa,
            threads=self.ocr.utas,
            prose=self.ocr.prosa,
        )
        options = ExtractOptions(ocr if self.ocr.aktif else None, self.detik_per_halaman, pages)
        return options if self.mesin.hakim else with_engine(options, "kisi")

    def words(self) -> Additions:
        """The words of `kata` as the lists take them."""
        return additions(self.kata)

    def memory_bytes(self) -> int | None:
        """What a worker may take; None leaves it to the machine's size."""
        return self.memori_mb * 1_048_576 or None

    def workers(self) -> int:
        """Processes to start: as asked, else one a core that this program may use."""
        wanted = self.pekerja or usable_cores()
        return min(wanted, 30) if sys.platform == "win32" else wanted  # Windows waits for no more than 63 things at once


def usable_cores() -> int:
    """Cores this process may run on (a container may have fewer than the machine)."""
    if hasattr(os, "sched_getaffinity"):  # not on Windows and macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_config(path: Path | None = None) -> Config:
    """The file at `path`, else `lkjip.toml` in the working folder, else the defaults. UsageError says what is wrong."""
    if path is None:
        path = Path(FILE_NAME)
        if not path.is_file():
            return Config()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: bukan teks UTF-8; simpan ulang sebagai UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: tidak sah sebagai TOML ({error})") from error
    return read_config(table, str(path))


def read_config(table: Mapping[str, Any], name: str = FILE_NAME) -> Config:
    """A parsed file to a `Config`. UsageError for unknown keys, wrong types and values that cannot work."""
    _refuse_unknown(table, Config, name, "")
    try:
        config = msgspec.convert(dict(table), Config)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: nilai tidak sah ({error})") from error
    for wrong, message in (
        (not 0 <= config.pekerja <= MOST_WORKERS, f"pekerja: 0 atau lebih, paling banyak {MOST_WORKERS}"),
        (
            not 0 < config.detik_per_halaman <= MOST_SECONDS,
            f"detik_per_halaman: lebih dari 0, paling banyak {MOST_SECONDS} (satu hari)",
        ),
        (
            config.memori_mb != 0 and not 512 <= config.memori_mb <= MOST_MEMORY,
            f"memori_mb: 0, atau 512 ke atas, paling banyak {MOST_MEMORY}",
        ),
        (not 72 <= config.ocr.dpi <= 600, "ocr.dpi: antara 72 dan 600"),
        (config.ocr.utas < 1, "ocr.utas: 1 atau lebih"),
    ):
        if wrong:
            raise UsageError(f"{name}: {message}")
    for section, read in (("kepala", lambda: load_headers(config.kepala)), ("kata", config.words)):
        try:
            read()
        except ValueError as error:
            raise UsageError(f"{name}: {section}: {error}") from error
    return config


def _refuse_unknown(table: Mapping[str, Any], shape: type[Any], name: str, place: str) -> None:
    """A misspelt key would be silently without effect; say which and what was probably meant."""
    known = [f.name for f in fields(shape)]
    hints = get_type_hints(shape)
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"maksudnya '{near[0]}'?" if near else f"yang ada: {', '.join(known)}"
            raise UsageError(f"{name}: kunci tidak dikenal '{place}{key}'; {hint}")
        inner = hints[key]
        if isinstance(inner, type) and is_dataclass(inner) and isinstance(value, Mapping):
            _refuse_unknown(value, inner, name, f"{place}{key}.")
