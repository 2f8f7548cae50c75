"""Whether a file is whole: what of a page is damaged, and what of the file is not read."""
