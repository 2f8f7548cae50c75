"""PDFs inside a PDF are told, other attachments are not."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from extractors.integrity.attached import attached_pdfs


def holding(*names: str) -> pdfium.PdfDocument:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name in names:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"isi", filename=name)
        pdf.save(out)
    return pdfium.PdfDocument(out.getvalue())


def test_pdfs_inside_are_counted_in_one_fault() -> None:
    (fault,) = attached_pdfs(holding("lampiran.pdf", "Lampiran 2.PDF", "data.xlsx"))
    assert (fault.code, fault.page) == ("lampiran_pdf", None)
    assert "memuat 2 PDF" in fault.detail


@pytest.mark.parametrize("names", [(), ("data.xlsx", "pdf.txt")])
def test_other_attachments_are_no_fault(names: tuple[str, ...]) -> None:
    assert attached_pdfs(holding(*names)) == []
