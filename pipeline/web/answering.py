"""What people decide: every address here changes something, and only here is anything changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipeline.errors import UsageError
from pipeline.keputusan.decision import Kunci, written_answer
from pipeline.review.decide import Decided, add, checked, correct, decide, explain, heading_ends, undo
from pipeline.review.questions import Scope
from pipeline.web.asking import address_of, fields_told, filter_of, free_answer, hint_of, plain_number, scope_of
from pipeline.web.guard import BODY, SESSION
from pipeline.web.site import Site, site_of
from pipeline.web.words import say, words

_SHOWN_SECONDS = 10.0
"""A page waits so long for the datasets that its answer changes; what takes longer is written while people go on."""
_LONGEST_NOTE = 1000
_OF_NEW: tuple[Kunci, ...] = ("ukuran", "tahun", "nilai", "predikat", "satuan", "nama", "kode")
"""What is told of a value that nobody read; the measure first, which tells how its figure is meant."""


def _told(request: Request) -> Mapping[str, Any]:
    """What a page sent. UsageError where that is no object of texts and numbers."""
    try:
        found = json.loads(request.scope[BODY])
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(v, str | int | dict) for v in found.values()):
        raise UsageError(say("galat", "permintaan"))
    return found


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    return " ".join(value.split())[:_LONGEST_NOTE] if isinstance(value, str) else ""


def _part(told: Mapping[str, Any], name: str) -> dict[str, str]:
    value = told.get(name)
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _who(request: Request) -> str:
    return str(request.scope[SESSION].siapa)


def _answer(site: Site, decided: Decided, sentence: str, wait: bool, scope: Scope = "instansi", **more: Any) -> Response:
    """A decision is written: have the datasets follow, those of its agency first, and tell."""
    everybody = [None] if scope == "semua" else []
    ticket = site.review.rewriter.ask(decided.instansi)
    site.review.rewriter.ask(*everybody)
    written = site.review.rewriter.wait(ticket, _SHOWN_SECONDS) if wait else False
    if wait and not written:
        sentence += say("dicatat", "menyusul")
    return JSONResponse({"id": decided.id, "kalimat": sentence, "tertulis": written} | more)


def answer(request: Request) -> Response:
    """Answer a question of the queue; where the next one is."""
    site, told = site_of(request), _told(request)
    question = site.review.question(_text(told, "tanya"))
    text = _text(told, "jawab") or free_answer(question, _part(told, "bebas"))
    scope = scope_of(_text(told, "lingkup"), question.scopes)
    sentence = site.review.consequence(question, text, scope).kalimat
    narrowed = _part(told, "saring")
    queue = site.review.queue(filter_of(narrowed)).questions
    at = next((n for n, one in enumerate(queue) if one.id == question.id), len(queue))
    following = queue[at + 1] if at + 1 < len(queue) else next((one for one in queue if one.id != question.id), None)
    with site.review.deciding:  # of two who answer one question at once the second is told
        site.review.question(question.id)
        decided = decide(site.output, question.id, text, scope, _who(request), _text(told, "catatan"))
    goes_on = address_of(narrowed, f"/tanya/{following.id}" if following else "/")
    return _answer(site, decided, sentence, wait=False, scope=scope, ke=goes_on)


def fact(request: Request) -> Response:
    """Say of one value that it is right, another, no fact, or of another row."""
    site, told = site_of(request), _told(request)
    row = site.shelf.fact(_text(told, "nilai"))
    kind, written = _text(told, "jawab"), _text(told, "isi")
    if kind == "benar":
        text = "benar=ya"
    elif kind == "bukan":
        text = "fakta=bukan"
    elif kind == "baris" and written:
        text = written_answer({"nama": written})
    elif kind == "predikat" and written:
        written = written.upper()
        text = written_answer({"predikat": written})
    elif kind == "angka" and written:
        text = written_answer({"nilai": plain_number(written, hint_of(row))})
    else:
        raise UsageError(say("galat", "kosong"))
    sentence = say("dicatat", kind, isi=written)
    return _answer(site, correct(site.output, row["id"], text, _who(request), _text(told, "catatan")), sentence, wait=True)


def new_fact(request: Request) -> Response:
    """Say that what is printed in a cell is a value that nobody read there."""
    site, told = site_of(request), _told(request)
    row, column, written = told.get("baris"), told.get("kolom"), _part(told, "bebas")
    if not isinstance(row, int) or not isinstance(column, int):
        raise UsageError(say("galat", "permintaan"))
    says = fields_told(_OF_NEW, written)
    decided = add(site.output, _text(told, "tabel"), row, column, written_answer(says), _who(request))
    return _answer(site, decided, say("dicatat", "baru", isi=says.get("nama", "")), wait=True)


def heading(request: Request) -> Response:
    """Say of one table how many of its rows are its heading."""
    site, told = site_of(request), _told(request)
    rows = told.get("baris")
    if not isinstance(rows, int):
        raise UsageError(say("galat", "permintaan"))
    decided = heading_ends(site.output, _text(told, "tabel"), rows, _who(request))
    return _answer(site, decided, say("dicatat", "kepala", isi=rows), wait=True)


def page_checked(request: Request) -> Response:
    site, told = site_of(request), _told(request)
    number = told.get("halaman")
    document = site.shelf.document(_text(told, "dokumen"))
    if not isinstance(number, int) or not 1 <= number <= document["halaman"]:
        raise UsageError(say("galat", "halaman"))
    decided = checked(site.output, document["dokumen_id"], number, _who(request))
    return _answer(site, decided, say("dicatat", "halaman", isi=number), wait=True)


def finding(request: Request) -> Response:
    site, told = site_of(request), _told(request)
    kind, note = _text(told, "jawab"), _text(told, "catatan")
    if kind not in words()["temuan"]:
        raise UsageError(say("galat", "jawaban"))
    if kind == "dijelaskan" and not note:
        raise UsageError(say("galat", "penjelasan"))
    says: dict[Kunci, str] = {"temuan": kind}
    decided = explain(
        site.output, site.shelf.finding(_text(told, "temuan"))["temuan_id"], written_answer(says), note, _who(request)
    )
    return _answer(site, decided, say("dicatat", f"temuan_{kind}"), wait=True)


def take_back(request: Request) -> Response:
    """Undo a decision, without an id the last one of whoever asks."""
    site, told = site_of(request), _told(request)
    who, ident = _who(request), _text(told, "id")
    valid = site.review.decisions().valid
    meant = [one for one in valid if (one.id == ident if ident else one.oleh == who)]
    if not meant:
        raise UsageError(say("galat", "diurungkan" if ident else "belum_ada"))
    return _answer(site, undo(site.output, meant[-1].id, who), say("dicatat", "urung"), wait=True, scope=meant[-1].lingkup)


def rename(request: Request) -> Response:
    """From now on decisions of this browser are of this name."""
    site, told = site_of(request), _told(request)
    if not _text(told, "nama"):
        raise UsageError(say("galat", "nama"))
    site.sessions.rename(request.cookies.get(site.cookie, ""), _text(told, "nama"))
    return JSONResponse({"kalimat": say("dicatat", "nama")})
