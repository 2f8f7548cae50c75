"""Datasets written by hand, as a run over the sample would leave them, for tests of what reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.datasets.records import Anggaran, Dokumen, Indikator, Kinerja, Tabel, Temuan
from pipeline.datasets.schemas import skema
from tests.pdfs.contoh import AGENCY, INDIKATOR, KEGIATAN, PROGRAM, REGION, RESULTS_2022, RESULTS_2023

LKJIP_2023, LKJIP_2022, RENSTRA, RUSAK = "a" * 16, "b" * 16, "c" * 16, "d" * 16


def write(output: Path, datasets: Mapping[str, Iterable[Any]]) -> Path:
    """Write rows (dataclasses of pipeline.datasets.records) as Parquet below `output`."""
    for name, rows in datasets.items():
        table = pa.Table.from_pylist([_plain(asdict(row)) for row in rows], schema=skema(name))
        folder = output / name
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / "bagian-0.parquet")
    return output


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


def _id(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def dokumen(key: str, berkas: str, jenis: str | None = "LKjIP", tahun: int | None = None, **others: Any) -> Dokumen:
    given = {
        "instansi": AGENCY,
        "wilayah": REGION,
        "kode_bidang": "1.04",
        "periode_awal": None,
        "periode_akhir": None,
        "halaman": 5,
        "halaman_pindaian": 0,
        "status": "berhasil",
        "galat": None,
        **others,
    }
    return Dokumen(key, berkas, jenis, tahun=tahun, **given)


def kinerja(
    dokumen_id: str,
    jenis: str,
    indikator: str,
    tahun: int,
    ukuran: str,
    teks: str,
    *,
    baris: int = 2,
    status: str = "pasti",
    kandidat: tuple[float, ...] = (),
    satuan: str | None = "persen",
) -> Kinerja:
    return Kinerja(
        _id(dokumen_id, jenis, indikator, tahun, ukuran),
        dokumen_id,
        _id(dokumen_id, jenis),
        3,
        baris,
        4,
        jenis,
        None,
        None,
        "sasaran",
        "Meningkatnya kualitas",
        indikator,
        _id(indikator),
        tahun,
        None,
        ukuran,
        float(teks.replace(".", "").replace(",", ".")),
        satuan,
        None,
        teks,
        status,
        1.0 if status == "pasti" else 0.5,
        kandidat,
        "grammar",
    )


def anggaran(
    dokumen_id: str,
    kode: str | None,
    uraian: str,
    tahun: int,
    ukuran: str,
    nilai: int | None,
    *,
    baris: int,
    tingkat: str | None = "program",
    status: str = "pasti",
    teks: str | None = None,
    kandidat: tuple[float, ...] = (),
) -> Anggaran:
    printed = teks or f"{nilai or 0:,}".replace(",", ".")
    return Anggaran(
        _id(dokumen_id, kode, uraian, tahun, ukuran),
        dokumen_id,
        _id(dokumen_id, "anggaran", tahun),
        5,
        baris,
        2,
        "realisasi_anggaran",
        kode,
        "90/2019",
        tingkat,
        uraian,
        tahun,
        None,
        ukuran,
        None if nilai is None else Decimal(nilai),
        None,
        printed,
        status,
        1.0 if status == "pasti" else 0.4,
        kandidat,
        "sum",
    )


def temuan(
    aturan: str, keparahan: str, pesan: str, dokumen_id: str = LKJIP_2023, halaman: int | None = 3, **rincian: Any
) -> Temuan:
    return Temuan(
        _id(aturan, pesan, dokumen_id),
        dokumen_id,
        None,
        halaman,
        None,
        None,
        aturan,
        keparahan,
        pesan,
        json.dumps(rincian),
    )


def sample(folder: str = "") -> dict[str, list[Any]]:
    """Three read documents of the sample's agency and one broken file; doubtful values and findings among them. `folder` is the
    input folder as `dokumen` tells it."""
    facts: list[Kinerja] = []
    for baris, ind in enumerate(INDIKATOR, 2):
        for tahun, target in zip(range(2022, 2027), ind.target, strict=True):
            facts.append(kinerja(RENSTRA, "rencana_strategis", ind.nama, tahun, "target", target, baris=baris, satuan=ind.satuan))
        for key, tahun, results, at in ((LKJIP_2022, 2022, RESULTS_2022, 0), (LKJIP_2023, 2023, RESULTS_2023, 1)):
            result = results[baris - 2]
            target = "68,00" if (tahun, ind.nama) == (2022, "Nilai SAKIP") else ind.target[at]
            doubtful = (tahun, ind.nama) == (2023, "Luas kawasan kumuh yang tertangani")
            share = 100 * float(result.replace(",", ".")) / float(target.replace(",", "."))
            facts += [
                kinerja(key, "pengukuran_kinerja", ind.nama, tahun, "target", target, baris=baris, satuan=ind.satuan),
                kinerja(
                    key,
                    "pengukuran_kinerja",
                    ind.nama,
                    tahun,
                    "realisasi",
                    result,
                    baris=baris,
                    satuan=ind.satuan,
                    status="ragu" if doubtful else "pasti",
                    kandidat=(13.3, 18.3) if doubtful else (),
                ),
                kinerja(key, "pengukuran_kinerja", ind.nama, tahun, "capaian", f"{share:.2f}".replace(".", ","), baris=baris),
            ]
    money: list[Anggaran] = []
    for baris, (kode, nama) in enumerate(PROGRAM.items(), 1):
        below = [k for k in KEGIATAN if k.kode.startswith(kode)]
        pagu, realisasi = sum(k.pagu_2023 for k in below), sum(k.realisasi_2023 for k in below)
        money.append(anggaran(LKJIP_2023, kode, nama, 2023, "pagu", pagu, baris=baris))
        money.append(anggaran(LKJIP_2023, kode, nama, 2023, "realisasi", realisasi, baris=baris))
    money.append(anggaran(LKJIP_2023, None, "JUMLAH", 2023, "pagu", 5_414_000_000, baris=9, tingkat="total"))
    money.append(anggaran(LKJIP_2023, None, "JUMLAH", 2023, "realisasi", 5_298_354_500, baris=9, tingkat="total"))
    money.append(
        anggaran(
            RENSTRA,
            "1.04.03",
            PROGRAM["1.04.03"],
            2025,
            "pagu",
            None,
            baris=3,
            status="ragu",
            teks="2,43,500,000",
            kandidat=(2_435_000_000.0, 243_500_000.0),
        )
    )
    return {
        "dokumen": [
            dokumen(LKJIP_2023, "LKjIP 2023.pdf", tahun=2023, folder=folder),
            dokumen(
                LKJIP_2022,
                "lama/LKjIP 2022.pdf",
                tahun=2022,
                folder=folder,
                wilayah=None,
                halaman=2,
                halaman_pindaian=2,
                status="sebagian",
                galat="halaman 2 melewati batas waktu",
            ),
            dokumen(RENSTRA, "Renstra 2021-2026.pdf", "Renstra", periode_awal=2021, periode_akhir=2026, halaman=3, folder=folder),
            dokumen(
                RUSAK,
                "rusak <&>.pdf",
                None,
                instansi=None,
                folder=folder,
                wilayah=None,
                halaman=0,
                status="gagal",
                galat="berkas terenkripsi",
            ),
        ],
        "tabel": [
            Tabel(
                _id(LKJIP_2023, "pengukuran_kinerja"),
                LKJIP_2023,
                "pengukuran_kinerja",
                "Tabel 3.1",
                3,
                3,
                7,
                7,
                2,
                "garis",
                1.0,
            )
        ],
        "kinerja": facts,
        "anggaran": money,
        "indikator": [Indikator(_id(i.nama), AGENCY, i.nama, i.satuan, 3, 2022, 2026) for i in INDIKATOR],
        "temuan": [
            temuan(
                "capaian_salah",
                "galat",
                "Capaian tercetak 109,00%, seharusnya 99,00% (80,19 dari 81,00).",
                indikator=INDIKATOR[2].nama,
                tahun=2023,
                tercetak=109.0,
                dihitung=99.0,
                target=81.0,
                realisasi=80.19,
                sel=[
                    {
                        "dokumen_id": LKJIP_2023,
                        "halaman": 3,
                        "baris": 4,
                        "kolom": 5,
                        "ukuran": "realisasi",
                        "tahun": 2023,
                        "nilai": 80.19,
                        "teks": "80,19",
                    }
                ],
            ),
            temuan(
                "total_salah",
                "galat",
                "Jumlah realisasi tercetak Rp 5.298.354.500, jumlahnya Rp 5.253.354.500.",
                halaman=5,
                tahun=2023,
                tercetak=5298354500,
                dihitung=5253354500,
            ),
            temuan(
                "renstra_beda",
                "peringatan",
                "Target Nilai SAKIP 2022 adalah 68, dalam Renstra 69.",
                LKJIP_2022,
                2,
                indikator="Nilai SAKIP",
                tahun=2022,
                laporan=68.0,
                renstra=69.0,
            ),
            temuan("nilai_ragu", "peringatan", "Pagu 2025 ragu: 2,43,500,000.", RENSTRA, 3),
            temuan("kode_diperbaiki", "info", "Kode 1,04.03 dibaca 1.04.03.", RENSTRA, 3, kode="1.04.03"),
        ],
    }
