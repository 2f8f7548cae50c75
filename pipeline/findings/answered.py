"""Findings that a person has answered: one that is no fault goes, one that was explained stays with the explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.datasets.records import Temuan
from pipeline.keputusan.decision import Keputusan


def as_answered(findings: Iterable[Temuan], decisions: Iterable[Keputusan]) -> Iterator[Temuan]:
    """The findings as people answered them, by their ids; the later answer holds."""
    told = {one.rujukan: one for one in decisions if one.jenis == "temuan"}
    for found in findings:
        one = told.get(found.temuan_id)
        answer = one.says.get("temuan") if one is not None else None
        if one is not None and answer == "dijelaskan":
            yield replace(found, keparahan="info", pesan=f"{found.pesan} Penjelasan {one.oleh or 'seseorang'}: {one.catatan}")
        elif answer != "bukan":
            yield found
