"""Values that are measured: where they stand, what names them, what they say."""
