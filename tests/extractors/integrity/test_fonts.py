"""Fonts whose entries do not fit each other."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from extractors.integrity.fonts import damaged_font

MAP = b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <01> <0041> endbfchar endcmap"


def simple(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        FirstChar=65,
        LastChar=67,
        Widths=Array([500, 500, 500]),
        FontDescriptor=Dictionary(FontName=Name.Vera),
        ToUnicode=Stream(pdf, MAP),
    )


def test_a_font_as_it_must_be_is_whole() -> None:
    with pikepdf.new() as pdf:
        assert not damaged_font(pdf, simple(pdf))
        assert not damaged_font(pdf, Dictionary(Subtype=Name.Type1))
        assert not damaged_font(pdf, Dictionary(Subtype=Name.Type0, DescendantFonts=[simple(pdf)], ToUnicode=Name("/Identity-H")))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Subtype", lambda pdf: Name.TrueTyqe),
        ("/Widths", lambda pdf: Array([500, 500])),
        ("/LastChar", lambda pdf: 70),
        ("/FontDescriptor", lambda pdf: Dictionary()),
        ("/FontDescriptor", lambda pdf: Array([])),
        ("/ToUnicode", lambda pdf: Dictionary()),
        ("/ToUnicode", lambda pdf: Stream(pdf, b"tak ada peta")),
        ("/ToUnicode", lambda pdf: Stream(pdf, MAP.replace(b"<01>", b"<\x811>"))),  # no checksum vouches for it
        ("/Subtype", lambda pdf: Name.Type0),  # and no font below it
    ],
)
def test_an_entry_that_does_not_fit_is_damage(key: str, value: Callable[[pikepdf.Pdf], pikepdf.Object]) -> None:
    with pikepdf.new() as pdf:
        font = simple(pdf)
        font[key] = value(pdf)
        assert damaged_font(pdf, font)
