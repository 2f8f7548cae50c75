"""Checks of amounts: children against parents, totals against what they total, shares, codes against names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from normalizers.numbers.shares import agrees, percent_of
from normalizers.text import fold
from normalizers.wordings.indikator import banding, rumuskan
from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import Belanja, Keparahan, Tingkat, Ukuran
from pipeline.facts.sums import RANK, by_code, codes_below, summed
from pipeline.findings.contradictions import contradiction, decimals, pages, printed, sure
from pipeline.findings.numerals import angka, rupiah

_WHOLES: tuple[Tingkat, ...] = ("total", "program")
_SHARED: tuple[Ukuran, ...] = ("pagu", "realisasi", "persen_realisasi")
_NAMES_ALIKE = 0.75
_SCALES = (1_000, 1_000_000, 1_000_000_000)
_NEAR = Decimal("0.2")
"""A sum that is off by more than this share says rather that rows are missing than that they were added up wrongly."""


class _Column(NamedTuple):
    """Amounts that belong together: one measure of one year in one table."""

    tabel_id: str
    tahun: int | None
    bagian: tuple[int | None, int | None]
    ukuran: Ukuran
    belanja: Belanja | None


def _columns(anggaran: Sequence[Anggaran]) -> list[tuple[_Column, list[Anggaran]]]:
    """The amounts of each column in the order of the rows; shares in percent do not add up and are left out. An amount that could
    not be read stays: what it is missing from proves nothing (`sure`).
    """
    out: dict[_Column, list[Anggaran]] = defaultdict(list)
    for f in anggaran:
        if not f.ukuran.startswith("persen"):
            out[_Column(f.tabel_id, f.tahun, f.bagian, f.ukuran, f.belanja)].append(f)
    return [(column, sorted(facts, key=lambda f: (f.baris, f.kolom))) for column, facts in out.items()]


def _slack(facts: Sequence[Anggaran]) -> Decimal:
    """How far a sum may be off: half a unit of the last printed place of each amount, where they are printed in
    thousands or millions; whole rupiah are exact.
    """
    unit = Decimal(0)
    for f in facts:
        digits = re.sub(r"\D", "", f.nilai_teks)
        if f.nilai and digits.strip("0"):
            times = abs(f.nilai) / int(digits)
            unit = max(unit, next((Decimal(s) for s in _SCALES if times == s), Decimal(1)))
    return unit * (len(facts) + 1) / 2


def _agree(value: Decimal | None, parts: Sequence[Anggaran], whole: Anggaran) -> bool:
    return value is not None and abs(value - summed(parts)) <= _slack([whole, *parts])


# ---------------------------------------------------------------- jumlah_salah
class _Family(NamedTuple):
    """A parent and its children in one column."""

    column: _Column
    parent: Anggaran
    children: list[Anggaran]

    @property
    def difference(self) -> Decimal:
        return (self.parent.nilai or Decimal(0)) - summed(self.children)


def _families(column: _Column, facts: Sequence[Anggaran]) -> list[_Family]:
    """Children are found by code; in a table that prints no codes, by the order of the rows and their levels."""
    found = _by_code(facts) if any(f.kode for f in facts) else _by_order(facts)
    return [_Family(column, parent, children) for parent, children in found]


def jumlah_salah(anggaran: Sequence[Anggaran], known_codes: Mapping[tuple[str, str], str]) -> Iterator[Temuan]:
    """Children do not add up to their parent. One finding for a parent, whatever the years and measures it fails in.

    `known_codes` gives the code by (document, name) that the agency's other documents print, to name the place to an
    officer.
    """
    wrong: dict[tuple[str, int], list[_Family]] = defaultdict(list)
    for column, facts in _columns(anggaran):
        for family in _families(column, facts):
            if _proved_wrong(family, facts):
                wrong[family.parent.tabel_id, family.parent.baris].append(family)
    for families in wrong.values():
        parent = families[0].parent
        code = parent.kode or known_codes.get((parent.dokumen_id, _name(parent)))
        said = "; ".join(
            f"{_measure(f.column)} tercetak {printed(f.parent)}, jumlah {len(f.children)} rinciannya "
            f"{rupiah(summed(f.children))}, selisih {rupiah(f.difference)}"
            for f in families
        )
        compared = [fact for f in families for fact in (f.parent, *f.children)]
        name = f"{parent.kode} {parent.uraian}" if parent.kode else parent.uraian
        yield contradiction(
            "jumlah_salah",
            _severity(families),
            f"{name} ({pages(compared)}): {said}. Periksa induk dan rinciannya.",
            parent,
            compared,
            kode=parent.kode,
            kode_dokumen_lain=None if parent.kode else code,
            uraian=parent.uraian,
            tahun=parent.tahun if len({f.column.tahun for f in families}) == 1 else None,
            banding=[
                {
                    "tahun": f.column.tahun,
                    "ukuran": f.column.ukuran,
                    "nilai_tercetak": float(f.parent.nilai or 0),
                    "nilai_hitung": float(summed(f.children)),
                    "selisih": float(f.difference),
                }
                for f in families
            ],
        )


def _proved_wrong(family: _Family, facts: Sequence[Anggaran]) -> bool:
    """Whether all amounts were read for certain and do not add up, nor with the rows whose code may be missing or damaged."""
    parent, children = family.parent, family.children
    if not sure([parent, *children]) or _adds_up(parent, children) or _adds_up_in_order(parent, facts):
        return False
    uncoded = _uncoded_below(family, facts)
    if not uncoded or not parent.kode:
        return True
    every = [[*children, *uncoded], [*children, *(f for f in uncoded if f.tingkat not in RANK)]]
    return _near(family) and not any(_agree(parent.nilai, parts, parent) for parts in every)


def _adds_up_in_order(parent: Anggaran, facts: Sequence[Anggaran]) -> bool:
    """Whether what is printed below a coded row adds up to it: a code is wrong there (`induk_salah`), not a sum."""
    return bool(parent.kode) and any(p is parent and _agree(p.nilai, below, p) for p, below in _by_order(facts))


def _uncoded_below(family: _Family, facts: Sequence[Anggaran]) -> list[Anggaran]:
    """The rows among the children of a parent that print no code: they may be the rest of them."""
    last = max(f.baris for f in family.children)
    end = min((f.baris for f in facts if f.baris > last and f.kode), default=last + 1)
    return [f for f in facts if family.parent.baris < f.baris < end and not f.kode and f.tingkat not in _WHOLES]


def _near(family: _Family) -> bool:
    """Whether so little is missing that it is a slip rather than rows that are not printed or were not read."""
    return abs(family.difference) <= _NEAR * max(family.parent.nilai or Decimal(0), summed(family.children))


def _severity(families: Sequence[_Family]) -> Keparahan:
    """A slip of arithmetic, unless so much is missing that rows are rather not printed, or were not read."""
    return "galat" if any(_near(f) for f in families) else "peringatan"


def _by_code(facts: Sequence[Anggaran]) -> Iterator[tuple[Anggaran, list[Anggaran]]]:
    """Each coded row with the rows right below it in the tree of codes. A code with several amounts is no parent."""
    rows = by_code(facts)
    for code, children in codes_below(rows).items():
        if len({f.nilai for f in rows[code]}) == 1:
            yield rows[code][0], [f for c in children for f in rows[c]]


def _by_order(facts: Sequence[Anggaran]) -> Iterator[tuple[Anggaran, list[Anggaran]]]:
    """Each row with the rows one level down that follow it, up to the next one of its own level or above."""
    rows = [f for f in facts if f.tingkat != "total"]
    if any(f.tingkat not in RANK for f in rows):
        return
    for i, parent in enumerate(rows):
        below: list[Anggaran] = []
        for f in rows[i + 1 :]:
            if RANK[f.tingkat] <= RANK[parent.tingkat]:
                break
            below.append(f)
        top = min((RANK[f.tingkat] for f in below), default=0)
        if below:
            yield parent, [f for f in below if RANK[f.tingkat] == top]


def _adds_up(parent: Anggaran, children: Sequence[Anggaran]) -> bool:
    """All children, or each code once where the rows of one code repeat or split its amount."""
    first = {f.kode or f"{f.tabel_id} {f.baris} {f.kolom}": f for f in reversed(children)}
    return _agree(parent.nilai, children, parent) or _agree(parent.nilai, list(first.values()), parent)


# ---------------------------------------------------------------- total_salah
def total_salah(anggaran: Sequence[Anggaran]) -> Iterator[Temuan]:
    """A total is not the sum of the rows of the highest level, in one column of one table.

    Nor of these with what their children add up to: then the row is wrong (`jumlah_salah`), not the total.
    """
    by_place: dict[tuple[object, ...], list[Anggaran]] = defaultdict(list)
    for f in anggaran:
        by_place[_place(f)].append(f)
    for column, facts in _columns(anggaran):
        totals = [f for f in facts if f.tingkat == "total"]
        rows = [f for f in facts if f.tingkat != "total"]
        families = {(f.parent.baris, f.parent.kolom): f for f in _families(column, rows)} if totals else {}
        for total in totals:
            beside = [f for f in by_place[_place(total)] if f.belanja != column.belanja and f.tingkat != "total"]
            choices = _totalled(total, totals, rows, beside)
            if not choices or any(_agree(total.nilai, parts, total) for parts in choices):
                continue
            likeliest = _Family(column, total, choices[0])
            if _proved_wrong_total(likeliest, rows) and not _agree(total.nilai, _corrected(choices[0], families), total):
                yield _wrong_total(likeliest)


def _proved_wrong_total(family: _Family, rows: Sequence[Anggaran]) -> bool:
    """Whether all amounts were read for certain, and the rows are what the total adds up: what is far off is rather not all
    of it, unless the table says the level of every row."""
    if not sure([family.parent, *family.children]) or len(family.children) <= 1:
        return False
    return _near(family) or all(f.tingkat in RANK for f in rows)


def _place(fact: Anggaran) -> tuple[object, ...]:
    """What amounts share that stand in one column, of whichever kind of spending."""
    return fact.tabel_id, fact.tahun, fact.bagian, fact.ukuran, fact.kolom


def _corrected(parts: Sequence[Anggaran], families: Mapping[tuple[int, int], _Family]) -> list[Anggaran]:
    """Rows, each that is a parent replaced by its children."""
    own = (families.get((part.baris, part.kolom)) for part in parts)
    return [fact for part, family in zip(parts, own, strict=True) for fact in (family.children if family else [part])]


def _wrong_total(family: _Family) -> Temuan:
    column, total, parts = family
    message = (
        f'"{total.uraian}" ({pages([total])}): {_measure(column)} tercetak {printed(total)}, '
        f"jumlah {len(parts)} barisnya {rupiah(summed(parts))}, selisih {rupiah(family.difference)}. "
        "Periksa total dan baris-barisnya."
    )
    return contradiction(
        "total_salah",
        _severity([family]),
        message,
        total,
        [total, *parts],
        uraian=total.uraian,
        tahun=column.tahun,
        ukuran=column.ukuran,
        nilai_tercetak=float(total.nilai or 0),
        nilai_hitung=float(summed(parts)),
        selisih=float(family.difference),
    )


def _totalled(
    total: Anggaran, totals: Sequence[Anggaran], rows: Sequence[Anggaran], beside: Sequence[Anggaran]
) -> list[list[Anggaran]]:
    """The sets of rows that the total may mean, the likeliest first: all of the highest level, those since the total
    before, the totals before it, those of no known level with them, and what one of these or of the rows `beside` them, of
    another kind of spending, adds (`Belanja Tidak Langsung`, whose parts may follow it)."""
    top = _highest(rows)
    with_unknown = [f for f in rows if f in top or f.tingkat not in RANK]
    before = [t for t in totals if t.baris < total.baris]
    start = max((t.baris for t in before), default=-1)
    since = [f for f in top if start < f.baris < total.baris]
    so_far = [f for f in top if f.baris < total.baris]
    added = [f for f in (*beside, *rows) if f.baris < total.baris and f.tingkat not in RANK and f not in top]
    one_added = [[*whole, f] for f in added for whole in (before[-1:], top) if whole]
    return [parts for parts in (top, since, so_far, before, [*before, *since], with_unknown, *one_added) if parts]


def _highest(rows: Sequence[Anggaran]) -> list[Anggaran]:
    """The rows of the highest level; all where none has a level."""
    ranks = [RANK[f.tingkat] for f in rows if f.tingkat in RANK]
    return [f for f in rows if f.tingkat in RANK and RANK[f.tingkat] == min(ranks)] if ranks else list(rows)


# ---------------------------------------------------------------- persen_salah
def persen_salah(anggaran: Sequence[Anggaran]) -> Iterator[Temuan]:
    """The printed share of a budget that was spent is not realisasi over pagu of its row."""
    rows: dict[tuple[object, ...], dict[Ukuran, list[Anggaran]]] = defaultdict(lambda: defaultdict(list))
    for f in anggaran:
        rows[f.tabel_id, f.baris, f.uraian, f.tahun, f.bagian, f.belanja][f.ukuran].append(f)
    for row in rows.values():
        found = [row.get(u, []) for u in _SHARED]
        if not all(len(facts) == 1 for facts in found):
            continue
        pagu, realisasi, share = (facts[0] for facts in found)
        if not sure([pagu, realisasi, share]) or not pagu.nilai or realisasi.nilai is None or share.nilai is None:
            continue
        should, printed_share = float(percent_of(realisasi.nilai, pagu.nilai)), float(share.nilai)
        if agrees(printed_share, should, decimals(share)):
            continue
        message = (
            f"Persen realisasi {share.uraian} tahun {share.tahun} tercetak {angka(printed_share)}% ({pages([share])}), "
            f"padahal {printed(realisasi)} dari {printed(pagu)} adalah {angka(should, 2)}%. Periksa ketiga angka itu."
        )
        yield contradiction(
            "persen_salah",
            "peringatan",
            message,
            share,
            [pagu, realisasi, share],
            kode=share.kode,
            uraian=share.uraian,
            tahun=share.tahun,
            persen_tercetak=printed_share,
            persen_hitung=round(should, 4),
        )


# ---------------------------------------------------------------- kode_ganda
def kode_ganda(anggaran: Sequence[Anggaran]) -> Iterator[Temuan]:
    """One code stands for two names in one document (of one nomenclature)."""
    by_code: dict[tuple[str, str | None, str], list[Anggaran]] = defaultdict(list)
    for f in sorted(anggaran, key=lambda f: (f.halaman, f.tabel_id, f.baris, f.kolom)):
        if f.kode and f.uraian.strip() and f.tingkat in RANK:
            by_code[f.dokumen_id, f.versi_kode, f.kode].append(f)
    for (_, _, code), facts in by_code.items():
        names: list[list[Anggaran]] = []
        for f in facts:
            own = next((group for group in names if _same_name(group[0].uraian, f.uraian)), None)
            if own is None:
                names.append([f])
            else:
                own.append(f)
        if len(names) <= 1:
            continue
        at = names[-1][0]
        said = " dan ".join(f'"{group[0].uraian}" ({pages(group[:1])})' for group in names)
        yield contradiction(
            "kode_ganda",
            "peringatan",
            f"Kode {code} dipakai untuk {said}. Periksa kode salah satunya.",
            at,
            [group[0] for group in names],
            kode=code,
            nama=[group[0].uraian for group in names],
            tahun=at.tahun,
        )


def _same_name(a: str, b: str) -> bool:
    """One name but for spelling, a word put in, or an end cut off."""
    x, y = fold(a).replace(" ", ""), fold(b).replace(" ", "")
    if x.startswith(y) or y.startswith(x):
        return True
    compared = banding(rumuskan(a), rumuskan(b))
    return not compared.keberatan and compared.skor >= _NAMES_ALIKE


# ---------------------------------------------------------------- names and measures
def _name(fact: Anggaran) -> str:
    return rumuskan(fact.uraian).kunci


def codes_by_name(anggaran: Sequence[Anggaran], agency_of: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The code of a program or activity by (document, name), where the agency's documents agree on one."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for f in anggaran:
        documents[agency_of[f.dokumen_id]].add(f.dokumen_id)
        if f.kode:
            codes[agency_of[f.dokumen_id], _name(f)].add(f.kode)
    return {
        (document, name): next(iter(found))
        for (agency, name), found in codes.items()
        if len(found) == 1
        for document in documents[agency]
    }


def _measure(column: _Column) -> str:
    """`pagu tahun 2022`, `realisasi triwulan 2 tahun 2022`."""
    triwulan, bulan = column.bagian
    quarter = f" triwulan {triwulan}" if triwulan else f" bulan {bulan}" if bulan else ""
    year = f" tahun {column.tahun}" if column.tahun else ""
    return column.ukuran.replace("_", " ") + quarter + year
