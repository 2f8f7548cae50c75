"""The activity tree that the tables print: codes with their names, their parents, and what an official list says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from normalizers import lexicon
from normalizers.text import clean, fold
from normalizers.wordings.fact_words import heads_urusan, without_level
from normalizers.wordings.indikator import weighty_words
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Dokumen, Kegiatan
from pipeline.datasets.vocabulary import StatusNomenklatur, Tingkat
from pipeline.tables.view import TableView

Nomenklatur = Mapping[str, str]
"""An official list: code to name."""
SAME_NAME = 92
"""Of 100: alike enough to be one name with a slip of the pen; names of neighbours in the lists differ by more."""
_SHIPPED_LEVELS: tuple[Tingkat, ...] = ("urusan", "bidang")
_WIDTH_ABOVE = {2: 1, 3: 2, 5: 3, 6: 5}
"""Permendagri 90/2019: parts of a code (bidang, program, kegiatan, sub kegiatan) to parts of the code above it."""


def printed_activities(view: TableView) -> list[Kegiatan]:
    """A row for each code that a table prints with a name of its own, in the order of the table."""
    out: list[Kegiatan] = []
    before = None
    for row in view.baris:
        if row.kode is None or row.kode == before or row.sambung or row.total or not row.nama:
            before = row.kode or before
            continue
        before = row.kode
        uraian = clean(row.nama[0][1])
        cell = view.grid.at(row.indeks, row.nama[0][0])
        out.append(
            Kegiatan(
                kegiatan_id=stable_id(view.tabel_id, row.indeks, "kegiatan", row.kode),
                dokumen_id=view.dokumen_id,
                tabel_id=view.tabel_id,
                halaman=cell.page if cell else view.grid.table.first_page,
                baris=row.indeks,
                kode=row.kode,
                versi_kode=row.versi_kode,
                tingkat=row.tingkat,
                uraian=uraian,
                induk=None,
                instansi=None,
                tahun=None,
                periode_awal=None,
                periode_akhir=None,
                sebutan=1,
                nomenklatur=None,
                uraian_resmi=None,
            )
        )
    return out


def activity_tree(dokumen: Sequence[Dokumen], printed: Iterable[Kegiatan], official: Nomenklatur | None = None) -> list[Kegiatan]:
    """The activities of all documents, each code and name of a document once, with parents and the document's own years.

    `official` confirms names; without it only urusan and bidang are looked up, in the list that is shipped.
    """
    by_document: dict[str, dict[tuple[str, str], list[Kegiatan]]] = defaultdict(lambda: defaultdict(list))
    for row in printed:
        by_document[row.dokumen_id][row.kode, fold(row.uraian)].append(row)
    out = []
    for document in dokumen:
        groups = by_document.get(document.dokumen_id, {})
        codes = {kode for kode, _ in groups}
        for rows in groups.values():
            row = rows[0]
            status, name = _official(row, official)
            out.append(
                replace(
                    row,
                    induk=_parent(row, codes),
                    instansi=document.instansi,
                    tahun=document.tahun,
                    periode_awal=document.periode_awal,
                    periode_akhir=document.periode_akhir,
                    sebutan=sum(one.sebutan for one in rows),
                    nomenklatur=status,
                    uraian_resmi=name,
                )
            )
    return out


def _parent(row: Kegiatan, codes: set[str]) -> str | None:
    """The code right above: the longest printed one that this one begins with, else the one that the numbering gives."""
    parts = row.kode.split(".")
    for n in range(len(parts) - 1, 0, -1):
        if ".".join(parts[:n]) in codes:
            return ".".join(parts[:n])
    if row.versi_kode == "13/2006":
        above = 2 if row.tingkat == "program" else len(parts) - 1
    else:
        above = _WIDTH_ABOVE.get(len(parts), 0)
    return ".".join(parts[:above]) if 0 < above < len(parts) else None


def _official(row: Kegiatan, official: Nomenklatur | None) -> tuple[StatusNomenklatur | None, str | None]:
    """(`sesuai`, `beda`, `tidak_ada` or None where no list was given, the official name)."""
    if row.tingkat in _SHIPPED_LEVELS:
        names = [table[row.kode] for table in _shipped(row.versi_kode) if row.kode in table]
    elif official is None:
        return None, None
    else:
        names = [official[row.kode]] if row.kode in official else []
    if not names:
        return ("tidak_ada", None) if official is not None else (None, None)
    printed = without_level(row.uraian)
    if not printed or heads_urusan(row.uraian):
        return None, None
    best = max(names, key=lambda name: fuzz.ratio(printed, without_level(name)))
    return ("sesuai" if any(_same_name(printed, without_level(name)) for name in names) else "beda"), best


def _same_name(printed: str, official: str) -> bool:
    """One name but for a slip, short forms (`UMKM`), or the list of urusan behind the first one cut off."""
    if max(fuzz.ratio(printed, official), fuzz.token_sort_ratio(printed, official)) >= SAME_NAME:
        return True
    words = [set(weighty_words(name)) for name in (printed, official)]
    return official.startswith(printed + " ") or words[0] == words[1]


@lexicon.derived()
def _shipped(versi: str | None) -> tuple[Mapping[str, str], ...]:
    """The tables of urusan and bidang that a code may be of."""
    names = {"13/2006": ("13_2006", "23_2014")}.get(
        versi or "", ("90_2019", "23_2014", "13_2006") if versi is None else ("90_2019",)
    )
    tables = lexicon.load("bidang")
    return tuple(tables[key] for n in names for key in (f"urusan_{n}", f"bidang_{n}") if key in tables)


def misplaced(rows: Sequence[Kegiatan]) -> Iterator[tuple[Kegiatan, Kegiatan]]:
    """(an activity, the one of a higher level that it stands below) where its own code belongs to another that the same
    table prints: a child under the wrong parent. `rows` are those of one table, in its order."""
    rank = {"urusan": 0, "bidang": 1, "program": 2, "kegiatan": 3, "sub_kegiatan": 4}
    codes = {row.kode for row in rows}
    above: dict[int, Kegiatan] = {}
    for row in rows:
        level = rank.get(row.tingkat or "")
        if level is None:
            continue
        same = above.get(level)
        if same is not None and row.kode.startswith(same.kode + "."):  # a program whose code looks like that of a kegiatan
            level += 1
        above = {k: a for k, a in above.items() if k < level}
        if above:
            nearest = above[max(above)]
            own = _parent(row, codes)
            if not row.kode.startswith(nearest.kode + ".") and own in codes and own != nearest.kode:
                yield row, nearest
        above[level] = row
