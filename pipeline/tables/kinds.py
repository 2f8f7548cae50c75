"""The kind of a table, by what its columns hold; captions decide only between kinds of one shape."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Table
from normalizers.text import fold
from normalizers.wordings.title_words import speaks_of
from pipeline.datasets.vocabulary import JenisDokumen, JenisTabel, Peran, Ukuran
from pipeline.identity.identify import Identity
from pipeline.tables.columns.column import ABOVE, NAMES, NAMING, Column

_KIND_OF: dict[JenisDokumen | None, JenisTabel] = {
    "PK": "perjanjian_kinerja",
    "LKjIP": "perjanjian_kinerja",
    "Renja": "rencana_kerja",
}
_PLANNED, _PLANNED_TO_AN_END = 3, 2
"""Years of targets from which on a plan is one of several, without and with a final target."""
_NEAR = 6
"""Lines above a table that may name its kind."""
_FEW = 6
"""A list of indicators has no more columns."""


def kind_of(table: Table, columns: Sequence[Column], titles: Sequence[str], identity: Identity) -> JenisTabel:
    own = fold(" ".join([table.caption or "", *titles]))
    near = fold(" ".join(table.context[-_NEAR:]))
    heading = fold(" ".join(k.judul for k in columns))
    kinerja = [k for k in columns if k.peran == "nilai" and k.ukuran]
    uang = [k for k in columns if k.peran == "rupiah"]
    indicators = _holds(columns, "indikator")
    if indicators and _holds(columns, "formula") and not _measures(kinerja, "realisasi", "capaian"):
        return "indikator_kinerja_utama"
    if not _named(columns) or (_holds(columns, "kategori") and not (kinerja or uang)):
        return "lainnya"
    if kinerja and (_holds(columns, "indikator", *ABOVE) or _measures(kinerja, "target", "realisasi")):
        return _kinerja_kind(own, near, heading, columns, identity)
    if uang:
        return _money_kind(uang)
    if indicators and speaks_of(f"{own} {heading}", "iku") and len(columns) <= _FEW:
        return "indikator_kinerja_utama"
    return "lainnya"


def kind_of_years(jenis: JenisTabel, columns: Sequence[Column], *, by_rows: bool) -> JenisTabel:
    """The kind of a table that names nothing, whose rows are years (`by_rows`): of budgets and what came of them."""
    uang = [k for k in columns if k.peran == "rupiah"]
    budget = any(k.anggaran_tercetak for k in uang)
    return "realisasi_anggaran" if by_rows and jenis == "lainnya" and budget and _measures(uang, "realisasi") else jenis


def _named(columns: Sequence[Column]) -> bool:
    """Whether a column names what figures are of, or groups above all amounts do, by the kind of spending."""
    uang = [k for k in columns if k.peran == "rupiah"]
    return _holds(columns, *NAMES) or (bool(uang) and all(k.kelompok_belanja for k in uang))


def _holds(columns: Sequence[Column], *peran: Peran) -> bool:
    return any(k.holds(*peran) for k in columns)


def _measures(columns: Sequence[Column], *ukuran: Ukuran) -> bool:
    return any(k.measures(*ukuran) for k in columns)


def _money_kind(uang: Sequence[Column]) -> JenisTabel:
    if _measures(uang, "realisasi", "persen_realisasi"):
        return "realisasi_anggaran"
    return "anggaran_program" if _measures(uang, "pagu", "pagu_awal", "prakiraan_maju", "akhir") else "lainnya"


def _kinerja_kind(own: str, near: str, heading: str, columns: Sequence[Column], identity: Identity) -> JenisTabel:
    """The kind of a table of performance: by what it measures, for how many years, then by its titles, then by its document."""
    kinerja = [k for k in columns if k.peran == "nilai" and k.ukuran]
    uang = [k for k in columns if k.peran == "rupiah"]
    programs = _holds(columns, *NAMING)
    if _measures(kinerja, "realisasi", "capaian", "realisasi_kumulatif"):
        return "pengukuran_kinerja"
    if _measures(uang, "prakiraan_maju") or speaks_of(heading, "maju"):
        return "rencana_kerja"
    if _spans_a_plan(kinerja):
        return "rencana_strategis" if uang or programs else "tujuan_sasaran"
    budgeted = bool(uang) and programs
    return _titled_kind(own, heading, near, budgeted) or (
        _plan_kind(columns, identity) if budgeted else _KIND_OF.get(identity.jenis, "tujuan_sasaran")
    )


def _spans_a_plan(kinerja: Sequence[Column]) -> bool:
    """Whether targets are of as many years as a plan of several has."""
    years = {k.tahun for k in kinerja if k.ukuran == "target" and k.tahun}
    return len(years) >= (_PLANNED_TO_AN_END if _measures(kinerja, "akhir") else _PLANNED)


def _titled_kind(own: str, heading: str, near: str, budgeted: bool) -> JenisTabel | None:
    """The kind that caption, heading or the lines above name, the first of them that does; a heading names agreements alone."""
    for text in (own, heading, near):
        if speaks_of(text, "perjanjian"):
            return "perjanjian_kinerja"
        if text != heading and speaks_of(text, "rencana_tahunan"):
            return "rencana_kerja"
        if text != heading and speaks_of(text, "rencana_strategis"):
            return "rencana_strategis" if budgeted else "tujuan_sasaran"
    return None


def _plan_kind(columns: Sequence[Column], identity: Identity) -> JenisTabel:
    """Targets and budgets of programs under no title that says more: what was spent where that stands beside them, a year's plan
    where places or codes do, else what the document is."""
    if any(k.peran == "rupiah" and k.ukuran == "realisasi" for k in columns):
        return "realisasi_anggaran"
    if identity.jenis is None or identity.jenis == "Renja" or _holds(columns, "lokasi", "kode"):
        return "rencana_kerja"
    return "rencana_strategis" if identity.jenis == "Renstra" else "perjanjian_kinerja"
