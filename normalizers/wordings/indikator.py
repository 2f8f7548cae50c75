"""The wording of an indicator, taken apart, and how alike two wordings are.

Two offices, two years or two typists word one indicator differently; two neighbours in one table differ in one word
that changes everything. So a wording is read into features (measure, words, negations, numbers, what stood in
brackets), and a comparison says not only how alike two are but what speaks against them. Knowledge is in
`data/padanan_kata.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from normalizers import lexicon
from normalizers.text import fold, strip_numbering
from normalizers.words import ALIKE, SAME_ROOT, UNSURE, bare, is_real, likeness

_DATA = "padanan_kata"
_BRACKET = re.compile(r"\(([^()]*)\)")
_MEASURE_REACH = 3
"""A measure counts where it stands among so many first words: `Persentase jumlah gedung` is a percentage."""

CONTENT = 0.5
"""From this weight on a word carries meaning of its own: one that the other wording lacks is a difference."""
_LIGHT, _SELF = 0.3, 0.15


@dataclass(frozen=True, slots=True)
class Rumusan:
    """A wording taken apart. `kata` are its words in order (measure words at its head, empty words and negations left
    out).

    `ukuran` is the kind of measure (`jumlah`, `persentase`, `nilai`, `rasio`, `rata`) or None; `ingkar` counts
    negations; `kurung` are the words in brackets; `kunci` is one string that wordings without any difference of weight
    share. `pembagi` are the words behind the one that sets two things against each other (guru *per* murid), `arah` the words
    that something comes from or goes to, with `dari` or `ke` before them.
    """

    teks: str
    kata: tuple[str, ...]
    ukuran: str | None
    ingkar: int
    kurung: tuple[str, ...]
    kunci: str
    pembagi: tuple[str, ...] = ()
    arah: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two wordings are (`skor`, 0-1) and what speaks against them being one (`keberatan`, empty: nothing).

    `keberatan` is one of `ukuran`, `ingkar`, `angka`, `kata_terkecoh`, `urutan`, `beda_kata`; `sisipan` holds the words of
    weight that only one of the two has where that is the only difference, and unknown words that may be two names.
    """

    skor: float
    keberatan: str = ""
    sisipan: tuple[str, ...] = ()


@lexicon.derived()
def _set(key: str) -> frozenset[str]:
    return frozenset(lexicon.words(_DATA, key))


@lexicon.derived()
def _spelling() -> Mapping[str, str]:
    return lexicon.spellings(_DATA, "ejaan")


@lexicon.derived()
def _measures() -> Mapping[str, str]:
    return lexicon.spellings(_DATA, "ukuran")


@lexicon.derived()
def _negations() -> frozenset[str]:
    return frozenset(lexicon.spellings(_DATA, "ingkar"))


@lexicon.derived()
def _synonyms() -> Mapping[str, str]:
    return lexicon.spellings(_DATA, "sinonim")


@lexicon.derived()
def _phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Runs of words (spelled canonically) to the words that stand for them."""
    return {
        tuple(_spelling().get(w, w) for w in variant.split()): tuple(canonical.split())
        for variant, canonical in lexicon.spellings(_DATA, "frasa").items()
    }


@lexicon.derived()
def _confusable() -> Mapping[str, frozenset[str]]:
    """Each confusable word to the words it must not be taken for."""
    out: dict[str, frozenset[str]] = {}
    for words in lexicon.section(_DATA, "bingung").values():
        group = frozenset(words)
        for word in words:
            out[word] = out.get(word, frozenset()) | (group - {word})
    return out


def _known(word: str) -> bool:
    return is_real(word) or word in _set("hampa") or word in _negations() or word in _spelling() or (word,) in _phrases()


@lexicon.derived()
def _function_words() -> tuple[str, ...]:
    """Words that every other wording has, long enough to be known again when damaged."""
    words = _set("hampa") | _set("ringan") | _negations() | _spelling().keys() | set(_spelling().values()) | _measures().keys()
    words |= _synonyms().keys()
    return tuple(sorted(w for w in words if len(w) >= 4 and w.isalpha()))


@lexicon.derived(1 << 14)
def _mend(word: str) -> str:
    """`persnetase`, `jumalh`, `yanng` as the function word they are a misprint of; any other word as it is."""
    if len(word) < 4 or _known(word):
        return word
    words = _function_words() if len(word) > 4 else tuple(w for w in _function_words() if w in _set("hampa"))
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2, limit=2)
    near = {_spelling().get(w, w) for w, distance, _ in found if distance == found[0][1]}
    return near.pop() if len(near) == 1 else word


def _free(word: str) -> tuple[str, ...]:
    """An unknown word without the function word that sticks to it: `samphayang`, `persentsaepertumbuhan`."""
    for cut in range(5, len(word) - 3):
        head, tail = word[:cut], word[cut:]
        if (_known(tail) and _mend(head) != head) or (_known(head) and _mend(tail) != tail):
            return (_mend(head), _mend(tail))
    for empty in _set("hampa"):
        if len(empty) >= 4 and len(word) - len(empty) >= 4:
            if word.endswith(empty):
                return (word.removesuffix(empty), empty)
            if word.startswith(empty):
                return (empty, word.removeprefix(empty))
    return (word,)


@lexicon.derived(1 << 14)
def _split_fused(word: str) -> tuple[str, ...]:
    """`tingkatpelayanan` as its words, the fewest that are all known; else without a function word stuck to it."""
    if len(word) < 8 or _known(word):
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 18), end - 1):
            before, piece = best[start], word[start:end]
            small = len(piece) < 4
            if before is None or (small and piece not in _set("hampa") and piece not in _negations()) or not _known(piece):
                continue
            current = best[end]
            if current is None or len(before) + 1 < len(current):
                best[end] = (*before, piece)
    return best[-1] or ((word,) if _mend(word) != word else _free(word))


def _join_split(words: Sequence[str]) -> Iterator[str]:
    """`keterbuk aan` as one word: two neighbours of which one is no word, and which together are one."""
    i = 0
    while i < len(words):
        if i + 1 < len(words):
            joined = words[i] + words[i + 1]
            torn = min(len(words[i]), len(words[i + 1])) > 1 and not (_known(words[i]) and _known(words[i + 1]))
            if torn and len(joined) > 4 and _known(joined):
                yield joined
                i += 2
                continue
        yield words[i]
        i += 1


Singkatan = tuple[tuple[str, tuple[str, ...]], ...]
"""Short names and the words they stand for, besides those that everybody knows."""


def _replace_phrases(words: Sequence[str]) -> list[str]:
    """Known runs of words, the longest first, by what stands for them."""
    longest = max(map(len, _phrases()))
    out: list[str] = []
    i = 0
    while i < len(words):
        for n in range(min(longest, len(words) - i), 0, -1):
            found = _phrases().get(tuple(words[i : i + n]))
            if found is not None:
                out.extend(found)
                i += n
                break
        else:
            out.append(words[i])
            i += 1
    return out


def _words(text: str) -> list[str]:
    parts = [piece for word in _join_split(fold(text).replace("%", " % ").split()) for piece in _split_fused(word)]
    mended = [_mend(word) for word in parts]
    words = _replace_phrases([_spelling().get(word, word) for word in mended])
    return [w for i, w in enumerate(words) if i == 0 or w != words[i - 1]]  # rapat - rapat, laki-laki


def is_plain_word(word: str) -> bool:
    """Whether a word is known as it stands: a word of the language, a spelling, a measure or one that confusable groups name."""
    return _known(word) or word in _measures() or word in _confusable() or word in _synonyms()


def weighty_words(teks: str) -> list[str]:
    """The words of a text in order, known short names spelled out and empty words left out."""
    return [part for w in _words(teks) if w not in _set("hampa") for part in w.split("_")]


@lexicon.derived(1 << 17)
def rumuskan(teks: str, singkatan: Singkatan = ()) -> Rumusan:
    """The features of a printed wording. Never fails; a wording of signs only has no words.

    `singkatan` are short names of the wordings it is compared with.
    """
    plain = strip_numbering(teks)
    outside = _BRACKET.sub(" ", plain)
    if not fold(outside):
        outside = plain
    words = _words(outside)
    if singkatan:
        long = dict(singkatan)
        words = [part for w in words for part in long.get(w, (w,))]
    ukuran = next((_measures()[w] for w in words[:_MEASURE_REACH] if w in _measures()), None)
    ingkar = sum(w in _negations() for w in words)
    kata = _of_weight(words)
    head = 0
    while head < len(kata) - 1 and kata[head] in _measures() and _measures()[kata[head]] == ukuran:
        head += 1
    kata = kata[head:]
    divided = next((i for i, w in enumerate(words) if w in _set("banding")), len(words))
    arah = frozenset((w, words[i + 1]) for i, w in enumerate(words[:-1]) if w in _set("arah"))
    kurung = tuple(w for inside in _BRACKET.findall(plain) for w in _words(inside) if w not in _set("hampa"))
    kunci = " ".join((ukuran or "", "!" * ingkar, *kata)).strip()
    pembagi = tuple(_of_weight(words[divided + 1 :]))
    return Rumusan(teks, tuple(kata), ukuran, ingkar, kurung, " ".join(kunci.split()), pembagi, arah)


def _of_weight(words: Sequence[str]) -> list[str]:
    return [_synonyms().get(w, bare(w)) for w in words if w not in _set("hampa") and w not in _negations()]


def plain_weight(word: str) -> float:
    """The weight of a word where nothing is known of the others: 0 for empty words up to 1 for words of content."""
    if word in _set("hampa"):
        return 0.0
    if word in _set("diri"):
        return _SELF
    if word in _set("ringan"):
        return _LIGHT
    return 1.0


def _pair_up(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, float]]:
    """One-to-one pairs of word places with their likeness, the most alike first."""
    found = [(i, j, likeness(x, y)) for i, x in enumerate(a) for j, y in enumerate(b)]
    pairs, used_a, used_b = [], set(), set()
    for i, j, s in sorted((f for f in found if f[2] > 0), key=lambda f: (-f[2], abs(f[0] - f[1]))):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j, s))
    return pairs


def _as_split_like(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The letters of `b` cut into words at the places where `a` has its spaces (letters aligned by edit distance)."""
    joined_a, joined_b = "".join(a), "".join(b)
    place = [0] * (len(joined_a) + 1)
    for op in Levenshtein.opcodes(joined_a, joined_b):
        for k in range(op.src_start, op.src_end):
            place[k] = op.dest_start + (k - op.src_start if op.tag in ("equal", "replace") else 0)
        place[op.src_end] = op.dest_end
    cuts, at = [0], 0
    for word in a:
        at += len(word)
        cuts.append(place[at])
    cuts[-1] = len(joined_b)
    return [joined_b[x:y] for x, y in pairwise(cuts)]


def _coverage(words: Sequence[str], like: Mapping[int, float], weight: Callable[[str], float]) -> float:
    total = sum(weight(w) for w in words)
    return sum(weight(w) * like.get(i, 0.0) for i, w in enumerate(words)) / total if total else 0.0


def _compare(a: Sequence[str], b: Sequence[str], weight: Callable[[str], float]) -> tuple[float, list[str], list[str]]:
    """The smaller of the two weighted coverages, and the words of each side that nothing stands against."""
    pairs = _pair_up(a, b)
    score = min(
        _coverage(a, {i: s for i, _, s in pairs}, weight),
        _coverage(b, {j: s for _, j, s in pairs}, weight),
    )
    met_a = {i for i, _, s in pairs if s > SAME_ROOT}
    met_b = {j for _, j, s in pairs if s > SAME_ROOT}
    return score, [w for i, w in enumerate(a) if i not in met_a], [w for j, w in enumerate(b) if j not in met_b]


def _confused(left: Sequence[str], right: Sequence[str]) -> bool:
    return any(y in _confusable().get(x, ()) for x in left for y in right)


def banding(a: Rumusan, b: Rumusan, weight: Callable[[str], float] = plain_weight) -> Comparison:
    """Compare two wordings. `weight` gives words their weight (0 and up; rare ones more), `CONTENT` and up is content.

    Symmetric. 1.0 without objection is the same wording but for spelling and empty words.
    """
    if a.kunci == b.kunci and not _confused(a.kurung, b.kurung) and not _turned(a, b):
        return Comparison(1.0)
    score, rest_a, rest_b = _compare(a.kata, b.kata, weight)
    for x, y in ((a.kata, b.kata), (b.kata, a.kata)):
        if (rest_a or rest_b) and not len(rest_a) == len(rest_b) == 1 and x and y:  # words run together or torn apart
            cut = _as_split_like(x, y)
            if all(cut):
                again, rest_x, rest_y = _compare(x, cut, weight)
                if again > score and len(rest_x) + len(rest_y) < len(rest_a) + len(rest_b):
                    score = again
                    rest_a, rest_b = (rest_x, rest_y) if x is a.kata else (rest_y, rest_x)
    inserted = _inserted(rest_a, rest_b, weight) or _unsure(a.kata, b.kata, weight)
    return Comparison(round(score, 4), _objection(a, b, rest_a, rest_b, weight), inserted)


def _inserted(rest_a: Sequence[str], rest_b: Sequence[str], weight: Callable[[str], float]) -> tuple[str, ...]:
    content_a, content_b = ([w for w in rest if weight(w) >= CONTENT] for rest in (rest_a, rest_b))
    return () if content_a and content_b else tuple(content_a or content_b)


def _unsure(a: Sequence[str], b: Sequence[str], weight: Callable[[str], float]) -> tuple[str, ...]:
    """Words that stand against an unknown one which differs in a letter: a misprint or another name."""
    return tuple(w for i, j, s in _pair_up(a, b) if s == UNSURE for w in sorted((a[i], b[j])) if weight(w) >= CONTENT)


def _turned(a: Rumusan, b: Rumusan) -> bool:
    """Whether what is divided in one is what divides in the other, or what comes from a place in one goes there in the other."""
    opposite = {(x, w) for x, w in a.arah for y, v in b.arah if w == v and x != y} - (a.arah & b.arah)
    if opposite:
        return True
    if not a.pembagi or not b.pembagi:
        return False
    over_a, over_b = (set(x.kata[: len(x.kata) - len(x.pembagi)]) for x in (a, b))
    under_a, under_b = set(a.pembagi), set(b.pembagi)
    over_a, under_a = over_a - under_a, under_a - over_a
    over_b, under_b = over_b - under_b, under_b - over_b
    return len(over_a & under_b) + len(under_a & over_b) > len(over_a & over_b) + len(under_a & under_b)


def _objection(a: Rumusan, b: Rumusan, rest_a: Sequence[str], rest_b: Sequence[str], weight: Callable[[str], float]) -> str:
    if a.ukuran and b.ukuran and a.ukuran != b.ukuran:
        return "ukuran"
    if a.ingkar != b.ingkar:
        return "ingkar"
    if _confused(rest_a, rest_b) or _confused(a.kurung, b.kurung):
        return "kata_terkecoh"
    if _turned(a, b):
        return "urutan"
    digits_a, digits_b = ([w for w in rest if any(c.isdigit() for c in w)] for rest in (rest_a, rest_b))
    if digits_a or digits_b:
        return "angka"
    content_a, content_b = ([w for w in rest if weight(w) >= CONTENT] for rest in (rest_a, rest_b))
    strange = [x for x in content_a if all(likeness(x, y) == 0 for y in content_b)]
    if content_a and content_b and strange:
        return "beda_kata"
    return ""


__all__ = [
    "ALIKE",
    "CONTENT",
    "Comparison",
    "Rumusan",
    "Singkatan",
    "banding",
    "is_plain_word",
    "plain_weight",
    "rumuskan",
    "weighty_words",
]
