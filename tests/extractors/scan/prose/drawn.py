"""Running text drawn from margin to margin, and scans of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageFont

from extractors.extract import LEADING
from tests.extractors import paper

LINES = 16
TEXT = (
    "Pemerintah daerah menyusun laporan kinerja setiap tahun sesuai dengan aturan yang berlaku bagi seluruh perangkat daerah "
    "sebagai wujud pertanggungjawaban kepada masyarakat atas program serta kegiatan untuk meningkatkan pelayanan publik"
)


def set_apart(image: Image.Image, y: int, words: Sequence[str], left: int = 150, right: int = 1500) -> None:
    """The words of one line, spread so that they fill it from margin to margin."""
    font = ImageFont.load_default(30)
    widths = [font.getlength(word) for word in words]
    space = (right - left - sum(widths)) / (len(words) - 1)
    x = float(left)
    for word, width in zip(words, widths, strict=True):
        paper.write(image, round(x), y, word)
        x += width + space


def justified(set_wide: Sequence[int]) -> Image.Image:
    """Running text from margin to margin; the lines `set_wide` have few words and wide spaces."""
    image, words = paper.blank(1654, 1400), TEXT.split()
    at = 0
    for k in range(LINES):
        many = 9 if k in set_wide else 10
        set_apart(image, 120 + 60 * k, [words[(at + i) % len(words)] for i in range(many)])
        at += many
    return image


def scan(path: Path, last: Image.Image) -> Path:
    """A file of pictures: pages that are always read, which are blank, and this one."""
    first, *rest = [*[paper.blank(1654, 1400)] * LEADING, last]
    first.save(path, save_all=True, append_images=rest, resolution=paper.DPI)
    return path
