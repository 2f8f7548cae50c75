"""The pages that show and change nothing."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pipeline.datasets.vocabulary import Keparahan
from pipeline.report.page_picture import NoPictureError
from pipeline.report.words import PLAIN, owner, plain_words, text_of
from pipeline.web.guard import BODY, SESSION, WAY_IN
from pipeline.web.pictures import BusyError
from pipeline.web.shelf import CellView, TableView, UnknownError, box_of
from pipeline.web.site import Site, site_of
from pipeline.web.words import measure_options

_MOST_FINDINGS, _MOST_DECISIONS, _MOST_CELLS = 300, 500, 12
_GRAVITY = get_args(Keparahan)
_PICTURE_AGE = "private, max-age=3600"


# ---------------------------------------------------------------- the way in
def way_in(request: Request) -> Response:
    """With the key of the printed address at once; with a name and a password where the server has one."""
    site = site_of(request)
    if request.method == "POST":
        return _by_password(request, site)
    key = request.query_params.get("kunci", "")
    if site.key is not None and hmac.compare_digest(key.encode(), site.key.encode()):
        return _let_in(request, site, site.default_name)
    if request.scope[SESSION] is not None:
        return RedirectResponse("/", 303)
    return site.page(request, "masuk.html", 200 if site.password else 401, sandi=site.password is not None, galat="", nama="")


def _by_password(request: Request, site: Site) -> Response:
    told = parse_qs(request.scope[BODY].decode("utf-8", "replace"), max_num_fields=8)
    name, password = (told.get(field, [""])[0] for field in ("nama", "sandi"))
    address = request.client.host if request.client else ""
    wrong = "Isi nama Anda; nama itu dicatat pada setiap keputusan." if not name.strip() else ""
    if site.password is None:
        return RedirectResponse(WAY_IN, 303)
    if not site.sessions.may_try(address):
        wrong = "Terlalu banyak percobaan; tunggu satu menit."
    elif not wrong and not site.password.is_it(password):
        site.sessions.was_wrong(address)
        wrong = "Kata sandi salah."
    if wrong:
        return site.page(request, "masuk.html", 403, sandi=True, galat=wrong, nama=name)
    return _let_in(request, site, name)


def _let_in(request: Request, site: Site, name: str) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(site.cookie, site.sessions.begin(name), httponly=True, samesite="strict", path="/")
    return answer


# ---------------------------------------------------------------- documents and pages
def documents(request: Request) -> Response:
    site = site_of(request)
    checked = site.review.checked()
    rows = [
        row | {"milik": owner(row["instansi"], row["wilayah"]), "diperiksa": len(checked.get(row["dokumen_id"], {}))}
        for row in site.shelf.documents()
    ]
    return site.page(request, "dokumen.html", dokumen=rows)


def document(request: Request) -> Response:
    site = site_of(request)
    ident = request.path_params["dokumen"]
    checked = site.review.checked().get(ident, {})
    pages = [row | {"diperiksa": checked.get(row["halaman"])} for row in site.shelf.pages(ident)]
    return site.page(request, "satu_dokumen.html", dokumen=site.shelf.document(ident), halaman=pages)


def page(request: Request) -> Response:
    """The picture of a page beside its tables."""
    site = site_of(request)
    ident, number = request.path_params["dokumen"], request.path_params["halaman"]
    found = site.shelf.document(ident)
    if not 1 <= number <= found["halaman"]:
        raise UnknownError
    site.review.rewriter.foresee(ident)
    tables = site.shelf.tables(ident, number)
    width, height = site.page_size(ident, number)
    others = [one["halaman"] for one in site.shelf.pages(ident)]
    return site.page(
        request,
        "halaman.html",
        dokumen=found,
        nomor=number,
        diperiksa=site.review.checked().get(ident, {}).get(number),
        diputus={fact["id"] for table in tables for cell in table.cells for fact in cell.nilai if site.review.about(fact["id"])},
        tabel=tables,
        kotak=[mark_of(table, cell) for table in tables for cell in table.cells],
        lebar=width,
        tinggi=height,
        sebelum=max((n for n in others if n < number), default=None),
        sesudah=min((n for n in others if n > number), default=None),
    )


def mark_of(table: TableView, cell: CellView) -> tuple[str, str, float, float, float, float, str]:
    """A cell over the picture: id, class, box, and what is read there."""
    row = cell.row
    kind = "" if not cell.nilai else "ragu" if cell.ragu else "pasti"
    ident = f"{table.row['tabel_id']}:{row['baris']}:{row['kolom']}"
    return ident, f"sel {kind}", *box_of(cell), ""


def cell(request: Request) -> Response:
    """The values of a cell and what may be said of them, a part of a page."""
    site = site_of(request)
    told = request.path_params
    found = site.shelf.cell(told["tabel"], told["baris"], told["kolom"])
    made = {fact["id"]: site.review.about(fact["id"]) for fact in found.nilai}
    year = site.shelf.document(found.row["dokumen_id"])["tahun"]
    return site.page(request, "sel.html", sel=found, putusan=made, ukuran=measure_options(), tahun=year)


# ---------------------------------------------------------------- findings and decisions
def findings(request: Request) -> Response:
    """The findings of one rule; without one those of the gravest."""
    site = site_of(request)
    told = request.query_params
    ident = told.get("dokumen") or None
    counts = site.shelf.rules(ident)
    gravest = {rule: min(found, key=_GRAVITY.index) for rule, found in counts.items()}
    rules = sorted(counts, key=lambda rule: (_GRAVITY.index(gravest[rule]), -counts[rule].total(), rule))
    chosen = told.get("aturan") or next(iter(rules), None)
    rows = site.shelf.findings(chosen, ident, _MOST_FINDINGS) if chosen else []
    names = {row["dokumen_id"]: row["berkas"] for row in site.shelf.documents()}
    items = [row | _details(row, names) | {"putusan": site.review.about(row["temuan_id"])} for row in rows]
    return site.page(
        request,
        "temuan.html",
        aturan=[(rule, gravest[rule], counts[rule].total()) for rule in rules],
        terpilih=chosen,
        temuan=items,
        batas=_MOST_FINDINGS,
        dokumen=ident and (ident, names.get(ident, ident)),
    )


def _details(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Where a finding stands, the cells that it compares and all else that it tells."""
    told = json.loads(row["rincian"] or "{}")
    cells = told.pop("sel", [])
    return {
        "berkas": names.get(row["dokumen_id"], row["dokumen_id"]),
        "sel": [one | {"berkas": names.get(one["dokumen_id"], one["dokumen_id"])} for one in cells[:_MOST_CELLS]],
        "rincian": [
            (plain_words(name), text_of(value, plain=name.startswith(PLAIN)))
            for name, value in told.items()
            if value not in (None, "", [], {}) and not name.endswith("_id")
        ],
    }


def decisions(request: Request) -> Response:
    """What was decided, the last first."""
    site = site_of(request)
    found = site.review.decisions()
    valid = {one.id for one in found.valid}
    made = [one for one in reversed(found.made) if one.jenis != "batal"]
    return site.page(
        request,
        "keputusan.html",
        putusan=made[:_MOST_DECISIONS],
        jumlah=len(made),
        berlaku=valid,
        catatan=found.notes,
        nama={row["dokumen_id"]: row["berkas"] for row in site.shelf.documents()},
    )


# ---------------------------------------------------------------- pictures and what pages are drawn with


def picture(request: Request) -> Response:
    site = site_of(request)
    told = request.path_params
    wanted = site.shelf.wanted(told["dokumen"], told["halaman"], told["ketajaman"])
    try:
        found = site.pictures.of(wanted)
    except BusyError:
        return PlainTextResponse("Terlalu banyak gambar diminta; coba lagi.", 503, {"retry-after": "2"})
    except NoPictureError as error:
        return PlainTextResponse(str(error), 404)
    return Response(found.body, media_type=found.jenis, headers={"cache-control": _PICTURE_AGE})


def static(request: Request) -> Response:
    found = site_of(request).statics.get(request.path_params["nama"])
    if found is None:
        raise UnknownError
    headers = {"cache-control": "no-cache", "etag": f'"{found.mark}"'}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.jenis, headers=headers)
