"""Pieces of pages to logical tables."""
