"""Words as Indonesian writes them: which are real, which have one root, and how alike two printed ones are.

The question behind it: are two printed words one word, of which one is damaged (typist, OCR), or two words? Edit
distance alone cannot tell: `pengadaan` and `pengaduan` differ in one letter, `Jembtaan` and `jembatan` in two. So a
word is first looked up, with its affixes taken off, in `data/kata_dasar.toml`: two real words are the same only when
they are the same.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA, Levenshtein

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
_MIN_UNKNOWN = 6
"""A shorter word that is not known is a name or a short form, in which every letter counts."""


def bare(word: str) -> str:
    """The word without -nya: `kelengkapannya` says no more than `kelengkapan`."""
    return word.removesuffix("nya") if len(word) >= 7 else word


@lexicon.derived(1 << 16)
def roots(word: str) -> frozenset[str]:
    """The known roots a word (lower case letters) may be made of, affixes off; empty for a word that is not known."""
    known = lexicon.base_words()
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
"""Letters that recognition of scans takes for each other in words of any length: lbu, lndeks; `rn` for `m` besides."""
_SHAPES = ("lijtf", "ceo", "unv", "hbk", "gqy", "sz")
"""Letters that a reader of scans takes for each other in longer words."""
_TURNING = ("an", "in", "im", "non", "anti", "pra", "pasca", "sub", "de", "dis", "inter", "antar", "semi", "multi")
"""What put before a word makes another one of it: organik / anorganik, formal / informal, bayar / prabayar."""


def _allowed_edits(length: int) -> int:
    """How many letters may be wrong in a word of a length; short words may have none: ibu / ubi, SD / SMP."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 14 else 3


ALIKE = 0.95
"""Likeness of a word and its misprint; less than 1, so that among several the exact one is preferred."""
UNSURE = 0.7
"""Likeness of two words that differ in a letter and of which neither is known: two names (Sukamaju / Sukamaja), or one and its
misprint."""
SAME_ROOT = 0.6
"""Likeness of two real words of one root (cetak / cetakan, ditangani / penanganan): related, not the same."""


@lexicon.derived(1 << 18)
def likeness(a: str, b: str) -> float:
    """1 for one word, `ALIKE` for a word and its misprint, `UNSURE` for two that may be, `SAME_ROOT` for two forms of one
    root, 0 for two words.

    Swapped neighbours count as one wrong letter (optimal string alignment). Digits must agree in any case.
    """
    if a == b or bare(a) == bare(b):
        return 1.0
    if any(c.isdigit() for c in a + b):
        return 0.0
    if a == "di" + b or b == "di" + a:  # "di perbaiki", written apart
        return ALIKE
    if any(a == turn + b or b == turn + a for turn in _TURNING):
        return 0.0
    roots_a, roots_b = roots(a), roots(b)
    if roots_a and roots_b:
        return SAME_ROOT if roots_a & roots_b and _doer(a) == _doer(b) else 0.0
    if a.replace("rn", "m").translate(_SCANNED) == b.replace("rn", "m").translate(_SCANNED):
        return ALIKE
    edits = _allowed_edits(max(len(a), len(b)))
    if not edits or OSA.distance(a, b, score_cutoff=edits) > edits:
        return 0.0
    return ALIKE if roots_a or roots_b or _misprinted(a, b) else UNSURE


def _doer(word: str) -> bool:
    """Whether a word names who does it (perawat, penyuluh) and not what is done (perawatan, penyuluhan)."""
    word = bare(word)
    found = roots(word) - {word}
    plain = {root for root in found if root.removesuffix("an") == root or root.removesuffix("an") not in found}
    return word.startswith("pe") and any(word.endswith(root[1:]) for root in plain)


def _misprinted(a: str, b: str) -> bool:
    """Whether two unknown words differ as a word and its misprint do: letters lost or doubled, swapped, or of one shape. Another
    letter in place of one rather makes another name of it.
    """
    a, b = a.replace("rn", "m"), b.replace("rn", "m")
    if sorted(a) == sorted(b):
        return True
    for op in Levenshtein.opcodes(a, b):
        if op.tag != "replace":
            continue
        pairs = zip(a[op.src_start : op.src_end], b[op.dest_start : op.dest_end], strict=False)
        if any(not any(x in shape and y in shape for shape in _SHAPES) for x, y in pairs):
            return False
    return len(a) >= _MIN_UNKNOWN
