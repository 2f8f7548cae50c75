"""A contradiction between printed values, as a finding: which cells were compared, and a sentence an officer can act
on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.datasets.records import Anggaran, Kinerja, Temuan
from pipeline.datasets.vocabulary import AturanTemuan, Keparahan
from pipeline.findings.at_cell import TablePlace, finding_at
from pipeline.findings.numerals import angka, rupiah

Fact = Kinerja | Anggaran

_FIGURE = re.compile(r"\d[\d.,]*")
_MAX_DECIMALS = 6


def contradiction(
    rule: AturanTemuan, severity: Keparahan, message: str, at: Fact, compared: Sequence[Fact], **detail: Any
) -> Temuan:
    """A finding at the cell of `at`. `compared` are the facts set against each other, `detail` what `rincian` tells
    besides.

    The id depends on the rule and the cells, not on the wording of the message.
    """
    cells = [_cell(f) for f in compared]
    rincian = {k: v for k, v in detail.items() if v is not None} | {"sel": cells}
    own = (rule, at.tabel_id, at.baris, at.kolom, *((c["tabel_id"], c["baris"], c["kolom"]) for c in cells))
    place = TablePlace(at.dokumen_id, at.tabel_id, at.halaman, at.baris, at.kolom)
    return finding_at(place, rule, severity, message, rincian, own)


def _cell(fact: Fact) -> dict[str, Any]:
    return {
        "dokumen_id": fact.dokumen_id,
        "tabel_id": fact.tabel_id,
        "halaman": fact.halaman,
        "baris": fact.baris,
        "kolom": fact.kolom,
        "ukuran": fact.ukuran,
        "tahun": fact.tahun,
        "nilai": None if fact.nilai is None else float(fact.nilai),
        "teks": fact.nilai_teks,
    }


def printed(fact: Fact) -> str:
    """The value as a person writes it: `1.234,5`, `Rp 2.000.000`."""
    if isinstance(fact, Anggaran):
        return angka(fact.nilai) + "%" if fact.ukuran.startswith("persen") else rupiah(fact.nilai)
    return angka(fact.nilai) + ("%" if fact.satuan == "persen" else "")


def pages(facts: Sequence[Fact]) -> str:
    """`hal. 3` or `hal. 3, 7` of the facts, each page once."""
    return "hal. " + ", ".join(map(str, sorted({f.halaman for f in facts})))


def decimals(fact: Fact) -> int:
    """How many decimals are printed: 2 for `98,00%`; where the text does not tell, those that the value has."""
    if fact.nilai is None:
        return 0
    for token in _FIGURE.findall(fact.nilai_teks):
        digits = re.sub(r"\D", "", token)
        after = len(re.split(r"[.,]", token.rstrip(".,"))[-1]) if re.search(r"[.,]", token.rstrip(".,")) else 0
        for n in {after, 0}:
            if n <= _MAX_DECIMALS and int(digits) == round(abs(float(fact.nilai)) * 10**n):
                return n
    text = f"{float(fact.nilai):.{_MAX_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])


def sure(facts: Sequence[Fact]) -> bool:
    """Whether every value was read for certain; what is doubtful proves no contradiction."""
    return all(f.status_nilai == "pasti" and f.nilai is not None for f in facts)
