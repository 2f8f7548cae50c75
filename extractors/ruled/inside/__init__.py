"""Rows and columns inside one ruled row or cell, which no ruling parts."""
