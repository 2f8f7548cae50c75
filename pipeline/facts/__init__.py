"""3: a table to facts."""
