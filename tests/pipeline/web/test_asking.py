"""The queue, a question, what an answer would do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import UsageError
from pipeline.keputusan.decision import OF_KIND, Jenis, read_answer
from pipeline.review.questions import Cause, Filter, Question, Scope
from pipeline.web.asking import address_of, fields_of, filter_of, free_answer, plain_number
from pipeline.workers.processes import Processes
from tests.pipeline.web import fake_review
from tests.pipeline.web.site import Browser, site_over


@pytest.fixture
def browser(contoh_output: Path, tmp_path: Path, painters: Processes, monkeypatch: pytest.MonkeyPatch) -> Browser:
    fake_review.install(monkeypatch)
    return Browser(site_over(Path(shutil.copytree(contoh_output, tmp_path / "output")), painters))


def test_an_address_narrows_the_queue() -> None:
    told = {"instansi": "Dinas A", "dokumen": "", "tahun": "2023", "sebab": "kolom", "lain": "x"}
    assert filter_of(told) == Filter("Dinas A", None, 2023, "kolom")
    assert filter_of({"tahun": "²³", "sebab": "x"}) == Filter()
    assert address_of(told, "/") == "/?instansi=Dinas+A&tahun=2023&sebab=kolom"
    assert address_of({}, "/") == "/"


@pytest.mark.parametrize(
    ("text", "plain"), [("80,19", "80.19"), ("80.19", "80.19"), ("1.400.000", "1400000"), ("1400", "1400"), ("-3,5", "-3.5")]
)
def test_figures_as_people_write_them(text: str, plain: str) -> None:
    assert plain_number(text) == plain


@pytest.mark.parametrize(
    ("text", "told"), [("1.400", "1.400 atau 1,4"), ("delapan puluh lima koma", "bukan angka"), ("x", "bukan angka")]
)
def test_one_that_can_mean_two_is_asked_for_again(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        plain_number(text)


def test_where_it_is_money_dots_part_thousands() -> None:
    assert plain_number("1.400", "rupiah") == "1400"


def question(sebab: Cause, tertulis: str = "x", scopes: tuple[Scope, ...] = ("nilai",)) -> Question:
    return Question("q", sebab, "d" * 16, "a.pdf", None, 2023, None, 1, (), tertulis, "", (), scopes, 1)


def test_a_free_answer_is_what_the_fields_say() -> None:
    told = {"ukuran": "rupiah:persen_fisik", "tahun": " 2016 ", "satuan": "", "nilai": "5"}
    assert free_answer(question("kolom"), told) == "peran=rupiah | ukuran=persen_fisik | tahun=2016"
    assert free_answer(question("nama"), {"nama": "Jalan | mantap\n"}) == "nama=Jalan / mantap"
    assert free_answer(question("bacaan"), {"nilai": "80,19"}) == "nilai=80.19"
    with pytest.raises(UsageError, match="Isi jawabannya"):
        free_answer(question("kolom"), {"nama": "x"})


@pytest.mark.parametrize("sebab", get_args(Cause))
def test_every_free_answer_may_be_given(sebab: Cause) -> None:
    kind: dict[Cause, Jenis] = {"kepala": "tabel", "tahun": "kolom", "nama": "baris", "kode": "baris", "bacaan": "nilai"}
    for field in fields_of(question(sebab, "jenis")):
        assert field.name in OF_KIND[kind.get(sebab, sebab)]  # type: ignore[index,arg-type]
        for value, _ in (pair for group in (field.options or {}).values() for pair in group):
            answer = free_answer(question(sebab, "jenis"), {field.name: value})
            assert read_answer(kind.get(sebab, sebab), answer)  # type: ignore[arg-type]


def test_a_document_is_asked_for_one_thing_and_a_table_for_no_name() -> None:
    assert [field.name for field in fields_of(question("dokumen", "tahun"))] == ["tahun"]
    assert fields_of(question("nama", scopes=("tabel", "dokumen"))) == ()


def test_the_queue_leads_to_questions_and_keeps_what_it_was_narrowed_to(browser: Browser) -> None:
    assert "18 pertanyaan" in browser.get("/")
    narrowed = browser.get("/?tahun=2022")
    assert "4 pertanyaan" in narrowed
    first = browser.client.get("/mulai?tahun=2022").headers["location"]
    assert first.endswith("?tahun=2022")
    shown = browser.get(first)
    assert "1 dari 4" in shown
    assert shown.count('class="ditanya"') == 12, "the cells in question are marked"
    assert "/gambar/" in shown
    assert "?tahun=2022" in shown.partition("data-sesudah")[2][:120]


def test_what_an_answer_would_do_is_told_before(browser: Browser) -> None:
    question = browser.client.get("/mulai").headers["location"].removeprefix("/tanya/")
    asked = f"/api/akibat/{question}"
    told = browser.client.get(asked, params={"jawab": "ukuran=persen_fisik | tahun=2016", "lingkup": "tabel"})
    assert told.json() == {"nilai": 12, "kalimat": "12 nilai menjadi persen fisik 2016"}
    free = browser.client.get(asked, params={"ukuran": "nilai:target", "tahun": "2016", "lingkup": "instansi"})
    assert free.json()["nilai"] == 36
    wrong = browser.client.get(asked, params={"tahun": "16", "lingkup": "tabel"})
    assert (wrong.status_code, "tidak dapat dibaca" in wrong.text) == (400, True)
    assert browser.client.get(asked, params={"jawab": "peran=lain", "lingkup": "dokumen"}).status_code == 400


def test_a_question_that_is_gone_says_so(browser: Browser) -> None:
    answer = browser.client.get("/tanya/tidak-ada")
    assert answer.status_code == 409
    assert "sudah dijawab" in answer.text


def test_the_state_tells_how_much_is_sure(browser: Browser) -> None:
    told = browser.client.get("/api/keadaan").json()
    assert told["pertanyaan"] == 18
    assert told["dulu"] <= told["kini"] <= told["nanti"] <= told["nilai"]
    assert told["menunggu"] == 0


def test_a_figure_is_shown_as_it_will_be_understood(browser: Browser) -> None:
    assert browser.client.get("/api/angka", params={"teks": "1400000"}).json() == {"angka": "1.400.000"}
    assert browser.client.get("/api/angka", params={"teks": "satu"}).status_code == 400
