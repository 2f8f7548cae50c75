"""What the documents say is true: commands, files, names, snippets."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import duckdb
import pandas as pd
import pypdfium2 as pdfium
import pytest

from extractors.layout.limits import limits_of
from extractors.layout.steps import HEURISTICS
from pipeline.config import read_config
from pipeline.datasets import dictionary as kamus
from pipeline.datasets.records import DATASETS
from tests.pdfs import BAD_FILES, CASES, case
from tests.pdfs.contoh import PLANTED, SAMPLE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MESIN = (ROOT / "docs/MESIN.md").read_text(encoding="utf-8")
HEURISTIK = (ROOT / "docs/HEURISTIK.md").read_text(encoding="utf-8")
BATAS = (ROOT / "docs/BATAS.md").read_text(encoding="utf-8")
PAGES = ("ARSITEKTUR", "ATURAN", "BATAS", "HEURISTIK", "MESIN", "PAKET", "SKALA", "TINJAU")
DOCUMENTS = [ROOT / "README.md", ROOT / "raw/README.md", *(ROOT / f"docs/{name}.md" for name in PAGES)]
PACKAGES = ("extractors", "normalizers", "pipeline")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def blocks(language: str, text: str = README) -> list[str]:
    """The code blocks of a language, the README's if of no other text."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_ci_runs_the_second_command_as_it_stands_here() -> None:
    command = blocks("bash")[1].strip()
    assert command.endswith("-m pytest")
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").strip().splitlines()
    assert lines[-1] == command


def test_the_windows_commands_are_the_same_ones() -> None:
    def plain(text: str) -> str:
        text = text.replace("python3", "python").replace("py -3 ", "python ").replace("\\", "/").replace(" &&", ";")
        return text.replace(".venv/bin/", "").replace(".venv/Scripts/", "").strip()

    assert [plain(line) for line in blocks("powershell")[0].splitlines()] == [plain(b) for b in blocks("bash")[:2]]


def commands() -> list[list[str]]:
    """Every `lkjip ...` of the README's shell blocks, without the program's name."""
    found = []
    for line in "\n".join(blocks("bash")).splitlines():
        for part in line.split("&&"):
            words = part.split()
            if words and words[0].endswith("/lkjip"):
                found.append(words[1:])
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_exists(words: list[str]) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", words[0], "--help"],
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
    )
    assert shown.returncode == 0, shown.stderr
    for option in (word for word in words if word.startswith("--")):
        assert option in shown.stdout


def test_the_toml_is_accepted() -> None:
    config = read_config(tomllib.loads(blocks("toml")[0]))
    assert config.kepala["ukuran"]["target"]
    assert config.instansi
    assert config.mesin.tetap == {"2019/*": "camelot-hybrid"}
    assert read_config(tomllib.loads(blocks("toml", MESIN)[0])).mesin.hakim


def test_each_engine_gives_the_tables_of_a_page_to_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(blocks("python", MESIN)[0], names)
    for engine in ("kisi", "pdfplumber", "camelot"):
        tables = names[engine]
        assert isinstance(tables, list)
        assert any(frame.eq("80,19").any(axis=None) for frame in tables), engine


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_named_files_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    missing = [link for link in links if not (document.parent / link).exists()]
    modules = re.findall(r"`((?:pipeline|extractors|normalizers|benchmarks|tests|docs)/[\w/.-]+\.\w+)`", text)
    missing += [name for name in modules if not (ROOT / name).exists()]
    assert not missing


def test_the_map_of_the_house_names_every_folder_of_modules() -> None:
    text = (ROOT / "docs/ARSITEKTUR.md").read_text(encoding="utf-8")
    denah = set(re.findall(r"`([\w/]+)`", text[text.index("## Denah") : text.index("## Keputusan")]))
    modules = [p for name in PACKAGES for p in (ROOT / name).rglob("*.py") if p.name != "__init__.py"]
    inner = {place for p in modules if "/" in (place := p.parent.relative_to(ROOT).as_posix())}
    assert [place for place in sorted(inner) if not any(f"/{place}".endswith(f"/{told}") for told in denah)] == []


def test_all_datasets_are_introduced() -> None:
    assert all(f"`{name}`" in README for name in DATASETS)


def test_output_readme_is_up_to_date() -> None:
    written = (ROOT / "output/README.md").read_text(encoding="utf-8")
    assert written == kamus.readme(), "python -m pipeline.datasets.dictionary output/README.md"


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs/PAKET.md").read_text(encoding="utf-8")
    names = [re.split(r"[><=\[;]", line)[0].removesuffix("-py") for line in PROJECT["dependencies"]]
    assert [name for name in names if name not in text] == []


def test_every_test_pdf_is_listed_with_its_purpose() -> None:
    text = (ROOT / "tests/README.md").read_text(encoding="utf-8")
    lines = [f"| {name} | {case(name).purpose} |" for name in CASES]
    lines += [f"| {name} | {(build.__doc__ or '').strip()} |" for name, build in BAD_FILES.items()]
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize("name", SAMPLE)
def test_the_shipped_sample_is_what_its_builder_makes(name: str) -> None:
    """Compared by what it shows, not by its bytes: those depend on the versions of reportlab and zlib."""
    built = pdfium.PdfDocument(SAMPLE[name]())
    shipped = pdfium.PdfDocument(ROOT / "raw/contoh" / name)
    assert len(built) == len(shipped)
    for ours, theirs in zip(built, shipped, strict=True):
        assert ours.get_size() == theirs.get_size()
        assert ours.get_textpage().get_text_range() == theirs.get_textpage().get_text_range()


def test_the_sample_is_small() -> None:
    files = list((ROOT / "raw/contoh").rglob("*.pdf"))
    assert {file.relative_to(ROOT / "raw/contoh").as_posix() for file in files} == set(SAMPLE)
    assert sum(file.stat().st_size for file in files) < 600_000


def test_the_first_run_finds_the_planted_mistakes_and_no_others(contoh_output: Path) -> None:
    found = pd.read_parquet(contoh_output / "temuan")
    assert sorted(found[found.keparahan != "info"].aturan) == sorted(PLANTED)
    assert (pd.read_parquet(contoh_output / "dokumen").status == "berhasil").all()


def test_the_tour_in_sql(contoh_output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's query finds the two indicators of the sample's last report that missed their target."""
    monkeypatch.chdir(contoh_output.parent)
    rows = duckdb.sql(blocks("sql")[0]).fetchall()
    missed = {row[0] for row in rows if row[1] == 2023}
    assert missed == {"Luas kawasan kumuh yang tertangani", "Persentase rumah tangga dengan akses sanitasi layak"}


def test_the_tour_in_pandas(contoh_output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(contoh_output.parent)
    names: dict[str, object] = {}
    exec(blocks("python")[0], names)
    table = names["serapan"]
    assert isinstance(table, pd.DataFrame)
    assert table.loc[(2023, "1.04.03", "Program Kawasan Permukiman"), "persen"] == 96.71


def heuristics_told() -> dict[str, str]:
    """The test that docs/HEURISTIK.md names for each heuristic, blank for none."""
    return dict(re.findall(r"^\| `([\w]+\.[\w.]+)` \|.*\| (?:`([\w/.]+)`)? ?\|$", HEURISTIK, re.MULTILINE))


def limits_told() -> dict[str, tuple[str, str, str]]:
    """What docs/BATAS.md tells of each limit: (its value, its unit, what it means)."""
    module, out = "", {}
    for line in BATAS.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].startswith("**`"):
            module = cells[0].strip("*`")
        elif module and cells[0].startswith("`"):
            out[f"{module}.{cells[0].strip('`')}"] = (cells[1], cells[2], cells[3])
    return out


def test_the_page_of_heuristics_names_them_all() -> None:
    for module in (importlib.import_module(name) for name in ("extractors.extract", "pipeline.document")):
        assert module
    known = {ident for ident in HEURISTICS if not ident.startswith("extractors.")}
    assert heuristics_told().keys() == known, "python benchmarks/dugaan/heuristik.py"


def test_every_heuristic_has_a_test_that_fails_without_it() -> None:
    assert [ident for ident, test in heuristics_told().items() if not test or not (ROOT / test).is_file()] == []


def test_the_page_of_heuristics_tells_every_limit_as_it_is() -> None:
    limits = {
        place: (f"{one.value:g}", one.unit, one.meaning) for package in PACKAGES for place, one in limits_of(package).items()
    }
    assert limits_told() == limits, "python benchmarks/dugaan/heuristik.py"


def test_the_page_of_heuristics_stays_readable() -> None:
    assert len(HEURISTIK.splitlines()) < 200
