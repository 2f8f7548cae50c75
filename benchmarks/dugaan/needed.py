"""The tests that fail without a heuristic: they hold the layouts that need it, also where no document at hand does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extractors.layout.steps import HEURISTICS

ROOT = Path(__file__).resolve().parents[2]
_WITHOUT = (
    "import sys, pytest; from extractors.layout.steps import OFF; OFF.add(sys.argv[1]); sys.exit(pytest.main(sys.argv[2:]))"
)
_FAILED = 1
_ELSEWHERE = {
    "columns.numbered.numbered_borders": "tests/extractors/headings/test_groups.py",
    "headings.extent.one_name": "tests/extractors/headings/test_ruled.py",
    "headings.extent.reached_up": "tests/extractors/test_extract.py",
    "scan.rulings.checks.goes_on": "tests/extractors/scan/rulings/test_find.py",
    "scan.rulings.find.short_uprights": "tests/extractors/scan/rulings/test_drawn_through.py",
    "scan.rulings.runs.without_tails": "tests/extractors/scan/rulings/test_find.py",
    "scan.stipple.without_stipple": "tests/extractors/scan/test_dark_fields.py",
    "tables.columns.relations.numbered_by_codes": "tests/pipeline/tables/columns/test_meanings.py",
    "tables.columns.relations.projected": "tests/pipeline/tables/columns/test_meanings.py",
    "tables.columns.shares.over_years": "tests/pipeline/tables/columns/test_meanings.py",
    "tables.mended.broken_words.with_percent_signs": "tests/pipeline/facts/as_printed/test_scanned_figures.py",
}
"""Where the test is not the one beside its module."""


def needing(idents: Iterable[str], workers: int) -> dict[str, str]:
    """For each heuristic a test file that fails without it; none where it does not."""
    wanted = list(idents)
    with ThreadPoolExecutor(workers) as pool:
        return {ident: test for ident, test in zip(wanted, pool.map(_needing, wanted), strict=True) if test}


def _needing(ident: str) -> str | None:
    module = HEURISTICS[ident].__module__.split(".")
    test = _ELSEWHERE.get(ident) or "/".join(["tests", *module[:-1], f"test_{module[-1]}.py"])
    options = ["-q", "-x", "-n", "0", "-p", "no:cacheprovider", test]
    ended = subprocess.run(
        [sys.executable, "-c", _WITHOUT, ident, *options], cwd=ROOT, capture_output=True, check=False
    ).returncode
    print(f"{ident}: {test if ended == _FAILED else 'no test'}", flush=True)
    return test if ended == _FAILED else None
