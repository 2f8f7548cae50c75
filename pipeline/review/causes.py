"""From doubts to their causes: what one answer settles at once, where its anchor is, how far it may reach."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from normalizers.text import fold
from pipeline.datasets.ids import stable_id
from pipeline.keputusan.decision import Jenis, Keputusan, Kotak, Lingkup
from pipeline.review.answers import (
    OF_COLUMN,
    Answer,
    column_answers,
    end_answers,
    end_words,
    kind_answers,
    name_answers,
    value_answers,
    year_answers,
)
from pipeline.review.heading_ends import Headed, is_told, possible_ends, row_text
from pipeline.review.stored_doubts import DoubtfulValue, Stored
from pipeline.review.wording import measure_words, say
from pipeline.tables.said import heading_print

_OF_YEAR = frozenset({"tahun_kolom"})
_OF_NAMES = frozenset({"tanpa_indikator", "uraian_diduga"})
_OF_CODE = frozenset({"kode_hilang"})
_MANY = 3
"""So many values of one column doubted for one reason have one cause."""
_WIDE: tuple[Lingkup, ...] = ("instansi", "tabel", "dokumen", "semua")
_DOCUMENT_FIRST: tuple[Lingkup, ...] = ("dokumen", "tabel", "instansi", "semua")
"""Of a document of no one year: the years of its columns hold nowhere else. Of the end of a heading: those of
other documents are better looked at first."""
_NARROW: tuple[Lingkup, ...] = ("tabel",)


Sebab: TypeAlias = Literal["kepala", "kolom", "tahun", "tabel", "nama", "bacaan", "kode", "indikator", "dokumen"]
"""What a question is about: where a heading ends; what a column holds, of which year; a table that was not understood; the name
that values stand under; how a figure is to be read; a code; whether two wordings are one indicator; what a document is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A table in which a cause makes values doubtful, and how many; `fakta`: how many of them the datasets hold."""

    instansi: str | None
    dokumen_id: str
    tabel_id: str | None
    nilai: int
    fakta: int = 0


@dataclass(frozen=True, slots=True)
class Root:
    """The root of doubts. `anchor` is the decision that would settle it, but for its answer and scope; `boxes` on its page are
    shown. `tempat` are all places that hang on it."""

    sebab: Sebab
    anchor: Keputusan
    tertulis: str
    bacaan: str
    answers: tuple[Answer, ...]
    scopes: tuple[Lingkup, ...]
    boxes: tuple[Kotak, ...]
    tabel_id: str | None
    tempat: tuple[Spot, ...]

    @property
    def id(self) -> str:
        """The same for the same cause, also over runs."""
        a = self.anchor
        heading = (a.instansi, fold(a.teks), *filter(None, [a.rujukan]))
        place = heading if "instansi" in self.scopes else (a.dokumen_id, a.halaman, a.kotak, a.teks, a.rujukan)
        return stable_id(self.sebab, a.jenis, *place)

    @property
    def nilai(self) -> int:
        """How many values it makes doubtful."""
        return sum(spot.nilai for spot in self.tempat)


def causes(stored: Stored, told: Sequence[Keputusan] = ()) -> tuple[Root, ...]:
    """All causes, those of most values first, of one table where its heading ends before what its columns are. `told` are the
    decisions in force: the end of a heading that was told is asked for no more, whatever else of its table stays in doubt."""
    found = [*_of_headings(stored, told), *_of_values(stored), *_of_findings(stored), *_of_indicators(stored)]
    merged: dict[str, Root] = {}
    for one in found:
        first = merged.get(one.id)
        merged[one.id] = one if first is None else replace(first, tempat=(*first.tempat, *one.tempat))
    return tuple(sorted(merged.values(), key=_place_in_queue))


def _place_in_queue(one: Root) -> tuple[object, ...]:
    return -one.nilai, one.anchor.berkas, one.anchor.halaman or 0, one.sebab != "kepala", one.id


# ---------------------------------------------------------------- values
def _of_values(stored: Stored) -> Iterator[Root]:
    left: list[DoubtfulValue] = []
    for group, kind in _grouped(stored.nilai):
        if kind == "nama":
            yield from _names(stored, group)
        elif kind == "kode":
            yield _lost_code(stored, group)
        elif kind in ("kolom", "tahun") or len(group) >= _MANY:
            yield _column(stored, group, "tahun" if kind == "tahun" else "kolom")
        else:
            left.extend(group)
    for value in left:
        yield _value(stored, value)


def _grouped(values: Iterable[DoubtfulValue]) -> Iterator[tuple[list[DoubtfulValue], str]]:
    """Values that share a cause, and what it is about."""
    groups: dict[tuple[object, ...], list[DoubtfulValue]] = defaultdict(list)
    for value in values:
        if value.aturan in OF_COLUMN:
            key: tuple[object, ...] = ("kolom", value.tabel_id, value.kolom)
        elif value.aturan in _OF_YEAR:
            key = ("tahun", value.tabel_id, value.kolom)
        elif value.aturan in _OF_NAMES:
            key = ("nama", value.tabel_id)
        elif value.aturan in _OF_CODE:
            key = ("kode", value.tabel_id, value.baris, value.nama)
        else:
            key = ("bacaan", value.tabel_id, value.kolom, value.aturan)
        groups[key].append(value)
    yield from ((group, str(key[0])) for key, group in groups.items())


def _column(stored: Stored, group: Sequence[DoubtfulValue], sebab: Literal["kolom", "tahun"]) -> Root:
    first = group[0]
    table = stored.tabel.get(first.tabel_id, {})
    titles = table.get("kepala_kolom") or ()
    title = titles[first.kolom] if first.kolom < len(titles) else ""
    year = _own_year(stored, first.dokumen_id)
    answers = year_answers(first, year, _plan(stored, first.dokumen_id)) if sebab == "tahun" else column_answers(group, year)
    scopes = _scopes(title, year)
    read = measure_words(first.ukuran, first.tahun)
    return _cause(stored, sebab, "kolom", group, title, title, read, answers, scopes)


def _scopes(title: str, year: int | None) -> tuple[Lingkup, ...]:
    """How far an answer about a column may reach, the scope that is proposed first."""
    return _NARROW if not fold(title) else _WIDE if year is not None else _DOCUMENT_FIRST


def _names(stored: Stored, group: Sequence[DoubtfulValue]) -> Iterator[Root]:
    """The names of a table: one question where many rows have one that is doubtful, else one for each row."""
    rows: dict[tuple[int, str], list[DoubtfulValue]] = defaultdict(list)
    for value in group:
        rows[value.baris, value.nama].append(value)
    if len(rows) >= _MANY:
        head = stored.tabel.get(group[0].tabel_id, {}).get("kepala_tabel") or ""
        names = "; ".join(dict.fromkeys(value.nama for value in group))
        answers = (Answer(say("pilihan", "nama_benar"), "nama=benar"),)
        yield _cause(stored, "nama", "tabel", group, head, names, names, answers, ("tabel", "dokumen", "instansi"))
        return
    for (_, name), values in rows.items():
        yield _cause(stored, "nama", "baris", values, name, name, name, name_answers(name), ("nilai",))


def _lost_code(stored: Stored, group: Sequence[DoubtfulValue]) -> Root:
    """A code that was printed and could not be read: none can be offered, it is written in."""
    name = group[0].nama
    return _cause(stored, "kode", "baris", group, name, name, say("bacaan", "kode_hilang"), (), ("nilai",))


def _value(stored: Stored, value: DoubtfulValue) -> Root:
    read = measure_words(value.ukuran, value.tahun) + f": {value.nama}"
    return _cause(stored, "bacaan", "nilai", [value], value.teks, value.teks, read, value_answers(value), ("nilai",), value.id)


def _cause(
    stored: Stored,
    sebab: Sebab,
    jenis: Jenis,
    group: Sequence[DoubtfulValue],
    teks: str,
    tertulis: str,
    bacaan: str,
    answers: tuple[Answer, ...],
    scopes: tuple[Lingkup, ...],
    rujukan: str = "",
) -> Root:
    first = group[0]
    boxes = stored.kotak.get(first.tabel_id, {})
    places = [boxes[v.baris, v.kolom] for v in group if (v.baris, v.kolom) in boxes]
    page, box = places[0] if places else (first.halaman, None)
    if jenis == "tabel":
        page, box = _first_part(stored, first.tabel_id) or (page, box)
    who = stored.dokumen[first.dokumen_id]
    anchor = Keputusan(
        jenis, scopes[0], "", " ".join(teks.split()), who["instansi"], first.dokumen_id, who["berkas"], page, box, rujukan
    )
    shown = tuple(dict.fromkeys(place for at, place in places if at == page)) or ((box,) if box else ())
    spot = Spot(who["instansi"], first.dokumen_id, first.tabel_id, len(group), sum(bool(value.id) for value in group))
    return Root(sebab, anchor, tertulis, bacaan, answers, scopes, shown, first.tabel_id, (spot,))


def _first_part(stored: Stored, tabel_id: str) -> tuple[int, Kotak] | None:
    """The first page of a table and its box there."""
    return min(_parts(stored, tabel_id).items(), default=None)


def _parts(stored: Stored, tabel_id: str) -> Mapping[int, Kotak]:
    """The box of a table on each of its pages."""
    boxes: dict[int, list[Kotak]] = defaultdict(list)
    for page, box in stored.kotak.get(tabel_id, {}).values():
        boxes[page].append(box)
    return {
        page: (min(b[0] for b in there), min(b[1] for b in there), max(b[2] for b in there), max(b[3] for b in there))
        for page, there in boxes.items()
    }


def _own_year(stored: Stored, dokumen_id: str) -> int | None:
    year = stored.dokumen[dokumen_id]["tahun"]
    return None if year is None else int(year)


def _plan(stored: Stored, dokumen_id: str) -> Sequence[int]:
    """The years of a plan, and the one before it, which its base values are of."""
    who = stored.dokumen[dokumen_id]
    begun, ended = who.get("periode_awal"), who.get("periode_akhir")
    return () if begun is None or ended is None else range(begun - 1, ended + 1)


# ---------------------------------------------------------------- headings
def _of_headings(stored: Stored, told: Sequence[Keputusan]) -> Iterator[Root]:
    """The ends of headings that are in doubt, of tables with columns that are."""
    for tabel_id, columns in _doubtful_columns(stored).items():
        table = stored.tabel.get(tabel_id, {})
        head, printed = table.get("kepala_tabel") or "", stored.tercetak.get(tabel_id, {})
        ends = possible_ends(table.get("baris_judul") or 0, printed, columns)
        if not ends or not fold(head):
            continue
        who = stored.dokumen[table["dokumen_id"]]
        if is_told(Headed(table, who["instansi"], printed, _parts(stored, tabel_id)), told):
            continue
        value = _no_value(table["dokumen_id"], tabel_id, table["halaman_awal"], 0, min(columns))
        rows = {row: row_text(printed, row - 1) for row in ends}
        answers, read = end_answers(rows), end_words(ends[0], rows[ends[0]])
        last, shared = row_text(printed, max(ends) - 1), heading_print(printed, max(ends))
        one = _cause(stored, "kepala", "tabel", [value], head, last, read, answers, _DOCUMENT_FIRST, shared)
        cells = stored.kotak[tabel_id]
        shown = tuple(box for (row, _), (page, box) in cells.items() if page == one.anchor.halaman and row in _between(ends))
        spots = tuple(replace(spot, nilai=sum(columns.values())) for spot in one.tempat)
        yield replace(one, boxes=shown or one.boxes, tempat=spots)


def _between(ends: Sequence[int]) -> range:
    """The rows that belong to the heading or to the body, and the one above them."""
    return range(max(0, min(ends) - 1), max(ends))


def _doubtful_columns(stored: Stored) -> Mapping[str, Counter[int]]:
    """The columns in doubt by their table, and how many values of each."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for value in stored.nilai:
        if value.aturan in OF_COLUMN | _OF_YEAR:
            found[value.tabel_id][value.kolom] += 1
    for one in stored.temuan:
        detail = json.loads(one["rincian"])
        if one["aturan"] == "kolom_tak_terpahami":
            found[one["tabel_id"]][one["kolom"]] += detail["jumlah_nilai"]
        elif one["aturan"] == "tabel_tak_terpahami":
            columns = detail["kolom"] or [0]
            found[one["tabel_id"]].update(dict.fromkeys(columns, detail["jumlah_nilai"] // len(columns)))
    return found


# ---------------------------------------------------------------- findings
def _of_findings(stored: Stored) -> Iterator[Root]:
    asked: Mapping[str, Callable[[Stored, Mapping[str, Any], Mapping[str, Any]], Iterator[Root]]] = {
        "tabel_tak_terpahami": _tables,
        "kolom_tak_terpahami": _unknown_column,
        "identitas_ragu": _documents,
        "kode_diperbaiki": _codes,
    }
    for found in stored.temuan:
        about = asked.get(found["aturan"])
        if about is not None and found["dokumen_id"] in stored.dokumen:
            yield from about(stored, found, json.loads(found["rincian"]))


def _tables(stored: Stored, found: Mapping[str, Any], detail: Mapping[str, Any]) -> Iterator[Root]:
    """A table of which no fact came: whether it holds any, and what each of its columns of figures is."""
    columns, heads = detail["kolom"], detail["kepala"]
    each = detail["jumlah_nilai"] // max(len(columns), 1)
    table = stored.tabel.get(found["tabel_id"], {})
    shown = table.get("judul") or table.get("kepala_tabel") or ""
    value = _as_value(found, 0)
    head = table.get("kepala_tabel") or ""
    whole = _cause(stored, "tabel", "tabel", [value], head, shown, found["pesan"], kind_answers(), _WIDE)
    yield replace(whole, tempat=tuple(replace(spot, nilai=detail["jumlah_nilai"]) for spot in whole.tempat))
    for column, head in zip(columns, heads, strict=True):
        yield _column_of(stored, found, column, head, each)


def _unknown_column(stored: Stored, found: Mapping[str, Any], detail: Mapping[str, Any]) -> Iterator[Root]:
    yield _column_of(stored, found, found["kolom"], detail["kepala"], detail["jumlah_nilai"])


def _column_of(stored: Stored, found: Mapping[str, Any], column: int, head: str, values: int) -> Root:
    value = _as_value(found, column)
    cells = stored.kotak.get(found["tabel_id"], {})
    rows = [row for row, at in cells if at == column and row >= (found["baris"] or 0)]
    value = replace(value, baris=_body_row(rows, found))
    year = _own_year(stored, found["dokumen_id"])
    answers = column_answers([value], year)
    scopes = _scopes(head, year)
    cause = _cause(stored, "kolom", "kolom", [value], head, head, found["pesan"], answers, scopes)
    return replace(cause, tempat=tuple(replace(spot, nilai=values) for spot in cause.tempat))


def _body_row(rows: Sequence[int], found: Mapping[str, Any]) -> int:
    """A row below the heading: that of the finding, else the last one of the column."""
    return found["baris"] if found["baris"] else max(rows, default=0)


def _as_value(found: Mapping[str, Any], column: int) -> DoubtfulValue:
    """A finding of no value in the place of one."""
    return _no_value(found["dokumen_id"], found["tabel_id"], found["halaman"], found["baris"] or 0, column)


def _no_value(dokumen_id: str, tabel_id: str, halaman: int, baris: int, kolom: int) -> DoubtfulValue:
    """A place in the place of a value."""
    return DoubtfulValue("", "kinerja", dokumen_id, tabel_id, halaman, baris, kolom, "", None, None, "", (), "", "")


def _codes(stored: Stored, found: Mapping[str, Any], detail: Mapping[str, Any]) -> Iterator[Root]:
    """A code that was read with doubt, and holds for the values of its row."""
    row = [v for v in stored.berkode if (v.tabel_id, v.baris) == (found["tabel_id"], found["baris"])]
    if not detail.get("ragu") or not row:
        return
    name = row[0].nama
    of_name = [value for value in row if value.nama == name]
    read = str(detail["kode"])
    answers = (Answer(say("pilihan", "kode", kode=read), f"kode={read}"),)
    one = _cause(stored, "kode", "baris", of_name, name, " ".join(detail["tercetak"]), read, answers, ("nilai",))
    yield replace(one, tempat=tuple(replace(spot, fakta=0) for spot in one.tempat))


def _documents(stored: Stored, found: Mapping[str, Any], detail: Mapping[str, Any]) -> Iterator[Root]:
    """What a document is, a question for each field that is a guess."""
    who = stored.dokumen[found["dokumen_id"]]
    for field, why in detail["ragu"].items():
        read = who.get(field)
        offered = [str(word) for word in dict.fromkeys((read, *why["calon"])) if word is not None]
        answers = tuple(Answer(word, f"{field}={word}") for word in offered)
        anchor = Keputusan("dokumen", "dokumen", "", field, who["instansi"], found["dokumen_id"], who["berkas"], 1, rujukan=field)
        spot = Spot(who["instansi"], found["dokumen_id"], None, 0)
        yield Root("dokumen", anchor, field, str(read or ""), answers, ("dokumen",), (), None, (spot,))


# ---------------------------------------------------------------- indicators
def _of_indicators(stored: Stored) -> Iterator[Root]:
    """Mentions of an indicator that were matched with doubt, against the wording that most tables print."""
    main: dict[str, Counter[str]] = defaultdict(Counter)
    for row in stored.padanan:
        main[row["indikator_id"]][row["indikator"]] += 1
    for row in stored.padanan:
        name = stored.nama.get(row["indikator_id"])
        if name is None or fold(name) == fold(row["indikator"]):
            continue
        who = stored.dokumen[row["dokumen_id"]]
        answers = (
            Answer(say("pilihan", "sama", nama=name), f"sama={name}"),
            Answer(say("pilihan", "beda"), f"beda={name}"),
        )
        page, box = stored.kotak.get(row["tabel_id"], {}).get((row["baris"], 0), (1, None))
        anchor = Keputusan(
            "indikator", "instansi", "", row["indikator"], who["instansi"], row["dokumen_id"], who["berkas"], page, box
        )
        spot = Spot(who["instansi"], row["dokumen_id"], row["tabel_id"], 0)
        shown = (box,) if box else ()
        yield Root("indikator", anchor, row["indikator"], name, answers, ("instansi", "semua"), shown, row["tabel_id"], (spot,))
