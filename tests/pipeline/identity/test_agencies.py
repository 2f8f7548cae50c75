"""Documents of one agency, however it is spelled."""

from __future__ import annotations

import pytest

from pipeline.identity.agencies import agencies, is_short_for
from tests.pipeline.fact_rows import dokumen


def same(a: tuple[str, str | None], b: tuple[str, str | None]) -> bool:
    found = agencies([dokumen("a", *a), dokumen("b", *b)])
    return found["a"] == found["b"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            ("Dinas Pekerjaan Umum dan Penataan Ruang Kota Lembayung", "Kota Lembayung"),
            ("DINAS PUPR", "Kota Lembayung"),
        ),
        (("Dinas Komunikasi dan Informatika", "Kota Lembayung"), ("Diskominfo Kota Lembayung", "Kota Lembayung")),
        (
            ("Dinas Koperasi, Usaha Kecil dan Menengah", "Kota Lembayung"),
            ("Dinas Koperasi dan Usaha Mikro, Kecil dan Menengah", "Kota Lembayung"),
        ),
        (("Dinas Kesehatan", "Kota Lembayung"), ("Dinas Kesehatna Kota Lembayung", "Kota Lembayung")),
        (("Dinas Kesehatan", None), ("Dinas Kesehatan Kota Lembayung", "Kota Lembayung")),
    ],
)
def test_one_agency(a: tuple[str, str | None], b: tuple[str, str | None]) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Dinas Kesehatan", "Kabupaten Bangka"), ("Dinas Kesehatan", "Kabupaten Bangkalan")),
        (("Dinas Kesehatan", "Kota Solok"), ("Dinas Kesehatan", "Kabupaten Solok")),
        (("Dinas Pendidikan", "Kota Lembayung"), ("Dinas Pendapatan", "Kota Lembayung")),
        (("Kecamatan Sukamaju", "Kota Lembayung"), ("Kecamatan Sukamaja", "Kota Lembayung")),
        (("Dinas Kesehatan", "Kota Lembayung"), ("Badan Kesehatan", "Kota Lembayung")),
    ],
)
def test_two_agencies(a: tuple[str, str | None], b: tuple[str, str | None]) -> None:
    assert not same(a, b)


def test_a_nameless_document_belongs_to_the_only_agency_of_its_folder() -> None:
    found = agencies([dokumen("a", folder="x"), dokumen("b", None, None, folder="x"), dokumen("c", None, None, folder="y")])
    assert found["b"] == found["a"] != found["c"]
    assert found["c"].name is None


def test_without_region_and_two_that_fit_it_stands_alone() -> None:
    found = agencies(
        [
            dokumen("a", "Dinas Kesehatan", "Kota Lembayung"),
            dokumen("b", "Dinas Kesehatan", "Kota Cendana"),
            dokumen("c", "Dinas Kesehatan", None),
        ]
    )
    assert len({agency.key for agency in found.values()}) == 3


def test_short_names() -> None:
    assert is_short_for("pupr", ["pekerjaan", "umum", "penataan", "ruang"])
    assert is_short_for("dinkes", ["dinas", "kesehatan"])
    assert not is_short_for("dinsos", ["dinas", "kesehatan"])
