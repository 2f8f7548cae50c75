"""A born-digital page: its file, characters, words, paths, and what kind of page it is."""
