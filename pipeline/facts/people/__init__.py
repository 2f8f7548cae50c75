"""What people said of single values, of the names that they stand under, and of pages that they checked whole."""
