"""What a column heading can speak of, as `data/headers.toml` groups it: each concept once, its name in one group only."""

from __future__ import annotations

from typing import Literal, get_args

Group = Literal["peran", "ukuran", "uang", "sampingan", "penanda", "isian"]
Role = Literal[
    "nomor", "kode", "misi", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "uraian", "indikator", "satuan",
    "lokasi", "penanggung_jawab", "sumber_dana", "keterangan", "formula", "kategori",
]  # fmt: skip
"""What a column of words holds. `program`, `kegiatan`, `sub_kegiatan` and `uraian` name what an amount is for."""
Measure = Literal["target", "realisasi", "capaian", "awal", "akhir", "kumulatif", "perkiraan", "maju", "standar"]
MeasureWord = Literal[Measure, "volume", "hasil"]
"""Measures, and words that are one only where nothing else is said."""
Money = Literal["anggaran", "realisasi_uang", "kontrak"]
Aside = Literal[
    "sisa", "selisih", "tumbuh", "efisiensi", "bobot", "tertimbang", "kas", "banding", "rata", "jumlah_orang", "hitungan"
]
"""Figures that are no facts of ours: growth, remainder, weight, another region's figure, how an amount comes about."""
Spending = Literal[
    "langsung", "tidak_langsung", "operasi", "modal", "pegawai", "barang_jasa", "tidak_terduga", "transfer", "hibah",
    "bantuan_sosial",
]  # fmt: skip
SPENDING: tuple[Spending, ...] = get_args(Spending)
Mark = Literal[
    "persen", "fisik", "kinerja", "sebelum", "sesudah", "lalu", "kini", "bulan_ini", "bulan_lalu", "sampai", "periode",
    "terhadap", "sumber", Spending,
]  # fmt: skip
"""Words that turn the meaning of the measure beside them."""
Concept = Literal[Role, MeasureWord, Money, Aside, Mark, "kata"]
CONCEPTS: dict[Group, tuple[Concept, ...]] = {
    "peran": get_args(Role),
    "ukuran": get_args(MeasureWord),
    "uang": get_args(Money),
    "sampingan": get_args(Aside),
    "penanda": get_args(Mark),
    "isian": ("kata",),
}
