"""Nomenclatures of activity codes: which parts are a code, of which version and level.

90/2019 (and 1317/2023, with four digits at the end): `U.BB.PP.K.GG.SS` - urusan, bidang, program, level of government,
kegiatan, sub kegiatan. 13/2006: `U.BB` followed by up to five parts of program, kegiatan and, in some variants, the
SKPD (and a unit below it) between. National agencies: `022.12.DL.4345.DBA.001.051`, bagian anggaran, unit, program, kegiatan,
output, part and component of an RKA-K/L, often from the kegiatan on.
Other codes that look alike are refused: SKPD, rekening, dates, amounts. Grammar: docs/ATURAN.md (Kode).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from normalizers import lexicon

Versi = Literal["13/2006", "90/2019", "1317/2023"]
Tingkat = Literal["urusan", "bidang", "program", "kegiatan", "sub_kegiatan", "paket"]


@dataclass(frozen=True, slots=True)
class Kode:
    """A code. `versi` and `tingkat` are None where the code alone does not tell. `mended`: printed otherwise."""

    kode: str
    versi: Versi | None
    tingkat: Tingkat | None
    mended: bool

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.kode.split("."))


BIDANG, PROGRAM, KEGIATAN, SUB_KEGIATAN = 2, 3, 5, 6
"""How many parts a code of 90/2019 has that ends with its bidang, program, kegiatan, sub kegiatan."""
MINISTRY_KEGIATAN = re.compile(r"[1-7]\d{3}")
"""The numbers of kegiatan of ministries (RKA-K/L), four digits each: `3355`."""
LEVEL = 4
"""Parts of such a code down to its level of government, which names nothing by itself."""
COMPONENT = 4
"""Parts of a national agency's code down to its component."""
LONGEST_13, LONGEST_13_OWN = 7, 5
"""Parts of the longest code of 13/2006, and those of them that follow its bidang."""
KEGIATAN_13, PROGRAM_13_AGENCY, KEGIATAN_13_AGENCY = 5, 6, 7
"""Parts of a code of 13/2006 down to its kegiatan, and down to its program and kegiatan where it holds the SKPD."""
BIDANG_DIGITS, OLD_PART_DIGITS, NEW_SUB_DIGITS = 2, (2, 3), 4
"""Digits of a bidang, of a part of 13/2006 after it, and of a sub kegiatan of 1317/2023."""
PADDED_DIGITS, SKPD_DIGITS = 2, 3
"""Digits of a level of government that is zero-padded, and at most of an SKPD."""
THOUSANDS_DIGITS = 3
"""Digits of a group of an amount: parts that all have so many are no code."""

_TINGKAT_90: dict[int, Tingkat] = {
    1: "urusan",
    BIDANG: "bidang",
    PROGRAM: "program",
    KEGIATAN: "kegiatan",
    SUB_KEGIATAN: "sub_kegiatan",
}
_WIDTHS_90 = ((1,), (2,), (2,), (1, 2), (2,), (2, 4))
_NATIONAL_PROGRAM = (re.compile(r"\d{3}"), re.compile(r"\d{2}"), re.compile(r"\d{2}|[A-Z]{2}"))
_LETTERS = re.compile(r"[A-Z]{2}")
_NATIONAL = (MINISTRY_KEGIATAN, re.compile(r"\d{3}|[A-Z]{3}"), re.compile(r"\d{3}"), re.compile(r"\d{3}"))
_LONGEST_13 = 8
_EVERY_BIDANG = "00"
"""What belongs to no bidang of an urusan, or to each: `1.00.2.10.1.01.24`, an agency's own affairs."""


@lexicon.derived()
def _bidang(versi: str) -> frozenset[str]:
    """All `U.BB` of a nomenclature."""
    ranges = lexicon.section("kode", versi)
    return frozenset(f"{u}.{b:02d}" for u, (first, last) in ranges.items() for b in range(first, last + 1))


def fits_90(parts: Sequence[str]) -> bool:
    if not 1 <= len(parts) <= SUB_KEGIATAN or len(parts) == LEVEL:
        return False
    if not all(len(part) in widths for part, widths in zip(parts, _WIDTHS_90, strict=False)):
        return False
    if _padded_level(parts) and (parts[3][0] != "0" or parts[3] == "00"):
        return False  # the level of government is one digit, at most zero-padded
    if parts[0] == "X":
        return len(parts) < BIDANG or parts[1] == "XX"
    if len(parts) == 1:
        return parts[0] in "123456789"
    return ".".join(parts[:2]) in _bidang("90/2019")


def _padded_level(parts: Sequence[str]) -> bool:
    """Whether the level of government has two digits: it is zero-padded then, or an SKPD of the older kind."""
    return len(parts) >= LEVEL and len(parts[LEVEL - 1]) == PADDED_DIGITS


def _fits_13(parts: Sequence[str]) -> bool:
    bidang = ".".join(parts[:2])
    if not BIDANG <= len(parts) <= _LONGEST_13:
        return False
    if bidang not in _bidang("13/2006") | _bidang("90/2019") and not (parts[1] == _EVERY_BIDANG and _names_agency(parts)):
        return False  # from 2017 to 2020 the bidang of today stood before programs and kegiatan of the older kind
    rest = list(parts[2:])
    if rest and (all(len(part) == THOUSANDS_DIGITS for part in rest) or not rest[-1].strip("0")):
        return False  # an amount: 1.25.000.000
    if _names_agency(parts):  # U.BB.U.BB.SKPD.program.kegiatan, or with a unit behind the SKPD
        rest = rest[2:]
        return (
            1 <= len(rest) <= _LONGEST_13 - 2 * BIDANG
            and len(rest[0]) <= SKPD_DIGITS
            and all(len(part) in OLD_PART_DIGITS for part in rest[1:])
        )
    return len(rest) <= LONGEST_13_OWN and all(len(part) in OLD_PART_DIGITS for part in rest)


def _names_agency(parts: Sequence[str]) -> bool:
    """Whether a code of the older kind names the agency by its bidang: the same again (`1.08.1.08.01.15`), or in a code
    of full length that of an agency which works for another bidang (`2.14.2.10.01.15`)."""
    own = list(parts[2:4])
    return own == list(parts[:2]) or (len(parts) >= PROGRAM_13_AGENCY and ".".join(own) in _bidang("13/2006"))


def judged(parts: Sequence[str], mended: bool) -> Kode | None:
    """The code that these parts are; None where they fit no nomenclature."""
    new, old = fits_90(parts), _fits_13(parts)
    if not new and not old:
        return None
    text = ".".join(parts)
    versi: Versi | None = None
    padded = len(parts) >= KEGIATAN and _padded_level(parts)
    if new and len(parts) == SUB_KEGIATAN and not (old and padded):
        versi = "1317/2023" if len(parts[5]) == NEW_SUB_DIGITS else "90/2019"
    elif new and not old:
        versi = "90/2019" if len(parts) <= BIDANG else None
    elif old and not new:
        versi = "13/2006"
    if new and not (old and padded):
        tingkat = _TINGKAT_90.get(len(parts))
    elif new and len(parts) == SUB_KEGIATAN:
        tingkat = None
    else:
        tingkat = "bidang" if len(parts) == BIDANG else _tingkat_13(parts)
    return Kode(text, versi, tingkat, mended)


def package(parts: Sequence[str], mended: bool) -> Kode | None:
    """A package of work below a sub kegiatan, numbered behind its code: `1.02.02.2.01.05.03`. No sub kegiatan has the number 00,
    which the broken code of one begins with (`1.02.02.2.01.00` over `05`)."""
    own = judged(parts[:SUB_KEGIATAN], mended)
    if own is None or own.tingkat != "sub_kegiatan" or len(parts) != SUB_KEGIATAN + 1 or not parts[SUB_KEGIATAN - 1].strip("0"):
        return None
    return replace(own, kode=".".join(parts), tingkat="paket") if len(parts[-1]) in OLD_PART_DIGITS else None


def _tingkat_13(parts: Sequence[str]) -> Tingkat | None:
    """With the SKPD inside, six parts are a program and seven a kegiatan (eight, with a unit of it); shorter codes may or may
    not hold an SKPD."""
    if _names_agency(parts):
        return "kegiatan" if len(parts) >= KEGIATAN_13_AGENCY else "program" if len(parts) == PROGRAM_13_AGENCY else None
    return "kegiatan" if len(parts) >= KEGIATAN_13 else None


def looks_foreign(parts: Sequence[str]) -> bool:
    """Codes of other things: SKPD (`1.03.0.00...`), rekening (`5.1.02.01.01.0024`); a lone digit stands early on."""
    if len(parts) < PROGRAM:
        return False
    return (
        len(parts) > (_LONGEST_13 if _names_agency(parts) else LONGEST_13)
        or len(parts[1]) == 1
        or (len(parts[2]) == 1 and not _names_agency(parts))
    )


def national(parts: Sequence[str], mended: bool) -> Kode | None:
    """The code of a national agency that these parts are: `5630`, `2005.EBA.994.002`, `022.12.DL.4345.DBA`; None where they are
    none."""
    own = national_own(parts)
    if len(own) > COMPONENT or not parts or not all(shape.fullmatch(part) for shape, part in zip(_NATIONAL, own, strict=False)):
        return None
    level: Tingkat | None = "program" if not own else "kegiatan" if len(own) == 1 else None
    return Kode(".".join(parts), None, level, mended)


def national_own(parts: Sequence[str]) -> Sequence[str]:
    """The parts of a national agency's code from its kegiatan on, without those of its program, of which those before its two
    letters may be left out, all (`WA.4257`) or the unit's (`032.DL`)."""
    for shapes in (_NATIONAL_PROGRAM, (_NATIONAL_PROGRAM[0], _LETTERS)):
        if len(parts) >= len(shapes) and all(s.fullmatch(p) for s, p in zip(shapes, parts, strict=False)):
            return parts[len(shapes) :]
    return parts[1:] if len(parts) > 1 and _LETTERS.fullmatch(parts[0]) else parts
