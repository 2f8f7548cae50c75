"""Everything that is printed goes through here: text of documents and names of files show on the terminal, and never drive it.

What would act instead of show (control codes, marks that turn the direction of writing, what has no width, ends of lines) is
printed as its escape. No markup and no `:emoji:` is looked for in a text; colours are ours alone. The datasets keep all as it is.
"""

from __future__ import annotations

import json
import unicodedata

from rich.console import Console
from rich.text import Text

from pipeline.storage.origin import with_odd_bytes

_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories: control, format (direction, no width), surrogates, ends of lines and paragraphs."""

Part = str | tuple[str, str]
"""A text, or a text and its style."""


def plain(text: str) -> str:
    r"""The text on one line, with `\x1b`, `\u202e` for what would act and `%FE` for a byte that is no UTF-8."""
    return text if text.isprintable() else "".join(map(_shown, with_odd_bytes(text)))


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _ACTING:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def in_cell(text: str) -> Text:
    """A text for a cell of a table, in which it may have several lines."""
    return Text("\n".join(map(plain, text.split("\n"))))


def tell(console: Console, *parts: Part) -> None:
    """Print one line, which only the terminal breaks."""
    line = Text()
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        line.append(plain(text), style)
    console.print(line, soft_wrap=True)


def json_line(value: object) -> str:
    """A value as JSON on one line; what would act is escaped in JSON's own way, so that it is read back as it was."""
    return "".join(c if c.isprintable() else _in_json(c) for c in json.dumps(value, ensure_ascii=False))


def _in_json(char: str) -> str:
    if unicodedata.category(char) not in _ACTING:
        return char
    return json.dumps(char)[1:-1] if ord(char) > 0x7F else f"\\u{ord(char):04x}"  # json leaves DEL as it is
