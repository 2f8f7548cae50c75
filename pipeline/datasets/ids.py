"""Ids that stay the same for the same bytes."""

from __future__ import annotations

import hashlib


def stable_id(*parts: object) -> str:
    """Twelve hexadecimal digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:12]
