"""A value read from text, with what is known of its certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Status = Literal["pasti", "ragu", "kosong"]

SignRule = Literal[
    "ribuan_atau_desimal", "desimal_menurut_kolom", "sen_bertanda_ribuan", "tanda_minus_ragu", "pecahan_rupiah",
]  # fmt: skip
"""Doubts about dots, commas and signs only: the digits are known, and the readings are all there are."""
DigitRule = Literal[
    "bulat", "desimal", "desimal_menurut_jenis", "desimal_tanda_sama",
    "ribuan", "ribuan_campur", "ribuan_spasi", "ribuan_menurut_kolom", "ribuan_menurut_satuan",
    "sen", "kata_skala", "sambung_baris", "spasi_di_dalam", "menurut_terbilang", "terbilang_beda",
    "predikat_menempel", "capaian_dalam_kurung", "beberapa_angka", "bagian_dari", "satuan_tak_terbaca",
    "kelompok_cacat", "tanda_ribuan_hilang", "tanda_di_depan", "tanda_di_ujung", "sisa_tanda",
    "angka_terpotong", "angka_berdempetan", "menempel", "perkalian", "huruf_dalam_angka", "nol_di_depan",
    "terlalu_panjang", "bukan_satu_angka", "bukan_angka", "kosong",
]  # fmt: skip
"""What tells which digits stand there; a doubt of these is about them."""
OtherRule = Literal["beberapa_nilai", "rentang", "batas", "predikat_saja", "satuan_saja", "kalimat"]
"""Doubts that are not about which digits stand there."""
CodeRule = Literal[
    "kode", "kode_diperbaiki", "kode_dari_kolom", "kode_tercetak", "kode_mendua", "huruf_dalam_kode", "titik_hilang",
    "awal_dari_induk", "awal_hilang", "nol_hilang", "bentuk_tak_dikenal", "bukan_kode",
]  # fmt: skip
Rule = Literal[SignRule, DigitRule, OtherRule, CodeRule]
"""The rule that decided a reading: of a figure, by the kind of doubt that it may leave, or of a code."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is the best reading of `text`; None where the text holds none (`kosong`) or none can be preferred (`ragu`).

    `rule` names the rule that decided; `candidates` are all readings still possible, best
    first, two or more only where `status` is `ragu`.
    """

    text: str
    value: T | None
    status: Status
    rule: Rule
    candidates: tuple[T, ...] = ()
