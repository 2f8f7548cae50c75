"""A site over an output folder, without a socket: what a browser would ask, and what it would be given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from pipeline.web.app import application
from pipeline.web.guard import CSRF, Hosts
from pipeline.web.pictures import Pictures
from pipeline.web.reviewing import Review, Rewriter
from pipeline.web.sessions import Password, Sessions
from pipeline.web.shelf import Shelf
from pipeline.web.site import Site
from pipeline.workers.executor import Executor

PORT = 8600
ADDRESS = f"http://127.0.0.1:{PORT}"
KEY = "kunci-uji"


def site_over(output: Path, workers: Executor, password: Password | None = None, office: str | None = None) -> Site:
    key = None if password else KEY
    return Site(
        output,
        Shelf(output),
        Review(output, Rewriter(output, workers)),
        Pictures(workers),
        Sessions(),
        Hosts(PORT, office),
        key,
        password,
        "Budi",
    )


class Browser:
    """A browser with cookies that asks a site, and posts as a page of ours would."""

    def __init__(self, site: Site, enter: bool = True) -> None:
        self.client = TestClient(application(site), base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False)
        self.csrf = ""
        if enter:
            assert self.client.get(f"/masuk?kunci={KEY}").status_code == 303
            self.csrf = str(re.findall(r'<meta name="csrf" content="([^"]+)"', self.client.get("/dokumen").text)[0])

    def get(self, path: str) -> str:
        """A page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return str(answer.text)

    def post(self, path: str, told: Mapping[str, Any]) -> dict[str, Any]:
        """What becomes of something that a page of ours sends."""
        answer = self.client.post(path, json=told, headers=self.headers())
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return dict(answer.json())

    def refused(self, path: str, told: Mapping[str, Any]) -> int:
        """The status of something that is refused, with a sentence that is no page."""
        answer = self.client.post(path, json=told, headers=self.headers())
        assert answer.status_code >= 400, answer.text
        assert answer.text
        assert "<" not in answer.text
        return int(answer.status_code)

    def headers(self) -> dict[str, str]:
        return {"origin": ADDRESS, CSRF: self.csrf}
