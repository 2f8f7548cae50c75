"""Which parts are a code of which nomenclature."""

from __future__ import annotations

import pytest

from normalizers.nomenklatur import fits_90, judged, looks_foreign, national


@pytest.mark.parametrize(
    ("code", "versi", "tingkat"),
    [
        ("2.09", None, "bidang"),
        ("2.09.03", None, "program"),
        ("2.09.03.2.01", None, "kegiatan"),
        ("2.09.03.2.01.04", "90/2019", "sub_kegiatan"),
        ("2.09.03.2.01.0004", "1317/2023", "sub_kegiatan"),
        ("1.08.1.08.01.15.02", "13/2006", "kegiatan"),
    ],
)
def test_version_and_level_are_told_by_the_parts(code: str, versi: str | None, tingkat: str) -> None:
    found = judged(code.split("."), mended=False)
    assert found is not None
    assert (found.kode, found.versi, found.tingkat) == (code, versi, tingkat)


@pytest.mark.parametrize("other", ["1.25.000.000", "9.99.01", "31.12.2022"])
def test_amounts_dates_and_bidang_that_none_has_are_no_codes(other: str) -> None:
    assert judged(other.split("."), mended=False) is None


def test_accounts_are_foreign_and_national_codes_have_their_own_parts() -> None:
    assert looks_foreign(["5", "1", "02", "01", "01", "0024"])
    assert not looks_foreign(["2", "09", "03", "2", "01", "0004"])
    assert national(["5630", "001"], mended=False)
    assert national(["1", "02"], mended=False) is None
    assert not fits_90(["2", "09", "03", "2"]), "a level of government names nothing"
