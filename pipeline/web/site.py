"""What the pages share: the datasets, pictures, who may come in, and how a page is made from its template."""

from __future__ import annotations

import importlib.resources
import mimetypes
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.findings import numerals
from pipeline.findings.terms import arti_aturan, arti_langkah, istilah
from pipeline.report.words import measure, owner, plain_words, shown_value
from pipeline.web.guard import CSRF, SESSION, Hosts, cookie_name
from pipeline.web.pictures import Pictures
from pipeline.web.sessions import Password, Session, Sessions
from pipeline.web.shelf import Shelf

_PACKAGE = "pipeline.web"


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
        }
        return HTMLResponse(self.templates.get_template(template).render(common | given), status)

    @property
    def cookie(self) -> str:
        return cookie_name(self.hosts)

    def _mark(self) -> str:
        """Changes with every file that pages are drawn with."""
        return sha256("".join(file.mark for file in self.statics.values()).encode()).hexdigest()[:10]


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
    environment.filters |= {"angka": numerals.angka, "persen": numerals.persen, "ukuran": measure, "biasa": plain_words}
    environment.globals |= {
        "nilai_tampil": lambda fact: shown_value(fact["dataset"], fact),
        "arti_aturan": arti_aturan,
        "arti_langkah": arti_langkah,
        "istilah": istilah(),
        "milik": owner,
    }
    return environment
