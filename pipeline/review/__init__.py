"""What a person is asked about the datasets, and what becomes of the answers."""
