"""The rules over whole PDFs: nothing is told of documents that are right, and each planted error where it stands."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.run import run
from pipeline.config import Config
from tests.pdfs.temuan import PLANTED, build


def found(folder: Path, *, wrong: bool) -> set[tuple[str, str]]:
    """(rule, file) of all findings."""
    build(folder / "raw", wrong=wrong)
    output = folder / "output"
    run(folder / "raw", output, Config(), SilentProgress())
    names = pd.read_parquet(output / "dokumen").set_index("dokumen_id").berkas
    if not list((output / "temuan").glob("**/*.parquet")):
        return set()
    return {(t.aturan, names[t.dokumen_id]) for t in pd.read_parquet(output / "temuan").itertuples()}


@pytest.mark.slow
def test_right_documents_give_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, wrong=False) == set()


@pytest.mark.slow
def test_each_error_is_told_where_it_stands_and_nothing_else(tmp_path: Path) -> None:
    assert found(tmp_path, wrong=True) == set(PLANTED.items())
