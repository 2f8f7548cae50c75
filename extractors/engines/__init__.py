"""Table finders behind one small interface: our own grids, asked first, and those of others, asked where these are in doubt."""
