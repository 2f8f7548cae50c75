"""5: what contradicts."""
