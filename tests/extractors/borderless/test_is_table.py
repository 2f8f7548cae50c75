"""Lines in columns that are a table, and those that are none."""

from __future__ import annotations

from extractors.borderless.is_table import tabular
from extractors.model import Word
from tests.extractors.words import words


def rows(*texts: tuple[str, ...]) -> list[list[list[Word]]]:
    return [[words(text, 100 * c, 20 * r) for c, text in enumerate(row)] for r, row in enumerate(texts)]


def test_names_beside_figures_are_a_table() -> None:
    assert tabular([], rows(("Jalan", "71,25"), ("Jembatan", "14"), ("Irigasi", "60")), 2)


def test_names_beside_names_are_none_unless_three_columns_are_named() -> None:
    texts = [("Kepala", "Dinas", "Kota"), ("Camat", "Kantor", "Desa")]
    heading = [[(c, 1, words(name, 100 * c, 0)) for c, name in enumerate(("Jabatan", "Unit", "Tempat"))]]
    assert not tabular([], rows(*(row[:2] for row in texts)), 2)
    assert not tabular([], rows(*texts), 3)
    assert tabular(heading, rows(*texts), 3)


def test_rising_page_numbers_are_a_list_of_contents() -> None:
    assert not tabular([], rows(("Pendahuluan", "1"), ("Perencanaan", "14"), ("Akuntabilitas", "23")), 2)


def test_paragraphs_beside_figures_are_none() -> None:
    long = "capaian tersebut tidak lepas dari dukungan semua pihak " * 4
    assert not tabular([], rows((long, "71,25"), (long, "14"), (long, "60")), 2)


def test_fields_of_a_form_with_rules_between_them() -> None:
    names = ("Nama Indikator", "Rumus", "Satuan", "Target 2031", "Target 2032", "Target 2033", "Sumber")
    held = rows(*zip(names, ("Indeks arsip", "a dibagi b", "Nilai", "61,5", "64", "66,25", "Survei"), strict=True))
    assert tabular([], held, 2, rules=6)
    assert not tabular([], held, 2), "a list without rules"
    worded = rows(*zip(names, ("Indeks arsip", "a dibagi b", "Nilai", "tinggi", "tinggi", "66,25", "Survei"), strict=True))
    assert not tabular([], worded, 2, rules=6)
