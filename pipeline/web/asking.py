"""The queue, one question of it, and what an answer to it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from normalizers.numbers.grammar import Hint
from normalizers.numbers.nilai import read_angka
from pipeline.datasets.vocabulary import JenisDokumen, JenisTabel
from pipeline.errors import UsageError
from pipeline.findings.numerals import angka
from pipeline.findings.terms import istilah
from pipeline.keputusan.decision import Kunci, written_answer
from pipeline.review.questions import Box, Cause, Filter, Question, Queue, Scope
from pipeline.web.shelf import box_of
from pipeline.web.site import Site, site_of
from pipeline.web.words import measure_options, say

_FIELDS: tuple[str, ...] = ("instansi", "dokumen", "tahun", "sebab")
"""What the queue may be narrowed to, as addresses have it."""
_SHOWN = 200
_FREE: Mapping[Cause, tuple[Kunci, ...]] = {
    "kepala": ("baris_kepala",),
    "kolom": ("ukuran", "tahun", "satuan"),
    "tahun": ("tahun",),
    "tabel": ("jenis", "baris_kepala"),
    "nama": ("nama", "kode"),
    "bacaan": ("nilai", "predikat"),
    "kode": ("kode",),
    "indikator": ("sama", "beda"),
    "dokumen": ("instansi", "jenis", "tahun", "wilayah", "periode_awal", "periode_akhir"),
}
"""What a free answer to each kind of question may say."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a free answer: to be written in, or one of `options` (groups of value and name) to be chosen."""

    name: Kunci
    options: Mapping[str, Sequence[tuple[str, str]]] | None = None


def fields_of(question: Question) -> tuple[Field, ...]:
    """What a free answer to a question may say."""
    names = _FREE[question.sebab]
    if question.sebab == "dokumen":  # asks for one of them
        names = tuple(name for name in names if name == question.tertulis)
    elif question.sebab == "nama" and "nilai" not in question.scopes:  # the names of a whole table
        names = ()
    return tuple(Field(name, _options(question.sebab, name)) for name in names)


def _options(cause: Cause, name: Kunci) -> Mapping[str, Sequence[tuple[str, str]]] | None:
    if name == "ukuran":
        return measure_options()
    if name == "jenis" and cause == "tabel":
        return {"": [(word, str(istilah()["jenis_tabel"].get(word, word))) for word in get_args(JenisTabel)]}
    return {"": [(word, word) for word in get_args(JenisDokumen)]} if name == "jenis" else None


def filter_of(told: Mapping[str, str]) -> Filter:
    """The filter that an address tells; what it cannot mean is no wish."""
    cause = next((one for one in get_args(Cause) if one == told.get("sebab")), None)
    year = told.get("tahun", "")
    return Filter(
        told.get("instansi") or None,
        told.get("dokumen") or None,
        int(year) if year.isascii() and year.isdecimal() and len(year) == len("2000") else None,
        cause,
    )


def address_of(told: Mapping[str, str], path: str = "") -> str:
    """A path with the filter of another address."""
    kept = [(name, told[name]) for name in _FIELDS if told.get(name)]
    return path + (f"?{urlencode(kept)}" if kept else "")


def queue_page(request: Request) -> Response:
    site = site_of(request)
    told = request.query_params
    found = site.review.queue(filter_of(told))
    documents = site.shelf.documents()
    return site.page(
        request,
        "antrean.html",
        antrean=found,
        batas=_SHOWN,
        saring={name: told.get(name, "") for name in _FIELDS},
        ekor=address_of(told),
        pilihan={
            "instansi": sorted({d["instansi"] for d in documents if d["instansi"]}),
            "tahun": sorted({d["tahun"] for d in documents if d["tahun"]}, reverse=True),
            "dokumen": [(d["dokumen_id"], d["berkas"]) for d in documents],
            "sebab": get_args(Cause),
        },
    )


def question_page(request: Request) -> Response:
    site = site_of(request)
    told = request.query_params
    ident = request.path_params["tanya"]
    found = site.review.queue(filter_of(told))
    at = next((n for n, one in enumerate(found.questions) if one.id == ident), None)
    if at is None:
        question, before, after = site.review.question(ident), None, found.questions[0] if found.questions else None
    else:
        question = found.questions[at]
        before = found.questions[at - 1] if at else None
        after = found.questions[at + 1] if at + 1 < len(found.questions) else None
    site.review.rewriter.foresee(question.dokumen_id)
    width, height = site.page_size(question.dokumen_id, question.halaman)
    return site.page(
        request,
        "tanya.html",
        t=question,
        antrean=found,
        urutan=None if at is None else at + 1,
        sebelum=before and address_of(told, f"/tanya/{before.id}"),
        sesudah=after and address_of(told, f"/tanya/{after.id}"),
        antrean_di=address_of(told, "/"),
        saring={name: told.get(name, "") for name in _FIELDS if told.get(name)},
        dokumen=site.shelf.document(question.dokumen_id),
        lebar=width,
        tinggi=height,
        kotak=_boxes(site, question),
        bebas=fields_of(question),
    )


def _boxes(site: Site, question: Question) -> list[tuple[str, str, float, float, float, float, str]]:
    """The cells in question over the picture; of a column whose meaning is asked for its other cells too, more faintly."""
    asked = set(question.boxes)
    shown: list[Box] = []
    if question.sebab in ("kolom", "tahun"):
        for table in site.shelf.tables(question.dokumen_id, question.halaman):
            cells = [(cell.row["kolom"], box_of(cell)) for cell in table.cells if table.row["tabel_id"] == question.tabel_id]
            columns = {column for column, box in cells if box in asked}
            shown += [box for column, box in cells if column in columns and box not in asked]
    return [("", "sekolom", *box, "") for box in shown] + [("", "ditanya", *box, "") for box in question.boxes]


def first_question(request: Request) -> Response:
    """The question that settles most."""
    site = site_of(request)
    told = request.query_params
    found = site.review.queue(filter_of(told)).questions
    return RedirectResponse(address_of(told, f"/tanya/{found[0].id}" if found else "/"), 303)


def consequence(request: Request) -> Response:
    """What an answer would do, as the page asks before it is given."""
    site = site_of(request)
    told = request.query_params
    question = site.review.question(request.path_params["tanya"])
    answer = told.get("jawab") or free_answer(question, told)
    found = site.review.consequence(question, answer, scope_of(told.get("lingkup", ""), question.scopes))
    return JSONResponse({"nilai": found.nilai, "kalimat": found.kalimat})


def scope_of(text: str, scopes: tuple[Scope, ...]) -> Scope:
    """UsageError where the question has no such scope."""
    found = next((scope for scope in scopes if scope == text), None)
    if found is None:
        raise UsageError(say("galat", "lingkup"))
    return found


def free_answer(question: Question, told: Mapping[str, str]) -> str:
    """The answer that a person wrote into fields. UsageError where nothing is written, or a figure can mean two."""
    return written_answer(fields_told([field.name for field in fields_of(question)], told))


def fields_told(names: Sequence[Kunci], told: Mapping[str, str]) -> Mapping[Kunci, str]:
    """What a person wrote into fields. UsageError as with `free_answer`."""
    says: dict[Kunci, str] = {}
    for name in names:
        text = " ".join(str(told.get(name, "")).split())
        if text and name == "ukuran":
            role, _, text = text.rpartition(":")
            says["peran"] = role or "nilai"
        if text:
            says[name] = plain_number(text, _hint(says)) if name == "nilai" else text.upper() if name == "predikat" else text
    if not says:
        raise UsageError(say("galat", "kosong"))
    return says


def _hint(says: Mapping[Kunci, str]) -> Hint:
    """What a figure is of which the measure was told before."""
    return hint_of({"dataset": "anggaran" if says.get("peran") == "rupiah" else "kinerja", "ukuran": says.get("ukuran", "")})


def plain_number(text: str, hint: Hint = "jumlah") -> str:
    """A figure as a person writes it, with a dot before its decimals and none between thousands. UsageError where it is none, or
    can be read in two ways."""
    reading = read_angka(text, hint)
    if reading.value is None and not reading.candidates:
        raise UsageError(say("galat", "bukan_angka", teks=text))
    if reading.status != "pasti" or reading.value is None:
        ways = " atau ".join(angka(value) for value in reading.candidates)
        raise UsageError(say("galat", "dua_bacaan", teks=text, bacaan=ways))
    return f"{reading.value:f}"


def number(request: Request) -> Response:
    """How a figure that is being written will be understood."""
    site = site_of(request)
    told = request.query_params
    role, _, measured = told.get("ukuran", "").rpartition(":")
    of_new = {"dataset": "anggaran" if role == "rupiah" else "kinerja", "ukuran": measured}
    hint = hint_of(site.shelf.fact(told["nilai"]) if told.get("nilai") else of_new)
    return JSONResponse({"angka": angka(Decimal(plain_number(told.get("teks", ""), hint)))})


def hint_of(row: Mapping[str, Any]) -> Hint:
    """What a figure in the place of a value is."""
    if row["dataset"] == "kinerja":
        return "jumlah"
    return "persen" if row["ukuran"].startswith("persen") else "rupiah"


def progress(found: Queue) -> dict[str, int]:
    """The figures of the bar at the top."""
    return {
        "nilai": found.nilai,
        "dulu": found.sure_before,
        "kini": found.sure_now,
        "nanti": found.sure_with_next_ten,
        "pertanyaan": len(found.questions),
    }


def state(request: Request) -> Response:
    """How far the datasets are behind the decisions, for the bar at the top of every page."""
    site = site_of(request)
    writing = site.review.rewriter.state()
    told: dict[str, object] = {"menunggu": writing.menunggu, "pesan": writing.pesan, "cap": site.review.mark()}
    return JSONResponse(told | progress(site.review.queue(filter_of(request.query_params))))
