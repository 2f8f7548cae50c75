"""Activity codes as they are printed: many spellings, one canonical form (parts joined with dots, as wide as printed).

Which parts are a code, of which nomenclature, is told by `nomenklatur`. Repairs: docs/ATURAN.md (Kode).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalizers import lexicon
from normalizers.nomenklatur import (
    BIDANG,
    BIDANG_DIGITS,
    COMPONENT,
    KEGIATAN,
    LEVEL,
    PROGRAM,
    Kode,
    fits_90,
    judged,
    looks_foreign,
    national,
    national_own,
    package,
)
from normalizers.reading import CodeRule, Reading
from normalizers.rekening import read_rekening
from normalizers.text import clean, fold

_WIDTHS_GLUED = {5: (1, 2, 2), 8: (1, 2, 2, 1, 2), 10: (1, 2, 2, 1, 2, 2), 12: (1, 2, 2, 1, 2, 4)}
_LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "i": "1", "|": "1", "S": "5"})
_DOTS = re.compile(r"\.+")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d")
_SHAPE = re.compile(r"(?:\d|X)(?:\.(?:\d+|X+))*")
_LEADING_CODE = re.compile(r"\s*((?:\d|[xX](?=[.,]))(?:[\dXx]|\s?[.,]\s?(?=[\dXx])|\s(?=[.,]?\d))*)\s*[.,:]?\s*[-\u2013]?\s*")
_BRACKETED_CODE = re.compile(r"\s*\[\s*((?:[A-Z]{2}\.)?\d[\d.A-Z]*)\s*\]\s*(?=[^\W\d_]{2})")
_KEGIATAN_BEFORE = re.compile(r"\s*((?!19|20)\d{4})\s*[-\u2013\u2014]\s+(?=[^\W\d_]{2})")
"""A national agency's kegiatan before a dash, no year: `4470 - Dukungan Operasional`."""
_CODE_BEHIND = re.compile(r"(?<=[^\W\d_]{2})\s*[(\[]\s*(\d+(?:\.[\dA-Z]+){2,})\s*[)\]]\s*$")
_WHOLLY_BRACKETED = re.compile(r"\[\s*([^][]+?)\s*\]")
"""`[2371.AEA]`, in a column of codes."""
_BIDANG_WORDS = ("urusan", "bidang")
_COMPONENT = re.compile(r"(?:0[5-9]|[1-9]\d)\d")  # components are numbered from 051, outputs from 001
_OFFICE, _OF_THE_OFFICE = "994", ("001", "002")
"""The output that keeps an office going has its pay as component 001 and its upkeep as 002."""
_STROKES = re.compile(r"[Il|1!'`,._-]{1,3}|i")
_SHORT_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")
_BROKEN_PART = re.compile(r"\d{1,2}(?:\.\s?\d{0,2}|\s\d{1,2}){1,2}")
_GROUPED = re.compile(r"(\d\.\d\d)\s*\.\s+(\1(?:\.\d\d){1,2})\s*\.\s*(\d[\d.]*)\.?")
_DASHED = re.compile(r"\d+(?:\.\d+)*(?:\s*[-–]\s*\d+(?:\.\d+)*){2,}")
"""Parts with strokes between them, in a column of codes: `1 - 02 - 01`. Two alone are a range."""
_MARK_BEHIND = re.compile(r"(?<=[\dA-Z])\s*(?:\*+\)?|['\"`’°^]+)$")
"""A mark of a footnote behind a code, or a speck that a scan has there."""
_LINE_BEHIND_LETTERS = re.compile(r"(?<=[A-Z])\.\s+(?=\d)")
"""A code of a national agency that its narrow column broke: `2172.QDC.` over `001`."""
_DASH = re.compile(r"\s*[-–]\s*")


def _split(text: str) -> list[str]:
    return [part for part in _DOTS.split(text.strip(".")) if part]


def _spellings(text: str) -> list[list[str]]:
    """The ways to part a printed code: white space is nothing, or (where a line break ate a dot) a dot."""
    dotted = re.sub(r"[,;:\u00b7]", ".", text).upper().replace("\u2024", ".")
    tight, spaced = _split(re.sub(r"\s+", "", dotted)), _split(re.sub(r"\s+", ".", dotted))
    return [tight] if tight == spaced else [tight, spaced]


@lexicon.derived(4096)
def read_kode(text: str, parent: str | None = None, strict: bool = True) -> Reading[Kode]:
    """The activity code that a text is.

    `strict`: the text may stand anywhere, so a code needs three parts and the bidang must exist. `strict=False`: it
    stands in a code column, where a lone bidang counts too and lost dots or misread letters are mended with doubt.
    `parent` is a code above it (dotted), which gives back first parts that were cut off (`.17.06.1.01`) or, in a code column,
    left out (`01.2.01.01` below 1.03.01, `051` below 5630.001.002). `kosong` where
    the text is no code; `ragu` where it can be more than one, or has the form of a code that no nomenclature knows.
    Raises nothing.
    """
    plain = clean(text)
    if not _DIGIT.search(plain) or _DATE.fullmatch(plain):
        return Reading(text, None, "kosong", "bukan_kode")
    printed = _MARK_BEHIND.sub("", plain.strip())
    if not strict and (bracketed := _WHOLLY_BRACKETED.fullmatch(printed)):
        printed = bracketed.group(1)
    if not strict and _DASHED.fullmatch(printed):
        printed = _DASH.sub(".", printed)
    of_the_state = national(_split(_LINE_BEHIND_LETTERS.sub(".", printed.upper())), mended=False)
    in_words = strict and of_the_state is not None and of_the_state.tingkat == "program"  # `100.KM`
    if of_the_state is not None and len(of_the_state.parts) >= (PROGRAM if in_words else BIDANG if strict else 1):
        return Reading(text, of_the_state, "pasti", "kode")
    found = _fitting(printed, strict)
    if len(found) == 1:
        return _only(text, printed, found[0], parent, strict)
    if found:
        return Reading(text, None, "ragu", "kode_mendua", tuple(found))
    return (
        (None if strict else _beside_strokes(text, printed, parent))
        or _cut_off(text, printed, parent, strict)
        or (None if strict else _left_out(text, printed, parent))
        or _rebuilt(text, printed, strict)
    )


def _fitting(printed: str, strict: bool) -> list[Kode]:
    """The codes of regional nomenclatures that a text is as it stands."""
    found: list[Kode] = []
    for spelling, parts in enumerate(_spellings(printed)):
        joined = ".".join(parts)
        if not _SHAPE.fullmatch(joined) or looks_foreign(parts):
            continue
        kode = judged(parts, mended=joined != printed) or (None if spelling else package(parts, mended=joined != printed))
        if kode and (len(parts) >= PROGRAM or (not strict and len(parts) == BIDANG)) and kode not in found:
            found.append(kode)
    return found


def _only(text: str, printed: str, kode: Kode, parent: str | None, strict: bool) -> Reading[Kode]:
    if kode.versi == "13/2006" and not strict and parent and len(parent.split(".")) >= KEGIATAN:
        completed = _left_out(text, printed, parent)  # `2.01.01` in a table of the newer nomenclature is no code of the older
        if completed is not None:
            return completed
    grouped = _GROUPED.fullmatch(printed)
    if grouped:  # `2.05 . 2.05.01.01 . 01`: bidang, agency and what it does stand apart
        kode = replace(kode, tingkat="program" if "." not in grouped.group(3) else "kegiatan")
    return Reading(text, kode, "pasti", "kode_diperbaiki" if kode.mended else "kode")


def _beside_strokes(text: str, printed: str, parent: str | None) -> Reading[Kode] | None:
    """A code beside what a scan made of specks and borders (`5630.970 II`, and `15630.002.001` below 5630.002); a `1` before a
    code that may begin with one stays."""
    whole = printed.split()
    if parent and len(whole) == 1 and _STROKES.fullmatch(printed[:1]) and _begins_as(printed[1:], parent):
        whole = [printed[:1], printed[1:]]
    rest = [token for token in whole if not _STROKES.fullmatch(token)]
    if len(rest) != 1 or len(rest) == len(whole):
        return None
    read = read_kode(rest[0], parent, strict=False)
    if (
        read.value is None
        or read.status != "pasti"
        or ("1" in whole and national(read.value.parts[:BIDANG], mended=False) is None)
    ):
        return None
    return Reading(text, replace(read.value, mended=True), "pasti", "kode_diperbaiki")


def _begins_as(printed: str, parent: str) -> bool:
    """Whether a code has the kegiatan of the one above it, of a national agency."""
    above = national(parent.split("."), mended=False)
    return above is not None and printed.split(".")[0] == next(iter(national_own(above.parts)), None)


def _left_out(text: str, printed: str, parent: str | None) -> Reading[Kode] | None:
    """A code whose first parts stand in the rows above only, in a code column; None where they do not complete it in one way."""
    parts = _spellings(printed)[0]
    above = parent.split(".") if parent else []
    if not above or not parts or not all(re.fullmatch(r"\d+|[A-Z]{3}", part) for part in parts):
        return None
    if national(above, mended=False) is not None:
        found = [k for w in _national_wholes(parts, above) if (k := national(w, mended=True)) is not None]
    elif len(parts) >= BIDANG and len(parts[0]) <= BIDANG_DIGITS:
        whole = [[*above[:keep], *parts] for keep in range(2, len(above) + 1)]
        found = [k for w in whole if len(w) >= KEGIATAN and fits_90(w) and (k := judged(w, mended=True)) is not None]
    else:
        return None
    return Reading(text, found[0], "pasti", "awal_dari_induk") if len(found) == 1 else None


def _national_wholes(parts: Sequence[str], above: Sequence[str]) -> list[list[str]]:
    """The ways in which the last parts of a national agency's code may be completed from the one above; its kegiatan at least is
    kept."""
    own = national_own(above)
    whole = [[*above[:keep], *parts] for keep in range(len(above) - len(own) + 1, len(above) + 1)]
    office = parts[-1] in _OF_THE_OFFICE and _OFFICE in own[: COMPONENT - 1]
    component = office or bool(_COMPONENT.fullmatch(parts[-1]))
    return [w for w in whole if (len(national_own(w)) == COMPONENT) == component]


def _cut_off(text: str, printed: str, parent: str | None, strict: bool) -> Reading[Kode] | None:
    """A code without its first part; the parent's is taken, else the one urusan that has the bidang."""
    parts = _spellings(printed)[0]
    if not printed.startswith((".", ",")) or len(parts) < BIDANG or len(parts[0]) != BIDANG_DIGITS:
        return None
    above = parent.split(".") if parent else []
    if len(above) >= BIDANG and above[1] == parts[0]:
        kode = judged([above[0], *parts], mended=True)
        return Reading(text, kode, "pasti", "awal_dari_induk") if kode else None
    found = [k for k in (judged([u, *parts], mended=True) for u in "123456789") if k]
    if strict or not found:
        return None
    return Reading(text, found[0] if len(found) == 1 else None, "ragu", "awal_hilang", tuple(found))


def _rebuilt(text: str, printed: str, strict: bool) -> Reading[Kode]:
    """A code whose dots or digits a scan has lost; only in a code column, and never without doubt."""
    letters = printed.translate(_LOOK_ALIKE)
    tries: tuple[tuple[str, CodeRule], ...] = (
        (letters, "huruf_dalam_kode"),
        (re.sub(r"[.,\s]", "", letters), "titik_hilang"),
    )
    for source, rule in tries:
        if strict:
            break
        parts = _spellings(source)[0]
        if rule == "titik_hilang":
            digits = "".join(parts)
            widths = _WIDTHS_GLUED.get(len(digits), ())
            ends = [sum(widths[: k + 1]) for k in range(len(widths))]
            parts = [digits[end - width : end] for end, width in zip(ends, widths, strict=True)]
        elif source == printed:
            continue
        if parts and _SHAPE.fullmatch(".".join(parts)) and not looks_foreign(parts):
            kode = judged(parts, mended=True)
            if kode and len(parts) >= PROGRAM:
                return Reading(text, kode, "ragu", rule, (kode,))
    parts = _spellings(printed)[0]
    if not strict and len(parts) >= PROGRAM and _SHAPE.fullmatch(".".join(parts)) and not looks_foreign(parts):
        return Reading(text, None, "ragu", "bentuk_tak_dikenal")
    return Reading(text, None, "kosong", "bukan_kode")


_TWO_PARTS = re.compile(r"(?<=\d\d) +(?=\d\.?\d)")
"""The space between two parts whose border is not drawn: `01 2.01`."""


def join_kode(parts: Sequence[str]) -> Reading[Kode]:
    """A code split over columns: (`1.11`, `01`, `110`, `173`), (`2`, `17`, `01`, `1.01`, `02`); blanks are skipped.

    The code is as wide as printed. A spreadsheet that took a part for a number has lost zeros: `2`, `17`, `1` is 2.17.1, of the
    nomenclature and level of 2.17.01; `1.1` for `1.01` or `1.10` stays doubtful with both. In a narrow column a part may be
    broken (`1` over `1`).
    """
    printed = [p for p in (_part(piece) for part in parts for piece in _TWO_PARTS.split(part)) if p]
    while len(printed) > 1 and not printed[-1].strip("0"):
        printed.pop()  # `1 | 1 | 2 | 0`: a row of a higher level
    text = ".".join(printed)
    flat = _spellings(text)[0]
    whole = len(flat) >= 3 and all(len(p) > 1 for at, p in enumerate(flat[1:], 1) if at != 3)
    widened = None if whole else _widened(text, printed, flat)
    if widened is not None:
        return widened
    read = read_kode(text, strict=False)
    if read.rule != "titik_hilang" and (read.value is not None or read.candidates):  # the columns are the dots
        mended = any("," in p or " " in p for p in printed)
        value = replace(read.value, mended=mended) if read.value and read.status == "pasti" else read.value
        return Reading(text, value, read.status, "kode_dari_kolom" if read.status == "pasti" else read.rule, read.candidates)
    return _no_code(text)


def kode_as_printed(parts: Sequence[str], *, among_codes: bool = False) -> Reading[Kode]:
    """The code in columns that no nomenclature has, since its first parts are left out or it is the agency's own (`62`,
    `38`; `1.6.29`). `bukan_kode` where the first column is blank, a part is missing, one is no short number, or together they
    are those of an account, unless the rows above have such codes (`among_codes`)."""
    filled = [at for at, part in enumerate(parts) if part.strip()]
    text = ".".join(_part(part) for part in parts if part.strip())
    whole = bool(filled) and filled == list(range(len(filled))) and (len(parts) > 1 or "." in text)
    if not whole or not _SHORT_NUMBERS.fullmatch(text) or (read_rekening(text) and not among_codes):
        return _no_code(text)
    return Reading(text, Kode(text, None, None, mended=False), "pasti", "kode_tercetak")


def _no_code(text: str) -> Reading[Kode]:
    return Reading(text, None, "kosong", "bukan_kode")


def _part(text: str) -> str:
    """What one column holds of a code; digits that a narrow column broke are joined."""
    part = clean(text).strip(" .,;:")
    return "".join(part.split()) if _BROKEN_PART.fullmatch(part) else part


def _widened(text: str, printed: Sequence[str], flat: Sequence[str]) -> Reading[Kode] | None:
    """A code whose parts have lost zeros, judged with them; None where no nomenclature has such a code, or where its bidang may
    have lost one behind it."""
    apart = flat[:BIDANG] == printed[:BIDANG] and not read_rekening(text)
    bidang = len(flat) >= PROGRAM and (len(flat[1]) == BIDANG_DIGITS or apart)
    if not bidang or not _SHAPE.fullmatch(".".join(flat)):
        return None
    full = [flat[0], *(p if at == LEVEL - 1 else p.zfill(2) for at, p in enumerate(flat[1:], start=1))]
    kode = judged(full, mended=False) or (judged([*full[:-1], full[-1].zfill(2)], mended=False) if len(flat) == LEVEL else None)
    if kode is None:
        return None
    if len(flat) >= KEGIATAN and len(flat[4]) == 1 and re.search(r"[.,]", printed[-1] + printed[-2]):
        other = judged([*full[:4], flat[4] + "0", *full[5:]], mended=True)
        return Reading(text, None, "ragu", "nol_hilang", tuple(k for k in (replace(kode, mended=True), other) if k))
    return Reading(text, replace(kode, kode=".".join(flat)), "pasti", "kode_dari_kolom")


def split_kode_uraian(text: str, parent: str | None = None) -> tuple[Reading[Kode] | None, str]:
    """A code and the name glued to it: `1.05.02.2.03.0002 Pembentukan ...`, `[2005.EAA] Layanan ...`, `4470 - Dukungan ...`,
    `Rapat (1.20.05.01.02)`. (None, text) where no code stands first, or in brackets last.

    `01. Program X` is a list number. A lone bidang counts only before the words Urusan or Bidang. `parent` is the code above,
    which completes one that leaves its first parts out (`03.2.01 Fasilitasi ...`).
    """
    plain = clean(text)
    for marked in (_BRACKETED_CODE.match(plain), _KEGIATAN_BEFORE.match(plain)):
        if marked and (read := read_kode(marked.group(1), parent, strict=False)).status == "pasti":
            return read, plain[marked.end() :]
    behind = _CODE_BEHIND.search(plain)
    if behind and (read := read_kode(behind.group(1), parent)).status == "pasti":
        return read, plain[: behind.start()]
    match = _LEADING_CODE.match(plain)
    if not match or match.end() >= len(plain):
        return None, plain
    head, rest = match.group(1), plain[match.end() :]
    pieces = head.split(" ")
    for keep in range(len(pieces), 0, -1):  # digits behind the code may belong to the name
        code = " ".join(pieces[:keep]).strip(" .,")
        name = " ".join([*pieces[keep:], rest]).strip()
        read = read_kode(code)
        if read.status == "kosong" and fold(name).startswith(_BIDANG_WORDS):
            read = read_kode(code, strict=False)
        if read.status == "kosong" and parent and code.count(".") >= 2:
            read = _left_out(text, code, parent) or read
        if read.status != "kosong" and re.search(r"[^\W\d_]{2}", name):
            return read, name
    return None, plain
