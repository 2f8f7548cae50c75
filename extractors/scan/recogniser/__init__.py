"""The model that reads a line of text: cut to the signs that are printed here, kept so, run."""
