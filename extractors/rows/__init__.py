"""Where rows are, in texts without rulings."""
