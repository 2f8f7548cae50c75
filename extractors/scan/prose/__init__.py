"""Running text of a scanned page, told from its picture alone, so that no time is spent on reading it."""
