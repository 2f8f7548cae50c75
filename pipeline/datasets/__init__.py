"""6: rows on disk."""
