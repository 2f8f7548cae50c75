"""What a run notes of itself: state, log, summary, progress."""
