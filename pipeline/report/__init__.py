"""7: laporan.html."""
