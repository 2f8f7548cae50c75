"""Mentions of indicators, and what stands beside them: codes, units, sasaran and targets, the evidence for matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from normalizers.text import fold, strip_numbering
from normalizers.wordings.indikator import Rumusan, rumuskan
from pipeline.datasets.records import Kinerja
from pipeline.datasets.vocabulary import Ukuran

_OF_INDICATOR: tuple[Ukuran, ...] = ("target", "realisasi", "awal", "akhir", "realisasi_kumulatif", "perkiraan")
"""The measures whose value is in the indicator's own unit (`capaian` is always in percent)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An indicator printed in one row of one table: the facts of that row that carry its name."""

    tabel_id: str
    baris: int
    indikator: str
    facts: tuple[Kinerja, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The mentions of one agency that print the same words (`literal`), in whichever tables.

    `kode` is set only where one table prints these words under several sub kegiatan: then each code is a wording of
    its own. `targets` are values by (year, measure, quarter); `codes`, `units` and `sasaran` count how often each
    stands with it.
    """

    literal: str
    kode: str | None
    rumusan: Rumusan
    mentions: tuple[Mention, ...]
    tables: frozenset[str]
    codes: Mapping[str, int]
    units: Mapping[str, int]
    sasaran: frozenset[str]
    targets: Mapping[tuple[int, str, tuple[int | None, int | None]], frozenset[float]]


def mentions(kinerja: Sequence[Kinerja]) -> list[Mention]:
    """Facts grouped to mentions, in an order that does not depend on the order of the facts."""
    grouped: dict[tuple[str, int, str], list[Kinerja]] = defaultdict(list)
    for fact in kinerja:
        grouped[fact.tabel_id, fact.baris, fact.indikator].append(fact)
    return [
        Mention(tabel_id, baris, text, tuple(sorted(facts, key=lambda f: (f.kolom, f.kinerja_id))))
        for (tabel_id, baris, text), facts in sorted(grouped.items())
    ]


def literal(text: str) -> str:
    """The words as printed, without regard to case, punctuation and spaces."""
    return fold(strip_numbering(text)).replace(" ", "")


def _sub_code(mention: Mention) -> str | None:
    return next((f.kode for f in mention.facts if f.kode and f.tingkat == "sub_kegiatan"), None)


def wordings(found: Sequence[Mention]) -> list[Wording]:
    """Mentions of one agency grouped by what they print."""
    by_literal: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_literal[literal(mention.indikator)].append(mention)
    out: list[Wording] = []
    for key, group in sorted(by_literal.items()):
        for code, part in _by_code(group):
            out.extend(_wording(key, code, same) for same in _by_unit(part))
    return out


def _by_unit(group: Sequence[Mention]) -> list[list[Mention]]:
    """One group, unless words without a measure stand with a percentage here and with an amount there: `Rumput laut` in percent
    of growth and in tons. Mentions that print no unit go with the larger part.
    """
    if rumuskan(group[0].indikator).ukuran is not None:
        return [list(group)]
    parts: dict[bool | None, list[Mention]] = defaultdict(list)
    for mention in group:
        units = {f.satuan for f in mention.facts if f.satuan and f.ukuran in _OF_INDICATOR}
        parts["persen" in units if units else None].append(mention)
    if not parts[True] or not parts[False]:
        return [list(group)]
    larger = len(parts[True]) > len(parts[False])
    parts[larger] += parts.pop(None, [])
    return [parts[True], parts[False]]


def _by_code(group: Sequence[Mention]) -> list[tuple[str | None, list[Mention]]]:
    """One group, unless a table prints the words under several sub kegiatan: `Jumlah dokumen` of this one and of that
    one.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for mention in group:
        code = _sub_code(mention)
        if code:
            codes[mention.tabel_id].add(code)
    if all(len(found) < 2 for found in codes.values()):
        return [(None, list(group))]
    parts: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in group:
        parts[_sub_code(mention)].append(mention)
    return sorted(parts.items(), key=lambda p: p[0] or "")


def _wording(key: str, code: str | None, group: Sequence[Mention]) -> Wording:
    facts = [f for m in group for f in m.facts]
    targets: dict[tuple[int, str, tuple[int | None, int | None]], set[float]] = defaultdict(set)
    for f in facts:
        if f.tahun is not None and f.nilai is not None and f.ukuran in _OF_INDICATOR and f.status_nilai == "pasti":
            targets[f.tahun, f.ukuran, f.bagian].add(f.nilai)
    texts = Counter(m.indikator for m in group)
    text = min(texts, key=lambda t: (-texts[t], t))
    return Wording(
        literal=key,
        kode=code,
        rumusan=rumuskan(text),
        mentions=tuple(group),
        tables=frozenset(m.tabel_id for m in group),
        codes=Counter(f.kode for f in facts if f.kode),
        units=Counter(f.satuan for f in facts if f.satuan and f.ukuran in _OF_INDICATOR),
        sasaran=frozenset(fold(f.sasaran) for f in facts if f.sasaran),
        targets={k: frozenset(v) for k, v in targets.items()},
    )
