"""The heading of a table: its rows, and what stands above each column."""
