"""The pages that show and change nothing."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pyarrow.compute as pc
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pipeline.report.words import owner
from pipeline.web.drawing import NoPictureError
from pipeline.web.guard import BODY, SESSION, WAY_IN
from pipeline.web.pictures import BusyError
from pipeline.web.shelf import CellView, TableView, UnknownError

if TYPE_CHECKING:
    from pipeline.web.site import Site

_MOST_FINDINGS = 300
_PAPER = (595.0, 842.0)
"""A4, where nothing tells the size of a page."""
_PICTURE_AGE = "private, max-age=3600"


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


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
    rows = [row | {"milik": owner(row["instansi"], row["wilayah"]), "diperiksa": 0} for row in site.shelf.documents()]
    return site.page(request, "dokumen.html", dokumen=rows)


def document(request: Request) -> Response:
    site = site_of(request)
    ident = request.path_params["dokumen"]
    pages = [row | {"diperiksa": False} for row in site.shelf.pages(ident)]
    return site.page(request, "satu_dokumen.html", dokumen=site.shelf.document(ident), halaman=pages)


def page(request: Request) -> Response:
    """The picture of a page beside its tables."""
    site = site_of(request)
    ident, number = request.path_params["dokumen"], request.path_params["halaman"]
    found = site.shelf.document(ident)
    if not 1 <= number <= found["halaman"]:
        raise UnknownError
    tables = site.shelf.tables(ident, number)
    width, height = _size(site, ident, number)
    others = [one["halaman"] for one in site.shelf.pages(ident)]
    return site.page(
        request,
        "halaman.html",
        dokumen=found,
        nomor=number,
        tabel=tables,
        kotak=[box_of(table, cell) for table in tables for cell in table.cells],
        lebar=width,
        tinggi=height,
        sebelum=max((n for n in others if n < number), default=None),
        sesudah=min((n for n in others if n > number), default=None),
    )


def box_of(table: TableView, cell: CellView) -> tuple[str, str, float, float, float, float, str]:
    """A cell over the picture: id, class, box, and what is read there."""
    row = cell.row
    kind = "" if not cell.nilai else "ragu" if cell.ragu else "pasti"
    ident = f"{table.row['tabel_id']}:{row['baris']}:{row['kolom']}"
    return ident, f"sel {kind}", row["x0"], row["y0"], row["x1"], row["y1"], ""


def _size(site: Site, ident: str, number: int) -> tuple[float, float]:
    """Of a page in points, as its cells' boxes have it; where what was read is not kept any more, of its picture."""
    info = site.shelf.page_info(ident, number)
    if info is not None:
        return info.width, info.height
    try:
        drawn = site.pictures.of(site.shelf.wanted(ident, number, "biasa"))
    except (BusyError, NoPictureError):
        return _PAPER
    return drawn.lebar, drawn.tinggi


def cell(request: Request) -> Response:
    """The values of a cell and what may be said of them, a part of a page."""
    site = site_of(request)
    told = request.path_params
    where = (pc.field("tabel_id") == told["tabel"]) & (pc.field("baris") == told["baris"]) & (pc.field("kolom") == told["kolom"])
    facts = site.shelf.facts(where)
    if not facts:
        raise UnknownError
    return site.page(request, "sel.html", nilai=facts)


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
