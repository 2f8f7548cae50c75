"""4: the same indicator in other tables and documents."""
