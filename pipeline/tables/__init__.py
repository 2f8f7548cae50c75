"""2: what a table says: heading, years, kind, rows."""
