"""Words that a narrow column broke without a hyphen (`Kan` / `tor`), mended with the words of the same document; figures that it
broke (`160,7` / `5`), mended by the forms of those that it did not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_high
from typing import Annotated

from extractors.layout.limits import CHARACTERS, COUNT, SHARE, Limit
from extractors.layout.steps import first, heuristic
from extractors.model import Cell, Table
from normalizers.numbers.satuan import is_known, read_satuan
from normalizers.wordings.row_words import is_little, is_short, only_joins
from normalizers.words import is_real


@dataclass(frozen=True, slots=True)
class Limits:
    lines: Annotated[int, Limit("a cell whose words its column broke has so many lines", COUNT)] = 8
    narrow: Annotated[int, Limit("and no more letters in the middle one", CHARACTERS)] = 4
    half: Annotated[float, Limit("so many of the lines differ, and go on in small letters", SHARE)] = 0.5
    pieces: Annotated[int, Limit("a word is broken into no more", COUNT)] = 8
    long: Annotated[int, Limit("shorter words are made by chance", CHARACTERS)] = 7
    made: Annotated[float, Limit("so many of the letters end up in words that are known", SHARE)] = 0.7
    sign: Annotated[float, Limit("a sign of percent that was misread is no surer", SHARE)] = 0.9
    names: Annotated[int, Limit("a heading in which one may be misread names so many columns", COUNT)] = 2
    little: Annotated[int, Limit("a piece of a word has no more letters", CHARACTERS)] = 3
    words: Annotated[int, Limit("a name in pieces seems to have so many words", COUNT)] = 4
    in_pieces: Annotated[float, Limit("and more of them are pieces", SHARE)] = 0.4
    least: Annotated[int, Limit("a name that joins two others has so many words", COUNT)] = 2
    figures: Annotated[int, Limit("so many figures are broken where columns are too narrow for them", COUNT)] = 2
    consonants: Annotated[int, Limit("a rest without a vowel is no word, up to so many letters", CHARACTERS)] = 2


LIMITS = Limits()


_REST_AND_NEXT = re.compile(r"[a-z][^\d]*\s\(?\d{1,2}[.)]\s+[A-Z][a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERED = re.compile(r"([b-z])([.)])\s")
_TAIL = re.compile(r"[^\W\d_]+$")
_MARKS = ".,;:()/"
_HEAD = re.compile(r"^(?![^\W\d_][/.][^\W\d_]\b)[^\W\d_]+")  # `s/d` is no rest of the word above


def words_of(tables: Iterable[Table]) -> frozenset[str]:
    """Lower-case words that stand inside a line somewhere in the tables, so that no line break can have cut them."""
    known: set[str] = set()
    for table in tables:
        for line in (table.caption or "", *table.context):
            known.update(w.lower() for w in _WORD.findall(line))
        for cell in table.cells:
            lines = cell.text.split("\n")
            for at, line in enumerate(lines):
                words = _WORD.findall(line)
                first = 1 if at > 0 and _may_go_on(lines[at - 1], line) else 0
                last = len(words) - (1 if at < len(lines) - 1 and _may_go_on(line, lines[at + 1]) else 0)
                known.update(w.lower() for w in words[first:last])
    return frozenset(known)


def _may_go_on(line: str, below: str) -> bool:
    """Whether a word may go on from a line to the next: not with a capital behind a small letter."""
    tail, head = _TAIL.search(line), _HEAD.match(below)
    return bool(tail and head) and (below[0].islower() or line[-1].isupper())


def mended_cell(cell: Cell, known: frozenset[str]) -> Cell:
    """The cell with its broken words joined; the upper line keeps the word, and a line left empty is dropped."""
    if "\n" not in cell.text:
        return cell
    lines = cell.text.split("\n")
    if _shattered(lines):
        text = _put_together(lines, known)
        return cell if text is None else replace(cell, text=text, line_tops=cell.line_tops[:1])
    tops = list(cell.line_tops) if len(cell.line_tops) == len(lines) else None
    at = 0
    while at < len(lines) - 1:
        tail, head = _TAIL.search(lines[at]), _HEAD.match(lines[at + 1])
        if tail and head and _broken(tail.group(), head.group(), known) and not _goes_on_listing(lines, at + 1):
            lines[at] += head.group()
            lines[at + 1] = (
                lines[at + 1][head.end() :].lstrip()
                if not re.match(r"[^\s\w]", lines[at + 1][head.end() :])
                else (lines[at + 1][head.end() :])
            )
            if not lines[at + 1].strip():
                del lines[at + 1]
                if tops:
                    del tops[at + 1]
                continue
        at += 1
    text = "\n".join(lines)
    return cell if text == cell.text else replace(cell, text=text, line_tops=tuple(tops) if tops else ())


def _goes_on_listing(lines: list[str], at: int) -> bool:
    """Whether a line begins with the letter that is next in a list above it: `c. Kedelai` below `b. Jagung`."""
    mark = _LETTERED.match(lines[at])
    return mark is not None and any(line.startswith(f"{chr(ord(mark.group(1)) - 1)}{mark.group(2)}") for line in lines[:at])


def _shattered(lines: list[str]) -> bool:
    """Whether a column is so narrow that it broke most words, some of them more than once."""
    if len(lines) < LIMITS.lines or median_high(len(line.strip()) for line in lines) > LIMITS.narrow:
        return False
    if len(set(lines)) < LIMITS.half * len(lines):
        return False  # units one below the other
    return sum(line[:1].islower() for line in lines[1:]) >= LIMITS.half * len(lines)


def _put_together(lines: list[str], known: frozenset[str]) -> str | None:
    """The words of a shattered cell on one line, the longest known word first at each place; None where the pieces do not
    make known words, for then nobody knows where words end."""
    pieces = [(word, at > 0 and n == 0) for at, line in enumerate(lines) for n, word in enumerate(line.split())]
    words: list[str] = []
    made = at = 0
    while at < len(pieces):
        end = at + 1
        capital = pieces[at][0].isupper()
        while end < len(pieces) and end - at < LIMITS.pieces and pieces[end][1]:
            if not (pieces[end][0][:1].islower() or (capital and pieces[end][0].isupper())):
                break
            end += 1
        for stop in range(end, at, -1):
            word = "".join(piece for piece, _ in pieces[at:stop])
            letters = word.strip(_MARKS).lower()
            sure = letters in known or is_real(letters) or word.isupper()  # `BP` over `TP`: letters of one short name
            if sure or stop == at + 1:
                made += len(letters) if sure or len(letters) > LIMITS.narrow else 0
                words.append(word)
                at = stop
                break
    total = sum(len(word.strip(_MARKS)) for word in words)
    return " ".join(words) if made >= LIMITS.made * total else None


def in_pieces(name: str) -> bool:
    """Whether a name is left in pieces of words (`Pem ang kut an`), so that nobody can be sure what it says."""
    words = _WORD.findall(name)
    little = [w for w in words if len(w) <= LIMITS.little and w.islower()]
    short = [w for w in little if not is_little(w) and not is_real(w) and not is_known(read_satuan(w))]
    return len(words) >= LIMITS.words and len(short) > LIMITS.in_pieces * len(words)


def cut_off(name: str) -> bool:
    """Whether a name begins or ends with a word that only joins two others (`Luas taman yang`): a part of it is missing;
    or begins with the rest of the item before, in a small letter, and the number of the next (`tahun 3. Jumlah taman`)."""
    words = name.split()
    if _REST_AND_NEXT.match(" ".join(words)):
        return True
    return len(words) >= LIMITS.least and (only_joins(words[0]) or only_joins(words[-1].lower()))


@heuristic(first)
def mended_table(table: Table, known: frozenset[str]) -> Table:
    """The table with the broken words of all its cells joined."""
    return replace(table, cells=tuple(mended_cell(c, known) for c in table.cells))


def _broken(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether two pieces at a line break are one word: the whole is known, and not both pieces are words themselves."""
    a, b = first.lower(), second.lower()
    if not second[0].islower():
        return False
    if len(b) <= LIMITS.consonants and not re.search(r"[aeiou]", b) and not is_short(b) and b not in known:
        return len(a) > LIMITS.consonants  # no word of the language is a consonant or two
    if a + b in known:
        return not (a in known and b in known)
    return len(a + b) >= LIMITS.long and is_real(a + b) and not (b in known or is_real(b))


_FIGURE_BEGUN = re.compile(r"\(?\d{1,3}(?:[.,]\d{3})*[.,]?\d{0,2}")
_FIGURE_ENDED = re.compile(r"(\d{1,2})(?!\d|[.,]\d)\s?(%\)?|\D.*)?")
_LAST_GROUP = re.compile(r"([.,])(\d*)\D*$")


@heuristic(first)
def with_figures_joined(table: Table) -> Table:
    """The table with the figures joined that its columns were too narrow for: what stands in two lines of a cell has together
    a form of the figures that its column has in one line (two decimals, three digits behind a sign of thousands), its upper line
    alone has none of these, and more than one figure is so."""
    forms: dict[int, set[tuple[str, int]]] = {}
    for c in table.cells:
        lines = c.text.split("\n")
        alone = [line for at, line in enumerate(lines) if not _goes_on_in_figures(lines, at)]
        forms.setdefault(c.column, set()).update(form for line in alone if (form := _form_of(line)) is not None)
    broken = {c: at for c in table.cells if (at := _broken_figure(c.text, forms.get(c.column, set()))) is not None}
    if len(broken) < LIMITS.figures:
        return table
    return replace(table, cells=tuple(_joined_at(c, broken[c]) if c in broken else c for c in table.cells))


def _joined_at(cell: Cell, at: int) -> Cell:
    """The cell with a line joined to the one below it; the others keep their heights."""
    lines, tops = cell.text.split("\n"), cell.line_tops
    text = "\n".join((*lines[:at], f"{lines[at].strip()}{lines[at + 1].strip()}", *lines[at + 2 :]))
    return replace(cell, text=text, line_tops=(*tops[: at + 1], *tops[at + 2 :]) if len(tops) == len(lines) else ())


def _goes_on_in_figures(lines: list[str], at: int) -> bool:
    """Whether a line is a figure, or a part of one, that digits stand right above or below of."""
    beside = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
    return any(line.strip()[:1].isdigit() for line in beside)


def _form_of(line: str) -> tuple[str, int] | None:
    """The last sign of a figure and how many digits stand behind it; None for what has none."""
    found = _LAST_GROUP.search(line.strip()) if line.strip()[:1].isdigit() else None
    return None if found is None else (found.group(1), len(found.group(2)))


def _broken_figure(text: str, forms: Collection[tuple[str, int]]) -> int | None:
    """The line of a cell that begins its only figure, which goes on below; None where none does, or others stand beside it."""
    lines = [line.strip() for line in text.split("\n")]
    if sum(line[:1].isdigit() or line[:1] == "(" for line in lines) != 2:
        return None
    for at, (upper, lower) in enumerate(pairwise(lines)):
        ended = _FIGURE_ENDED.fullmatch(lower)
        if ended is None or not _FIGURE_BEGUN.fullmatch(upper):
            continue
        if _form_of(f"{upper}{ended.group(1)}") in forms and _form_of(upper) not in forms:
            return at
    return None


_PERCENT_MISREAD = re.compile(r"\(?\s*(?:9[06]?|%?[oO0]/[oO0]|9%|%6)\s*\)?")
"""What a reader of scans makes of a lone `%`."""
_IN_BRACKETS = re.compile(r"\(\s*(?:\d\s*%|%\s*\d)\s*\)")
_SHARE = re.compile(r"\d{1,3}[.,]\d{1,2}\s*%?")


@heuristic(first)
def with_percent_signs(table: Table) -> Table:
    """A scanned table with `%` over a column of shares, where it was read unsurely as a figure among words of the heading, or
    with a digit beside it in the brackets behind a heading: `Realisasi Fisik (9%)`."""
    table = _with_bracketed_signs(table)
    foot = _foot_of_the_head(table)
    top = [c for c in table.cells if c.row < foot and c.text.strip()]
    wrong = [c for c in top if c.from_ocr and c.confidence < LIMITS.sign and _PERCENT_MISREAD.fullmatch(c.text.strip())]
    words = sum(map(_is_worded, top))
    if table.header_rows < 1 or not wrong or words < LIMITS.names or words + len(wrong) < len(top):
        return table
    signs = {c.column for c in wrong if _holds_shares(table, c.column)}
    return replace(table, cells=tuple(replace(c, text="%") if c in wrong and c.column in signs else c for c in table.cells))


def _with_bracketed_signs(table: Table) -> Table:
    foot = _foot_of_the_head(table)
    wrong = {
        c for c in table.cells if c.row < foot and c.from_ocr and _IN_BRACKETS.search(c.text) and _holds_shares(table, c.column)
    }
    cells = (replace(c, text=_IN_BRACKETS.sub("(%)", c.text)) if c in wrong else c for c in table.cells)
    return replace(table, cells=tuple(cells)) if wrong else table


def _foot_of_the_head(table: Table) -> int:
    """The first row behind the heading: behind what its form says, and the cells of the first row that reach down over it."""
    return max((c.row_span for c in table.cells if c.row == 0 and c.column_span == 1), default=0) or table.header_rows


def _is_worded(cell: Cell) -> bool:
    """Whether a cell of the heading holds words and no digit."""
    return not any(map(str.isdigit, cell.text)) and sum(map(str.isalpha, cell.text)) > 1


def _holds_shares(table: Table, column: int) -> bool:
    """Whether most of several texts below the heading are shares."""
    texts = [c.text.strip() for c in table.cells if c.row >= table.header_rows and c.column == column and c.text.strip()]
    return len(texts) > 1 and 2 * sum(bool(_SHARE.fullmatch(text)) for text in texts) > len(texts)
