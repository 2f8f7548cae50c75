"""Body rows of a table: read downward, with codes, marks and what they measure."""
