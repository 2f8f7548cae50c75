"""Templates of laporan.html."""
