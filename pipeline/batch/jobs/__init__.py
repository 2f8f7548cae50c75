"""What workers are given to do in a run: a document, an agency, a part of a dataset."""
