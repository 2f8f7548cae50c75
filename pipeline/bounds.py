"""The most that options and lkjip.toml accept: more than any computer has use for, and nothing that a system cannot count.

Apart from `pipeline.config`, which takes longer to load than `lkjip --help` may.
"""

from __future__ import annotations

MOST_WORKERS = 1024
"""Processes."""
MOST_SECONDS = 86_400
"""For a page, and between two looks at a folder: a day."""
MOST_MEMORY = 1_048_576
"""MiB a process."""
