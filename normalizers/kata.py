"""Words as Indonesian writes them: which are real, which have one root, and how alike two printed ones are.

The question behind it: are two printed words one word, of which one is damaged (typist, OCR), or two words? Edit
distance alone cannot tell: `pengadaan` and `pengaduan` differ in one letter, `Jembtaan` and `jembatan` in two. So a
word is first looked up, with its affixes taken off, in `data/kata_dasar.toml`: two real words are the same only when
they are the same.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from normalizers import lexicon

# Prefixes, longest first, with the consonants that the nasal ones may have swallowed (peN- + tumbuh = penumbuhan).
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    sorted(
        (
            ("di", ("",)),
            ("ter", ("", "r")),
            ("te", ("",)),
            ("ke", ("",)),
            ("se", ("",)),
            ("ber", ("", "r")),
            ("be", ("",)),
            ("bel", ("",)),
            ("per", ("", "r")),
            ("pel", ("",)),
            ("pe", ("",)),
            ("pem", ("", "p")),
            ("pen", ("", "t")),
            ("peng", ("", "k")),
            ("penge", ("",)),
            ("peny", ("s",)),
            ("me", ("",)),
            ("mem", ("", "p")),
            ("men", ("", "t")),
            ("meng", ("", "k")),
            ("menge", ("",)),
            ("meny", ("s",)),
            ("memper", ("",)),
            ("diper", ("",)),
            ("keter", ("",)),
            ("keber", ("",)),
            ("pember", ("",)),
            ("pembel", ("",)),
            ("member", ("",)),
            ("mempel", ("",)),
            ("seper", ("",)),
            ("antar", ("",)),
            ("pra", ("",)),
            ("swa", ("",)),
            ("multi", ("",)),
            ("ketidak", ("",)),
            ("keanekaragam", ("",)),
        ),
        key=lambda p: -len(p[0]),
    )
)
_SUFFIXES = ("", "an", "kan", "i")
_MIN_ROOT = 3


@cache
def _known_roots() -> frozenset[str]:
    return frozenset(word for theme in lexicon.load("kata_dasar").values() for word in theme.split())


def bare(word: str) -> str:
    """The word without -nya: `kelengkapannya` says no more than `kelengkapan`."""
    return word.removesuffix("nya") if len(word) >= 7 else word


@lru_cache(maxsize=1 << 16)
def roots(word: str) -> frozenset[str]:
    """The known roots a word (lower case letters) may be made of, affixes off; empty for a word that is not known."""
    known = _known_roots()
    out = set()
    for form in {word, bare(word)}:
        for suffix in _SUFFIXES:
            if not form.endswith(suffix):
                continue
            stem = form[: len(form) - len(suffix)] if suffix else form
            if stem in known:
                out.add(stem)
            for prefix, swallowed in _PREFIXES:
                if stem.startswith(prefix):
                    out.update(s + stem[len(prefix) :] for s in swallowed if s + stem[len(prefix) :] in known)
    return frozenset(root for root in out if len(root) >= _MIN_ROOT)


def is_real(word: str) -> bool:
    """Whether the word is known, as it stands or with affixes."""
    return bool(roots(word))


_SCANNED = str.maketrans({"l": "i", "j": "i", "t": "i", "c": "e"})
"""Letters that recognition of scans takes for each other in words of any length: lbu, lndeks."""


def _allowed_edits(length: int) -> int:
    """How many letters may be wrong in a word of a length; short words may have none: ibu / ubi, SD / SMP."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 14 else 3


ALIKE = 0.95
"""Likeness of a word and its misprint; less than 1, so that among several the exact one is preferred."""
SAME_ROOT = 0.6
"""Likeness of two real words of one root (cetak / cetakan, ditangani / penanganan): related, not the same."""


@lru_cache(maxsize=1 << 18)
def likeness(a: str, b: str) -> float:
    """1 for one word, `ALIKE` for a word and its misprint, `SAME_ROOT` for two forms of one root, 0 for two words.

    Swapped neighbours count as one wrong letter (optimal string alignment). Digits must agree in any case.
    """
    if a == b or bare(a) == bare(b):
        return 1.0
    if any(c.isdigit() for c in a + b):
        return 0.0
    if a == "di" + b or b == "di" + a:  # "di perbaiki", written apart
        return ALIKE
    roots_a, roots_b = roots(a), roots(b)
    if roots_a and roots_b:
        return SAME_ROOT if roots_a & roots_b else 0.0
    if a.translate(_SCANNED) == b.translate(_SCANNED):
        return ALIKE
    edits = _allowed_edits(max(len(a), len(b)))
    if edits and OSA.distance(a, b, score_cutoff=edits) <= edits:
        return ALIKE
    return 0.0
