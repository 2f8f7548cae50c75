"""The application: which address leads to which page, and what is said where something goes wrong."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pipeline.errors import LkjipError, UsageError
from pipeline.storage.work_folder import WorkFolder
from pipeline.web import answering, asking, pages
from pipeline.web.guard import WAY_IN, Guard
from pipeline.web.reviewing import AnsweredError
from pipeline.web.shelf import UnknownError
from pipeline.web.site import Site, site_of

_ROUTES = [
    Route(WAY_IN, pages.way_in, methods=["GET", "POST"]),
    Route("/", asking.queue_page),
    Route("/mulai", asking.first_question),
    Route("/tanya/{tanya}", asking.question_page),
    Route("/dokumen", pages.documents),
    Route("/dokumen/{dokumen}", pages.document),
    Route("/halaman/{dokumen}/{halaman:int}", pages.page),
    Route("/sel/{tabel}/{baris:int}/{kolom:int}", pages.cell),
    Route("/temuan", pages.findings),
    Route("/keputusan", pages.decisions),
    Route("/gambar/{dokumen}/{halaman:int}/{ketajaman}", pages.picture),
    Route("/statis/{nama}", pages.static),
    Route("/api/akibat/{tanya}", asking.consequence),
    Route("/api/keadaan", asking.state),
    Route("/api/angka", asking.number),
    Route("/api/jawab", answering.answer, methods=["POST"]),
    Route("/api/nilai", answering.fact, methods=["POST"]),
    Route("/api/nilai-baru", answering.new_fact, methods=["POST"]),
    Route("/api/kepala", answering.heading, methods=["POST"]),
    Route("/api/halaman", answering.page_checked, methods=["POST"]),
    Route("/api/temuan", answering.finding, methods=["POST"]),
    Route("/api/urung", answering.take_back, methods=["POST"]),
    Route("/api/nama", answering.rename, methods=["POST"]),
]


def application(site: Site) -> Starlette:
    """The ASGI application of a site."""
    app = Starlette(
        routes=_ROUTES,
        middleware=[Middleware(Guard, hosts=site.hosts, sessions=site.sessions)],
        exception_handlers={
            UnknownError: _unknown,
            404: _unknown,
            AnsweredError: _answered,
            LkjipError: _refused,
            Exception: _unforeseen,
        },
    )
    app.state.site = site
    return app


def _unknown(request: Request, error: Exception) -> Response:
    return _said(request, 404, "Tidak ada", "Halaman atau isi ini tidak ada di folder hasil ini.")


def _answered(request: Request, error: Exception) -> Response:
    what = "Pertanyaan ini tidak ada lagi di antrean: sudah dijawab, mungkin oleh orang lain, atau datanya sudah berganti."
    return _said(request, 409, "Sudah dijawab", what)


def _refused(request: Request, error: Exception) -> Response:
    return _said(request, 400 if isinstance(error, UsageError) else 503, "Belum dapat", str(error))


def _said(request: Request, status: int, title: str, line: str) -> Response:
    """A page for people, a line for a script."""
    if request.url.path.startswith("/api/"):
        return PlainTextResponse(line, status)
    return site_of(request).page(request, "pesan.html", status, judul=title, pesan=line)


def _unforeseen(request: Request, error: Exception) -> Response:
    """A mistake of ours is told in full where a person can send it from."""
    note = WorkFolder.of(site_of(request).output).note_crash("", error)
    return PlainTextResponse(f"Kesalahan program ({type(error).__name__}); kirimkan {note} kepada pembuat lkjip.", 500)
