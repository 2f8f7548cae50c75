"""Style and scripts of `lkjip tinjau`."""
