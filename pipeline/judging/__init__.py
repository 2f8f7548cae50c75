"""Which engine's table is the right one where they differ: decided by what each would mean."""
