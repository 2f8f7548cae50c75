"""Documents back from the datasets."""

from __future__ import annotations

from pathlib import Path

import pyarrow.dataset as ds
import pytest

from pipeline.batch.jobs import restored as module


def test_words_of_another_version_are_not_taken_for_a_result(contoh_output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ident = ds.dataset(contoh_output / "dokumen").to_table(["dokumen_id"])["dokumen_id"][0].as_py()
    assert module.restored(contoh_output, ident) is not None
    plain = module._value
    monkeypatch.setattr(
        module, "_value", lambda row, column: "perjanjian_kuno" if column.name == "jenis_tabel" else plain(row, column)
    )
    assert module.restored(contoh_output, ident) is None
