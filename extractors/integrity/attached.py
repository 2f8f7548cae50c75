"""PDFs inside a PDF: a portfolio, or a report with its appendices attached. Their pages are not those of the file."""

from __future__ import annotations

import pypdfium2 as pdfium

from extractors.model import Fault

_LOOKED_AT = 500
"""So many attachments are looked at; a hostile file may claim millions."""


def attached_pdfs(document: pdfium.PdfDocument) -> list[Fault]:
    """A fault that tells how many PDFs a document holds that were not read; none where it holds none."""
    count = min(document.count_attachments(), _LOOKED_AT)
    inside = sum(_is_pdf(document, index) for index in range(count))
    if not inside:
        return []
    what = f"berkas ini memuat {inside} PDF di dalamnya (portofolio atau lampiran) yang tidak dibaca; simpan masing-masing"
    return [Fault("lampiran_pdf", f"{what} ke folder masukan")]


def _is_pdf(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        attachment = document.get_attachment(index)
        return bool(attachment.get_name().lower().endswith(".pdf"))
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return False
