"""The codes that the rows of a table print in columns of their own, read downward: a row's own, and what is an account's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.layout.text_forms import DIGIT
from extractors.model import Cell
from normalizers.kode import join_kode, kode_as_printed, read_kode
from normalizers.nomenklatur import BIDANG, MINISTRY_KEGIATAN, Kode, judged, national
from normalizers.reading import Reading
from normalizers.rekening import read_rekening, split_rekening
from normalizers.text import is_missing
from normalizers.wordings.fact_words import codes_named
from pipeline.tables.columns.column import Column
from pipeline.tables.grid import FIELD, TableGrid, is_colon, stacked_fields

_CODE_LIKE = re.compile(r"\d\s*[.,]\s*\d+\s*[.,]\s*(?:\d|[^\W\d_]{2})|\d{3}\s*[.,]\s*\d{3}")
_OVERPRINTED = re.compile(r"\d[.,]?[^\W\d_]+\d")
_A_PART = re.compile(r"\s*(?:\d{3}|[A-Z]{2,3})\s*")
_LETTERS = re.compile(r"[A-Z]{2}")
_OF_AGENCY = re.compile(r"\d\d")
"""The number of a program of an agency, up to 2020."""
_LIST_NUMBER = re.compile(r"[1-9]\d?\.[1-9]\d?")
_AGREED = 0.9
"""So many codes of a picture that agree in their first part are right, and the others misread."""
_DEEP = 5
"""The code of an account of so many dots is that of no activity: `5.1.02.01.01.0052`."""
_PARTS = 3
"""A code of which so many columns hold digits was printed, whatever they are."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code as a row prints it: `mended` is the text where that had to be mended; `unsure` where it is doubtful."""

    kode: Kode | None = None
    mended: str | None = None
    unsure: bool = False

    @staticmethod
    def of(read: Reading[Kode]) -> PrintedCode:
        """A reading's best code."""
        kode = read.value or (read.candidates[0] if read.candidates else None)
        if kode is None:
            return PrintedCode()
        return PrintedCode(kode, " ".join(read.text.split()) if kode.mended else None, read.status == "ragu")


class RowCodes:
    """The columns of codes of a table, whose rows are read downward. `accounts`: whether they are codes of accounts. `form`:
    fields of a form above name an activity; `agency` is the code of the agency that they print."""

    def __init__(
        self, grid: TableGrid, columns: Sequence[Column], first_row: int, *, form: bool = False, agency: str | None = None
    ) -> None:
        self._agency = agency
        self.places = [k.index for k in columns if k.peran == "kode"]
        self.accounts = _of_accounts(grid, first_row, self.places, form=form)
        self._grid = grid
        self._first_used = _first_used(grid, first_row, self.places)
        self._whole = _begins_its_group(columns, self.places)
        self._padded = any(grid.text(r, i).startswith("0") for i in self.places[1:] for r in range(first_row, grid.rows))
        """Whether parts of codes have leading noughts (`15` over `02`), as running numbers have not."""
        self._parts: list[str] = []
        self._as_printed = False
        self._contradicted = frozenset() if self.accounts or not grid.from_picture else self._at_odds(first_row)

    def own(self, row: int, above: Kode | None) -> PrintedCode:
        """The row's own code; `above` is the one that holds so far."""
        texts = self._texts(row)
        if self.accounts or row in self._contradicted or _prints_none(texts, above):
            return PrintedCode()
        if len(self.places) == 1:
            read = read_kode(texts[0], above.kode if above else None, strict=False)
        else:
            whole = self._with_parts_above(texts)
            texts, read = whole if self._padded else texts, self._joined(whole)
        unknown = read.value is None and not read.candidates
        if unknown and not any(cell.from_ocr for cell in self._cells(row)):  # what fits nothing in a picture may be misread
            printed = kode_as_printed(texts[self._first_used :], among_codes=self._as_printed)
            if self._without_nomenclature(above):
                read = printed
                self._as_printed = self._as_printed or read.value is not None
            elif above is not None and len(self.places) > 1 and printed.value is not None and len(printed.value.parts) >= _PARTS:
                return PrintedCode(printed.value, printed.text, unsure=True)  # a slip of the pen among codes of a nomenclature
        if read.value is None and not read.candidates:
            return PrintedCode(self._by_the_next(row, texts))
        return PrintedCode.of(read)

    def _joined(self, whole: Sequence[str]) -> Reading[Kode]:
        """The code of parts in columns of their own, behind that of the agency where it goes on from it: `15 | 12`."""
        read = join_kode(whole)
        if read.value is None and self._agency is not None and _OF_AGENCY.fullmatch(next(filter(None, whole), "")):
            return join_kode([self._agency, *whole])
        return read

    def _at_odds(self, first_row: int) -> frozenset[int]:
        """The rows of a picture whose codes, all of one bidang by their second part, are not so by the first: a digit was
        misread, in all of them unless most agree."""
        firsts: dict[str, list[int]] = {}
        seconds: set[str] = set()
        for row in range(first_row, self._grid.rows):
            texts = self._texts(row)
            read = PrintedCode.of(read_kode(texts[0], strict=False) if len(texts) == 1 else join_kode(texts)).kode
            if read is not None and len(read.parts) >= _PARTS:
                firsts.setdefault(read.parts[0], []).append(row)
                seconds.add(read.parts[1])
        if len(seconds) > 1:
            return frozenset()
        most = max(firsts.values(), key=len, default=[])
        agreed = len(most) >= _AGREED * sum(map(len, firsts.values()))
        return frozenset(row for rows in firsts.values() for row in rows if not (agreed and rows is most))

    def _by_the_next(self, row: int, texts: Sequence[str]) -> Kode | None:
        """The code that only the one in the next row shows: of an urusan, of a program of letters."""
        if self._is_urusan(row, texts):
            return judged(texts[self._first_used : self._first_used + 1], mended=False)
        return self._program_of_letters(row, texts)

    def _program_of_letters(self, row: int, texts: Sequence[str]) -> Kode | None:
        """The program of a national agency that two letters are, where the code in the next row goes on from them, or is that
        of a kegiatan: `FC`, then `FC.5036` or `5036`."""
        lone = " ".join(text for text in texts if text)
        below = next((" ".join(filter(None, self._texts(r))) for r in range(row + 1, self._grid.rows) if any(self._texts(r))), "")
        if not _LETTERS.fullmatch(lone) or not (below.startswith(f"{lone}.") or MINISTRY_KEGIATAN.fullmatch(below)):
            return None
        return Kode(lone, None, "program", mended=False) if national(below.split("."), mended=False) else None

    def _is_urusan(self, row: int, texts: Sequence[str]) -> bool:
        """Whether a lone digit is the code of an urusan, and no running number: the code in the next row goes on from it."""
        lone = texts[self._first_used]
        if len(lone) > 1 or any(text for text in texts if text != lone) or texts.count(lone) > 1:
            return False
        below = next((self._texts(r) for r in range(row + 1, self._grid.rows) if any(self._texts(r))), [])
        beneath = read_kode(below[0], strict=False) if len(below) == 1 else join_kode(below)
        return beneath.value is not None and beneath.value.parts[0] == lone and len(beneath.value.parts) > 1

    def _texts(self, row: int) -> list[str]:
        """What the columns of codes print in a row."""
        return [cell.text.strip() if (cell := self._grid.begun(row, i)) else "" for i in self.places]

    def _with_parts_above(self, texts: Sequence[str]) -> list[str]:
        """The parts of a row's code: what it leaves blank before its first one holds from above."""
        filled = next(i for i, text in enumerate(texts) if text)
        self._parts = [*self._parts[:filled], *[""] * (filled - len(self._parts)), *texts[filled:]]
        return self._parts

    def _without_nomenclature(self, above: Kode | None) -> bool:
        """Whether all columns of codes are known, and no code of a known nomenclature stands above, deeper than its bidang."""
        return self._whole and (above is None or self._as_printed or len(above.parts) <= BIDANG)

    def _cells(self, row: int) -> list[Cell]:
        """The cells of codes that begin in a row."""
        return [cell for i in self.places if (cell := self._grid.begun(row, i)) is not None]

    def account(self, row: int) -> str | None:
        """The row's account code, in a table of accounts."""
        text = " ".join(self._grid.text(row, i) for i in self.places)
        return (read_rekening(text) or split_rekening(text)[0]) if self.accounts else None

    def holds_no_parts(self, kode: Kode | None) -> bool:
        """Whether the code above names an activity that has no parts: a row with a name of its own is then none of them."""
        if kode is None or not self.places:
            return False
        return (
            self._as_printed
            or kode.tingkat in ("sub_kegiatan", "paket")
            or (kode.versi == "13/2006" and kode.tingkat == "kegiatan")
        )

    def unread(self, row: int, above: Kode | None = None) -> bool:
        """Whether the row prints a code of its own that could not be read; the code `above` is not its then, nor where it prints
        a part of one that can be completed in more ways than one."""
        own = [cell.text for cell in self._cells(row)]
        if above is not None and national(above.parts, mended=False) is not None and self.goes_on(row):
            return True
        return any(map(_CODE_LIKE.search, own)) or sum(map(bool, map(DIGIT.search, own))) >= _PARTS

    def goes_on(self, row: int) -> bool:
        """Whether the row prints no more than the last part of a code, which goes on from the one above: `051`."""
        return any(_A_PART.fullmatch(cell.text) for cell in self._cells(row))

    def lost(self, row: int) -> bool:
        """Whether the row's code cannot be read, though one was printed: in a picture, or since a name was printed over it, whose
        letters stand between its figures."""
        if row in self._contradicted:
            return True
        own = [cell for cell in self._cells(row) if cell.column + cell.column_span - 1 in self.places]
        printed = self.unread(row) and not self.accounts
        return printed and any(cell.from_ocr or _OVERPRINTED.search(cell.text) for cell in own)


def _prints_none(texts: Sequence[str], above: Kode | None) -> bool:
    """Whether the columns of codes are blank, or `1.2` below a national program or kegiatan (`2411`) numbers its indicator."""
    listed = len(texts) == 1 and _LIST_NUMBER.fullmatch(texts[0]) is not None
    numbered = listed and above is not None and national(above.parts, mended=False) is not None
    return numbered or all(map(is_missing, texts))


def _of_accounts(grid: TableGrid, first_row: int, columns: Sequence[int], *, form: bool) -> bool:
    """Whether the codes of a table are those of accounts: all that it prints are, and several have more parts than one, or one is
    as deep as no activity's is (`5.1.02.01.01.0052`). A text that runs over their column, as the name of a sum does, is no
    code. A list of items that prints none is of the accounts of its `form` on the page before."""
    own = ([c for i in columns if (c := grid.begun(r, i)) is not None] for r in range(first_row, grid.rows))
    printed = [[c.text.strip() for c in cells if c.column + c.column_span - 1 in columns] for cells in own]
    if not columns or not any(map(any, printed)):
        return bool(columns) and form
    accounts = [one for texts in printed if any(texts) for one in _accounts(" ".join(texts))]
    parts = [(one or "").count(".") for one in accounts]
    return all(accounts) and (sum(map(bool, parts)) > 1 or max(parts) >= _DEEP)


def _accounts(text: str) -> list[str | None]:
    """The account that a text is, else those one below the other, where rows were read as one; None for any other line."""
    whole = read_rekening(text)
    return [whole] if whole else [read_rekening(line) for line in text.split("\n")]


def _first_used(grid: TableGrid, first_row: int, columns: Sequence[int]) -> int:
    """Which of the columns of codes is the first that holds anything below the heading."""
    used = (n for n, i in enumerate(columns) if any(not is_missing(grid.text(r, i)) for r in range(first_row, grid.rows)))
    return next(used, 0)


def _begins_its_group(columns: Sequence[Column], codes: Sequence[int]) -> bool:
    """Whether the first column of codes is the first one under its heading: another before it holds parts that are no numbers."""
    first = codes[0] if codes else 0
    return first == 0 or not columns[first].judul or columns[first - 1].judul != columns[first].judul


def _has_colon(grid: TableGrid, row: int) -> bool:
    """Whether a cell of a row is no more than the colon behind the name of a field: the code may then have a cell of its own."""
    return any(map(is_colon, grid.filled(row)))


def activity_named(lines: Sequence[str]) -> Kode | None:
    """The activity that the last of the lines names that names one (`Sub Kegiatan : 2.09.03.2.01.04 Pemantauan ...`), of the
    level that the word says where the code does not tell it."""
    for level, code in (named for line in reversed(lines) for named in reversed(codes_named(line))):
        kode = PrintedCode.of(read_kode(code)).kode
        if kode is not None:
            return kode if kode.tingkat else replace(kode, tingkat=level)
    return None


def form_fields(grid: TableGrid) -> list[tuple[int, str]]:
    """(page, text) of the rows of a table that are one field of a form, its name in the same cell or the one before, a code in
    one between them, and name an activity."""
    rows = [cells for row in range(grid.rows) if 0 < len(cells := grid.told(row)) <= FIELD + _has_colon(grid, row)]
    rows = [cells for cells in rows if len(cells) == 1 or not codes_named(cells[0].text)]  # an amount stands behind
    fields = [(cells[0].page, text) for cells in rows for text in _texts_of_fields(cells)]
    return [(page, text) for page, text in fields if codes_named(text)]


def _texts_of_fields(cells: Sequence[Cell]) -> list[str]:
    """The field that the cells of a row are, its name and its text, or those below each other in them."""
    stacked = [f"{name} : {text}" for name, text in stacked_fields(cells)]
    return stacked or [" : ".join(cell.text.strip(" :") for cell in cells)]
