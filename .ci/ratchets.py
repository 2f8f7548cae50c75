"""What may only get better: `python .ci/ratchets.py [--lower]`. Exit code 1 where a figure is above its limit in ratchets.toml.

    complex_share    percent of functions whose complexity (radon: branches and the clauses of conditions) is over 20, by package
    complex_most     the highest complexity
    literals         numbers written out in comparisons (ruff PLR2004)
    untested         modules that no test imports
    word_lists       lists of words in pipeline's code, in patterns or named collections; words are data (normalizers/data)

`--lower` writes the figures of today where they are lower.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "normalizers", "pipeline")
LIMITS = ROOT / ".ci/ratchets.toml"
_COMPLEX = 20
_ALTERNATIVES = re.compile(r"(?<![\\\w])[a-z]{3,}[)?]*\|[(?:]*[a-z]{3,}", re.IGNORECASE)
"""Two words of three letters or more as alternatives of a pattern."""
_FEW_WORDS = 3
"""A collection of fewer words is no list of them."""


def modules(package: str) -> list[Path]:
    return sorted(p for p in (ROOT / package).rglob("*.py") if p.name != "__init__.py")


def complexities(package: str) -> list[int]:
    """Of every function and method."""
    out = []
    for path in modules(package):
        for block in cc_visit(path.read_text(encoding="utf-8")):
            if hasattr(block, "methods"):
                out += [method.complexity for method in block.methods]
            elif getattr(block, "classname", None) is None:
                out.append(block.complexity)
    return out


def literals() -> int:
    command = [sys.executable, "-m", "ruff", "check", "--select", "PLR2004", "--output-format", "json", "--exit-zero", *PACKAGES]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return len(json.loads(found.stdout))


def named_by_tests() -> set[str]:
    """Dotted names of modules that a test imports."""
    out = set()
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                out |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                out |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return out


def word_lists(source: str) -> int:
    """Patterns with words as alternatives, and collections of words whose type does not say that they are a vocabulary."""
    found = 0
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            found += any(_ALTERNATIVES.search(text) for text in texts)
        elif isinstance(node, ast.Assign):
            held = [n for n in ast.walk(node.value) if isinstance(n, ast.Tuple | ast.List | ast.Set)]
            found += any(len(n.elts) >= _FEW_WORDS and all(map(_is_word, n.elts)) for n in held)
    return found


def _is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.replace(" ", "").isalpha()


def measured() -> dict[str, float]:
    out: dict[str, float] = {}
    for package in PACKAGES:
        found = complexities(package)
        out[f"complex_share.{package}"] = round(100 * sum(c > _COMPLEX for c in found) / len(found), 1)
        out[f"complex_most.{package}"] = max(found)
    out["literals"] = literals()
    tested = named_by_tests()
    dotted = {".".join(p.relative_to(ROOT).with_suffix("").parts) for package in PACKAGES for p in modules(package)}
    out["untested"] = len(dotted - tested)
    out["word_lists"] = sum(word_lists(path.read_text(encoding="utf-8")) for path in modules("pipeline"))
    return out


def main() -> None:
    limits: dict[str, float] = tomllib.loads(LIMITS.read_text(encoding="utf-8")) if LIMITS.exists() else {}
    now = measured()
    worse = {name: (now[name], limit) for name, limit in limits.items() if now.get(name, 0) > limit}
    for name, value in now.items():
        print(f"{name}: {value:g} (at most {limits.get(name, value):g})")
    if "--lower" in sys.argv:
        lower = {name: min(value, limits.get(name, value)) for name, value in now.items()}
        LIMITS.write_text("".join(f'"{name}" = {value:g}\n' for name, value in lower.items()), encoding="utf-8")
    if worse:
        sys.exit("above its limit: " + ", ".join(f"{name} {value:g} > {limit:g}" for name, (value, limit) in worse.items()))


if __name__ == "__main__":
    main()
