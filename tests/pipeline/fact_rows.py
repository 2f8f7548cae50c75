"""Facts for the tests of matching and checks, with everything that does not matter filled in."""

from __future__ import annotations

from decimal import Decimal

from pipeline.datasets.records import Anggaran, Dokumen, Kinerja, Tabel


def dokumen(
    key: str,
    instansi: str | None = "Dinas Perhubungan Kota Lembayung",
    wilayah: str | None = "Kota Lembayung",
    jenis: str = "LKjIP",
    folder: str = "a",
) -> Dokumen:
    return Dokumen(key, f"{folder}/{key}.pdf", jenis, instansi, wilayah, None, 2023, None, None, 10, 0, "berhasil", None)


def tabel(key: str, dokumen_id: str, jenis: str = "perjanjian_kinerja", judul: str | None = None) -> Tabel:
    return Tabel(key, dokumen_id, jenis, judul, 1, 1, 10, 5, 1, "garis", 1.0)


def kinerja(
    tabel_id: str,
    baris: int,
    indikator: str,
    ukuran: str = "target",
    nilai: float | None = 80.0,
    *,
    dokumen_id: str = "d1",
    tahun: int | None = 2023,
    satuan: str | None = None,
    kode: str | None = None,
    tingkat: str | None = "sasaran",
    jenis: str = "perjanjian_kinerja",
    status: str = "pasti",
    teks: str | None = None,
    halaman: int = 3,
    indikator_id: str | None = None,
) -> Kinerja:
    kolom = {"target": 3, "realisasi": 4, "capaian": 5}.get(ukuran, 6) + 10 * ((tahun or 0) % 10)
    printed = teks if teks is not None else str(nilai).replace(".", ",")
    return Kinerja(
        f"{dokumen_id}/{tabel_id}/{baris}/{kolom}/{indikator}",
        dokumen_id,
        tabel_id,
        halaman,
        baris,
        kolom,
        jenis,
        kode,
        None,
        tingkat,
        None,
        indikator,
        indikator_id,
        tahun,
        None,
        ukuran,
        nilai,
        satuan,
        None,
        printed,
        status,
        1.0,
    )


def anggaran(
    baris: int,
    uraian: str,
    nilai: int | str,
    *,
    tabel_id: str = "t1",
    dokumen_id: str = "d1",
    kode: str | None = None,
    tingkat: str | None = "program",
    ukuran: str = "pagu",
    tahun: int = 2023,
    status: str = "pasti",
    teks: str | None = None,
) -> Anggaran:
    kolom = {"pagu": 2, "realisasi": 3}.get(ukuran, 4)
    return Anggaran(
        f"{tabel_id}/{baris}/{kolom}/{tahun}",
        dokumen_id,
        tabel_id,
        5,
        baris,
        kolom,
        "realisasi_anggaran",
        kode,
        None,
        tingkat,
        uraian,
        tahun,
        None,
        ukuran,
        Decimal(nilai),
        None,
        teks if teks is not None else str(nilai),
        status,
        1.0,
    )
