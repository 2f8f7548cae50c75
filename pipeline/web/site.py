"""What the pages share: the datasets, pictures, who may come in, and how a page is made from its template."""

from __future__ import annotations

import importlib.resources
import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.findings import numerals
from pipeline.findings.terms import arti_aturan, arti_langkah, istilah
from pipeline.report.page_picture import NoPictureError
from pipeline.report.words import measure, owner, plain_words, shown_value
from pipeline.web.guard import CSRF, SESSION, Hosts, cookie_name
from pipeline.web.pictures import BusyError, Pictures
from pipeline.web.reviewing import Review
from pipeline.web.sessions import Password, Session, Sessions
from pipeline.web.shelf import Shelf
from pipeline.web.words import words

_PACKAGE = "pipeline.web"
_PAPER = (595.0, 842.0)
"""A4, where nothing tells the size of a page."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    jenis: str
    mark: str


@dataclass(frozen=True, slots=True)
class Site:
    """One server: of one output folder, by its own names. `key` lets in who knows the printed address, `password` who knows that;
    one of the two is None."""

    output: Path
    shelf: Shelf
    review: Review
    pictures: Pictures
    sessions: Sessions
    hosts: Hosts
    key: str | None
    password: Password | None
    default_name: str
    statics: dict[str, StaticFile] = field(default_factory=lambda: _statics())
    templates: Environment = field(default_factory=lambda: _templates())

    def page(self, request: Request, template: str, status: int = 200, **given: Any) -> Response:
        """A page from its template, with what every page has."""
        session: Session | None = request.scope[SESSION]
        common = {
            "sesi": session,
            "csrf_nama": CSRF,
            "jalur": request.url.path,
            "output": self.output.resolve().name,
            "cap": self._mark(),
            "kata": words(),
        }
        return HTMLResponse(self.templates.get_template(template).render(common | given), status)

    def page_size(self, ident: str, number: int) -> tuple[float, float]:
        """Of a page in points, as its cells' boxes have it; where what was read is not kept any more, of its picture."""
        info = self.shelf.page_info(ident, number)
        if info is not None:
            return info.width, info.height
        try:
            drawn = self.pictures.of(self.shelf.wanted(ident, number, "biasa"))
        except (BusyError, NoPictureError):
            return _PAPER
        return drawn.lebar, drawn.tinggi

    @property
    def cookie(self) -> str:
        return cookie_name(self.hosts)

    def _mark(self) -> str:
        """Changes with every file that pages are drawn with."""
        return sha256("".join(file.mark for file in self.statics.values()).encode()).hexdigest()[:10]


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def answer_words(answer: str) -> str:
    """`ukuran=persen_fisik | nilai=80.19` for people: `ukuran persen fisik, nilai 80,19`."""
    out = []
    for part in answer.split(" | "):
        name, _, value = part.partition("=")
        shown = value.replace(".", ",") if name == "nilai" else value
        out.append(f"{plain_words(name)} {plain_words(shown)}")
    return ", ".join(out)


def _when(text: str) -> str:
    """The time of a decision on this computer's clock; as it stands where it is none."""
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%d-%m-%Y %H.%M")
    except ValueError:
        return text


def _statics() -> dict[str, StaticFile]:
    """The files that pages are drawn with, read once: no path of a request reaches the disk."""
    out = {}
    for entry in importlib.resources.files(_PACKAGE).joinpath("static").iterdir():
        if entry.name.endswith((".css", ".js", ".svg")):
            body = entry.read_bytes()
            out[entry.name] = StaticFile(body, mimetypes.guess_type(entry.name)[0] or "text/plain", sha256(body).hexdigest()[:16])
    return out


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "angka": numerals.angka,
        "persen": numerals.persen,
        "ukuran": measure,
        "biasa": plain_words,
        "tanpa_ribuan": "{:f}".format,
        "rata": lambda text: " ".join(text.split()),
        "saat": _when,
        "jawaban": answer_words,
    }
    environment.globals |= {
        "nilai_tampil": lambda fact: shown_value(fact["dataset"], fact),
        "arti_aturan": arti_aturan,
        "arti_langkah": arti_langkah,
        "istilah": istilah(),
        "milik": owner,
    }
    return environment
