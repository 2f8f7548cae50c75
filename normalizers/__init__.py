"""Text to values: numbers, codes, units, names. Pure functions; no I/O but the package's own data files, no PDF."""
