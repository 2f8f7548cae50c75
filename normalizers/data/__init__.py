"""Tables of knowledge, one file a subject."""
