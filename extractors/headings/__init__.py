"""Which rows are a heading, and its levels."""
