"""A heading whose names stand so close together that no corridor runs through them."""

from __future__ import annotations

from extractors.headings.above import heading_above
from extractors.model import Word
from tests.extractors.words import SIZE, words

BORDERS = [40.0, 160.0, 196.0, 246.0, 282.0, 332.0]
FIRST = [
    w
    for x, text in zip((50, 165, 205, 250, 290), ("Luas taman", "20", "15", "75", "60"), strict=True)
    for w in words(text, x, 60)
]


def said(found: list[Word]) -> list[str]:
    return [w.text for w in found]


def close(texts: tuple[str, ...], xs: tuple[float, ...], top: float) -> list[Word]:
    return [w for x, text in zip(xs, texts, strict=True) for w in words(text, x, top)]


def test_names_that_keep_to_their_columns_are_the_heading() -> None:
    names = close(("Indikator", "Rcn", "Hasil", "Rcn", "Hasil"), (50, 162, 200, 248, 286), 46)
    groups = close(("2031", "2032"), (162, 248), 32)
    assert said(heading_above([groups, names], FIRST, BORDERS, SIZE)) == [*said(names), "2031", "2032"]
    wide = close(("Tahun 2031", "Tahun 2032"), (162, 248), 32)
    assert said(heading_above([wide, names], FIRST, BORDERS, SIZE))[5:] == ["Tahun", "2031", "Tahun", "2032"]


def test_a_name_over_the_only_columns_with_lower_names() -> None:
    names = [*close(("Indikator", "Rcn"), (50, 165), 40), *close(("Rcn", "Hasil", "Rcn"), (200, 248, 286), 46)]
    over = words("Kerangka uang", 200, 32)
    assert said(heading_above([over, names], FIRST, BORDERS, SIZE))[5:] == ["Kerangka", "uang"]
    title = words("Kerangka uang dinas", 150, 32)
    assert said(heading_above([title, names], FIRST, BORDERS, SIZE)) == said(names)


def test_running_text_and_titles_are_none() -> None:
    text = words("Rincian menurut kecamatan pada tahun yang lalu disajikan berikut", 40, 46)
    assert heading_above([text], FIRST, BORDERS, SIZE) == []
    names = close(("Indikator", "Rcn", "Hasil", "Rcn", "Hasil"), (50, 162, 200, 248, 286), 46)
    title = words("Perbandingan rencana dan hasil dua tahun", 60, 32)
    assert said(heading_above([title, names], FIRST, BORDERS, SIZE)) == said(names)


def test_the_end_of_a_sentence_that_announces_the_rows_is_none() -> None:
    rows = [*words("1.", 40, 60), *words("Rehabilitasi hutan", 60, 60), *words("4.120.500", 300, 60)]
    names = "Hutan Lindung Kabupaten sebagai{}"
    line = lambda end: words(names.format(end), 40, 46)  # noqa: E731
    borders = [30.0, 180.0, 400.0]
    assert heading_above([line(" berikut:")], rows, borders, SIZE) == []
    over_both = [*words("Program Kehutanan :", 40, 46), *words("Pagu Anggaran :", 290, 46)]
    assert len(heading_above([over_both], rows, borders, SIZE)) == len(over_both), "names of columns may have one too"


def test_a_line_with_a_figure_or_far_above_is_none() -> None:
    figures = close(("Luas hutan", "7", "8", "9", "6"), (50, 165, 205, 250, 290), 46)
    far = close(("Indikator", "Rcn", "Hasil", "Rcn", "Hasil"), (50, 162, 200, 248, 286), 20)
    assert heading_above([figures], FIRST, BORDERS, SIZE) == []
    assert heading_above([far], FIRST, BORDERS, SIZE) == []
