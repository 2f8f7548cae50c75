"""Ruling lines in the picture of a page."""
