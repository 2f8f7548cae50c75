"""The application: which address leads to which page, and what is said where something goes wrong."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pipeline.errors import LkjipError
from pipeline.web import pages
from pipeline.web.guard import WAY_IN, Guard
from pipeline.web.shelf import UnknownError
from pipeline.web.site import Site

_ROUTES = [
    Route(WAY_IN, pages.way_in, methods=["GET", "POST"]),
    Route("/", pages.documents),
    Route("/dokumen", pages.documents),
    Route("/dokumen/{dokumen}", pages.document),
    Route("/halaman/{dokumen}/{halaman:int}", pages.page),
    Route("/sel/{tabel}/{baris:int}/{kolom:int}", pages.cell),
    Route("/gambar/{dokumen}/{halaman:int}/{ketajaman}", pages.picture),
    Route("/statis/{nama}", pages.static),
]


def application(site: Site) -> Starlette:
    """The ASGI application of a site."""
    app = Starlette(
        routes=_ROUTES,
        middleware=[Middleware(Guard, hosts=site.hosts, sessions=site.sessions)],
        exception_handlers={UnknownError: _unknown, 404: _unknown, LkjipError: _not_now, Exception: _unforeseen},
    )
    app.state.site = site
    return app


def _unknown(request: Request, error: Exception) -> Response:
    return pages.site_of(request).page(
        request, "pesan.html", 404, judul="Tidak ada", pesan="Halaman atau isi ini tidak ada di folder hasil ini."
    )


def _not_now(request: Request, error: Exception) -> Response:
    return pages.site_of(request).page(request, "pesan.html", 503, judul="Belum dapat ditampilkan", pesan=str(error))


def _unforeseen(request: Request, error: Exception) -> Response:
    return PlainTextResponse("Kesalahan program; rinciannya di terminal tempat lkjip tinjau dijalankan.", 500)
