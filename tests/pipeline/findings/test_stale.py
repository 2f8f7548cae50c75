"""A decision whose place is gone is told."""

from __future__ import annotations

from dataclasses import replace

from pipeline.findings.stale import no_longer
from pipeline.keputusan.decision import Keputusan

ONE = Keputusan("kolom", "tabel", "ukuran=target", "Zolak", dokumen_id="d", halaman=3, oleh="Sari", id="k1")


def test_what_was_not_found_is_told_once() -> None:
    (found,) = no_longer("d", [ONE], ())
    assert (found.aturan, found.halaman) == ("keputusan_tak_berlaku", 3)
    assert 'Sari tentang kolom "Zolak" tidak berlaku lagi' in found.pesan


def test_what_holds_and_what_reaches_further_is_not() -> None:
    assert not list(no_longer("d", [ONE], {"k1"}))
    assert not list(no_longer("d", [replace(ONE, lingkup="semua"), replace(ONE, dokumen_id="e")], ()))
