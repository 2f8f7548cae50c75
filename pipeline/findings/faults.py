"""What went wrong with a document, told to people: its status, its one line, its findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.model import Fault, FaultCode, PageInfo
from pipeline.datasets.ids import stable_id
from pipeline.datasets.records import Temuan
from pipeline.datasets.vocabulary import AturanTemuan, Keparahan, StatusDokumen

_FINDING: dict[FaultCode, tuple[AturanTemuan, Keparahan]] = {
    "ocr_tidak_ada": ("halaman_gagal", "peringatan"),
    "diperbaiki": ("berkas_diperbaiki", "peringatan"),
    "lampiran_pdf": ("lampiran_tidak_dibaca", "peringatan"),
    "isi_rusak": ("halaman_rusak", "peringatan"),
}
"""Fault code -> rule and severity of its finding; all others are a `galat`: a page is lost, or the whole document."""


@dataclass(frozen=True, slots=True)
class Keadaan:
    """How reading a document went: `status` and `galat` as in the dataset `dokumen`."""

    status: StatusDokumen
    galat: str | None


def keadaan(pages: Sequence[PageInfo], faults: Sequence[Fault]) -> Keadaan:
    """`gagal` where no page was read, `sebagian` where something is missing, else `berhasil`."""
    if not faults:
        return Keadaan("berhasil", None)
    galat = "; ".join(_grouped_line(*group) for group in _grouped(faults))
    readable = any(page.read for page in pages) or any(fault.code == "ocr_tidak_ada" for fault in faults)
    return Keadaan("sebagian" if readable else "gagal", galat)


def fault_findings(dokumen_id: str, faults: Sequence[Fault]) -> tuple[Temuan, ...]:
    """One finding for each kind of fault; its `rincian` lists all the pages, `halaman` is the first."""
    out = []
    for code, detail, pages in _grouped(faults):
        lost: AturanTemuan = "halaman_gagal" if pages else "dokumen_gagal"
        aturan, keparahan = _FINDING.get(code, (lost, "galat"))
        rincian: dict[str, object] = {"galat": code, "rincian": detail, "halaman": list(pages)}
        first = pages[0] if pages else None
        out.append(finding(dokumen_id, aturan, keparahan, _grouped_line(code, detail, pages), rincian, first))
    return tuple(out)


def copy_finding(dokumen_id: str, berkas: str, copies: Sequence[str]) -> Temuan:
    """The note that a document lies in the folder more than once."""
    pesan = f"isi berkas {berkas} sama persis dengan {', '.join(copies)}; dibaca satu kali saja"
    return finding(dokumen_id, "berkas_salinan", "info", pesan, {"berkas": berkas, "salinan": list(copies)})


def unrelated_finding(dokumen_id: str, instansi: str | None) -> Temuan:
    """The note that a document was not set against the others of its agency."""
    pesan = (
        f"indikator dan angka tidak dibandingkan dengan dokumen lain dari {instansi or 'folder yang sama'}: pencocokannya "
        "melebihi memori atau waktu; jalankan lagi di komputer dengan memori lebih besar"
    )
    return finding(dokumen_id, "tidak_dicocokkan", "galat", pesan, {"instansi": instansi})


def finding(
    dokumen_id: str,
    aturan: AturanTemuan,
    keparahan: Keparahan,
    pesan: str,
    rincian: dict[str, object],
    halaman: int | None = None,
) -> Temuan:
    """A finding about a whole document or page; its id depends on what it says, not on when it was found."""
    text = json.dumps(rincian, ensure_ascii=False, sort_keys=True)
    ident = stable_id(dokumen_id, aturan, halaman, text)
    return Temuan(ident, dokumen_id, None, halaman, None, None, aturan, keparahan, pesan, text)


def page_list(numbers: Iterable[int]) -> str:
    """`1, 3-5, 9`: page numbers as a person writes them."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _grouped(faults: Sequence[Fault]) -> list[tuple[FaultCode, str, tuple[int, ...]]]:
    pages: dict[tuple[FaultCode, str], list[int]] = {}
    for fault in faults:
        pages.setdefault((fault.code, fault.detail), []).extend([] if fault.page is None else [fault.page])
    return [(code, " ".join(detail.split()), tuple(sorted(numbers))) for (code, detail), numbers in pages.items()]


def _grouped_line(code: str, detail: str, pages: tuple[int, ...]) -> str:
    return f"halaman {page_list(pages)}: {detail}" if pages else detail
