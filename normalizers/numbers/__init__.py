"""Digits to values: the grammar of figures, units, spelled-out numbers."""
