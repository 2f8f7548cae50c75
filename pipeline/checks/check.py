"""Stage 8: what is printed against what else is printed. Each rule is a function over facts that yields findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.checks.anggaran import codes_by_name, jumlah_salah, kode_ganda, persen_salah, total_salah
from pipeline.checks.kegiatan import induk_salah, nomenklatur_beda
from pipeline.checks.kinerja import capaian_salah, pk_beda, renstra_beda, target_beda
from pipeline.checks.series import nilai_melompat, predikat_salah, satuan_berubah, tahun_bergeser
from pipeline.datasets.records import Anggaran, Dokumen, Kegiatan, Kinerja, Tabel, Temuan
from pipeline.identity.agencies import Agency, agencies


def check(
    dokumen: Sequence[Dokumen],
    tabel: Sequence[Tabel],
    kinerja: Sequence[Kinerja],
    anggaran: Sequence[Anggaran],
    kegiatan: Sequence[Kegiatan] = (),
    agency_of: Mapping[str, Agency] | None = None,
) -> list[Temuan]:
    """All findings of all rules, in the order of documents, pages and cells.

    `agency_of` as in `matching.match`. `kinerja` should carry `indikator_id` (see `matching`); without it indicators are the
    same where their wording is, and documents are not set against each other. Only values read for certain (`pasti`) are
    compared.
    """
    kinerja = sorted(kinerja, key=lambda f: (f.dokumen_id, f.halaman, f.tabel_id, f.baris, f.kolom, f.kinerja_id))
    anggaran = sorted(anggaran, key=lambda f: (f.dokumen_id, f.halaman, f.tabel_id, f.baris, f.kolom, f.anggaran_id))
    documents = {d.dokumen_id: d for d in dokumen}
    tables = {t.tabel_id: t for t in tabel}
    keys = {ident: agency.key for ident, agency in (agencies(dokumen) if agency_of is None else agency_of).items()}
    found = [
        *capaian_salah(kinerja),
        *target_beda(documents, tables, kinerja),
        *renstra_beda(documents, kinerja),
        *pk_beda(documents, kinerja),
        *jumlah_salah(anggaran, codes_by_name(anggaran, keys)),
        *total_salah(anggaran),
        *persen_salah(anggaran),
        *kode_ganda(anggaran),
        *predikat_salah(kinerja),
        *satuan_berubah(kinerja),
        *nilai_melompat(kinerja),
        *tahun_bergeser(documents, kinerja, anggaran),
        *induk_salah(kegiatan),
        *nomenklatur_beda(kegiatan),
    ]
    return sorted(found, key=lambda t: (t.dokumen_id, t.halaman or 0, t.tabel_id or "", t.baris or 0, t.kolom or 0, t.aturan))
