"""The letters of a page as pdfium tells them: joined, drawn twice, spread."""
