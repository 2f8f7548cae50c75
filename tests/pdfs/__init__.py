"""Small PDFs made by the tests themselves, each with the table a person sees in it. See tests/README.md."""

from tests.pdfs.bad import BAD_FILES
from tests.pdfs.cases import CASES, PdfCase, case
from tests.pdfs.draw import Look, Sheet, Span, scanned

__all__ = ["BAD_FILES", "CASES", "Look", "PdfCase", "Sheet", "Span", "case", "scanned"]
