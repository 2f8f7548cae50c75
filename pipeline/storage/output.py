"""Whether the output folder can take what a run writes, seen before hours of work go into it."""

from __future__ import annotations

import secrets
from pathlib import Path

from pipeline.errors import WorkFolderError
from pipeline.storage.places import is_remote
from pipeline.storage.work_folder import WORK


def make_output(output: Path) -> None:
    """Create the output folder and see that it can be written. WorkFolderError says what is in the way."""
    try:
        if not is_remote(output):
            if output.is_symlink() and not output.exists():
                raise WorkFolderError(f"{output} tidak dapat ditulis: tautan ke tempat yang tidak ada; buat folder itu dahulu")
            output.mkdir(parents=True, exist_ok=True)
        trial = output / f".coba-{secrets.token_hex(4)}"  # a name of its own: another run may just be beginning as well
        trial.write_bytes(b"")
        trial.unlink()
        if not is_remote(output):
            _refuse_other_disk(output)
    except OSError as error:
        raise WorkFolderError.of(output, error) from error


def _refuse_other_disk(output: Path) -> None:
    """What is made in the work folder is renamed to its place in the output folder, which no system does between disks."""
    work = output / WORK
    if work.exists() and work.stat().st_dev != output.stat().st_dev:
        raise WorkFolderError(f"{work} ada di disk lain daripada {output}; pindahkan ke dalam folder hasil (bukan tautan)")
