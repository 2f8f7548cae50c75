"""Slips of typists and page breaks mended in the grid of a table, before or after its columns are known; values that
share a cell set apart."""
