"""Pictures of pages for the browser: drawn by a worker with limits of time and memory, kept for a while, never drawn here."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field

from pipeline.errors import LkjipError
from pipeline.report.page_picture import NoPictureError, Picture, WantedPicture, draw
from pipeline.workers.executor import NO_ROOM, Executor, WorkerDied
from pipeline.workers.tasks import patiently

DPI = {"biasa": 110, "tajam": 220}
"""How fine a picture may be asked for."""
_SECONDS = 30.0
_KEPT_BYTES = 64 * 1024 * 1024
_MOST_WAITING = 12
"""So many pages at once; who asks for more asks again."""


class BusyError(Exception):
    """Too many pictures are being drawn already."""


@dataclass(slots=True)
class Pictures:
    """The pictures that were drawn last, and those being drawn: two that ask for one page wait for one picture."""

    workers: Executor
    _kept: OrderedDict[WantedPicture, Picture] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _drawing: dict[WantedPicture, Future[Picture]] = field(default_factory=dict)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def of(self, wanted: WantedPicture) -> Picture:
        """The picture of a page. NoPictureError says why there is none, BusyError that it may be asked for again."""
        with self._door:
            if wanted in self._kept:
                self._kept.move_to_end(wanted)
                return self._kept[wanted]
            future = self._drawing.get(wanted)
            if future is None:
                if len(self._drawing) >= _MOST_WAITING:
                    raise BusyError
                future = self._drawing[wanted] = self.workers.submit(draw, wanted, seconds=_SECONDS)
        try:
            picture = patiently(future)
        except NoPictureError:
            raise
        except TimeoutError as error:
            raise NoPictureError(f"halaman ini tidak selesai digambar dalam {_SECONDS:g} detik") from error
        except (WorkerDied, *NO_ROOM) as error:
            raise NoPictureError("halaman ini menghentikan penggambarnya, mungkin karena memori habis") from error
        except LkjipError as error:
            raise NoPictureError(str(error)) from error
        finally:
            with self._door:
                self._drawing.pop(wanted, None)
        self._keep(wanted, picture)
        return picture

    def _keep(self, wanted: WantedPicture, picture: Picture) -> None:
        with self._door:
            if wanted in self._kept:
                return
            self._kept[wanted] = picture
            self._bytes += len(picture.body)
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._bytes -= len(old.body)
