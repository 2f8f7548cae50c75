"""What hypothesis draws for the tests of numbers and codes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

STYLES = ("titik", "koma")
_SIGNS = {"titik": (".", ","), "koma": (",", ".")}

noise = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,-–()%/ \n\t<>=RrpPoOlISBAbCxX²½#&+;:'\"", max_size=40),
    st.lists(
        st.sampled_from(
            [
                "Rp",
                "Rp.",
                "12",
                "1.234",
                "5,4",
                "%",
                "(",
                ")",
                "-",
                "orang",
                "BB",
                "Level",
                "per",
                "1.000",
                "juta",
                "s/d",
                ">",
                "\n",
            ]
        ),
        max_size=10,
    ).map(" ".join),
)
"""Anything a cell may hold, well beyond what is sensible."""


def grouped(value: Decimal, style: str) -> str:
    """A number as a spreadsheet of that style prints it, its decimals as they are."""
    group, point = _SIGNS[style]
    return f"{value:,f}".translate({ord(","): group, ord("."): point})
