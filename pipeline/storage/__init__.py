"""Folders, files and locks."""
