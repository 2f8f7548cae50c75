"""A large archive's report: an index, and a page of each agency that says of it what the whole report would."""

from __future__ import annotations

import py_compile
import re
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import unquote

import pyarrow.compute as pc
import pytest

from pipeline.batch import run as batch
from pipeline.batch.record.progress import SilentProgress
from pipeline.batch.record.summary import RunSummary
from pipeline.batch.sources import Wishes
from pipeline.config import Config
from pipeline.datasets import parts
from pipeline.datasets.one_agency import Agency, ByAgency, OneAgency
from pipeline.datasets.stored import StoredDatasets
from pipeline.errors import UsageError
from pipeline.report.pages import write_report
from tests.pipeline import arsip, written
from tests.pipeline.inline import Inline

CONFIG = Config(pekerja=1)
AGENCIES = 12


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of some hundred rows, so that a small archive has many."""
    monkeypatch.setattr(parts, "LEAST_REACH", 3)
    monkeypatch.setattr(parts, "SMALL_ARCHIVE", 300)


def run(folder: Path, prune: bool = False) -> RunSummary:
    return batch.run(folder / "raw", folder / "out", CONFIG, SilentProgress(), Wishes(prune=prune), executor=Inline())


def pages(folder: Path) -> dict[str, Path]:
    """The pages by the agency whose they are."""
    found = sorted((folder / "out/laporan").glob("*.html"))
    return {re.findall(r"<h1>(.*)</h1>", page.read_text(encoding="utf-8"))[0]: page for page in found}


def test_the_index_leads_to_a_page_of_each_agency_about_its_documents_alone(tmp_path: Path) -> None:
    arsip.fill(tmp_path / "raw", tmp_path / "out", range(36), AGENCIES, CONFIG)
    run(tmp_path)
    index = (tmp_path / "out/laporan.html").read_text(encoding="utf-8")
    names = {arsip.agency(n)[0] for n in range(AGENCIES)}
    assert pages(tmp_path).keys() == names
    assert set(re.findall(r'href="(laporan/[^"]*)"', index)) == {f"laporan/{p.name}" for p in pages(tmp_path).values()}
    text = pages(tmp_path)[arsip.agency(5)[0]].read_text(encoding="utf-8")
    links = {unquote(link) for link in re.findall(r'href="([^"#]*\.pdf)', text)}
    assert {(tmp_path / "out/laporan" / link).resolve() for link in links} == set((tmp_path / "raw/00005").iterdir())
    assert "3 dokumen, Kabupaten Contoh 00005" in text
    assert "Semua 180 nilai terbaca pasti" in text
    assert "Persentase jalan mantap tahap 0" in text
    assert 'href="../laporan.html"' in text


def test_what_python_compiled_beside_the_templates_is_none_of_them(tmp_path: Path) -> None:
    """pip compiles all that it installs."""
    with as_file(files("pipeline.report") / "templates") as templates:
        assert py_compile.compile(str(templates / "__init__.py"), doraise=True) is not None
    arsip.fill(tmp_path / "raw", tmp_path / "out", range(36), AGENCIES, CONFIG)
    run(tmp_path)
    assert len(pages(tmp_path)) == AGENCIES


def test_a_page_is_made_again_only_where_something_is_another(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    arsip.fill(raw, output, range(36), AGENCIES, CONFIG)
    run(tmp_path)
    before = {name: (page.read_bytes(), page.stat().st_mtime_ns) for name, page in pages(tmp_path).items()}
    arsip.fill(raw, output, range(36, 37), AGENCIES, CONFIG)
    run(tmp_path)
    after = {name: (page.read_bytes(), page.stat().st_mtime_ns) for name, page in pages(tmp_path).items()}
    told = {name for name in before if before[name] != after[name]}
    assert told == {arsip.agency(0)[0]}
    assert "4 dokumen" in after[arsip.agency(0)[0]][0].decode()
    assert run(tmp_path).tetap
    again = {name: page.read_bytes() for name, page in pages(tmp_path).items()}
    for page in pages(tmp_path).values():
        page.unlink()
    run(tmp_path)
    assert {name: page.read_bytes() for name, page in pages(tmp_path).items()} == again, "how they came to be does not show"
    pages(tmp_path)[arsip.agency(3)[0]].unlink()
    assert not run(tmp_path).tetap, "a page is missed"
    assert len(pages(tmp_path)) == AGENCIES


def test_a_page_goes_with_its_agency_and_all_with_a_large_archive(tmp_path: Path) -> None:
    arsip.fill(tmp_path / "raw", tmp_path / "out", range(24), AGENCIES, CONFIG)
    run(tmp_path)
    (tmp_path / "out/laporan/catatan.txt").write_text("punya orang", encoding="utf-8")
    for agency in range(6):
        for path in (tmp_path / f"raw/{agency:05d}").iterdir():
            path.unlink()
    run(tmp_path, prune=True)
    assert not pages(tmp_path)
    assert [p.name for p in (tmp_path / "out/laporan").iterdir()] == ["catatan.txt"]
    assert "Kabupaten Contoh 00007" in (tmp_path / "out/laporan.html").read_text(encoding="utf-8")


def test_a_page_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    arsip.fill(tmp_path / "raw", tmp_path / "out", range(24), AGENCIES, CONFIG)
    theirs = tmp_path / "out/laporan/beranda.html"
    theirs.parent.mkdir()
    theirs.write_text("<h1>Beranda dinas</h1>", encoding="utf-8")
    with pytest.raises(UsageError, match="beranda"):
        run(tmp_path)
    assert theirs.read_text(encoding="utf-8") == "<h1>Beranda dinas</h1>"


def test_a_small_archive_has_one_page(tmp_path: Path) -> None:
    written.write(tmp_path, written.sample())
    write_report(tmp_path)
    assert not (tmp_path / "laporan").exists()


def test_what_is_told_of_one_agency_is_what_all_datasets_tell_of_its_documents(tmp_path: Path) -> None:
    arsip.fill(tmp_path / "raw", tmp_path / "out", range(36), AGENCIES, CONFIG)
    run(tmp_path)
    stored = StoredDatasets(tmp_path / "out")
    by_agency = ByAgency(stored)
    assert len(stored.files("kinerja")) > 5
    for number in range(AGENCIES):
        name, _ = arsip.agency(number)
        idents = {row["dokumen_id"] for row in stored.rows("dokumen", ["dokumen_id"], pc.field("instansi") == name)}
        one = OneAgency(by_agency, Agency(frozenset({name}), frozenset({name}), frozenset(idents)))
        theirs = pc.field("dokumen_id").isin(sorted(idents))
        for dataset, column in (("kinerja", "nilai"), ("anggaran", "nilai_teks"), ("temuan", "pesan"), ("tabel", "judul")):
            assert one.rows(dataset, [column]) == stored.rows(dataset, [column], theirs)
            assert one.count(dataset) == stored.count(dataset, theirs) > 0
            assert one.tally(dataset, ["dokumen_id"]) == stored.tally(dataset, ["dokumen_id"], theirs)
        assert one.count("indikator") == stored.count("indikator", pc.field("instansi") == name)
        some = pc.field("ukuran") == "target"
        assert one.count("kinerja", some) == stored.count("kinerja", some & theirs)
