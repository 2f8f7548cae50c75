"""The stages that give the tables their meaning, the datasets, the command line and the batch engine."""
