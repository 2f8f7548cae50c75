"""What a page of the report shows: what was read, what is doubtful, what disagrees, what the agencies' figures look like.

From the written datasets alone, of all agencies or of one. Its size is bounded whatever the archive: every list has a limit,
and says how many more there are and where.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets.stored import StoredDatasets
from pipeline.datasets.vocabulary import Keparahan, StatusDokumen
from pipeline.findings import numerals as tampilan
from pipeline.findings.terms import arti_aturan, istilah
from pipeline.keputusan.store import read_decisions
from pipeline.report import charts
from pipeline.report import profiles as profil
from pipeline.report.cell_pictures import CellPlace
from pipeline.report.people import people
from pipeline.report.shown import FindingGroup, Shown, SourceLink
from pipeline.report.words import PLAIN, measure, owner, plain_words, relative_url, span, text_of, value_of
from pipeline.storage.origin import UNKNOWN, file_of, folder_of

_CARD_CHARACTERS = 56  # what a card's row of figures holds; longer ones get a card of double width
_GRAVITY: tuple[Keparahan, ...] = get_args(Keparahan)
_STATUS: tuple[StatusDokumen, ...] = ("gagal", "sebagian", "berhasil")
_DOCUMENT = (
    "dokumen_id",
    "berkas",
    "folder",
    "jenis",
    "instansi",
    "wilayah",
    "tahun",
    "periode_awal",
    "periode_akhir",
    "halaman",
    "halaman_pindaian",
    "status",
    "galat",
)


Pictures = Callable[[Sequence[CellPlace]], Mapping[CellPlace, str]]
"""Pictures of cells as `data:` URLs, for those that can be had."""


class Report:
    """Gathers from the datasets what the page shows; one method a section."""

    def __init__(
        self, stored: StoredDatasets, limits: Shown, pictures: Pictures | None, whole: StoredDatasets, folder: Path
    ) -> None:
        """Of `stored`, which may be one agency of `whole`; `folder` is where the page is to lie. Without `pictures` no cell is
        shown."""
        self.stored, self.whole, self.folder = stored, whole, folder
        self.pictures = pictures
        self.limits = limits
        self.istilah = istilah()
        self._names: dict[str, tuple[str, str]] = {}
        """Name and input folder, as `dokumen` has them, by the document's id."""

    def context(self, profiles: bool = True) -> dict[str, Any]:
        """All that the template is given; what the agencies' figures look like where `profiles` says so."""
        return {
            "ringkasan": self.summary(),
            "temuan": self.findings(),
            "ragu": self.doubtful(),
            "instansi": self.agencies() if profiles else None,
            "dokumen": self.document_rows(),
            "gagal": self._first_documents("gagal", self.limits.dokumen),
            "orang": self.decided() if self.stored is self.whole else None,
            "batas": self.limits,
            "istilah": self.istilah,
        }

    def decided(self) -> dict[str, Any] | None:
        """What people decided; None where they decided nothing."""
        found = people(read_decisions(self.stored.output))
        if not found.berlaku and not found.batal:
            return None
        shown = found.dokumen[: self.limits.dokumen]
        idents = [one.dokumen_id for one in shown]
        self._learn(idents)
        pages = self.stored.rows("dokumen", ["dokumen_id", "halaman"], pc.field("dokumen_id").isin(pa.array(idents, pa.string())))
        of = {row["dokumen_id"]: row["halaman"] for row in pages}
        known = [one for one in shown if one.dokumen_id in of]
        rows = [{"sumber": self.source(one.dokumen_id, None), "halaman": of[one.dokumen_id], "r": one} for one in known]
        return {"semua": found, "dokumen": rows}

    def summary(self) -> dict[str, Any]:
        facts = Counter[tuple[str, str]]()
        for name in ("kinerja", "anggaran"):
            for (status,), count in self.stored.tally(name, ["status_nilai"]).items():
                facts[name, status] += count
        sure = sum(count for (_, status), count in facts.items() if status == "pasti")
        doubtful = facts.total() - sure
        gravity = Counter({key[0]: count for key, count in self.stored.tally("temuan", ["keparahan"]).items()})
        status = Counter({key[0]: count for key, count in self.stored.tally("dokumen", ["status"]).items()})
        years = [y for spans in self.stored.tally("dokumen", ["tahun", "periode_awal", "periode_akhir"]) for y in spans if y]
        return {
            "dokumen": status.total(),
            "status": {name: status[name] for name in reversed(_STATUS)},
            "halaman": self.stored.total("dokumen", "halaman"),
            "pindaian": self.stored.total("dokumen", "halaman_pindaian"),
            "tabel": self.stored.count("tabel"),
            "indikator": self.stored.count("indikator"),
            "kinerja": facts["kinerja", "pasti"] + facts["kinerja", "ragu"],
            "anggaran": facts["anggaran", "pasti"] + facts["anggaran", "ragu"],
            "pasti": sure,
            "ragu": doubtful,
            "bilah_ragu": charts.shares([("pasti", sure), ("ragu", doubtful)], f"{sure} nilai pasti, {doubtful} ragu"),
            "temuan": gravity.total(),
            "keparahan": {name: gravity[name] for name in _GRAVITY},
            "tahun": (min(years), max(years)) if years else None,
            "instansi": sum(name is not None for (name,) in self.stored.tally("dokumen", ["instansi"])),
        }

    def findings(self) -> list[FindingGroup]:
        """Findings by rule, gravest first. Doubtful values have a section of their own."""
        groups = []
        for (gravity, rule), count in self.stored.tally("temuan", ["keparahan", "aturan"]).items():
            if rule == "nilai_ragu":
                continue
            rows = self.stored.rows(
                "temuan",
                ["dokumen_id", "halaman", "pesan", "rincian"],
                (pc.field("aturan") == rule) & (pc.field("keparahan") == gravity),
                limit=self.limits.temuan_per_aturan,
            )
            details = [json.loads(row["rincian"] or "{}") for row in rows]
            self._learn([r["dokumen_id"] for r in rows] + [c["dokumen_id"] for d in details for c in d.get("sel", [])])
            items = tuple(
                {
                    "pesan": row["pesan"],
                    "sumber": self.source(row["dokumen_id"], row["halaman"]),
                    **self._details(data),
                }
                for row, data in zip(rows, details, strict=True)
            )
            title, meaning = self.istilah["aturan"].get(rule, (plain_words(rule), ""))
            groups.append(FindingGroup(rule, title, meaning, gravity, count, items))
        return sorted(groups, key=lambda g: (_GRAVITY.index(g.keparahan), -g.count, g.aturan))

    def _details(self, data: dict[str, Any]) -> dict[str, Any]:
        """The details of a finding: `sel`, the cells compared, and `rincian`, all else as (name, text) pairs."""
        cells = [
            {
                "teks": cell.get("teks", ""),
                "ukuran": self._measure(cell),
                "sumber": self.source(cell["dokumen_id"], cell.get("halaman")),
            }
            for cell in data.pop("sel", [])
        ]
        pairs = [
            (plain_words(name), text_of(value, plain=name.startswith(PLAIN)))
            for name, value in data.items()
            if value not in (None, "", [], {}) and not name.endswith("_id")
        ]
        return {"sel": cells[: self.limits.sel], "jumlah_sel": len(cells), "rincian": pairs}

    def _measure(self, row: Mapping[str, Any]) -> str:
        """`realisasi 2023`, in words for people."""
        return f"{measure(row.get('ukuran') or '')} {row.get('tahun') or ''}".strip()

    def doubtful(self) -> dict[str, Any]:
        """The first doubtful values of either kind, with their text and possible readings."""
        where = pc.field("status_nilai") == "ragu"
        common = ["dokumen_id", "tabel_id", "halaman", "baris", "kolom", "tahun", "ukuran", "nilai", "nilai_teks", "kandidat"]
        items = []
        for name, columns in (("anggaran", ["uraian"]), ("kinerja", ["indikator", "predikat"])):
            subject = columns[0]
            rows = self.stored.rows(name, [*common, "aturan_nilai", *columns], where, limit=self.limits.ragu)
            self._learn([row["dokumen_id"] for row in rows])
            for row in rows:
                readings = row["kandidat"] or ([] if row["nilai"] is None else [float(row["nilai"])])
                shown_as = [tampilan.angka(value) for value in readings] or [p for p in (row.get("predikat"),) if p]
                items.append(
                    {
                        "apa": row[subject],
                        "ukuran": self._measure(row),
                        "teks": row["nilai_teks"],
                        "bacaan": shown_as,
                        "sebab": arti_aturan(row["aturan_nilai"]) if row["aturan_nilai"] else "",
                        "sumber": self.source(row["dokumen_id"], row["halaman"]),
                        "sel": (row["tabel_id"], row["baris"], row["kolom"]),
                        "gambar": None,
                    }
                )
        shown = sorted(items, key=lambda i: (i["sumber"].berkas, i["sumber"].halaman))[: self.limits.ragu]
        if self.pictures is not None:
            self._with_pictures(shown, self.pictures)
        count = sum(self.stored.count(name, where) for name in ("kinerja", "anggaran"))
        return {"items": shown, "count": count}

    def _with_pictures(self, shown: Sequence[dict[str, Any]], cut: Pictures) -> None:
        """Add to each value the picture of its cell, None where there is none."""
        if not shown:
            return
        tables = pc.field("tabel_id").isin(sorted({item["sel"][0] for item in shown}))
        rows = pc.field("baris").isin(sorted({item["sel"][1] for item in shown}))
        cells = self.stored.rows(
            "sel", ["tabel_id", "baris", "kolom", "halaman", "x0", "y0", "x1", "y1", "dari_ocr"], tables & rows
        )
        boxes = {
            (c["tabel_id"], c["baris"], c["kolom"]): (c["halaman"], (c["x0"], c["y0"], c["x1"], c["y1"]), c["dari_ocr"])
            for c in cells
        }
        places = {
            item["sel"]: CellPlace(file, *boxes[item["sel"]])
            for item in shown
            if item["sel"] in boxes and (file := item["sumber"].file) is not None
        }
        pictures = cut(list(dict.fromkeys(places.values()))) if places else {}
        for item in shown:
            item["gambar"] = pictures.get(places[item["sel"]]) if item["sel"] in places else None

    def agencies(self) -> dict[str, Any]:
        found, count = profil.agencies(self.stored, self.limits.instansi)
        return {"items": [self._agency(agency) for agency in found], "count": count}

    def _agency(self, agency: profil.AgencyDocuments) -> dict[str, Any]:
        self._learn([ident for ident, _, _ in agency.dokumen])
        indicators = profil.indicators(self.stored, agency)
        with_both = [i for i in indicators if i.measured]
        shown = (with_both or indicators)[: self.limits.indikator]
        return {
            "nama": agency.nama or "Instansi tidak dikenali",
            "wilayah": agency.wilayah or "wilayah tidak dikenali",
            "jumlah_dokumen": agency.jumlah,
            "indikator": [self._card(indicator) for indicator in shown],
            "jumlah_indikator": len(indicators),
            "anggaran": [self._budget(b) for b in profil.budgets(self.stored, agency, self.limits.tahun_anggaran)],
        }

    def _card(self, indicator: profil.ProfilIndikator) -> dict[str, Any]:
        years = sorted(indicator.tahun)
        measured = [year for year in years if "realisasi" in indicator.tahun[year]]
        # Of a long series keep the years around the latest result: it is what a reader compares.
        last = years.index(measured[-1]) + 1 if measured else len(years)
        end = min(len(years), max(last + 1, self.limits.tahun))
        years = years[max(0, end - self.limits.tahun) : end]
        cells = [(year, indicator.tahun[year]) for year in years]
        points = [
            charts.YearPoint(year, value_of(f, "target"), value_of(f, "realisasi"), "realisasi" in f and f["realisasi"].ragu)
            for year, f in cells
        ]
        rows = self._figures(cells)
        longest = max((len(cell["teks"]) for _, row in rows for cell in row if cell), default=0)
        return {
            "nama": indicator.nama,
            "satuan": indicator.satuan,
            "tahun": years,
            "baris": rows,
            "lebar": longest * len(years) > _CARD_CHARACTERS,
            "grafik": charts.target_and_realisasi(points, f"Target dan realisasi {indicator.nama}, {span(years)}")
            if len(points) > 1
            else "",
        }

    def _figures(self, years: Sequence[tuple[int, Mapping[str, profil.Angka]]]) -> list[tuple[str, list[Any]]]:
        """Rows `Target`, `Realisasi`, `Capaian`; the first two on one scale, hence with equal decimals."""
        rows = []
        for scale in (("target", "realisasi"), ("capaian",)):
            decimals = tampilan.desimal(f[ukuran].nilai for _, f in years for ukuran in scale if ukuran in f)
            rows += [
                (ukuran.capitalize(), [self._figure(f.get(ukuran), decimals) for _, f in years])
                for ukuran in scale
                if any(ukuran in f for _, f in years)
            ]
        return rows

    def _figure(self, figure: profil.Angka | None, decimals: int) -> dict[str, Any] | None:
        if figure is None:
            return None
        return {
            "teks": tampilan.angka(figure.nilai, decimals),
            "ragu": figure.ragu,
            "lain": [tampilan.angka(value) for value in figure.lain],
            "sumber": self.source(figure.dokumen_id, figure.halaman),
        }

    def _budget(self, budget: profil.ProfilAnggaran) -> dict[str, Any]:
        """The tree as deep as all rows of a level fit in; what is left out is counted."""
        depths = sorted({row.dalam for row in budget.baris})
        fitting = [d for d in depths if sum(row.dalam <= d for row in budget.baris) <= self.limits.baris_anggaran]
        deepest = fitting[-1] if fitting else depths[0]
        shown = [row for row in budget.baris if row.dalam <= deepest][: self.limits.baris_anggaran]
        largest = max((row.pagu for row in shown if row.dalam == depths[0]), default=0.0)
        return {
            "tahun": budget.tahun,
            "baris": [self._budget_row(row, largest) for row in shown],
            "count": len(budget.baris),
            "total": budget.total and self._budget_row(budget.total, 0.0),
            "sumber": self.source(budget.dokumen_id, budget.halaman),
        }

    def _budget_row(self, row: profil.BarisAnggaran, largest: float) -> dict[str, Any]:
        share = "–" if row.realisasi is None else tampilan.persen(row.realisasi, row.pagu)
        label = f"{row.uraian}: {share} dari {tampilan.rupiah_ringkas(row.pagu)}"
        return {
            "kode": row.kode,
            "uraian": row.uraian,
            "dalam": min(row.dalam, 2),
            "ragu": row.ragu,
            "persen": share,
            "pagu": tampilan.rupiah(row.pagu),
            "realisasi": "–" if row.realisasi is None else tampilan.rupiah(row.realisasi),
            "bilah": charts.spent(row.pagu, row.realisasi or 0.0, largest, label) if largest else "",
        }

    def _first_documents(self, status: str, limit: int) -> list[dict[str, Any]]:
        """The first documents of a status by name."""
        return self.stored.first("dokumen", _DOCUMENT, pc.field("status") == status, "berkas", limit)

    def document_rows(self) -> dict[str, Any]:
        shown: list[dict[str, Any]] = []
        for status in _STATUS:
            shown += self._first_documents(status, self.limits.dokumen - len(shown))
        self._names |= {d["dokumen_id"]: (d["berkas"], d["folder"]) for d in shown}
        where = pc.field("dokumen_id").isin([d["dokumen_id"] for d in shown])
        tables = self.stored.tally("tabel", ["dokumen_id"], where)
        findings = self.stored.tally("temuan", ["dokumen_id"], where)
        facts: Counter[tuple[Any, ...]] = Counter()
        for name in ("kinerja", "anggaran"):
            facts.update(self.stored.tally(name, ["dokumen_id", "status_nilai"], where))
        rows = []
        for d in shown:
            key = d["dokumen_id"]
            period = [d["periode_awal"], d["periode_akhir"]]
            rows.append(
                {
                    **d,
                    "sumber": self.source(key, None),
                    "milik": owner(d["instansi"], d["wilayah"]),
                    "masa": str(d["tahun"] or "") or "–".join(str(y) for y in period if y),
                    "tabel": tables[key,],
                    "nilai": facts[key, "pasti"] + facts[key, "ragu"],
                    "ragu": facts[key, "ragu"],
                    "temuan": findings[key,],
                }
            )
        return {"items": rows, "count": self.stored.count("dokumen")}

    def _learn(self, idents: Sequence[str]) -> None:
        """Look up the file names of documents that are about to be named."""
        new = sorted(set(idents) - self._names.keys())
        if new:
            rows = self.whole.rows("dokumen", ["dokumen_id", "berkas", "folder"], pc.field("dokumen_id").isin(new))
            self._names |= {row["dokumen_id"]: (row["berkas"], row["folder"]) for row in rows}

    def source(self, dokumen_id: str, halaman: int | None) -> SourceLink:
        """A link opens the PDF at the page; browsers and PDF readers agree on `#page=N`."""
        berkas, told = self._names.get(dokumen_id, (dokumen_id, ""))
        folder = folder_of(told, self.stored.output)
        if folder == UNKNOWN:
            return SourceLink(berkas, halaman, None)
        file = file_of(folder, berkas)
        if isinstance(file, str):
            return SourceLink(berkas, halaman, None, file)
        href = relative_url(file, self.folder) + (f"#page={halaman}" if halaman else "")
        return SourceLink(berkas, halaman, href, str(file))
