"""`lkjip trace` over the results of the sample."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.commands.trace import Step, trace
from pipeline.errors import UsageError
from pipeline.findings.terms import arti_aturan, istilah


def lines(steps: list[Step], title: str) -> str:
    return "\n".join(line for step in steps if step.judul == title for line in step.baris)


def row_of(output: Path, dataset: str, **wanted: Any) -> Any:
    rows = pd.read_parquet(output / dataset)
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return rows.iloc[0]


def test_a_value_is_followed_from_its_page_to_its_row(contoh_output: Path) -> None:
    fact = row_of(
        contoh_output, "kinerja", ukuran="realisasi", jenis_tabel="pengukuran_kinerja", status_nilai="pasti", tahun=2023
    )
    steps = trace(contoh_output, fact.kinerja_id)
    assert fact.indikator in steps[0].judul
    assert str(fact.tahun) in steps[0].judul
    assert row_of(contoh_output, "dokumen", dokumen_id=fact.dokumen_id).berkas in lines(steps, "Berkas")
    assert f"halaman {fact.halaman}" in lines(steps, "Halaman")
    assert " ".join(fact.nilai_teks.split()) in lines(steps, "Nilai")
    assert arti_aturan(fact.aturan_nilai) in lines(steps, "Nilai")
    assert "realisasi" in lines(steps, "Kolom").lower()
    assert re.search(r"realisasi .* dari target .* adalah .*%", lines(steps, "Hitungan"))
    assert fact.kinerja_id in lines(steps, "Dataset")


def test_the_other_mentions_of_the_indicator_are_named(contoh_output: Path) -> None:
    facts = pd.read_parquet(contoh_output / "kinerja")
    both = facts[facts.ukuran == "target"].groupby("indikator_id").dokumen_id.nunique()
    fact = row_of(contoh_output, "kinerja", indikator_id=both[both > 1].index[0], ukuran="target")
    assert "juga: target" in lines(trace(contoh_output, fact.kinerja_id), "Indikator")


def test_an_amount_shows_the_percentage_of_its_row(contoh_output: Path) -> None:
    fact = row_of(contoh_output, "anggaran", ukuran="persen_realisasi")
    assert "(cocok)" in lines(trace(contoh_output, fact.anggaran_id), "Hitungan")


def test_an_amount_shows_the_sums_that_it_is_part_of(contoh_output: Path) -> None:
    facts = pd.read_parquet(contoh_output / "anggaran")
    whole = facts[(facts.tingkat == "total") & (facts.ukuran == "pagu")].iloc[0]
    told = lines(trace(contoh_output, whole.anggaran_id), "Hitungan")
    assert "total = jumlah" in told
    assert " + " in told


def test_a_finding_names_the_cells_in_words(contoh_output: Path) -> None:
    findings = pd.read_parquet(contoh_output / "temuan")
    finding = findings[findings.rincian.str.contains('"sel"')].iloc[0]
    told = lines(trace(contoh_output, finding.temuan_id), "Rincian")
    assert re.search(r'dibandingkan: .*".+" \(.*hal\. \d+, baris ke-\d+, kolom ke-\d+\)', told)
    assert "{" not in told


def test_a_finding_leads_to_the_values_of_its_row(contoh_output: Path) -> None:
    findings = pd.read_parquet(contoh_output / "temuan")
    finding = findings[findings.baris.notna()].iloc[0]
    steps = trace(contoh_output, finding.temuan_id)
    assert finding.pesan in steps[0].baris
    told = lines(steps, "Nilai di baris itu (lkjip trace ID)")
    (first, *_) = re.findall(r"^[0-9a-f]{12}", told, re.MULTILINE)
    assert trace(contoh_output, first)


def test_the_beginning_of_an_id_is_enough(contoh_output: Path) -> None:
    fact = row_of(contoh_output, "kinerja", ukuran="target")
    assert trace(contoh_output, fact.kinerja_id[:8]) == trace(contoh_output, fact.kinerja_id)


@pytest.mark.parametrize("ident", ["abc", "ffffffffffff"])
def test_an_unknown_or_short_id_is_told(contoh_output: Path, ident: str) -> None:
    with pytest.raises(UsageError, match=ident):
        trace(contoh_output, ident)


def test_every_rule_of_reading_in_the_sample_has_words(contoh_output: Path) -> None:
    for dataset in ("kinerja", "anggaran"):
        for rule in pd.read_parquet(contoh_output / dataset).aturan_nilai.unique():
            assert all(part in istilah()["aturan_nilai"] for part in rule.split("+")), rule
