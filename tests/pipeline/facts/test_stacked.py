"""Cells that list items and stack values: which lines are items, which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.model import BBox, Cell, Table
from pipeline.facts.anggaran import read_anggaran
from pipeline.facts.kinerja.read import read_kinerja
from pipeline.facts.stacked import items_of, items_on_lines, names_several, title_beside, value_lines, with_shares
from pipeline.tables.read import view_of
from tests.pipeline.grids import HEADERS, REPORT, table_of

HEADING = "Indikator | Satuan | Target | Realisasi\n"


def cell(*lines: str) -> Cell:
    return table_of("\\n".join(lines)).cells[0]


def items(*lines: str, count: int = 0) -> list[str]:
    return [text for text, _ in items_of(cell(*lines), count)]


def values(*lines: str) -> list[str]:
    return [text for text, _ in value_lines(cell(*lines))]


def facts(text: str) -> list[tuple[str, str, float | None, str]]:
    found, _ = read_kinerja(view_of("d", "t", table_of(text), REPORT, HEADERS))
    return [(f.indikator, f.ukuran, f.nilai, f.status_nilai) for f in found]


def test_titles_among_items_belong_to_none() -> None:
    assert items("Sasaran 1.2: Pasar tertata", "1. Jumlah kios", "2. Jumlah los", "Output :", "3. Jumlah lapak") == [
        "Jumlah kios",
        "Jumlah los",
        "Jumlah lapak",
    ]
    assert items("Arah Kebijakan 3.1: menata", "dan merawat", "1. Jumlah kios") == ["Jumlah kios"], "a title that wraps"


def test_a_line_that_only_begins_like_a_title_is_an_item() -> None:
    assert items("1. Output industri kecil", "2. Tujuan wisata baru") == ["Output industri kecil", "Tujuan wisata baru"]
    assert items("Sasaran yang tercapai") == ["Sasaran yang tercapai"]
    assert items("Output :") == ["Output :"], "a title alone is all there is"


def test_what_stands_below_a_title_without_marks_is_one_item() -> None:
    assert items("Output :", "Jumlah kios", "yang direhab") == ["Jumlah kios yang direhab"]
    (whole,) = items("Sasaran 1.2: Pasar", "yang tertata")
    assert "Pasar" in whole, "what stands behind the colon is no title alone"
    assert "Output" in items("Jumlah kios", "Output :", "yang direhab")[0]


def test_a_cell_that_says_of_which_kind_each_indicator_is() -> None:
    assert items("Output: Jumlah kios", "yang ditata", "Outcome: Persentase", "kios ramai") == [
        "Jumlah kios yang ditata",
        "Persentase kios ramai",
    ]
    assert items("Keluaran :", "Jumlah kios", "Hasil :", "Persentase kios ramai") == ["Jumlah kios", "Persentase kios ramai"]
    assert len(items("Output Jumlah kios", "Outcome Persentase kios")) == 1, "words of the names"
    assert len(items("Jumlah kios", "Output: yang ditata", "Outcome: yang ramai")) == 1, "a name above them"


def test_values_in_two_rows_beside_an_output_and_an_outcome() -> None:
    text = "Kegiatan | Indikator | Satuan | Target\nTata Pasar | {} | Unit | 12\n^ | ^ | Persen | 70"
    two = "Output: Jumlah kios\\nyang ditata\\nOutcome: Persentase kios ramai"
    assert facts(text.format(two)) == [
        ("Jumlah kios yang ditata", "target", 12.0, "pasti"),
        ("Persentase kios ramai", "target", 70.0, "pasti"),
    ]
    assert {name for name, *_ in facts(text.format("Output: Jumlah kios"))} != {"Jumlah kios yang ditata"}


LISTS = ("1. Pasar rakyat", "a. Jumlah kios", "b. Jumlah los", "2. Pasar ikan", "a. Jumlah lapak")
BULLETS = ("1. Pasar rakyat", "- Jumlah kios", "- Jumlah los", "2. Pasar ikan", "- Jumlah lapak")


def test_a_list_in_a_list_is_parted_as_its_values_are() -> None:
    assert items(*BULLETS, count=2) == ["Pasar rakyat - Jumlah kios - Jumlah los", "Pasar ikan - Jumlah lapak"]
    assert items(*BULLETS, count=3) == items(*BULLETS, count=2), "no way parts it into three"
    assert items(*BULLETS, count=5) == ["Pasar rakyat", "Jumlah kios", "Jumlah los", "Pasar ikan", "Jumlah lapak"]
    assert len(items(*LISTS, count=5)) == 5


def test_values_that_fit_no_way_to_part_a_list_stay_in_doubt() -> None:
    found = facts(HEADING + "\\n".join(BULLETS) + " | Unit | 5\\n6\\n7\\n8 | 4")
    assert ("ragu", None) in {(status, value) for _, measure, value, status in found if measure == "target"}


def test_shares_below_values_are_no_values_of_their_own() -> None:
    stack = tuple((text, None) for text in ("44", "(110%)", "30", "(90 %)"))
    assert [text for text, _ in with_shares(stack)] == ["44 (110%)", "30 (90 %)"]


def test_values_listed_behind_each_other_beside_as_many_names() -> None:
    text = HEADING + "Jumlah kios; Jumlah los | unit | {} | 1"
    assert facts(text.format("12; 30"))[:2] == [
        ("Jumlah kios", "target", 12.0, "pasti"),
        ("Jumlah los", "target", 30.0, "pasti"),
    ]
    assert [(name, status) for name, measure, _, status in facts(text.format("12; 30; 5")) if measure == "target"] == [
        ("Jumlah kios; Jumlah los", "ragu")
    ]


def test_a_bracket_that_not_every_value_has_is_left_alone() -> None:
    for texts in (("44", "(110%)", "30"), ("44", "(110%)"), ("44", "30", "(5)", "7"), ("(44)", "(110%)", "(30)", "(90%)")):
        stack = tuple((text, None) for text in texts)
        assert with_shares(stack) == stack


def test_the_share_of_a_value_is_of_the_target_at_its_own_place() -> None:
    found = facts(HEADING + "1. Jumlah kios\\n2. Jumlah los | Unit | 40\\n60 | 44\\n(110%)\\n30\\n(50%)")
    assert [f for f in found if f[1] == "capaian"] == [
        ("Jumlah kios", "capaian", 110.0, "pasti"),
        ("Jumlah los", "capaian", 50.0, "pasti"),
    ]


def test_a_share_of_another_places_target_is_none() -> None:
    found = facts(HEADING + "1. Jumlah kios\\n2. Jumlah los | Unit | 40\\n60 | 44\\n(110%)\\n30\\n(75%)")
    assert [f[0] for f in found if f[1] == "capaian"] == ["Jumlah kios"]


def test_units_below_values_are_part_of_them() -> None:
    assert values("343", "sekolah", "12", "unit") == ["343 sekolah", "12 unit"]
    assert values("343", "(B)") == ["343 (B)"]


def test_words_below_values_that_are_no_units_are_not() -> None:
    assert values("343", "m") == ["343", "m"]
    assert values("343", "tercapai penuh") == ["343", "tercapai penuh"]
    assert values("sekolah", "343") == ["sekolah", "343"]


LEDGER = "No | Uraian | Pagu\n1\\n2\\n3 | {} | 75.000.000\n^ | ^ | 50.000.000\n^ | ^ | 25.000.000"


def ledger(names: str, pitch: float = 40.0) -> Table:
    """One cell of names over three ruled amounts, its lines `pitch` apart."""
    table = table_of(LEDGER.format(names))
    tall = [replace(c, line_tops=tuple(142 + pitch * n for n in range(3))) if c.row_span == 3 else c for c in table.cells]
    return replace(table, cells=tuple(tall))


def doubts(table: Table) -> set[str]:
    return {f.status_nilai for f in read_anggaran(view_of("d", "t", table, REPORT, HEADERS))[0]}


def test_one_cell_of_names_on_the_heights_of_several_amounts_names_none_surely() -> None:
    assert doubts(ledger("Belanja\\nBelanja Gaji\\nBelanja Bahan")) == {"ragu"}


def test_a_name_that_wraps_over_several_amounts_is_one() -> None:
    assert doubts(ledger("Penyediaan jasa\\nsurat menyurat\\ndan arsip")) == {"pasti"}
    assert doubts(ledger("Belanja\\nBelanja Gaji\\nBelanja Bahan", 12.0)) == {"pasti"}, "the lines of one name, on no height"


def test_two_amounts_beside_two_lines_of_a_name_tell_nothing() -> None:
    names, *rest = (c for c in ledger("Belanja\\nBelanja Gaji\\nBelanja Bahan").cells if c.column >= 1 and c.row >= 1)
    assert names_several(names, rest)
    assert not names_several(names, rest[:2])


def spent(text: str) -> list[tuple[str, str, str]]:
    found, _ = read_anggaran(view_of("d", "t", table_of(text), REPORT, HEADERS))
    return [(f.uraian, f.nilai_teks, f.status_nilai) for f in found]


def test_items_that_begin_with_one_word_are_as_many_as_their_values() -> None:
    lines = ("Sewa Kios dan", "Los", "Sewa Gudang", "Pasar Ikan", "Sewa Lapak")
    assert items(*lines, count=3) == ["Sewa Kios dan Los", "Sewa Gudang Pasar Ikan", "Sewa Lapak"]
    assert len(items(*lines, count=4)) == 1
    assert len(items("Sewa Kios", "dan Los", "Sewa Gudang", count=2)) == 1, "two may be one name that says a word twice"
    programs = ("Program Pasar", "Daerah", "Program Kios")
    assert items(*programs, count=2) == ["Program Pasar Daerah", "Program Kios"], "each says its level"
    text = "Indikator | Anggaran (Rp) | Realisasi (Rp)\n" + "\\n".join(lines)
    text += " | 5.000.000\\n6.000.000\\n7.000.000 | 4.000.000"
    assert spent(text)[:3] == [
        ("Sewa Kios dan Los", "5.000.000", "pasti"),
        ("Sewa Gudang Pasar Ikan", "6.000.000", "pasti"),
        ("Sewa Lapak", "7.000.000", "pasti"),
    ]


def test_a_numbered_title_over_bullets_is_no_item() -> None:
    assert items("b. Belanja :", "- Belanja Pegawai", "- Belanja Modal", count=2) == ["Belanja Pegawai", "Belanja Modal"]
    assert items("a. Kios:", "b. Los:", count=2) == ["Kios:", "Los:"]


def test_a_single_amount_beside_the_title_of_a_list_is_of_all_of_it() -> None:
    text = "Uraian | Anggaran (Rp)\n{} | 5.000.000"
    assert spent(text.format("a. Pendapatan :\\n- Sewa Kios\\n- Dan lain-lain")) == [("Pendapatan", "5.000.000", "pasti")]
    (name, *_), *_ = spent(text.format("Pendapatan\\nSewa Kios"))
    assert name == "Pendapatan Sewa Kios"


def test_items_bear_what_the_lines_above_their_list_say_of_each() -> None:
    assert items("Jumlah produksi", "ternak :", "a. Sapi", "b. Kambing", count=2) == [
        "Jumlah produksi ternak : Sapi",
        "Jumlah produksi ternak : Kambing",
    ]
    assert items("Output :", "a. Sapi", "b. Kambing", count=2) == ["Sapi", "Kambing"], "a title says nothing of them"
    assert len(items("Jumlah produksi", "ternak", "a. Sapi", "b. Kambing", count=2)) == 1, "no colon: perhaps an item itself"


def beside(names: str, values: str) -> Table:
    """A cell of names and a cell of values, their lines on the same heights."""
    table = table_of(f"Kegiatan | Output | Target 2022\nOlahraga | {names} | {values}")
    tall = [replace(c, line_tops=tuple(142 + 12.0 * n for n in range(c.text.count("\n") + 1))) for c in table.cells]
    return replace(table, cells=tuple(tall))


@pytest.mark.parametrize(
    ("names", "values", "told"),
    [
        ("Lapangan Futsal\\nLapangan Voli\\nKolam Renang", "33 Lapangan\\n44 Lapangan\\n6 Kali", ["Lapangan Futsal", "pasti"]),
        ("Alat Listrik\\nAlat Tulis", "2 Kali\\n3 Kali", ["Alat Listrik", "ragu"]),
        ("Petugas jaga\\nPetugas kebun\\nAlat kebun dan\\nbibit", "4 Orang\\n3 Orang\\n1 Paket", ["Petugas jaga", "pasti"]),
        ("Petugas jaga\\nPetugas kebun\\nAlat kebun\\nDaerah", "4 Orang\\n3 Orang\\n1 Paket", None),
        ("Lapangan Futsal\\nLapangan Voli\\nKolam Renang", "33\\n44\\n6", ["Lapangan Futsal Lapangan Voli Kolam Renang", "ragu"]),
        ("Lapangan Futsal\\ndan lapangan voli\\nKolam Renang", "33 Kali\\n44 Kali\\n6 Kali", None),
    ],
    ids=[
        "each line its own",
        "two lines may be one name",
        "the last goes on",
        "or may be another",
        "figures without units",
        "a line that goes on",
    ],
)
def test_lines_with_a_quantity_each_beside_them(names: str, values: str, told: list[str] | None) -> None:
    found = [(f.indikator, f.status_nilai) for f in read_kinerja(view_of("d", "t", beside(names, values), REPORT, HEADERS))[0]]
    assert list(found[0]) == told if told else found[0][1] == "ragu"


def placed(text: str, *tops: float) -> Cell:
    return Cell(0, 0, 1, 1, text, 1, BBox(0, 0, 80, 100), line_tops=tops)


def test_numbers_of_two_levels_that_follow_each_other_part_a_list() -> None:
    assert [text for text, _ in items_of(placed("2.1 Level kapabilitas\n2.2 Level maturitas", 0, 10), 2)] == [
        "Level kapabilitas", "Level maturitas",
    ]  # fmt: skip
    assert len(items_of(placed("2.1 Level kapabilitas\n4.7 Miliar rupiah", 0, 10), 2)) == 1


def test_one_item_below_a_colon_is_named_without_its_mark() -> None:
    assert items_of(placed("Sampel yang diuji :\n- Obat", 0, 10))[0][0] == "Obat"
    assert items_of(placed("Jumlah sampel yang diuji :\n- Obat", 0, 10))[0][0] == "Jumlah sampel yang diuji : Obat"
    assert items_of(placed("Sampel yang diuji\n- Obat", 0, 10))[0][0] == "Sampel yang diuji - Obat"


def test_a_unit_that_its_column_broke_is_one_with_its_figure() -> None:
    assert [text for text, _ in value_lines(placed("78,57%\n34\nPerusahaa\nn", 0, 40, 50, 60))] == ["78,57%", "34 Perusahaan"]
    assert [text for text, _ in value_lines(placed("78,57%\nTinggi\nn", 0, 40, 50))] == ["78,57%", "Tinggi", "n"]


def test_an_amount_that_its_column_broke_is_one_and_no_stack() -> None:
    assert [text for text, _ in value_lines(placed("300.000.\n000", 0, 10), money=True)] == ["300.000.000"]
    assert [text for text, _ in value_lines(placed("300.000.0\n00\n1.500.000.\n000", 0, 10, 30, 40), money=True)] == [
        "300.000.000",
        "1.500.000.000",
    ]
    assert [text for text, _ in value_lines(placed("300.000\n150.000", 0, 10), money=True)] == ["300.000", "150.000"]
    assert [text for text, _ in value_lines(placed("12.31\n7.066\n1.190.\n793", 0, 10, 20, 30))][-2:] == ["1.190.", "793"]


def on_lines(names: Sequence[str], values: Sequence[str | None], codes: Sequence[str | None]) -> list[str] | None:
    def stack(texts: Sequence[str | None]) -> list[tuple[str, float | None]]:
        return [(text, 100.0 + 15 * i) for i, text in enumerate(texts) if text is not None]

    source = replace(cell(*names), line_tops=tuple(100.0 + 15 * i for i in range(len(names))))
    found = items_on_lines(source, stack(values), stack(codes))
    return None if found is None else [text for text, _ in found]


def test_accounts_on_the_lines_of_their_amounts_and_codes() -> None:
    names = ["PENDAPATAN", "Pendapatan jasa", "Pendapatan hibah", "dari swasta", "HASIL LAIN", "Pendapatan sewa"]
    codes = ["4", "4.1", "4.2", None, "5", "5.1"]
    values = [None, "58.000", "-", None, None, "1.250"]
    told = ["PENDAPATAN", "Pendapatan jasa", "Pendapatan hibah dari swasta", "HASIL LAIN", "Pendapatan sewa"]
    assert on_lines(names, values, codes) == told
    assert on_lines(names, values, ()) is None, "`HASIL LAIN` may be a name's second line"
    assert on_lines(names[:4], values[:4], codes[:4]) is None, "two amounts stand there by chance"
    assert on_lines(names, [None, "58.000", "-", "7", None, "1.250"], codes) is None, "an amount beside a line that goes on"
    assert on_lines(names[:4] + names[5:], values[:4] + values[5:], ()) == [
        "Pendapatan jasa",
        "Pendapatan hibah dari swasta",
        "Pendapatan sewa",
    ]


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("I. Program Pasar", "Ramai", "a. Promosi", "b. Lomba"), "Program Pasar Ramai"),
        (("Pasar Ramai", "a. Promosi", "b. Lomba"), None),  # says no level
        (("Program Pasar Ramai", "Promosi"), None),  # lists nothing
        (("Program Pasar", "b. Promosi"), None),  # the rest of a list
    ],
)
def test_the_activity_above_its_list_has_the_amount_beside_it(names: tuple[str, ...], title: str | None) -> None:
    source = replace(cell(*names), line_tops=tuple(100.0 + 15 * i for i in range(len(names))))
    assert title_beside(source, 100.0) == title
    assert title_beside(source, 131.0) is None, "beside an item"
