"""`lkjip tinjau`: the pages in which a person settles what the program doubts, served by this computer to its own browser."""
