"""A PDF page to tables of cells with places. Knows nothing of SAKIP."""
