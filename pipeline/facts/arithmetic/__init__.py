"""What the figures of a table say of each other: sums and shares, and which doubts these settle."""
