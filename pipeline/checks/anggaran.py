"""Checks of amounts: children against parents, totals against what they total, shares, codes against names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from normalizers.numbers.shares import agrees, percent_of
from normalizers.text import fold
from normalizers.wordings.fact_words import begins_indicator
from normalizers.wordings.indikator import banding, rumuskan
from pipeline.datasets.records import Anggaran, Temuan
from pipeline.datasets.vocabulary import Keparahan, Tingkat, Ukuran
from pipeline.facts.arithmetic.sums import RANK, below_by_code, below_in_order, columns_of, meant_parts, summed
from pipeline.findings.contradictions import contradiction, decimals, pages, printed, sure
from pipeline.findings.numerals import angka, rupiah

_WHOLES: tuple[Tingkat, ...] = ("total", "program")
_SHARED: tuple[Ukuran, ...] = ("pagu", "realisasi", "persen_realisasi")
_NAMES_ALIKE = 0.75
_SCALES = (1_000, 1_000_000, 1_000_000_000)
_NEAR = Decimal("0.2")
"""A sum that is off by more than this share says rather that rows are missing than that they were added up wrongly."""


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

    parent: Anggaran
    children: list[Anggaran]

    @property
    def difference(self) -> Decimal:
        return (self.parent.nilai or Decimal(0)) - summed(self.children)


def _families(facts: Sequence[Anggaran]) -> list[_Family]:
    """Children are found by code, where it has one amount; in a table that prints no codes, by the order of the rows and their
    levels."""
    if not any(f.kode for f in facts):
        return [_Family(parent, children) for parent, children in below_in_order(facts)]
    coded = below_by_code(facts)
    return [_Family(rows[0], children) for rows, children in coded if len({f.nilai for f in rows}) == 1]


def jumlah_salah(anggaran: Sequence[Anggaran], known_codes: Mapping[tuple[str, str], str]) -> Iterator[Temuan]:
    """Children do not add up to their parent. One finding for a parent, whatever the years and measures it fails in.

    `known_codes` gives the code by (document, name) that the agency's other documents print, to name the place to an
    officer.
    """
    wrong: dict[tuple[str, int], list[_Family]] = defaultdict(list)
    for facts in columns_of(anggaran):
        for family in _families(facts):
            if _proved_wrong(family, facts):
                wrong[family.parent.tabel_id, family.parent.baris].append(family)
    for families in wrong.values():
        parent = families[0].parent
        code = parent.kode or known_codes.get((parent.dokumen_id, _name(parent)))
        said = "; ".join(
            f"{_measure(f.parent)} tercetak {printed(f.parent)}, jumlah {len(f.children)} rinciannya "
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
            tahun=parent.tahun if len({f.parent.tahun for f in families}) == 1 else None,
            banding=[
                {
                    "tahun": f.parent.tahun,
                    "ukuran": f.parent.ukuran,
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
    return bool(parent.kode) and any(p is parent and _agree(p.nilai, below, p) for p, below in below_in_order(facts))


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
    for facts in columns_of(anggaran):
        totals = [f for f in facts if f.tingkat == "total"]
        rows = [f for f in facts if f.tingkat != "total"]
        families = {(f.parent.baris, f.parent.kolom): f for f in _families(rows)} if totals else {}
        for total in totals:
            beside = [f for f in by_place[_place(total)] if f.belanja != total.belanja and f.tingkat != "total"]
            choices = meant_parts(total, totals, rows, beside)
            if not choices or any(_agree(total.nilai, parts, total) for parts in choices):
                continue
            likeliest = _Family(total, choices[0])
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
    total, parts = family
    message = (
        f'"{total.uraian}" ({pages([total])}): {_measure(total)} tercetak {printed(total)}, '
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
        tahun=total.tahun,
        ukuran=total.ukuran,
        nilai_tercetak=float(total.nilai or 0),
        nilai_hitung=float(summed(parts)),
        selisih=float(family.difference),
    )


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
    """One code stands for two names in one document (of one nomenclature). An indicator's part of the amount is no other name."""
    by_code: dict[tuple[str, str | None, str], list[Anggaran]] = defaultdict(list)
    for f in sorted(anggaran, key=lambda f: (f.halaman, f.tabel_id, f.baris, f.kolom)):
        if f.kode and f.uraian.strip() and f.tingkat in RANK and not begins_indicator(f.uraian):
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


def _measure(fact: Anggaran) -> str:
    """`pagu tahun 2022`, `realisasi triwulan 2 tahun 2022`."""
    triwulan, bulan = fact.bagian
    quarter = f" triwulan {triwulan}" if triwulan else f" bulan {bulan}" if bulan else ""
    year = f" tahun {fact.tahun}" if fact.tahun else ""
    return fact.ukuran.replace("_", " ") + quarter + year
