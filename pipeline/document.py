"""THE RECIPE: from the pages of one document to what is known of it, and from all documents to the datasets.

extract -> identify -> judge -> understand one document, in a worker (`understand_document`)
-> siblings                                all documents: who they are, nothing of what they hold (`identity`)
-> match -> check                          the documents of one agency together, in a worker (`relate`)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.model import Extraction, Fault, FaultCode
from normalizers.heading_words import HeaderLexicon, load_headers
from normalizers.lexicon import Additions, add
from pipeline.datasets.records import Anggaran, Dokumen, Indikator, Kegiatan, Kinerja, Padanan, Sel, Tabel, Temuan
from pipeline.datasets.vocabulary import StatusDokumen
from pipeline.facts.certainty import stored
from pipeline.facts.kegiatan import Nomenklatur, activity_tree
from pipeline.facts.one_table import TablesBefore
from pipeline.facts.understand import understand
from pipeline.findings.answered import as_answered
from pipeline.findings.faults import copy_finding, fault_findings, keadaan, unrelated_finding
from pipeline.identity.agencies import Agency
from pipeline.identity.doubts import identity_finding
from pipeline.identity.identify import Identity, identify
from pipeline.identity.said import as_said
from pipeline.judging.contested import judged_tables
from pipeline.keputusan.decision import Keputusan
from pipeline.keputusan.reach import digest_of, for_document
from pipeline.tables.said import Said


@dataclass(frozen=True, slots=True)
class UserKnowledge:
    """What the user knows beforehand: extra header spellings (shape of headers.toml), names of agencies, words of other lists."""

    kepala: Mapping[str, Mapping[str, Sequence[str]]]
    instansi: tuple[str, ...] = ()
    kata: Additions = field(default_factory=dict)

    def headers(self) -> HeaderLexicon:
        return load_headers(self.kepala)


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What is known of a document. `sendiri` is the identity it tells itself, `identity` with what siblings added.

    `batas_halaman`: pages were given up after so many seconds each; with more patience it is worth another try.
    `kode_galat`: codes of the faults met, see `extractors.model.Fault`. `terbaca`: what the document alone tells of itself,
    people aside. `kepala`: keys of what heads its tables and columns, and `diputus` the digest of the decisions that could touch
    it, so that only new ones that can make it be understood again.
    """

    dokumen_id: str
    sendiri: Identity
    identity: Identity
    halaman: int
    halaman_pindaian: int
    status: StatusDokumen
    galat: str | None
    tabel: tuple[Tabel, ...]
    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    kegiatan: tuple[Kegiatan, ...]
    temuan: tuple[Temuan, ...]
    batas_halaman: float | None = None
    kode_galat: tuple[FaultCode, ...] = ()
    terbaca: Identity | None = None
    kepala: tuple[str, ...] = ()
    diputus: str = ""


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """What a run remembers of a document while it works on others: `DocumentResult` with numbers of rows in the place of rows.

    `sel` and `sidik_sel`: number and digest of its cells; `kepala`: the keys with a blank between them, a fourth of the memory of
    so many texts. `utuh` is the result itself where no work file holds it, since the document could not be read.
    """

    dokumen_id: str
    sendiri: Identity
    identity: Identity
    halaman: int
    halaman_pindaian: int
    status: StatusDokumen
    galat: str | None
    tabel: int
    sel: int
    sidik_sel: str
    batas_halaman: float | None = None
    kode_galat: tuple[FaultCode, ...] = ()
    terbaca: Identity | None = None
    kepala: str = ""
    diputus: str = ""
    utuh: DocumentResult | None = None

    @classmethod
    def of(cls, hasil: DocumentResult, sel: int, sidik_sel: str, whole: bool = False) -> DocumentDigest:
        """Of a result; `whole`: with the result itself."""
        return cls(
            hasil.dokumen_id,
            hasil.sendiri,
            hasil.identity,
            hasil.halaman,
            hasil.halaman_pindaian,
            hasil.status,
            hasil.galat,
            len(hasil.tabel),
            sel,
            sidik_sel,
            hasil.batas_halaman,
            hasil.kode_galat,
            hasil.terbaca,
            " ".join(hasil.kepala),
            hasil.diputus,
            hasil if whole else None,
        )

    def lean(self) -> DocumentDigest:
        """The same with one identity in memory for those that are equal, as they are of nearly every document."""
        who = self.sendiri
        identity = who if self.identity == who else self.identity
        return replace(self, identity=identity, terbaca=who if self.terbaca == who else self.terbaca)


@dataclass(frozen=True, slots=True)
class Berkas:
    """A result with the name of the file it is of, other names of the same bytes, and its input folder as `dokumen` tells it."""

    berkas: str
    salinan: tuple[str, ...]
    hasil: DocumentResult
    folder: str = ""


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """The rows of one agency in all datasets but `sel`, which goes from the work folder straight to Parquet."""

    dokumen: tuple[Dokumen, ...]
    tabel: tuple[Tabel, ...]
    kinerja: tuple[Kinerja, ...]
    anggaran: tuple[Anggaran, ...]
    indikator: tuple[Indikator, ...]
    padanan: tuple[Padanan, ...]
    kegiatan: tuple[Kegiatan, ...]
    temuan: tuple[Temuan, ...]


def understand_document(
    dokumen_id: str,
    berkas: str,
    extraction: Extraction,
    known: UserKnowledge,
    identity: Identity | None = None,
    keputusan: Sequence[Keputusan] = (),
    terbaca: Identity | None = None,
    earlier: TablesBefore | None = None,
) -> tuple[DocumentResult, tuple[Sel, ...]]:
    """The facts of one document and its cells. `identity` is given where siblings told more than the document does; of
    `keputusan`, those that do not reach the document do nothing. `terbaca` is what it was seen to tell of itself before, and
    `earlier` how its tables were read then."""
    add(known.kata)
    own = for_document(keputusan, dokumen_id, None, ())
    terbaca = terbaca or identify(extraction.lines, extraction.tables, berkas, known.instansi)
    sendiri = as_said(terbaca, own)
    used = as_said(identity, own) if identity else sendiri
    headers = known.headers()
    judged = judged_tables(dokumen_id, extraction, used, headers)
    said = Said(for_document(keputusan, dokumen_id, used.instansi), used.tahun)
    meaning = understand(dokumen_id, judged.tables, used, headers, said, earlier)
    state = keadaan(extraction.pages, extraction.faults)
    scanned = sum(page.kind == "pindaian" for page in extraction.pages)
    temuan = (*fault_findings(dokumen_id, extraction.faults), *meaning.temuan)
    hasil = DocumentResult(
        dokumen_id,
        sendiri,
        used,
        len(extraction.pages),
        scanned,
        state.status,
        state.galat,
        tuple(replace(row, pertimbangan=judged.told.get(place, ())) for place, row in enumerate(meaning.tabel)),
        tuple(meaning.kinerja),
        tuple(map(_fitting, meaning.anggaran)),
        tuple(meaning.kegiatan),
        temuan,
        kode_galat=tuple(sorted({fault.code for fault in extraction.faults})),
        terbaca=terbaca,
        kepala=meaning.kepala,
        diputus=digest_of(for_document(keputusan, dokumen_id, used.instansi, meaning.kepala)),
    )
    return hasil, tuple(meaning.sel)


def failed_document(
    dokumen_id: str, berkas: str, fault: Fault, known: UserKnowledge, keputusan: Sequence[Keputusan] = ()
) -> DocumentResult:
    """The row of a document that gave nothing; its name, and people, may still tell what it is."""
    hasil, _ = understand_document(dokumen_id, berkas, Extraction((), (), (), (fault,)), known, keputusan=keputusan)
    return hasil


def relate(
    files: Sequence[Berkas],
    agency: Agency,
    kata: Additions,
    nomenklatur: Nomenklatur | None = None,
    keputusan: Sequence[Keputusan] = (),
) -> AgencyRows:
    """Set the facts of an agency's documents against each other: the same indicator, the same figure, the contradiction.

    `agency` is whose they are, `kata` the user's own words. `nomenklatur` is an official list of activities (code to name) to
    check printed names with; `keputusan` what people decided about indicators.
    """
    add(kata)
    # Late: matching loads scipy, which takes a second, and workers never come here.
    from pipeline.checks.check import check
    from pipeline.matching.match import match

    rows = _as_told(files, nomenklatur)
    agency_of = dict.fromkeys((d.dokumen_id for d in rows.dokumen), agency)
    padan = match(rows.dokumen, rows.kinerja, keputusan, agency_of)
    kinerja = tuple(replace(row, indikator_id=padan.indikator_id.get(row.kinerja_id)) for row in rows.kinerja)
    found = check(rows.dokumen, rows.tabel, kinerja, rows.anggaran, rows.kegiatan, agency_of)
    temuan = tuple(as_answered({t.temuan_id: t for t in (*rows.temuan, *found)}.values(), keputusan))
    return replace(rows, kinerja=kinerja, indikator=tuple(padan.indikator), padanan=tuple(padan.padanan), temuan=temuan)


def unrelated(files: Sequence[Berkas], agency: Agency) -> AgencyRows:
    """The facts of an agency's documents as they are, where setting them against each other took more than there is."""
    rows = _as_told(files)
    return replace(rows, temuan=(*rows.temuan, *(unrelated_finding(file.hasil.dokumen_id, agency.name) for file in files)))


def _as_told(files: Sequence[Berkas], nomenklatur: Nomenklatur | None = None) -> AgencyRows:
    """The facts as each document tells them, but for activities, which are one tree."""
    dokumen = tuple(dokumen_of(file.berkas, file.salinan, file.hasil, file.folder) for file in files)
    unsure = [
        identity_finding(file.hasil.dokumen_id, file.berkas, file.hasil.identity.ragu)
        for file in files
        if file.hasil.identity.ragu
    ]
    copies = [copy_finding(file.hasil.dokumen_id, file.berkas, file.salinan) for file in files if file.salinan]
    return AgencyRows(
        dokumen,
        tuple(row for file in files for row in file.hasil.tabel),
        tuple(row for file in files for row in file.hasil.kinerja),
        tuple(row for file in files for row in file.hasil.anggaran),
        (),
        (),
        tuple(activity_tree(dokumen, (row for file in files for row in file.hasil.kegiatan), nomenklatur)),
        (*(row for file in files for row in file.hasil.temuan), *copies, *unsure),
    )


def _fitting(row: Anggaran) -> Anggaran:
    """The amount to the cent; one that no budget of this country has is nothing but its text, and doubtful."""
    if row.nilai is None:
        return row
    fitting = stored(row.nilai)
    if fitting is None:
        return replace(row, nilai=None, status_nilai="ragu", aturan_nilai="terlalu_besar")
    return replace(row, nilai=fitting)


def dokumen_of(berkas: str, salinan: tuple[str, ...], hasil: DocumentResult | DocumentDigest, folder: str = "") -> Dokumen:
    """The row of a document in `dokumen`."""
    who = hasil.identity
    return Dokumen(
        hasil.dokumen_id,
        berkas,
        who.jenis,
        who.instansi,
        who.wilayah,
        who.kode_bidang,
        who.tahun,
        who.periode_awal,
        who.periode_akhir,
        hasil.halaman,
        hasil.halaman_pindaian,
        hasil.status,
        hasil.galat,
        salinan,
        folder,
    )
