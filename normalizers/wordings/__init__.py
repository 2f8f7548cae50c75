"""Wordings of indicators: words, abbreviations, what makes two the same."""
