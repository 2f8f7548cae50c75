"""lkjip.toml: defaults for all, and a clear word about what is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cli, config
from pipeline.bounds import MOST_SECONDS, MOST_WORKERS
from pipeline.config import Config, load_config, read_config
from pipeline.errors import UsageError


def test_without_a_file_all_is_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config() == Config()
    assert load_config().workers() >= 1


def test_documented_defaults_are_the_defaults() -> None:
    documented = re.search(r"file:\n\n(.*)", config.__doc__ or "", re.DOTALL)
    assert documented is not None
    table = tomllib.loads(documented[1])
    for example in ("kepala", "kata"):  # there is none by default
        table.pop(example)
    assert read_config(table) == Config()


def test_file_in_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lkjip.toml").write_text(
        "\ufeffpekerja = 3\ninstansi = ['Dinas Contoh']\n[ocr]\naktif = false\n[kepala.ukuran]\ntarget = ['angka sasaran']\n",
        encoding="utf-8",
    )
    read = load_config()
    assert (read.workers(), read.instansi, read.kepala) == (
        3,
        ("Dinas Contoh",),
        {"ukuran": {"target": ("angka sasaran",)}},
    )
    assert read.extract_options().ocr is None
    assert read.extract_options((2, 3)).pages == (2, 3)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pekerj = 2", "'pekerj'; maksudnya 'pekerja'"),
        ("[ocr]\ndpy = 200", "'ocr.dpy'; maksudnya 'dpi'"),
        ("xyz = 1", "yang ada: pekerja"),
        ("pekerja = 'dua'", "nilai tidak sah"),
        ("pekerja = -1", "pekerja: 0 atau lebih"),
        ("detik_per_halaman = 0", "lebih dari 0"),
        ("detik_per_halaman = inf", "paling banyak 86400"),
        ("detik_per_halaman = nan", "lebih dari 0"),
        ("pekerja = 1000000000", "paling banyak 1024"),
        ("memori_mb = 100000000000000", "paling banyak 1048576"),
        ("memori_mb = 511", "512 ke atas"),
        ("[ocr]\ndpi = 10", "antara 72 dan 600"),
        ("[ocr]\npembaca_kedua = 'mata'", "nilai tidak sah"),
        ("[kepala.ukuan]\ntarget = ['x']", "golongan judul tidak dikenal"),
        ("[mesin]\ntetap = {'*' = 'tabula'}", "nilai tidak sah"),
        ("[kata.judl]\nhasil = ['x']", "kata: judl: berkas kata tidak dikenal; maksudnya 'judul'?"),
        ("[kata.kode]\nx = ['x']", "kata: kode: berkas kata tidak dikenal; yang ada: angka"),
        ("[kata.headers.ukuran]\ntarget = ['x']", "ejaan kepala kolom ditulis di [kepala]"),
        ("[kata.judul]\nhasill = ['x']", "kata: judul.hasill: daftar tidak dikenal; maksudnya 'hasil'?"),
        ("[kata.fakta.belanja]\nmodul = ['x']", "fakta.belanja.modul: daftar tidak dikenal; maksudnya 'belanja.modal'?"),
        ("[kata.judul]\nhasil = [' - ']", "judul.hasil: kata kosong"),
        ("[kata.judul]\nhasil = 'x'", "nilai tidak sah"),
        ("[kata.judul]\nhasil = [1]", "nilai tidak sah"),
        ("[kata]\njudul = ['x']", "nilai tidak sah"),
        ("[kata.judul.hasil]\nx = ['x']", "kata: judul.hasil.x: daftar tidak dikenal"),
        ("[kata.fakta]\nbelanja = ['x']", "kata: fakta.belanja: daftar tidak dikenal"),
        ("[kata.fakta.belanja]\nmodal = ['Belanja Pegawai']", "'belanja pegawai' sudah berarti 'pegawai'"),
        ("[kata.satuan.hitungan]\norang = ['Kilometer']", "'kilometer' sudah berarti 'km'"),
        ("pekerja = ", "tidak sah sebagai TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(told)) as caught:
        load_config(path)
    assert str(path) in str(caught.value)


def test_an_engine_is_fixed_by_the_first_pattern_that_fits() -> None:
    config = read_config({"mesin": {"tetap": {"lama/*": "kisi", "*Renja*": "pdfplumber"}}})
    options = config.extract_options()
    assert options.asked
    fixed = {name: config.mesin.asked(options, name) for name in ("lama/Renja.pdf", "2020/RENJA 1.pdf", "LKjIP.pdf")}
    assert [(one.engine, bool(one.asked)) for one in fixed.values()] == [(None, False), ("pdfplumber", False), (None, True)]


def test_the_judge_can_be_turned_off() -> None:
    assert not read_config({"mesin": {"hakim": False}}).extract_options().asked


def test_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tidak dapat dibaca"):
        load_config(tmp_path / "tidak-ada.toml")


def test_file_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"instansi = ['\xff']")
    with pytest.raises(UsageError, match="UTF-8"):
        load_config(path)


@pytest.mark.parametrize(
    ("key", "option", "most"), [("pekerja", "--workers", MOST_WORKERS), ("detik_per_halaman", "--page-seconds", MOST_SECONDS)]
)
def test_the_command_line_and_the_file_accept_the_same(key: str, option: str, most: int) -> None:
    read_config({key: most})
    with pytest.raises(UsageError, match=str(most)):
        read_config({key: most + 1})
    beyond, within = (CliRunner().invoke(cli.app, ["run", "tidak ada", option, str(n)]) for n in (most + 1, most))
    assert (beyond.exit_code, str(most) in beyond.stderr) == (2, True)
    assert isinstance(within.exception, UsageError), "there is no such folder"
