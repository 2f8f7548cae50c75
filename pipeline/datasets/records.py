"""The datasets: a row is a frozen dataclass, a field is a Parquet column. Arrow and Frictionless schemas derive from here.

Names, types and meaning are the contract with every reader of `output/`; a column may be added, none may change without a
new `VERSI_SKEMA`. Columns that the contract does not name are marked "(tambahan)".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from normalizers.nomenklatur import Versi
from pipeline.datasets.vocabulary import (
    AturanTemuan,
    Belanja,
    JenisDokumen,
    JenisTabel,
    Keparahan,
    Pos,
    StatusDokumen,
    StatusNilai,
    StatusNomenklatur,
    StatusPadanan,
    Tingkat,
    Ukuran,
)

VERSI_SKEMA = "2"


@dataclass(frozen=True, slots=True)
class Arti:
    """What a column means (Indonesian), its unit, and its Arrow type where the Python type does not say."""

    deskripsi: str
    satuan: str | None = None
    arrow: str | None = None


_DOKUMEN = Annotated[str, Arti("16 digit heksa pertama SHA-256 berkas")]
_TABEL = Annotated[str, Arti("tabel logis asal nilai")]
_HALAMAN = Annotated[int, Arti("halaman PDF, mulai 1", arrow="int32")]
_BARIS = Annotated[int, Arti("baris dalam tabel logis, mulai 0", arrow="int32")]
_KOLOM = Annotated[int, Arti("kolom dalam tabel logis, mulai 0", arrow="int32")]
_JENIS_TABEL = Annotated[JenisTabel, Arti("jenis tabel asal nilai, seperti tabel.jenis")]
_KODE = Annotated[str | None, Arti("kode program/kegiatan yang dinormalkan, bagian dipisah titik")]
_VERSI_KODE = Annotated[Versi | None, Arti("nomenklatur kode: 13/2006, 90/2019, 1317/2023")]
_KODE_TEKS = Annotated[str | None, Arti("kode seperti tercetak, bila bukan `kode`")]
_BULAN = Annotated[int | None, Arti("bulan 1-12 pada tabel bulanan atau keadaan akhir bulan sebelum Desember", arrow="int8")]
_SUMBER_DANA = Annotated[str | None, Arti("isi kolom sumber dana pada barisnya")]
_LOKASI = Annotated[str | None, Arti("isi kolom lokasi pada barisnya")]
_PENANGGUNG_JAWAB = Annotated[str | None, Arti("isi kolom penanggung jawab pada barisnya")]
_TRIWULAN = Annotated[int | None, Arti("triwulan 1-4; kosong untuk setahun penuh", arrow="int8")]
_TAHUN = Annotated[int | None, Arti("tahun nilai", satuan="tahun", arrow="int16")]
_TEKS = Annotated[str, Arti("teks persis seperti tercetak")]
_STATUS = Annotated[StatusNilai, Arti("pasti atau ragu")]
_KEYAKINAN = Annotated[float, Arti("keyakinan 0-1")]
_KANDIDAT = Annotated[tuple[float, ...], Arti("bacaan yang mungkin, terbaik dulu, juga yang sudah dipilih hitungan (tambahan)")]
_ATURAN = Annotated[
    str,
    Arti("aturan yang menentukan bacaan; x+aritmetika: dipilih hitungan; x+keputusan: orang (tambahan)"),
]
_INSTANSI = Annotated[str | None, Arti("instansi seperti dalam dataset indikator; berkas terurut menurutnya (tambahan)")]
"""Filled when an agency's documents are related: a reader who asks for one agency skips the row groups of all others."""


@dataclass(frozen=True, slots=True)
class Dokumen:
    """Satu baris untuk setiap berkas masukan, juga yang gagal."""

    dokumen_id: _DOKUMEN
    berkas: Annotated[str, Arti("jalur relatif terhadap folder masukan, dengan /")]
    jenis: Annotated[JenisDokumen | None, Arti("LKjIP, Renstra, Renja, PK, IKU, RencanaAksi, RKT, DPA, LRA, lainnya")]
    instansi: Annotated[str | None, Arti("nama lengkap instansi")]
    wilayah: Annotated[str | None, Arti("Provinsi ..., Kabupaten ..., Kota ...")]
    kode_bidang: Annotated[str | None, Arti("bidang urusan utama, mis. 2.17")]
    tahun: Annotated[int | None, Arti("tahun yang dilaporkan (LKjIP) atau direncanakan (Renja, PK)", "tahun", "int16")]
    periode_awal: Annotated[int | None, Arti("tahun pertama Renstra", "tahun", "int16")]
    periode_akhir: Annotated[int | None, Arti("tahun terakhir Renstra", "tahun", "int16")]
    halaman: Annotated[int, Arti("jumlah halaman", arrow="int32")]
    halaman_pindaian: Annotated[int, Arti("jumlah halaman berupa gambar kertas", arrow="int32")]
    status: Annotated[StatusDokumen, Arti("berhasil, sebagian, gagal")]
    galat: Annotated[str | None, Arti("galat dalam satu baris bila tidak berhasil")]
    salinan: Annotated[tuple[str, ...], Arti("nama berkas lain dengan isi yang sama (tambahan)")] = ()
    folder: Annotated[str, Arti("folder masukan, relatif terhadap folder hasil; kosong bila tidak diketahui (tambahan)")] = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """Satu baris untuk setiap tabel logis."""

    tabel_id: _TABEL
    dokumen_id: _DOKUMEN
    jenis: Annotated[JenisTabel, Arti("jenis tabel")]
    judul: Annotated[str | None, Arti("judul tabel (caption)")]
    halaman_awal: _HALAMAN
    halaman_akhir: _HALAMAN
    jumlah_baris: Annotated[int, Arti("jumlah baris", arrow="int32")]
    jumlah_kolom: Annotated[int, Arti("jumlah kolom", arrow="int32")]
    baris_judul: Annotated[int, Arti("jumlah baris kepala tabel", arrow="int32")]
    mesin: Annotated[str, Arti("pembaca tabel: garis, garis-datar, tanpa-garis, ... (+ocr)")]
    keyakinan: _KEYAKINAN
    kolom_kanonik: Annotated[tuple[str, ...], Arti("arti setiap kolom menurut kepala tabel (tambahan)")] = ()
    kepala_kolom: Annotated[tuple[str, ...], Arti("yang tercetak di atas setiap kolom, tingkat demi tingkat (tambahan)")] = ()
    kepala_tabel: Annotated[str, Arti("isi baris pertamanya; dengan ini keputusan orang mengenalinya lagi (tambahan)")] = ""
    langkah: Annotated[tuple[str, ...], Arti("dugaan yang membentuk tabel dan artinya; :kolom, mulai 0 (tambahan)")] = ()
    pertimbangan: Annotated[
        tuple[str, ...], Arti("bila tabelnya diragukan: mesin lain yang ditanya, jawabannya, sebab satu dipilih (tambahan)")
    ] = ()
    instansi: _INSTANSI = None


@dataclass(frozen=True, slots=True)
class Sel:
    """Sel setiap tabel seperti terbaca; sel gabungan satu baris di kiri atas."""

    tabel_id: _TABEL
    dokumen_id: _DOKUMEN
    baris: _BARIS
    kolom: _KOLOM
    rentang_baris: Annotated[int, Arti("jumlah baris yang digabung", arrow="int32")]
    rentang_kolom: Annotated[int, Arti("jumlah kolom yang digabung", arrow="int32")]
    teks: _TEKS
    halaman: _HALAMAN
    x0: Annotated[float, Arti("kiri", "poin")]
    y0: Annotated[float, Arti("atas", "poin")]
    x1: Annotated[float, Arti("kanan", "poin")]
    y1: Annotated[float, Arti("bawah", "poin")]
    keyakinan: _KEYAKINAN
    dari_ocr: Annotated[bool, Arti("dibaca dari gambar")]
    instansi: _INSTANSI = None


@dataclass(frozen=True, slots=True)
class Kinerja:
    """Satu baris untuk setiap nilai kinerja yang tercetak."""

    kinerja_id: Annotated[str, Arti("tetap untuk byte yang sama")]
    dokumen_id: _DOKUMEN
    tabel_id: _TABEL
    halaman: _HALAMAN
    baris: _BARIS
    kolom: _KOLOM
    jenis_tabel: _JENIS_TABEL
    kode: _KODE
    versi_kode: _VERSI_KODE
    tingkat: Annotated[Tingkat | None, Arti("tujuan, sasaran, program, kegiatan, sub_kegiatan")]
    sasaran: Annotated[str | None, Arti("sasaran yang menaungi baris")]
    indikator: Annotated[str, Arti("indikator seperti tercetak, tanpa nomor urut")]
    indikator_id: Annotated[str | None, Arti("indikator yang cocok, lihat dataset indikator")]
    tahun: _TAHUN
    triwulan: _TRIWULAN
    ukuran: Annotated[
        Ukuran, Arti("awal, target, target_awal, realisasi, capaian, akhir, realisasi_kumulatif, perkiraan, standar")
    ]
    nilai: Annotated[float | None, Arti("seperti tercetak: 5,4% adalah 5.4")]
    satuan: Annotated[str | None, Arti("satuan kanonik, huruf kecil")]
    predikat: Annotated[str | None, Arti("AA, A, BB, B, CC, C, D")]
    nilai_teks: _TEKS
    status_nilai: _STATUS
    keyakinan: _KEYAKINAN
    kandidat: _KANDIDAT = ()
    aturan_nilai: _ATURAN = ""
    kode_teks: _KODE_TEKS = None
    bulan: _BULAN = None
    sumber_dana: _SUMBER_DANA = None
    lokasi: _LOKASI = None
    penanggung_jawab: _PENANGGUNG_JAWAB = None
    instansi: _INSTANSI = None

    @property
    def fakta_id(self) -> str:
        """Its id, whichever dataset it is in."""
        return self.kinerja_id

    @property
    def nama(self) -> str:
        """What it is of, as printed."""
        return self.indikator

    @property
    def bagian(self) -> tuple[int | None, int | None]:
        """Which quarter and month of its year; neither where it is of the whole year."""
        return self.triwulan, self.bulan


@dataclass(frozen=True, slots=True)
class Anggaran:
    """Satu baris untuk setiap jumlah rupiah (atau persennya) yang tercetak."""

    anggaran_id: Annotated[str, Arti("tetap untuk byte yang sama")]
    dokumen_id: _DOKUMEN
    tabel_id: _TABEL
    halaman: _HALAMAN
    baris: _BARIS
    kolom: _KOLOM
    jenis_tabel: _JENIS_TABEL
    kode: _KODE
    versi_kode: _VERSI_KODE
    tingkat: Annotated[Tingkat | None, Arti("program, kegiatan, sub_kegiatan, paket, total")]
    uraian: Annotated[str, Arti("nama program/kegiatan seperti tercetak")]
    tahun: _TAHUN
    triwulan: _TRIWULAN
    ukuran: Annotated[Ukuran, Arti("pagu, pagu_awal, realisasi, persen_realisasi, persen_fisik, akhir, prakiraan_maju, kontrak")]
    nilai: Annotated[Decimal | None, Arti("rupiah penuh, atau persen", "rupiah|persen", "decimal128(24,4)")]
    belanja: Annotated[Belanja | None, Arti("langsung, tidak_langsung, operasi, modal, pegawai, barang_jasa, ...")]
    nilai_teks: _TEKS
    status_nilai: _STATUS
    keyakinan: _KEYAKINAN
    kandidat: _KANDIDAT = ()
    aturan_nilai: _ATURAN = ""
    kode_teks: _KODE_TEKS = None
    bulan: _BULAN = None
    sumber_dana: _SUMBER_DANA = None
    lokasi: _LOKASI = None
    penanggung_jawab: _PENANGGUNG_JAWAB = None
    kode_rekening: Annotated[str | None, Arti("kode rekening baris LRA atau DPA (5.1.02), bukan kode kegiatan")] = None
    pos: Annotated[
        Pos | None, Arti("pendapatan, belanja, pembiayaan, surplus_defisit, silpa dalam LRA; kosong di tempat lain")
    ] = None
    instansi: _INSTANSI = None

    @property
    def fakta_id(self) -> str:
        """Its id, whichever dataset it is in."""
        return self.anggaran_id

    @property
    def nama(self) -> str:
        """What it is of, as printed."""
        return self.uraian

    @property
    def bagian(self) -> tuple[int | None, int | None]:
        """Which quarter and month of its year; neither where it is of the whole year."""
        return self.triwulan, self.bulan


@dataclass(frozen=True, slots=True)
class Indikator:
    """Satu baris untuk setiap indikator yang berbeda dari satu instansi."""

    indikator_id: Annotated[str, Arti("indikator")]
    instansi: Annotated[str | None, Arti("nama lengkap instansi")]
    nama: Annotated[str, Arti("rumusan terbaik")]
    satuan: Annotated[str | None, Arti("satuan kanonik")]
    jumlah_dokumen: Annotated[int, Arti("jumlah dokumen yang menyebutnya", arrow="int32")]
    tahun_awal: _TAHUN
    tahun_akhir: _TAHUN
    kelompok_id: Annotated[str | None, Arti("sama untuk indikator instansi lain yang mengukur hal yang sama (tambahan)")] = None


@dataclass(frozen=True, slots=True)
class Padanan:
    """Satu baris untuk setiap sebutan indikator dalam sebuah tabel."""

    indikator_id: Annotated[str, Arti("indikator")]
    dokumen_id: _DOKUMEN
    tabel_id: _TABEL
    baris: _BARIS
    indikator: Annotated[str, Arti("seperti tercetak")]
    skor: Annotated[float, Arti("0-100")]
    cara: Annotated[str, Arti("cara pencocokan")]
    status: Annotated[StatusPadanan, Arti("otomatis, tinjau, manual")]
    instansi: _INSTANSI = None


@dataclass(frozen=True, slots=True)
class Kegiatan:
    """Satu baris untuk setiap kode kegiatan dan namanya dalam satu dokumen (dataset tambahan)."""

    kegiatan_id: Annotated[str, Arti("tetap untuk byte yang sama")]
    dokumen_id: _DOKUMEN
    tabel_id: _TABEL
    halaman: _HALAMAN
    baris: _BARIS
    kode: Annotated[str, Arti("kode bertitik")]
    versi_kode: _VERSI_KODE
    tingkat: Annotated[Tingkat | None, Arti("urusan, bidang, program, kegiatan, sub_kegiatan")]
    uraian: Annotated[str, Arti("nama seperti tercetak pertama kali")]
    induk: Annotated[str | None, Arti("kode di atasnya: yang tercetak, atau menurut susunan kode")]
    instansi: Annotated[str | None, Arti("nama lengkap instansi")]
    tahun: Annotated[int | None, Arti("tahun dokumennya", "tahun", "int16")]
    periode_awal: Annotated[int | None, Arti("tahun pertama Renstra", "tahun", "int16")]
    periode_akhir: Annotated[int | None, Arti("tahun terakhir Renstra", "tahun", "int16")]
    sebutan: Annotated[int, Arti("berapa kali tercetak dengan nama ini dalam dokumen", arrow="int32")]
    nomenklatur: Annotated[StatusNomenklatur | None, Arti("sesuai, beda, tidak_ada; kosong bila tidak ada daftar resmi")]
    uraian_resmi: Annotated[str | None, Arti("nama menurut daftar resmi")]


@dataclass(frozen=True, slots=True)
class Temuan:
    """Satu baris untuk setiap hal yang perlu dilihat orang."""

    temuan_id: Annotated[str, Arti("tetap untuk byte yang sama")]
    dokumen_id: _DOKUMEN
    tabel_id: Annotated[str | None, Arti("tabel")]
    halaman: Annotated[int | None, Arti("halaman PDF", arrow="int32")]
    baris: Annotated[int | None, Arti("baris dalam tabel logis", arrow="int32")]
    kolom: Annotated[int | None, Arti("kolom dalam tabel logis", arrow="int32")]
    aturan: Annotated[AturanTemuan, Arti("aturan yang menemukannya")]
    keparahan: Annotated[Keparahan, Arti("galat, peringatan, info")]
    pesan: Annotated[str, Arti("pesan bahasa Indonesia")]
    rincian: Annotated[str, Arti("JSON: nilai yang dibandingkan, indikator atau kode, tahun")]
    instansi: _INSTANSI = None


DATASETS: dict[str, type[Any]] = {
    "dokumen": Dokumen,
    "tabel": Tabel,
    "sel": Sel,
    "kinerja": Kinerja,
    "anggaran": Anggaran,
    "indikator": Indikator,
    "padanan": Padanan,
    "kegiatan": Kegiatan,
    "temuan": Temuan,
}

FACTS: dict[str, tuple[str, str]] = {"kinerja": ("kinerja_id", "indikator"), "anggaran": ("anggaran_id", "uraian")}
"""The datasets of values: their id and the column that names what each value is of."""
