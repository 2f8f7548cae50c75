"""A page read from its picture, as if it were born digital."""
