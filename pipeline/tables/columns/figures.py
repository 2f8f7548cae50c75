"""What the figures of a column look like: money, percentages, a scale like another column's. Evidence, never values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, PERCENT, SHARE, TIMES, Limit
from extractors.layout.text_forms import DIGIT
from normalizers.heading_words import quarter_in
from normalizers.kode import read_kode
from normalizers.nomenklatur import MINISTRY_KEGIATAN
from normalizers.numbers.satuan import is_known, read_satuan
from normalizers.numbers.shares import agrees, is_share, percent_of
from normalizers.rekening import read_rekening
from normalizers.text import INDICATOR_MARK, is_missing
from normalizers.wordings.column_words import counts_things
from pipeline.tables.grid import TableGrid


@dataclass(frozen=True, slots=True)
class Limits:
    accounts: Annotated[int, Limit("so many deep codes tell that a column is one of accounts", COUNT)] = 3
    short_account: Annotated[int, Limit("these have more parts than the numbers of a list", COUNT)] = 2
    marks: Annotated[float, Limit("the cells of a column of marks have fewer letters each", CHARACTERS)] = 1.5
    wordless: Annotated[float, Limit("so many cells of a column of numbers have no letters", SHARE)] = 0.9
    sentence: Annotated[
        int, Limit("from so many letters a cell on words tell something; names of places and units are shorter", CHARACTERS)
    ] = 15
    lowest: Annotated[float, Limit("an achievement in percent is seldom lower", PERCENT)] = 40
    highest: Annotated[float, Limit("or higher", PERCENT)] = 250
    scale: Annotated[float, Limit("figures of one scale differ no more", TIMES)] = 3
    amounts: Annotated[float, Limit("so many figures of a column of amounts are amounts", SHARE)] = 0.8
    several: Annotated[int, Limit("fewer rows prove no share: they agree by chance", COUNT)] = 3
    sums: Annotated[int, Limit("in fewer rows figures add up by chance", COUNT)] = 2
    added: Annotated[float, Limit("in so many rows with a sum it adds up what stands beside it", SHARE)] = 0.9
    rounded: Annotated[float, Limit("a sum differs no more from what is printed, roundings added up", SHARE)] = 1e-6
    long: Annotated[int, Limit("a longer text is no figure, unless it begins with one", CHARACTERS)] = 40
    quarters: Annotated[int, Limit("so many cells that are quarters show a column of these", COUNT)] = 4
    group: Annotated[int, Limit("a group of thousands has so many digits", CHARACTERS)] = 3


LIMITS = Limits()


_CURRENCY = re.compile(r"^(?:rp|ro|idr)\s*\.?\s*$", re.IGNORECASE)
_MONEY = re.compile(
    r"(?i)^\W*(?:rp|ro)\b|^\W*(?:rp|ro)\.?\s*\d|(?<!\d)\d{1,3}(?:\s*[.,]\s*\d{3}){2,}(?!\d)|^\D{0,4}\d{7,}\D{0,6}$|,-\s*$"
)
_STARTS = re.compile(r"(?i)^\W*(?:rp\.?\s*)?\d")  # stacked quantities are long, but begin with a figure
_MARKED = re.compile(r"(?i)^\W*(?:rp|ro)(?:\b|\.?\s*\d)")
_ORDINAL = re.compile(rf"^(?:\(?(?:\d{{1,3}}|[IVX]{{1,5}}|[a-zA-Z])[.)]{{1,2}}|{INDICATOR_MARK})$")
_DOTTED = re.compile(r"^\d[\dA-Z]*\s*\.[\d.A-Z\s]*$")
_SIGN = re.compile(r"[.,]")
_NUMBER = re.compile(r"[-(]?\d[\d.,]*")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")


@dataclass(frozen=True, slots=True)
class ColumnFigures:
    """Counts over the filled cells below the heading (`terisi`): cells with a figure (`angka`), of them amounts (`uang`)
    and with a percent sign (`persen`); cells that hold only a currency sign (`mata_uang`) or a known unit (`satuan`)
    or a list number such as `3.` (`nomor`) or an activity code that is one wherever it stands (`kode`) or an account
    (`rekening`; of these with three parts or more `rekening_dalam`) or no letter
    (`tanpa_huruf`) or a quantity with what it counts (`benda`) or a quarter (`triwulan`); mean letters a cell (`huruf`).
    `nilai` maps a row to its first figure, read roughly.
    """

    terisi: int
    angka: int
    uang: int
    persen: int
    rupiah: int
    mata_uang: int
    satuan: int
    nomor: int
    kode: int
    rekening: int
    rekening_dalam: int
    tanpa_huruf: int
    benda: int
    triwulan: int
    huruf: float
    nilai: dict[int, float]

    def percent_like(self) -> float:
        """Share of the figures that lie near 100, as achievements do; nothing done yet (0) tells neither."""
        told = [abs(v) for v in self.nilai.values() if v]
        return sum(LIMITS.lowest <= v <= LIMITS.highest for v in told) / len(told) if told else 0.0

    def quantities(self) -> bool:
        """Whether all cells hold figures, with a unit at most."""
        return 1 < self.terisi == self.angka and self.nomor == 0 and self.huruf < LIMITS.sentence

    def quarters(self) -> bool:
        """Whether all cells are quarters, those of one year at least: `I`, `II`, `III`, `IV`."""
        return LIMITS.quarters <= self.terisi == self.triwulan

    def with_units(self) -> bool:
        """Whether all cells hold a quantity with its unit: `3 Paket`, `100 %`."""
        return self.benda > 0 and self.benda + self.persen >= self.terisi

    def units(self) -> bool:
        """Whether all cells hold a unit alone."""
        return 0 < self.terisi == self.satuan

    def words(self) -> bool:
        """Whether they are words enough to tell something; in a few a figure stands among them (`Pengadaan Bin B3`)."""
        return self.huruf > LIMITS.sentence and 2 * self.angka < self.terisi

    def mostly_amounts(self) -> bool:
        """Whether most of its figures are amounts; nothing (`0`) is one of whatever the others are."""
        return self.uang > 0 and self.uang >= LIMITS.amounts * self.above_zero()

    def above_zero(self) -> int:
        """How many of its figures are not nought."""
        return sum(map(bool, self.nilai.values()))

    def counts(self) -> bool:
        """Whether the figures only number the rows: 1, 2, 3."""
        values = [self.nilai[row] for row in sorted(self.nilai)]
        return values == [float(n) for n in range(1, len(values) + 1)]

    def codes(self) -> bool:
        """Whether they are activity codes: two at least, which no list of numbers holds, or one where none is a list number."""
        return self.kode > 1 or (self.kode == 1 and not self.nomor)

    def accounts(self) -> bool:
        """Whether all without letters are account codes, several with three parts or more: numbers of a list begin with 1."""
        return self.rekening == self.tanpa_huruf and self.rekening_dalam >= LIMITS.accounts

    def of_ministries(self) -> bool:
        """Whether they are codes of kegiatan of a ministry: `3355`, which numbers no row."""
        whole = len(self.nilai) == self.terisi == self.tanpa_huruf
        return whole and all(MINISTRY_KEGIATAN.fullmatch(f"{v:g}") for v in self.nilai.values())

    def short_marks(self) -> bool:
        """Whether they are numbers, codes or marks, but for one cell in ten that was read together with another."""
        return self.terisi > 1 and (self.huruf < LIMITS.marks or self.tanpa_huruf >= LIMITS.wordless * self.terisi)

    def largest(self) -> float:
        """The largest of the figures; 0 where there are none."""
        return max(map(abs, self.nilai.values()), default=0.0)

    def median(self) -> float:
        """The middle size of the figures; 0 where there are none."""
        return median_high(map(abs, self.nilai.values())) if self.nilai else 0.0

    def scale_like(self, other: ColumnFigures) -> float:
        """Share of the rows both have whose figure lies within a third to three times the other's."""
        pairs = [(v, other.nilai[r]) for r, v in self.nilai.items() if r in other.nilai]
        if not pairs:
            return 0.0
        return sum(a == b or (b != 0 and 1 / LIMITS.scale <= a / b <= LIMITS.scale) for a, b in pairs) / len(pairs)

    def tops(self, other: ColumnFigures) -> float:
        """Share of the rows both have, the other's figure no more than a hundred, whose figure is more: no part of a whole is."""
        within = [r for r in self.nilai if other.nilai.get(r, 101) <= 100]
        return sum(self.nilai[r] > 100 for r in within) / len(within) if len(within) >= LIMITS.several else 0.0

    def spread(self) -> bool:
        """Whether the figures are of different scales, so that a likeness to them tells."""
        sizes = [abs(v) for v in self.nilai.values() if v]
        return bool(sizes) and (max(sizes) > 4 * min(sizes))

    def adds_up(self, parts: Sequence[ColumnFigures]) -> bool:
        """Whether its figures are the sums of those of several columns, blank ones aside: in most rows, and in some of more than
        one."""
        held = {row: [part.nilai[row] for part in parts if row in part.nilai] for row in self.nilai}
        right = [row for row, whole in self.nilai.items() if abs(sum(held[row]) - whole) <= LIMITS.rounded * abs(whole)]
        several = sum(len(held[row]) > 1 for row in right) >= LIMITS.sums
        return several and len(right) >= LIMITS.added * len(held)

    def share_of(self, part: ColumnFigures, whole: ColumnFigures) -> float:
        """Share of the rows whose figure is part over whole, in percent."""
        rows = [r for r in self.nilai if r in part.nilai and r in whole.nilai and whole.nilai[r]]
        if not rows:
            return 0.0
        hits = sum(is_share(self.nilai[r], part.nilai[r], whole.nilai[r]) for r in rows)
        return hits / len(rows)

    def proves(self, part: ColumnFigures, whole: ColumnFigures) -> bool:
        """Whether every figure is part over whole, in percent, but for rounding; in three rows at least."""
        rows = [r for r in self.nilai if r in part.nilai and whole.nilai.get(r)]
        shares = (agrees(self.nilai[r], percent_of(part.nilai[r], whole.nilai[r]), 1) for r in rows)
        return len(rows) >= LIMITS.several and all(shares)


def read_figures(grid: TableGrid, first_row: int, column: int) -> ColumnFigures:
    """Look at a column from `first_row` down. A cell spanned over columns counts for its left one only."""
    filled = numbers = money = percent = marked = currency = units = ordinals = codes = accounts = deep = wordless = things = (
        quarters
    ) = letters = 0
    values: dict[int, float] = {}
    for row in range(first_row, grid.rows):
        cell = grid.at(row, column)
        if cell is None or cell.row != row or cell.column != column:
            continue
        alone = cell.text.strip()
        sign = bool(_CURRENCY.match(alone))
        if sign or (alone and not DIGIT.search(alone) and is_known(read_satuan(alone))):
            filled += 1
            currency += sign
            units += not sign
            letters += sum(ch.isalpha() for ch in alone)
            continue
        if is_missing(alone):
            continue
        text = _on_one_line(cell.text)
        filled += 1
        ordinals += bool(_ORDINAL.match(text))
        codes += bool(_DOTTED.match(text)) and read_kode(text).status == "pasti"
        parts = _parts_of_account(text)
        accounts += parts > 0
        deep += parts > LIMITS.short_account
        letters += (own := sum(ch.isalpha() for ch in text))
        wordless += not own
        quarters += quarter_in(text) is not None
        found = _NUMBER.search(text)
        if not found or (own > LIMITS.long and not _STARTS.match(text)):
            continue
        numbers += 1
        counted = counts_things(text)
        things += counted
        amount = bool(_MONEY.search(text)) and not counted  # `12.300.400 Ton` is no amount
        money += amount
        percent += "%" in text and not amount  # `3.576.601.625 (81,52%)` is an amount with its share
        marked += bool(_MARKED.match(text))
        values[row] = _rough(found.group())
    return ColumnFigures(
        filled,
        numbers,
        money,
        percent,
        marked,
        currency,
        units,
        ordinals,
        codes,
        accounts,
        deep,
        wordless,
        things,
        quarters,
        letters / filled if filled else 0.0,
        values,
    )


def _parts_of_account(text: str) -> int:
    """How many parts the code of an account that a text is has; none where it is none."""
    account = read_rekening(text)
    return 0 if account is None else account.count(".") + 1


def _on_one_line(text: str) -> str:
    """The text of a cell on one line; an amount that its narrow column broke inside a group (`5.582.828.0` over `00`) whole."""
    whole = "".join(text.split())
    return whole if _GROUPED.fullmatch(whole) else " ".join(text.split())


def _rough(token: str) -> float:
    """A figure read by shape alone: the last separator is decimal unless it parts groups of three."""
    digits = token.strip("-(.,")
    groups = _SIGN.split(digits)
    if len(groups) > 1 and not (all(len(g) == LIMITS.group for g in groups[1:]) and groups[0] not in ("0", "")):
        digits = "".join(groups[:-1]) + "." + groups[-1]
    else:
        digits = "".join(groups)
    value = float(digits) if digits and digits != "." else 0.0
    return -value if token.startswith(("-", "(")) else value
