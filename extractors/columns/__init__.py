"""Where columns are, in texts without rulings."""
