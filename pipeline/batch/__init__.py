"""One run: a folder of PDFs to the datasets."""
