"""Templates of `lkjip tinjau`."""
