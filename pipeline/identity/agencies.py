"""Which documents are of one agency. Its name is spelled differently from year to year and from cover to cover."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz.distance import OSA

from normalizers import lexicon
from normalizers.text import fold
from normalizers.words import SAME_ROOT, likeness
from pipeline.datasets.records import Dokumen

_NAMES_ALIKE = 0.85
_INSERTED = 0.75
"""One name is the other with words put in (`Usaha [Mikro,] Kecil`): so much of the longer one must be met."""


_Form = tuple[tuple[str, ...], tuple[str, ...]]
"""Words of a name without its region, and words of the region."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as its documents name it.

    `key` is the normal form that stands in ids: words of the name and of the region, folded. `name` is the name printed
    most often, None where no document prints one.
    """

    key: str
    name: str | None
    words: tuple[str, ...]
    region: tuple[str, ...]


def is_short_for(word: str, words: Sequence[str]) -> bool:
    """Whether a word is put together of the beginnings of words, in their order: pupr, kominfo, dinkes."""
    if len(word) < 3 or len(words) < 2:
        return False

    def fits(at: int, rest: Sequence[str]) -> bool:
        if not rest:
            return at == len(word)
        first = rest[0]
        return any(
            (first.startswith(piece := word[at : at + n]) or (first, piece) == ("dinas", "dis")) and fits(at + n, rest[1:])
            for n in range(1, min(len(first), len(word) - at) + 1)
        )

    return fits(0, words)


def shortened(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """The run of two or more `words` that `word` is short for; empty where there is none."""
    for n in range(len(words), 1, -1):
        for start in range(len(words) - n + 1):
            run = tuple(words[start : start + n])
            if is_short_for(word, run):
                return run
    return ()


def _spell_out(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    out: list[str] = []
    for word in words:
        out.extend((word,) if word in other else shortened(word, other) or (word,))
    return tuple(out)


def _same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    a, b = _spell_out(a, b), _spell_out(b, a)
    if not a or not b or _likeness(a[0], b[0]) <= SAME_ROOT or a[0] in lexicon.words("instansi", "bernama_tempat"):
        return a == b
    met = [
        sum(any(_likeness(x, y) > SAME_ROOT for y in second) for x in first) / len(first) for first, second in ((a, b), (b, a))
    ]
    return min(met) >= _NAMES_ALIKE or (max(met) == 1.0 and min(met) >= _INSERTED)


_likeness = lexicon.derived(1 << 17)(likeness)
"""Names of agencies share few words."""


def _same_region(a: Sequence[str], b: Sequence[str]) -> bool:
    if not a or not b:
        return True
    return len(a) == len(b) and all(x == y or (len(x) >= 7 and OSA.distance(x, y) == 1) for x, y in zip(a, b, strict=True))


def _words_of(dokumen: Dokumen) -> _Form:
    """Words of the agency's name without those of the region, and words of the region."""
    region = tuple(fold(dokumen.wilayah or "").split())
    name = " ".join(w for w in fold(dokumen.instansi or "").split() if w not in lexicon.words("instansi", "tak_membedakan"))
    for tail in (" ".join(region), " ".join(region[1:])):
        if tail and name.endswith(tail) and name != tail:
            name = name.removesuffix(tail)
            break
    return tuple(name.split()), region


def agencies(dokumen: Sequence[Dokumen]) -> Mapping[str, Agency]:
    """The agency of each document, by `dokumen_id`.

    Documents are of one agency where region and name agree but for spelling, abbreviation or a word put in. A document
    that names none belongs to the only agency named in its folder, else it stands with the nameless of that folder.
    """
    read = {d.dokumen_id: _words_of(d) for d in dokumen}
    named = [d for d in dokumen if d.instansi]
    by_form: dict[_Form, list[Dokumen]] = defaultdict(list)
    for d in named:
        by_form[read[d.dokumen_id]].append(d)
    out: dict[str, Agency] = {}
    for forms in _grouped(by_form):
        group = [d for form in sorted(forms) for d in by_form[form]]
        out.update(dict.fromkeys((d.dokumen_id for d in group), _agency(group, read)))
    by_folder: dict[str, set[Agency]] = defaultdict(set)
    for d in named:
        by_folder[_folder(d)].add(out[d.dokumen_id])
    for d in dokumen:
        if d.dokumen_id not in out:
            neighbours = by_folder[_folder(d)]
            nameless = Agency(key="folder " + (_folder(d) or "."), name=None, words=(), region=())
            out[d.dokumen_id] = next(iter(neighbours)) if len(neighbours) == 1 else nameless
    return out


def _grouped(forms: Collection[_Form]) -> list[set[_Form]]:
    """Forms of one agency's name together.

    The longest first, and those that name their region before those that do not: a form without region belongs to a
    group only where just one fits. Only forms of regions that agree are looked at: a country has tens of thousands of
    agencies, a region some dozens.
    """
    groups: list[set[_Form]] = []
    of_region: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    alike: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for words, region in sorted(forms, key=lambda f: (not f[1], -len(f[0]), f)):
        if region not in alike:
            alike[region] = [region, *(r for r in alike if _same_region(region, r))]
            for r in alike[region][1:]:
                alike[r].append(region)
        fitting = {g for r in alike[region] for w, g in of_region[r] if _same_name(words, w)}
        if fitting and (region or len(fitting) == 1):
            group = min(fitting)
        else:
            group = len(groups)
            groups.append(set())
        groups[group].add((words, region))
        of_region[region].append((words, group))
    return groups


def _folder(dokumen: Dokumen) -> str:
    return PurePosixPath(dokumen.berkas).parent.as_posix()


def _agency(group: Sequence[Dokumen], read: Mapping[str, _Form]) -> Agency:
    """The name most documents print; the longest, then the first in the alphabet, among equals."""
    votes = Counter(read[d.dokumen_id] for d in group)
    words, region = min(votes, key=lambda v: (-votes[v], -len(v[1]), -len(v[0]), v))
    region = region or next((r for _, r in sorted(votes) if r), ())
    names = Counter(d.instansi for d in group if d.instansi)
    name = min(names, key=lambda n: (-names[n], -len(n), n)) if names else None
    return Agency(" ".join((*words, *region)), name, words, region)
