"""The former keputusan.csv becomes lines of the folder, once, and is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.keputusan.former import take_over
from pipeline.keputusan.store import FOLDER, read_decisions

A, B = "Persentase arsip dinamis tertata", "Rasio naskah yang diberkaskan"


def test_the_file_as_excel_saved_it(tmp_path: Path) -> None:
    path = tmp_path / "keputusan.csv"
    lines = ["instansi;indikator_a;indikator_b;keputusan;oleh;tanggal", f";{A};{B};Sama;Sari;15/01/2024", f"Dinas;{A};{B};beda;;"]
    text = "\r\n".join([*lines, ";;;;;", ""])
    path.write_text("\ufeff" + text, encoding="utf-8")
    assert "2 keputusan dipindahkan" in take_over(tmp_path)[0]
    assert take_over(tmp_path) == ()
    assert not path.exists()
    assert len(list((tmp_path / FOLDER).glob("*.lama"))) == 1
    later, first = read_decisions(tmp_path).valid
    assert (first.teks, first.says, first.instansi, first.lingkup, first.oleh) == (A, {"sama": B}, None, "semua", "Sari")
    assert (later.says, later.instansi, later.lingkup) == ({"beda": B}, "Dinas", "instansi")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "kolom instansi"),
        ("instansi,indikator_a,indikator_b,keputusan\n,A,B,mungkin\n", "baris 2"),
        ("instansi,indikator_a,indikator_b,keputusan\n,A,,sama\n", "baris 2"),
    ],
)
def test_a_mistake_in_the_file_is_told_and_nothing_changes(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "keputusan.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        take_over(tmp_path)
    assert path.exists()
    assert not (tmp_path / FOLDER).exists()
