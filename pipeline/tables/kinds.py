"""The kind of a table, by what its columns hold; captions decide only between kinds of one shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Table
from normalizers.text import fold
from pipeline.datasets.vocabulary import JenisTabel, Peran
from pipeline.identity.identify import Identitas
from pipeline.tables.columns.column import Kolom

_NAMING: frozenset[Peran] = frozenset({"program", "kegiatan", "sub_kegiatan", "uraian"})
_AGREEMENT = re.compile(r"\b(perjanjian|penetapan|pernyataan) kinerja\b|\bpk\b|\btapkin\b|pihak (pertama|kedua)")
_YEARLY_PLAN = re.compile(
    r"\brencana kinerja\b|\brencana kerja\b|\brkt\b|\brenja\b|\brkpd\b|prakiraan maju|perkiraan maju|rencana aksi"
)
_STRATEGIC = re.compile(r"\brenstra\b|rencana strategis|jangka menengah|\brpjmd\b|tujuan dan sasaran")
_KEY = re.compile(r"indikator kinerja utama|\biku\b")


def kind_of(table: Table, columns: Sequence[Kolom], titles: Sequence[str], identitas: Identitas) -> JenisTabel:
    """One of the kinds of DATASETS.md."""
    own = fold(" ".join([table.caption or "", *titles]))
    near = fold(" ".join(table.context[-6:]))
    heading = fold(" ".join(k.judul for k in columns))
    kinerja = [k for k in columns if k.peran == "nilai" and k.ukuran]
    uang = [k for k in columns if k.peran == "rupiah"]
    roles = {k.peran for k in columns}
    measures = {k.ukuran for k in kinerja}
    if "indikator" in roles and "formula" in roles and not (measures & {"realisasi", "capaian"}):
        return "indikator_kinerja_utama"
    named = bool(roles & (_NAMING | {"indikator", "sasaran", "tujuan"}))
    if not named or ("kategori" in roles and not (kinerja or uang)):
        return "lainnya"
    if kinerja and ("indikator" in roles or roles & {"sasaran", "tujuan"} or measures & {"target", "realisasi"}):
        return _kinerja_kind(own, near, heading, columns, identitas)
    if uang:
        return _money_kind(uang)
    if "indikator" in roles and _KEY.search(own + " " + heading) and len(columns) <= 6:
        return "indikator_kinerja_utama"
    return "lainnya"


def _money_kind(uang: Sequence[Kolom]) -> JenisTabel:
    measures = {k.ukuran for k in uang}
    if measures & {"realisasi", "persen_realisasi"}:
        return "realisasi_anggaran"
    return "anggaran_program" if measures & {"pagu", "pagu_awal", "prakiraan_maju", "akhir"} else "lainnya"


def _kinerja_kind(own: str, near: str, heading: str, columns: Sequence[Kolom], identitas: Identitas) -> JenisTabel:
    kinerja = [k for k in columns if k.peran == "nilai" and k.ukuran]
    uang = [k for k in columns if k.peran == "rupiah"]
    roles = {k.peran for k in columns}
    measures = {k.ukuran for k in kinerja}
    years = {k.tahun for k in kinerja if k.ukuran == "target" and k.tahun}
    programs = bool(roles & _NAMING)
    if measures & {"realisasi", "capaian", "realisasi_kumulatif"}:
        return "pengukuran_kinerja"
    forward = any(k.ukuran == "prakiraan_maju" for k in uang) or re.search(r"(prakiraan|perkiraan) maju", heading)
    if forward:
        return "rencana_kerja"
    if len(years) >= 3 or ("akhir" in measures and len(years) >= 2):
        return "rencana_strategis" if uang or programs else "tujuan_sasaran"
    for text in (own, heading, near):
        if _AGREEMENT.search(text):
            return "perjanjian_kinerja"
        if text != heading and _YEARLY_PLAN.search(text):
            return "rencana_kerja"
        if text != heading and _STRATEGIC.search(text):
            return "rencana_strategis" if uang and programs else "tujuan_sasaran"
    if uang and programs:
        return (
            "rencana_kerja"
            if identitas.jenis in ("Renja", None) or "lokasi" in roles or "kode" in roles
            else ("rencana_strategis" if identitas.jenis == "Renstra" else "perjanjian_kinerja")
        )
    if identitas.jenis in ("PK", "LKjIP"):
        return "perjanjian_kinerja"
    if identitas.jenis == "Renja":
        return "rencana_kerja"
    return "tujuan_sasaran"
