"""Decisions as lines of CSV: what is written is read, torn lines are told, mistakes name file and line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.keputusan import store
from pipeline.keputusan.decision import Keputusan, read_answer, written_answer
from pipeline.keputusan.store import FOLDER, add_decision, as_lines, head_line, read_decisions

COLUMN = Keputusan("kolom", "instansi", "ukuran=persen_fisik | tahun=2016", "Fisik (%)", "Dinas Pertanian Kota X")
texts = st.text(max_size=30).map(lambda text: " ".join(text.replace("\0", " ").split()))
boxes = st.tuples(*[st.integers(0, 9999).map(lambda n: n / 10)] * 4)
decisions = st.builds(
    Keputusan,
    jenis=st.just("kolom"),
    lingkup=st.sampled_from(["tabel", "dokumen", "instansi", "semua"]),
    jawaban=st.sampled_from(["peran=samping", "ukuran=pagu | tahun=2021", "bacaan=terbesar", "satuan=100% orang"]),
    teks=texts,
    instansi=st.none() | texts.filter(bool),
    dokumen_id=st.none() | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    berkas=texts,
    halaman=st.none() | st.integers(1, 2000),
    kotak=st.none() | boxes,
    rujukan=texts,
    oleh=texts,
    catatan=texts,
)


def written(output: Path, *ones: Keputusan, name: str = "a.csv") -> Path:
    path = output / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head_line() + as_lines(ones))
    return path


@given(decision=decisions)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_what_is_written_is_read(tmp_path: Path, decision: Keputusan) -> None:
    one = replace(decision, id="k1", waktu="2026-11-28T10:00:00+00:00")
    written(tmp_path, one)
    assert read_decisions(tmp_path).valid == (one,)


@given(decision=decisions, data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_a_file_torn_anywhere_loses_its_last_line_only(tmp_path: Path, decision: Keputusan, data: st.DataObject) -> None:
    ones = [replace(decision, id=f"k{n}", waktu=f"2026-11-28T10:00:0{n}+00:00") for n in range(3)]
    path = written(tmp_path, *ones)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    found = read_decisions(tmp_path)
    complete = max(whole[:cut].count(b"\n") - 1, 0)
    assert [one.id for one in found.made][:complete] == [one.id for one in ones][:complete]
    assert len(found.made) <= complete + 1
    if cut and not whole[:cut].endswith(b"\n") and len(found.made) == complete:
        assert found.notes or whole[:cut].endswith(b"\r")


def test_each_line_is_on_the_disk_and_each_person_has_a_file(tmp_path: Path) -> None:
    first = add_decision(tmp_path, replace(COLUMN, oleh="Sari"))
    second = add_decision(tmp_path, replace(COLUMN, oleh="Budi", jawaban="peran=lain"))
    third = add_decision(tmp_path, replace(COLUMN, oleh="Sari", jawaban="ukuran=pagu"))
    assert read_decisions(tmp_path).valid == (first, second, third)
    assert sorted(path.name.partition("-")[0] for path in (tmp_path / FOLDER).iterdir()) == ["budi", "sari"]


def test_the_later_one_comes_later_though_the_clock_stands_or_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([datetime(2030, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)])
    monkeypatch.setattr(store, "datetime", type("Clock", (), {"now": lambda _zone: next(moments)}))
    monkeypatch.setattr(store, "_last_time", datetime.min.replace(tzinfo=UTC))
    monkeypatch.setattr(store, "_session", lambda: "sesi")
    made = [add_decision(tmp_path, replace(COLUMN, oleh=name)) for name in ("Sari", "Budi", "Ani")]
    assert list(read_decisions(tmp_path).valid) == made


def test_a_line_left_open_does_not_swallow_the_next(tmp_path: Path) -> None:
    first = add_decision(tmp_path, COLUMN)
    path = next((tmp_path / FOLDER).iterdir())
    path.write_bytes(path.read_bytes().rstrip())
    second = add_decision(tmp_path, COLUMN)
    assert [one.id for one in read_decisions(tmp_path).made] == [first.id, second.id]


def test_undoing_and_undoing_that(tmp_path: Path) -> None:
    one = add_decision(tmp_path, COLUMN)
    undo = add_decision(tmp_path, Keputusan("batal", "nilai", f"keputusan={one.id}"))
    assert read_decisions(tmp_path).valid == ()
    add_decision(tmp_path, Keputusan("batal", "nilai", f"keputusan={undo.id}"))
    assert read_decisions(tmp_path).valid == (one,)


def test_as_excel_saves_it_and_as_a_person_writes_it(tmp_path: Path) -> None:
    text = "jenis,lingkup,teks,jawaban,oleh\r\nindikator,semua,Indeks Reformasi,sama=Indeks RB,Sari\r\n,,,,\r\n"
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "kami.csv").write_text(text, encoding="utf-8-sig")
    (found,) = read_decisions(tmp_path).valid
    assert (found.teks, found.says, found.oleh, found.instansi) == ("Indeks Reformasi", {"sama": "Indeks RB"}, "Sari", None)
    assert found.id == read_decisions(tmp_path).valid[0].id


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("kolum,tabel,ukuran=pagu", "jenis 'kolum'"),
        ("kolom,meja,ukuran=pagu", "lingkup 'meja'"),
        ("kolom,tabel,ukuran=banyak", "'banyak' bukan isi ukuran"),
        ("kolom,tabel,tahun=dahulu", "tidak dapat dibaca sebagai tahun"),
        ("kolom,tabel,", "tidak dikenal"),
        ("indikator,semua,sama=B", "isi teks"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "kami.csv").write_text(f"jenis,lingkup,jawaban\nkolom,tabel,peran=lain\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"kami\.csv baris 3") as error:
        read_decisions(tmp_path)
    assert told in str(error.value)


def test_what_another_version_wrote_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    text = "jenis,jawaban,versi\nwarna,merah=ya,9.9\nkolom,peran=lain,9.9\n"
    (tmp_path / FOLDER / "kami.csv").write_text(text, encoding="utf-8")
    found = read_decisions(tmp_path)
    assert [one.jenis for one in found.valid] == ["kolom"]
    assert "tidak berlaku lagi, dari lkjip 9.9" in found.notes[0]


def test_numbers_dates_and_formulas_stand_behind_an_apostrophe() -> None:
    line = as_lines([replace(COLUMN, teks="=HYPERLINK(0)", dokumen_id="1234567890123456", rujukan="12e456789012")]).decode()
    assert {"'=HYPERLINK(0)", "'1234567890123456", "'12e456789012"} <= set(line.split(";"))


def test_answers_are_read_as_they_are_written() -> None:
    says = read_answer("kolom", "ukuran=target | tahun=dokumen-1")
    assert says == {"ukuran": "target", "tahun": "dokumen-1"}
    assert read_answer("kolom", written_answer(says)) == says
    assert written_answer({"nama": "a | b\nc"}) == "nama=a / b c"


def test_the_version_is_told() -> None:
    assert store.own_version()
