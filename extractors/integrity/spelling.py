"""Names of the PDF language that a changed byte has made into others."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(rb"/([^\x00\t\n\f\r /\[\]()<>{}%]{4,})")
_ESCAPE = re.compile(r"#([0-9a-fA-F]{2})")

_NAMES = """
    Type Page Pages Contents Resources MediaBox CropBox Rotate Parent Kids Count Catalog UserUnit Annots Annot Rect Group
    Font XObject ExtGState ColorSpace Pattern Shading Properties ProcSet Subtype Image Form Matrix BBox Name
    Type0 Type1 Type3 TrueType MMType1 CIDFontType0 CIDFontType2 CIDFontType0C Type1C OpenType BaseFont Encoding
    WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding PDFDocEncoding BaseEncoding Differences
    Identity Identity-H Identity-V ToUnicode FontDescriptor FontName FontFile FontFile2 FontFile3 FirstChar LastChar Widths
    DescendantFonts CIDSystemInfo CIDToGIDMap CIDSet CharSet CharProcs FontMatrix FontBBox Flags ItalicAngle Ascent Descent
    CapHeight StemV StemH XHeight AvgWidth MaxWidth MissingWidth Leading FontFamily FontStretch FontWeight
    Registry Ordering Supplement UseCMap CMapName CMap WMode
    Length Length1 Length2 Length3 Filter DecodeParms FlateDecode ASCII85Decode ASCIIHexDecode LZWDecode RunLengthDecode
    DCTDecode CCITTFaxDecode JBIG2Decode JPXDecode Predictor Columns Colors BitsPerComponent Width Height ImageMask SMask
    Mask Decode DeviceGray DeviceRGB DeviceCMYK ICCBased Indexed Alternate Rows BlackIs1 Interpolate Intent
    Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic
    Courier Courier-Bold Symbol ZapfDingbats OCProperties OCGs
"""
_KNOWN = frozenset(_NAMES.split())
_BUT_ONE = frozenset(name[:k] + "\0" + name[k + 1 :] for name in _KNOWN for k in range(len(name)))
"""The known names without one of their letters."""


def misspelt(text: bytes) -> bool:
    """True where an object as it is written (`<< /Tyqe /Font >>`) holds a name that is a known one but for a single letter.

    Names that people choose (of fonts, colours, layers) are not so near by chance; a flipped bit gives nothing else.
    """
    return any(_near(name) for name in set(_NAME.findall(text)))


@lru_cache(maxsize=10_000)
def _near(written: bytes) -> bool:
    name = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), written.decode("latin-1"))
    if name in _KNOWN or name.capitalize() in _KNOWN:  # `/image` is a name that people choose
        return False
    return any(name[:k] + "\0" + name[k + 1 :] in _BUT_ONE for k in range(len(name)))
