"""Decisions whose place is no longer there, since a document is read otherwise by now: they are told, never guessed at."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Temuan
from pipeline.keputusan.decision import Keputusan


def no_longer(dokumen_id: str, decisions: Iterable[Keputusan], held: Collection[str]) -> Iterator[Temuan]:
    """A finding for each decision about this document alone that nothing was found for; `held` are the ids of all others."""
    for one in decisions:
        if one.dokumen_id != dokumen_id or one.lingkup in ("instansi", "semua") or one.jenis == "dokumen" or one.id in held:
            continue
        told = f"Keputusan {one.oleh or 'seseorang'} tentang {one.jenis}" + (f' "{one.teks}"' if one.teks else "")
        yield Temuan(
            temuan_id=stable_id(dokumen_id, "keputusan_tak_berlaku", one.id),
            dokumen_id=dokumen_id,
            tabel_id=None,
            halaman=one.halaman,
            baris=None,
            kolom=None,
            aturan="keputusan_tak_berlaku",
            keparahan="peringatan",
            pesan=f"{told} tidak berlaku lagi: yang tercetak di sana lain",
            rincian=json.dumps({"keputusan": one.id, "jawaban": one.jawaban, "teks": one.teks}, ensure_ascii=False),
        )
