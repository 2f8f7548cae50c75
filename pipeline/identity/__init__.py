"""1: who a document is."""
