"""Each rule: what it finds, and what it must leave alone."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from pipeline.checks.check import check
from pipeline.datasets.records import Anggaran, Dokumen, Kinerja, Tabel, Temuan
from tests.pipeline.fact_rows import anggaran, dokumen, kinerja, tabel


def found(
    kinerja_rows: Sequence[Kinerja] = (),
    anggaran_rows: Sequence[Anggaran] = (),
    tables: Sequence[Tabel] = (),
    documents: Sequence[Dokumen] = (),
) -> list[Temuan]:
    return check(documents or [dokumen("d1")], tables, kinerja_rows, anggaran_rows)


def rules(*args: Sequence[object], **named: Sequence[object]) -> list[str]:
    return [t.aturan for t in found(*args, **named)]  # type: ignore[arg-type]


def row(
    target: float,
    realisasi: float,
    capaian: float,
    teks: str | None = None,
    indikator: str = "Indeks Keselamatan",
    baris: int = 1,
    status: str = "pasti",
) -> list[Kinerja]:
    return [
        kinerja("t1", baris, indikator, "target", target),
        kinerja("t1", baris, indikator, "realisasi", realisasi),
        kinerja("t1", baris, indikator, "capaian", capaian, satuan="persen", teks=teks, status=status),
    ]


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "teks"),
    [
        (80.0, 60.0, 75.0, None),  # more is better
        (10.0, 12.0, 80.0, None),  # less is better: (2t - r) / t
        (10.0, 12.5, 80.0, None),  # less is better: t / r
        (13.83, 13.77, 99.57, None),
        (13.83, 13.77, 99.56, None),  # rounded, cut off
        (70.0, 71.0, 101.4, None),
        (3.0, 2.0, 66.67, None),
        (80.0, 100.0, 100.0, None),  # capped
        (80.0, 60.0, 0.75, "0,75"),  # a fraction
        (5.4, -0.64, 0.0, None),  # a fall below zero counts as nothing
        (0.0, 5.0, 17.0, None),  # no share of nothing
    ],
)
def test_capaian_by_any_formula_in_use(target: float, realisasi: float, capaian: float, teks: str | None) -> None:
    assert rules(row(target, realisasi, capaian, teks)) == []


def test_capaian_salah_tells_what_it_should_be() -> None:
    (finding,) = found(row(40.0, 37.0, 137.73))
    assert (finding.aturan, finding.keparahan, finding.halaman) == ("capaian_salah", "galat", 3)
    assert "137,73%" in finding.pesan
    assert "92,50%" in finding.pesan
    assert "hal. 3" in finding.pesan
    detail = json.loads(finding.rincian)
    assert detail["indikator"] == "Indeks Keselamatan"
    assert detail["tahun"] == 2023
    assert [c["ukuran"] for c in detail["sel"]] == ["target", "realisasi", "capaian"]


def test_what_is_doubtful_proves_nothing() -> None:
    assert rules(row(40.0, 37.0, 137.73, status="ragu")) == []


def test_a_ceiling_of_the_whole_table() -> None:
    high = [*row(40.0, 60.0, 130.0, baris=1), *row(40.0, 70.0, 130.0, baris=2)]
    assert rules(high) == []
    assert rules(row(40.0, 60.0, 130.0)) == ["capaian_salah"]


# ---------------------------------------------------------------- targets
def test_target_beda() -> None:
    facts = [
        kinerja("t1", 1, "Angka Kecelakaan", nilai=10.0),
        kinerja("t2", 2, "Angka kecelakaan", nilai=10.0, halaman=8),
        kinerja("t3", 1, "Angka Kecelakaan", nilai=13.5, halaman=20),
    ]
    (finding,) = found(facts)
    assert (finding.aturan, finding.tabel_id, finding.halaman) == ("target_beda", "t3", 20)
    assert "10 (hal. 3, 8)" in finding.pesan
    assert "13,5 (hal. 20)" in finding.pesan


@pytest.mark.parametrize(
    "other",
    [
        {"tahun": 2024},
        {"tingkat": "program"},
        {"status": "ragu"},
        {"kode": "2.15.02"},
        {"satuan": "orang"},
        {"nilai": 80.04, "teks": "80,04"},
    ],
)
def test_targets_of_different_things(other: dict[str, object]) -> None:
    base = kinerja("t1", 1, "Angka Kecelakaan", nilai=80.0, teks="80,0", satuan="persen")
    second = kinerja("t2", 1, "Angka Kecelakaan", **({"nilai": 70.0} | other))  # type: ignore[arg-type]
    assert rules([base, second]) == []


def test_a_changed_pk_may_differ_when_it_says_so() -> None:
    facts = [
        kinerja("t1", 1, "Angka Kecelakaan", nilai=10.0),
        kinerja("t2", 1, "Angka Kecelakaan", nilai=12.0),
        kinerja("t3", 1, "Angka Kecelakaan", nilai=12.0, jenis="pengukuran_kinerja"),
    ]
    marked = [tabel("t1", "d1"), tabel("t2", "d1", judul="Perjanjian Kinerja Perubahan Tahun 2023")]
    assert rules(facts, tables=marked) == []
    assert rules(facts) == ["target_beda"]


def test_renstra_beda_over_documents() -> None:
    plan = [
        kinerja("r1", 1, "Angka Kecelakaan", nilai=v, tahun=y, dokumen_id="d2", jenis="rencana_strategis", indikator_id="i1")
        for y, v in ((2022, 12.0), (2023, 10.0), (2024, 8.0))
    ]
    documents = [dokumen("d1"), dokumen("d2", jenis="Renstra")]

    def report(nilai: float) -> list[Kinerja]:
        return [kinerja("t1", 1, "Angka Kecelakaan", nilai=nilai, indikator_id="i1")]

    assert rules([*plan, *report(10.0)], documents=documents) == []
    (finding,) = found([*plan, *report(11.0)], documents=documents)
    assert (finding.aturan, finding.dokumen_id) == ("renstra_beda", "d1")
    assert "a/d2.pdf" in finding.pesan
    revised = [kinerja("r2", 1, "Angka Kecelakaan", nilai=11.0, dokumen_id="d2", jenis="rencana_strategis", indikator_id="i1")]
    assert "renstra_beda" not in rules([*plan, *revised, *report(11.0)], documents=documents)


# ---------------------------------------------------------------- amounts
def family(parent: int, children: Sequence[int], kode: bool = True, **named: str) -> list[Anggaran]:
    rows = [anggaran(1, "Program Keselamatan", parent, kode="2.15.02" if kode else None, **named)]
    return rows + [
        anggaran(2 + n, f"Kegiatan {n}", v, kode=f"2.15.02.2.0{n + 1}" if kode else None, tingkat="kegiatan")
        for n, v in enumerate(children)
    ]


@pytest.mark.parametrize("kode", [True, False])
def test_jumlah_salah(kode: bool) -> None:
    assert rules((), family(300, [100, 200], kode)) == []
    (finding,) = found((), family(317, [100, 200], kode))
    assert (finding.aturan, finding.keparahan) == ("jumlah_salah", "galat")
    assert "selisih Rp 17" in finding.pesan
    assert json.loads(finding.rincian)["banding"][0]["nilai_hitung"] == 300


def test_a_doubtful_child_proves_nothing() -> None:
    assert rules((), family(317, [100, 200], status="ragu")) == []


def test_rounded_to_millions() -> None:
    rows = [
        anggaran(1, "Program", "301000000", kode="2.15.02", teks="301"),
        anggaran(2, "A", "100000000", kode="2.15.02.2.01", tingkat="kegiatan", teks="100"),
        anggaran(3, "B", "200000000", kode="2.15.02.2.02", tingkat="kegiatan", teks="200"),
    ]
    assert rules((), rows) == []


def test_the_code_known_from_another_document_names_the_place() -> None:
    coded = [anggaran(1, "Program Keselamatan", 5, kode="2.15.02", tabel_id="t9", dokumen_id="d2")]
    (finding,) = found((), [*family(317, [100, 200], kode=False), *coded], documents=[dokumen("d1"), dokumen("d2")])
    assert json.loads(finding.rincian)["kode_dokumen_lain"] == "2.15.02"


def total(printed: int, *programs: int) -> list[Anggaran]:
    return [
        *(anggaran(n, f"Program {n}", v) for n, v in enumerate(programs)),
        anggaran(90, "TOTAL", printed, tingkat="total"),
    ]


def test_total_salah() -> None:
    assert rules((), total(600, 100, 200, 300)) == []
    (finding,) = found((), total(609, 100, 200, 300))
    assert finding.aturan == "total_salah"
    assert "selisih Rp 9" in finding.pesan


def test_a_wrong_program_is_not_a_wrong_total_too() -> None:
    rows = [*family(317, [100, 200]), anggaran(90, "TOTAL", 300, tingkat="total")]
    assert rules((), rows) == ["jumlah_salah"]


def test_subtotals_and_their_total() -> None:
    rows = [
        anggaran(1, "A", 100),
        anggaran(2, "B", 200),
        anggaran(3, "Jumlah I", 300, tingkat="total"),
        anggaran(4, "C", 50),
        anggaran(5, "Jumlah II", 50, tingkat="total"),
        anggaran(6, "Total", 350, tingkat="total"),
    ]
    assert rules((), rows) == []


def test_persen_salah() -> None:
    def rows(share: str) -> list[Anggaran]:
        return [
            anggaran(1, "Program", 200),
            anggaran(1, "Program", 150, ukuran="realisasi"),
            anggaran(1, "Program", share, ukuran="persen_realisasi"),
        ]

    assert rules((), rows("75.00")) == []
    assert rules((), rows("79.00")) == ["persen_salah"]


def test_kode_ganda() -> None:
    def rows(second: str) -> list[Anggaran]:
        return [
            anggaran(1, "Penyediaan Peralatan Kantor", 5, kode="2.15.01.2.06.02", tingkat="sub_kegiatan"),
            anggaran(2, second, 5, kode="2.15.01.2.06.02", tingkat="sub_kegiatan"),
        ]

    assert rules((), rows("Penyediaan peralatna kantor")) == []
    (finding,) = found((), rows("Penyelenggaraan Rapat Koordinasi"))
    assert finding.aturan == "kode_ganda"
    assert "2.15.01.2.06.02" in finding.pesan


def test_ids_are_stable_and_apart() -> None:
    facts = [*row(40.0, 37.0, 137.73, baris=1), *row(40.0, 37.0, 137.73, baris=2)]
    first, again = found(facts), found(facts[::-1])
    assert first == again
    assert len({t.temuan_id for t in first}) == 2
