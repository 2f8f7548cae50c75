"""The words that the datasets hold, each declared once, so that mypy sees a misspelt one.

A word may be added; one that was ever written stays, since old datasets are read back. Here too are words that only pass
between the readers of tables, where they share a type with those that are written.
"""

from __future__ import annotations

from typing import Literal

from extractors.model import EngineName
from normalizers import nomenklatur
from normalizers.concepts import Role, Spending
from normalizers.reading import DigitRule, OtherRule, Rule, SignRule

JenisDokumen = Literal["LKjIP", "Renstra", "Renja", "PK", "IKU", "RencanaAksi", "RKT", "DPA", "LRA", "lainnya"]
StatusDokumen = Literal["berhasil", "sebagian", "gagal"]
JenisTabel = Literal[
    "perjanjian_kinerja", "pengukuran_kinerja", "realisasi_anggaran", "anggaran_program", "rencana_strategis", "rencana_kerja",
    "tujuan_sasaran", "indikator_kinerja_utama", "lainnya",
]  # fmt: skip
Naming = Literal["program", "kegiatan", "sub_kegiatan", "uraian"]
"""Roles of columns that name what an amount is for."""
Peran = Literal[Role, "nilai", "rupiah", "samping", "mata_uang", "lain"]
"""Roles of columns: of words, `nilai` (a kinerja measure), `rupiah` (amounts, or percent of amounts), `samping` (figures that
are no facts), `mata_uang` (only `Rp`) or `lain`."""
Ukuran = Literal[
    "awal", "target", "target_awal", "realisasi", "capaian", "akhir", "realisasi_kumulatif", "perkiraan", "standar",
    "pagu", "pagu_awal", "persen_realisasi", "persen_fisik", "prakiraan_maju", "kontrak",
    "persen", "kumulatif", "capaian_kumulatif", "capaian_akhir",
]  # fmt: skip
"""Measures: those of `kinerja`, those of `anggaran`, and those of a column whose neighbours have not been heard."""
Tingkat = Literal[nomenklatur.Tingkat, "tujuan", "sasaran", "total"]
Belanja = Spending
Pos = Literal["pendapatan", "belanja", "pembiayaan", "surplus_defisit", "silpa"]
"""Parts of a summary of the budget and of what became of it (LRA, APBD)."""
StatusNilai = Literal["pasti", "ragu"]
StatusPadanan = Literal["otomatis", "tinjau", "manual"]
StatusNomenklatur = Literal["sesuai", "beda", "tidak_ada"]
Keparahan = Literal["galat", "peringatan", "info"]

AturanSilang = Literal[
    "target_beda", "capaian_salah", "jumlah_salah", "total_salah", "renstra_beda", "kode_ganda", "predikat_salah",
    "satuan_berubah", "nilai_melompat", "tahun_bergeser", "induk_salah", "nomenklatur_beda", "persen_salah", "tidak_dicocokkan",
    "berkas_salinan", "pk_beda",
]  # fmt: skip
"""Findings of `pipeline.checks.check` and of gathering: made anew whenever an agency's documents are set against each other."""
AturanTemuan = Literal[
    AturanSilang, "pertumbuhan_salah", "kode_diperbaiki", "nilai_ragu", "dokumen_gagal", "halaman_gagal", "halaman_rusak",
    "berkas_diperbaiki", "lampiran_tidak_dibaca", "identitas_ragu", "tabel_tak_terpahami", "kolom_tak_terpahami",
    "baris_tak_terpahami", "keputusan_tak_berlaku",
]  # fmt: skip

SignDoubt = Literal[SignRule, "skala_baris"]
"""Doubts about dots, commas, signs and scales only: the digits are known, and the readings are all there are."""
OtherDoubt = Literal[
    OtherRule, "peran_kolom", "tahun_kolom", "tanpa_indikator", "uraian_diduga", "kode_hilang", "pindah_sel", "satuan_hilang",
    "jumlah_kecil", "kurung_lepas",
]  # fmt: skip
"""Doubts that are not about which digits stand there, so that no equation can lift them."""
DigitDoubt = Literal[DigitRule, "skala_judul", "terlalu_besar", "bacaan_beda", "ocr_lemah"]
AturanNilai = Literal[Rule, SignDoubt, OtherDoubt, DigitDoubt, "aritmetika", "keputusan"]
"""What decided the reading of a value, or why it is doubtful. The datasets join two: `bacaan_beda+aritmetika` was doubtful, then
settled by an equation, `bacaan_beda+keputusan` by a person; `keputusan` alone: only a person saw that it is a value."""

_PICTURE = "+ocr"


def mesin_of(engine: EngineName, from_picture: bool) -> str:
    """How `tabel.mesin` tells what found a table: `garis`, `tanpa-garis+ocr`."""
    return engine + _PICTURE if from_picture else engine


def engine_of(mesin: str) -> tuple[str, bool]:
    """What found a table and whether it was read from a picture, of a `tabel.mesin`."""
    return mesin.removesuffix(_PICTURE), mesin.endswith(_PICTURE)
