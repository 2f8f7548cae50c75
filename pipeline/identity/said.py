"""What people said a document is: it holds before what the document tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from pipeline.datasets.vocabulary import JenisDokumen
from pipeline.identity.identify import Identity
from pipeline.keputusan.decision import Jawaban, Keputusan, Kunci

_KINDS: tuple[JenisDokumen, ...] = get_args(JenisDokumen)


def as_said(who: Identity, decisions: Iterable[Keputusan]) -> Identity:
    """The identity with what people decided of it, of which nothing is doubtful any more."""
    for one in decisions:
        if one.jenis == "dokumen":
            who = _with(who, one.says)
    return who


def _with(who: Identity, says: Jawaban) -> Identity:
    kind = next((kind for kind in _KINDS if kind == says.get("jenis")), who.jenis)
    year = int(says["tahun"]) if "tahun" in says else who.tahun
    begun, ended = (int(says[key]) if key in says else old for key, old in _period(who))
    return replace(
        who,
        jenis=kind,
        instansi=says.get("instansi", who.instansi),
        wilayah=says.get("wilayah", who.wilayah),
        tahun=None if kind == "Renstra" else year,
        periode_awal=begun if kind == "Renstra" else None,
        periode_akhir=ended if kind == "Renstra" else None,
        ragu=tuple(doubt for doubt in who.ragu if doubt.bidang not in says),
    )


def _period(who: Identity) -> tuple[tuple[Kunci, int | None], ...]:
    return ("periode_awal", who.periode_awal), ("periode_akhir", who.periode_akhir)
