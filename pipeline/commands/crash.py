"""What nobody foresaw: the traceback goes to a file for whoever can mend it, the user gets one line that names the file."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from pipeline.errors import WorkFolderError
from pipeline.storage.work_folder import WORK, WorkFolder, crash_note


def keep_traceback(error: BaseException, output: Path | None) -> Path | None:
    """Write the traceback to the work folder of `output`, else to a temporary file; None where neither can be written."""
    with suppress(OSError, WorkFolderError):  # a full disk is perhaps the very reason: there may be room elsewhere
        if output is not None and (output / WORK).is_dir():
            return WorkFolder.of(output).note_crash("", error)
    try:
        with tempfile.NamedTemporaryFile(prefix="lkjip-galat-", suffix=".txt", delete=False) as stream:
            stream.write(crash_note(error))
            return Path(stream.name)
    except OSError:
        return None


def what_happened(error: BaseException, written: Path | None) -> str:
    """The line for the user."""
    if isinstance(error, MemoryError):
        what = "memori tidak cukup; tutup program lain, atau pakai --workers yang lebih kecil"
    elif isinstance(error, UnicodeEncodeError):
        what = "sistem ini tidak mengenal huruf dalam nama berkas; jalankan lagi dengan PYTHONUTF8=1"
    else:
        what = f"kesalahan program ({type(error).__name__}); yang sudah selesai tersimpan, coba jalankan lagi"
    return f"{what}. Rinciannya ada di {written}; sertakan bila melapor" if written else what
