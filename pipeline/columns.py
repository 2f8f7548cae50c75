"""Columns of a table: what each one holds, for which measure, year and quarter, in which scale.

Read in three steps: the heading path by grammar (`_from_path`), what the figures below say where the heading leaves it
open (`_from_figures`), and what the columns say of each other (`_together`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.headers import BacaanJudul
from pipeline.figures import SebaranAngka, read_figures
from pipeline.grid import Kisi
from pipeline.headings import Kepala

TEKS = (
    "nomor",
    "kode",
    "misi",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "uraian",
    "indikator",
    "satuan",
    "lokasi",
    "penanggung_jawab",
    "sumber_dana",
    "keterangan",
    "formula",
    "kategori",
)
"""Roles of columns of words. `program`, `kegiatan`, `sub_kegiatan` and `uraian` name what an amount is for."""

_WORDS = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "uraian", "indikator")
_SENTENCE = 15  # letters a cell; indicators are worded, names of places are short
_OF_THE_YEAR = frozenset({"target", "capaian", "pagu", "pagu_awal", "persen_realisasi", "persen_fisik"})
_ALWAYS_ASIDE = frozenset({"sisa", "selisih", "tumbuh", "rata"})
_FINAL = frozenset({"akhir", "awal", "perkiraan", "kumulatif"})
_SPENDING = ("tidak_langsung", "langsung", "operasi", "modal", "pegawai", "barang_jasa")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `peran` is one of `TEKS`, `nilai` (a kinerja measure), `rupiah` (amounts, or percent of amounts),
    `samping` (figures that are no facts), `mata_uang` (only `Rp`) or `lain`.

    `ukuran` is as in the datasets (for `rupiah` as in `anggaran`); `tahun` None where the heading prints none;
    `faktor` multiplies amounts to full rupiah; `satuan` is a unit printed in the heading; `tingkat` the level that the
    heading of a naming column speaks of; `yakin` 0-1, below 0.8 where the role is only guessed.
    """

    index: int
    peran: str
    ukuran: str | None = None
    tahun: int | None = None
    triwulan: int | None = None
    faktor: int = 1
    satuan: str | None = None
    belanja: str | None = None
    yakin: float = 1.0
    persen: bool = False
    tingkat: str | None = None
    judul: str = ""
    tahun_tertulis: bool = False

    @property
    def kanonik(self) -> str:
        """Short form for `tabel.kolom_kanonik`: `target 2023`, `pagu 2022`, `sasaran`, `realisasi 2021 tw2`."""
        words = [self.ukuran or self.peran]
        if self.tahun:
            words.append(str(self.tahun))
        if self.triwulan:
            words.append(f"tw{self.triwulan}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Waktu:
    """Years that a table's headings lean on: its own year (`yakin` 0-1), and the plan's period. `melaporkan`: whether the
    words around the table speak of what was reached (True) or what is planned (False). `tahun_pertama` is the year that the
    table's `Tahun ke-1` means, sure where `pertama_pasti`."""

    tahun: int | None = None
    yakin: float = 0.0
    periode_awal: int | None = None
    periode_akhir: int | None = None
    melaporkan: bool | None = None
    tahun_pertama: int | None = None
    pertama_pasti: bool = False


@dataclass(frozen=True, slots=True)
class _Draf:
    """What a heading path says before the figures are heard. `uang`: True, False, or None where it leaves it open;
    `uang_sendiri`: the leaf itself says so, not only a group above it."""

    kolom: Kolom
    uang: bool | None = None
    uang_sendiri: bool = False
    samping: bool = False
    akhir_lemah: bool = False
    sebelum: bool = False
    sesudah: bool = False
    fisik: bool = False
    maju: bool = False
    induk: str = ""


def read_columns(kisi: Kisi, kepala: Kepala, waktu: Waktu, faktor: int = 1) -> tuple[Kolom, ...]:
    """The columns of a table, left to right. `faktor` is the scale that caption or context give to amounts."""
    figures = tuple(read_figures(kisi, kepala.akhir, c) for c in range(kisi.columns))
    waktu = _first_year(kepala, waktu)
    drafts = [_from_path(c, kepala.jalur[c], waktu, faktor) for c in range(kisi.columns)]
    drafts = _siblings(drafts)
    drafts = [_from_figures(d, f) for d, f in zip(drafts, figures, strict=True)]
    drafts = _amounts(drafts, figures)
    columns = _together(drafts, figures, waktu)
    return tuple(columns)


# ---------------------------------------------------------------- step 1: the heading path
def _first_year(kepala: Kepala, waktu: Waktu) -> Waktu:
    """Which year `Tahun ke-1` is: the period's first where it has as many years as the table counts. A period one year
    longer (2013-2018 for five years of plan) counts from its second year; that, and results by counted years, which may
    be those of the plan before, stay a guess."""
    counted = [r.tahun_ke for path in kepala.jalur for r in path if r.tahun_ke]
    if not counted or not waktu.periode_awal or not waktu.periode_akhir:
        return waktu
    years = waktu.periode_akhir - waktu.periode_awal + 1
    reported = any(r.tahun_ke for path in kepala.jalur for r in path if any("realisasi" in q.names("ukuran") for q in path))
    first = waktu.periode_akhir - max(counted) + 1 if years == max(counted) + 1 else waktu.periode_awal
    return replace(waktu, tahun_pertama=first, pertama_pasti=years == max(counted) and not reported)


def _from_path(index: int, path: Sequence[BacaanJudul], waktu: Waktu, faktor: int) -> _Draf:
    title = " / ".join(" ".join(r.teks.split()) for r in path)
    base = Kolom(index=index, peran="lain", judul=title, yakin=0.0 if not path else min(r.yakin for r in path))
    if not path:
        return _Draf(base)
    leaf_first = tuple(reversed(path))
    parent = " / ".join(" ".join(r.teks.split()) for r in path[:-1])
    year, printed = _year(leaf_first, waktu)
    base = replace(
        base,
        tahun=year,
        tahun_tertulis=printed,
        triwulan=next((r.triwulan for r in leaf_first if r.triwulan), None),
        faktor=next((r.faktor for r in leaf_first if r.faktor), faktor),
        belanja=next((s for r in leaf_first for s in _SPENDING if s in r.names("penanda")), None),
    )
    role = _text_role(leaf_first)
    if role:
        level = role if role in ("program", "kegiatan", "sub_kegiatan") and _single_level(leaf_first) else None
        return _Draf(replace(base, peran=role, tingkat=level), induk=parent)
    measure, weak = _measure(leaf_first)
    marks = {n for r in path for n in r.names("penanda")}
    leaf = leaf_first[0]
    draft = _Draf(
        replace(base, ukuran=measure, persen=_is_percent(leaf_first), satuan=_unit(leaf)),
        uang=_money(path),
        uang_sendiri=bool(leaf.names("uang")) or leaf.faktor is not None,
        samping=_aside(leaf_first),
        akhir_lemah=weak,
        sebelum="sebelum" in marks and "sesudah" not in _deepest(leaf_first, "sebelum", "sesudah"),
        sesudah="sesudah" in marks and "sebelum" not in _deepest(leaf_first, "sebelum", "sesudah"),
        fisik="fisik" in marks,
        maju=any("maju" in r.names("ukuran") for r in path),
        induk=parent,
    )
    told = measure or draft.uang or draft.samping or draft.kolom.persen or draft.fisik or marks or year or base.triwulan
    if not told and not (leaf.konsep and leaf.cakupan >= 0.99):
        draft = replace(draft, kolom=replace(draft.kolom, yakin=min(draft.kolom.yakin, 0.5)))
    return draft


def _deepest(leaf_first: Sequence[BacaanJudul], *names: str) -> set[str]:
    """Which of the marks the level nearest the leaf that has any of them holds."""
    for r in leaf_first:
        found = set(names) & set(r.names("penanda"))
        if found:
            return found
    return set()


def _head(reading: BacaanJudul) -> tuple[str, str] | None:
    """Name and group of the first concept with a meaning, signs such as `%` and `tahun ini` left aside."""
    for k in reading.konsep:
        if k.golongan not in ("isian", "penanda"):
            return k.nama, k.golongan
    return None


def _text_role(leaf_first: Sequence[BacaanJudul]) -> str | None:
    """The role of a column of words: the nearest level whose head is one; `Uraian` takes the role of the group above."""
    vague: str | None = None
    for depth, reading in enumerate(leaf_first):
        head = _head(reading)
        if head is None:
            if reading.names("penanda") or reading.tahun or reading.triwulan or reading.tahun_ke:
                return None
            continue
        name, group = head
        if name == "volume" and depth == 0:
            return None
        if group != "peran":
            return vague
        if name == "uraian" or (depth == 0 and name in ("program", "kegiatan") and vague):
            vague = vague or name
            continue
        if vague and name in ("nomor", "kode", "satuan", "keterangan", "kategori"):
            return vague
        return name
    return vague


def _single_level(leaf_first: Sequence[BacaanJudul]) -> bool:
    levels = {n for n in leaf_first[0].names("peran") if n in ("program", "kegiatan", "sub_kegiatan")}
    text = " ".join(leaf_first[0].teks.lower().split())
    return len(levels) == 1 and not re.search(r"program.*(?<!sub)\s*[/,&]?\s*(?:dan\s+)?kegiatan", text)


def _measure(leaf_first: Sequence[BacaanJudul]) -> tuple[str | None, bool]:
    """The measure of a path and whether it is only a `target renstra` (final only if its year says nothing else)."""
    own: str | None = None
    group: str | None = None
    weak = volume = False
    for reading in leaf_first:
        names = _measures_in(reading)
        volume = volume or "volume" in reading.names("ukuran")
        if not names:
            if "realisasi_uang" in reading.names("uang") and own is None:
                own = "realisasi"
            continue
        first = names[0]
        if first == "capaian" and "akhir" in names[1:]:
            return "capaian_akhir", False
        if first == "target" and "akhir" in names[1:]:
            first = "akhir"
        if first == "maju":
            first = "target"
        marks = reading.names("penanda")
        if first == "realisasi" and "sampai" in marks and reading.triwulan is None and not group and own is None:
            first = "kumulatif"
        if (
            first in ("target", "akhir")
            and own is None
            and group is None
            and (
                "periode" in marks
                or re.search(r"target\s.*(?:renstra|rpjmd|jangka)", " ".join(reading.teks.lower().split()))
            )
        ):
            weak = not re.search(r"akhir", reading.teks.lower())
            first = "akhir"
        if first in _FINAL:
            group = "perkiraan" if "perkiraan" in (group, first) else group or first
        own = own or first
    if own is None and group is None and volume:
        own = "target"
    if group in ("perkiraan", "kumulatif") and own == "capaian":
        return "capaian_kumulatif", False
    if group and own in (None, "target", "realisasi", "kumulatif", group):
        return ("realisasi_kumulatif" if group == "kumulatif" else group), weak
    if group in ("akhir", "awal") and own == "capaian":
        return group, weak
    return own, False


def _measures_in(reading: BacaanJudul) -> tuple[str, ...]:
    """The measures that one level names. `Hasil` is one only where it stands alone (`Hasil analisis` is none), and
    `Capaian Kinerja Program dan Kerangka Pendanaan` heads what a plan wants, not what was reached."""
    names = [n for n in reading.names("ukuran") if n != "volume"]
    if "hasil" in names:
        alone = len(re.findall(r"[^\W\d_]+", reading.teks)) <= 1
        names = [("capaian" if n == "hasil" else n) for n in names if alone or n != "hasil"]
    if names and names[0] == "capaian" and re.search(r"pendanaan", reading.teks.lower()):
        names[0] = "target"
    return tuple(names)


def _money(path: Sequence[BacaanJudul]) -> bool | None:
    """Whether the figures are money by the heading: the leaf says so, else the nearest group whose head speaks of it."""
    for depth, reading in enumerate(reversed(path)):
        if depth == 0 and reading.faktor is not None:
            return True  # `Prakiraan Maju (Ribuan)`: only amounts have a scale
        if reading.names("uang"):
            head = _head(reading)
            if depth == 0 or (head and head[1] == "uang"):
                return True
            return None
        if "kinerja" in reading.names("penanda") or re.search(r"\bkinerja\b", reading.teks.lower()):
            return False if depth == 0 or not any(r.names("uang") for r in path) else None
    return None


def _aside(leaf_first: Sequence[BacaanJudul]) -> bool:
    """Whether the figures are no facts of ours: growth, remainder, weight, another region's figure."""
    measured = False
    for reading in leaf_first:
        names = reading.names("sampingan")
        head = _head(reading)
        aside = names and ((head and head[1] == "sampingan") or set(names) & {"banding", "sisa"})
        if aside and (set(names) & _ALWAYS_ASIDE or not measured):
            return True
        measured = measured or bool(reading.names("ukuran"))
        marks = reading.names("penanda")
        if reading is leaf_first[0] and "terhadap" in marks and ({"lalu"} & set(marks) or len(reading.tahun) == 2):
            return True
    return False


def _is_percent(leaf_first: Sequence[BacaanJudul]) -> bool:
    leaf = leaf_first[0]
    return "persen" in leaf.names("penanda") or bool(
        re.search(r"%|persen|pro?sentase|presentase", "".join(leaf.teks.lower().split()))
    )


def _unit(leaf: BacaanJudul) -> str | None:
    found = re.search(r"\(\s*([^()]{1,20})\s*\)\s*$", leaf.teks.strip())
    text = found.group(1).strip() if found else ""
    return (
        text
        if re.fullmatch(r"%|[A-Za-z][A-Za-z /]{2,}", text) and not re.search(r"(?i)^rp|rupiah|ribu|juta|tahun", text)
        else None
    )


def _year(leaf_first: Sequence[BacaanJudul], waktu: Waktu) -> tuple[int | None, bool]:
    """The year of a path and whether it is printed there (or counted from a printed period)."""
    for reading in leaf_first:
        if len(set(reading.tahun)) == 1:
            return reading.tahun[0], True
        if reading.tahun_ke and waktu.tahun_pertama:
            return waktu.tahun_pertama + reading.tahun_ke - 1, waktu.pertama_pasti
        if reading.tahun_relatif is not None and waktu.tahun:
            return waktu.tahun + reading.tahun_relatif, waktu.yakin >= 0.8
        marks = reading.names("penanda")
        if "lalu" in marks and waktu.tahun:
            return waktu.tahun - 1, waktu.yakin >= 0.8
        if len(set(reading.tahun)) == 2 and reading is leaf_first[0] and "sampai" not in marks:
            return reading.tahun[-1], False
    return None, False


# ---------------------------------------------------------------- step 2: siblings and figures
def _siblings(drafts: list[_Draf]) -> list[_Draf]:
    """Under one group heading, `Rp` beside `Target` makes the other columns plain figures."""
    out = []
    for d in drafts:
        if not d.uang_sendiri and d.kolom.ukuran and d.induk:
            near = [s for s in drafts if s.induk == d.induk and s is not d and s.kolom.peran == "lain"]
            if any(s.uang_sendiri for s in near):
                d = replace(d, uang=d.kolom.persen)  # `Rp | %` are amounts and their share, `Target | Rp` a quantity
        out.append(d)
    return out


def _from_figures(draft: _Draf, figures: SebaranAngka) -> _Draf:
    """Settle by the figures below what the heading leaves open: money or not, words or figures, nothing but `Rp`."""
    kolom = draft.kolom
    if kolom.peran in TEKS:
        if kolom.peran in _WORDS and figures.terisi >= 2 and figures.huruf < 1.5 and not figures.satuan:
            return replace(draft, kolom=replace(kolom, peran="nomor"))  # a strip of bullets or numbers before the words
        return draft
    if not kolom.judul and figures.terisi >= 2 and figures.nomor == figures.terisi:
        return replace(draft, kolom=replace(kolom, peran="nomor"))
    if figures.terisi and figures.satuan >= 0.7 * figures.terisi and not draft.kolom.persen:
        return replace(draft, kolom=replace(kolom, peran="satuan", ukuran=None))
    if figures.terisi and figures.mata_uang == figures.terisi:
        return replace(draft, kolom=replace(kolom, peran="mata_uang"))
    if draft.uang and not draft.uang_sendiri and not kolom.persen and figures.angka >= 2 and figures.uang <= 0.1 * figures.angka:
        draft = replace(draft, uang=None)  # a group heading cut short may speak of money over columns of quantities
    if draft.uang is True and figures.angka and not kolom.persen and figures.persen / figures.angka > 0.7:
        draft = replace(draft, kolom=replace(kolom, persen=True))
    return draft


def _amounts(drafts: list[_Draf], figures: Sequence[SebaranAngka]) -> list[_Draf]:
    """Whether figures are money where no heading says so: those with `Rp`, those right of a column that is money, and in
    a table without indicators any of many digits. Beside an indicator a large figure is a quantity: tons, people."""
    indicators = any(d.kolom.peran == "indikator" for d in drafts)
    out: list[_Draf] = []
    for d, f in zip(drafts, figures, strict=True):
        if d.uang is None and d.kolom.peran not in TEKS and f.angka:
            before = next((p for p in reversed(out) if p.kolom.peran not in TEKS and p.kolom.peran != "mata_uang"), None)
            money = f.uang / f.angka
            if f.rupiah >= 0.5 * f.angka or (money >= 0.5 and (not indicators or (before is not None and before.uang))):
                d = replace(d, uang=True)
            elif money <= 0.1 or indicators:
                d = replace(d, uang=False)
        out.append(d)
    return out


# ---------------------------------------------------------------- step 3: columns together
def _together(drafts: list[_Draf], figures: Sequence[SebaranAngka], waktu: Waktu) -> list[Kolom]:
    roles = [_role(d, f) for d, f in zip(drafts, figures, strict=True)]
    roles = _blank_percent(roles, drafts, figures)
    roles = _percent_owner(roles, figures)
    roles = _share_of_money(roles)
    roles = _capaian_or_realisasi(roles, figures)
    roles = _before_and_after(roles, drafts)
    roles = _years(roles, drafts, waktu)
    roles = _one_scale(roles, figures)
    return _alike(_name_column(roles, figures))


def _role(draft: _Draf, figures: SebaranAngka) -> Kolom:
    k = draft.kolom
    if k.peran in TEKS or k.peran == "mata_uang":
        return k
    if draft.samping:
        return replace(k, peran="samping", ukuran=None)
    if figures.terisi and not figures.angka and figures.huruf >= _SENTENCE:
        return replace(k, ukuran=None)  # words under `Target` or `Rencana`: a plan told, not counted
    if draft.fisik and (k.persen or figures.uang == 0):
        return replace(k, peran="rupiah", ukuran="persen_fisik", persen=True, faktor=1)
    if draft.uang:
        return _money_role(k, draft, figures.angka > 0 and figures.uang >= 0.5 * figures.angka)
    if k.ukuran == "capaian_kumulatif":
        return replace(k, peran="nilai", ukuran="capaian", yakin=min(k.yakin, 0.6))  # of the plan's final target
    if k.ukuran:
        return replace(k, peran="nilai")
    if k.persen:
        return replace(k, peran="nilai", ukuran="persen")
    if ((k.tahun and k.tahun_tertulis) or k.triwulan) and figures.angka and figures.angka >= 0.5 * figures.terisi:
        return replace(k, peran="nilai", ukuran=None)
    return k


def _money_role(k: Kolom, draft: _Draf, money: bool) -> Kolom:
    """The role of a column that its heading calls money; `money`: its figures look like amounts, not percentages."""
    measure = k.ukuran
    if measure == "capaian" and not k.persen and money:
        return replace(k, peran="rupiah", ukuran="realisasi")
    if k.persen or measure in ("capaian", "capaian_akhir", "capaian_kumulatif"):
        share = "persen_realisasi" if measure in (None, "realisasi", "capaian", "capaian_akhir") else None
        return replace(k, peran="rupiah" if share else "samping", ukuran=share, persen=True, faktor=1)
    if draft.maju:
        return replace(k, peran="rupiah", ukuran="prakiraan_maju")
    if measure in (None, "target", "perkiraan"):
        return replace(k, peran="rupiah", ukuran="pagu")
    if measure in ("realisasi", "akhir"):
        return replace(k, peran="rupiah", ukuran=measure)
    if measure == "realisasi_kumulatif":
        return replace(k, peran="rupiah", ukuran="realisasi", yakin=min(k.yakin, 0.7))
    return replace(k, peran="rupiah", ukuran="pagu", yakin=min(k.yakin, 0.7))


def _blank_percent(roles: list[Kolom], drafts: list[_Draf], figures: Sequence[SebaranAngka]) -> list[Kolom]:
    """A column without heading whose figures are the one before last's share of another column is its percentage."""
    out = list(roles)
    for i, k in enumerate(roles):
        same = i > 0 and k.judul == roles[i - 1].judul  # one heading over two columns: the second has none of its own
        if not figures[i].angka or not (same or (k.peran == "lain" and not k.judul)):
            continue
        for part_measure, whole_measure, role, name in (
            ("realisasi", "pagu", "rupiah", "persen_realisasi"),
            ("realisasi", "target", "nilai", "capaian"),
        ):
            parts = [r for r in out[:i] if r.ukuran == part_measure and r.peran == role]
            wholes = [r for r in out[:i] if r.ukuran == whole_measure and r.peran == role]
            if parts and wholes and figures[i].share_of(figures[parts[-1].index], figures[wholes[-1].index]) >= 0.6:
                out[i] = replace(
                    k,
                    peran=role,
                    ukuran=name,
                    persen=True,
                    yakin=0.9,
                    faktor=1,
                    tahun=parts[-1].tahun,
                    tahun_tertulis=parts[-1].tahun_tertulis,
                )
    return out


def _percent_owner(roles: list[Kolom], figures: Sequence[SebaranAngka]) -> list[Kolom]:
    """A bare `%` belongs to the measures to its left: share of budget beside amounts, achievement beside target. Of several
    results it is of the one whose share of the target it is, else of the latest year's."""
    out = list(roles)
    for i, k in enumerate(out):
        if k.ukuran != "persen":
            continue
        left = [r for r in out[:i] if r.peran in ("nilai", "rupiah") and r.ukuran != "persen"]
        if left and left[-1].peran == "rupiah":
            last = left[-1]
            if last.ukuran == "realisasi" or any(r.ukuran == "realisasi" and r.peran == "rupiah" for r in left):
                out[i] = replace(
                    k,
                    peran="rupiah",
                    ukuran="persen_realisasi",
                    faktor=1,
                    tahun=k.tahun or last.tahun,
                    tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis,
                )
            else:
                out[i] = replace(k, peran="samping", ukuran=None)
        elif left and any(r.ukuran == "realisasi" for r in left):
            last = _owner([r for r in left if r.ukuran == "realisasi"], left, figures[i], figures)
            out[i] = replace(
                k,
                ukuran="capaian",
                tahun=k.tahun or last.tahun,
                tahun_tertulis=k.tahun_tertulis or last.tahun_tertulis,
                triwulan=k.triwulan or last.triwulan,
            )
        else:
            out[i] = replace(k, ukuran="capaian" if left else None, yakin=min(k.yakin, 0.6))
    return out


def _owner(
    results: Sequence[Kolom], left: Sequence[Kolom], share: SebaranAngka, figures: Sequence[SebaranAngka]
) -> Kolom:
    targets = [r for r in left if r.ukuran == "target"]
    for result in reversed(results):
        if any(share.share_of(figures[result.index], figures[t.index]) >= 0.6 for t in targets):
            return result
    return max(results, key=lambda r: (r.tahun or 9999, r.index))


def _share_of_money(roles: list[Kolom]) -> list[Kolom]:
    """`% Realisasi` or `Capaian` in a table of amounts that has no other measure of performance is a share of the budget."""
    plain = [k for k in roles if k.peran == "nilai" and not k.persen and k.ukuran != "capaian"]
    if plain or not any(k.ukuran == "realisasi" and k.peran == "rupiah" for k in roles):
        return roles
    return [
        replace(k, peran="rupiah", ukuran="persen_realisasi", persen=True, faktor=1)
        if k.peran == "nilai" and (k.persen or k.ukuran == "capaian") and k.ukuran in ("realisasi", "capaian")
        else k
        for k in roles
    ]


def _capaian_or_realisasi(roles: list[Kolom], figures: Sequence[SebaranAngka]) -> list[Kolom]:
    """`Capaian` beside a target without any realisasi holds the values themselves where its figures are of the target's
    scale; with a realisasi it is the share. `capaian terhadap target akhir` that holds targets is a final target."""
    out = list(roles)
    for i, k in enumerate(roles):
        if k.peran != "nilai" or k.ukuran not in ("capaian", "capaian_akhir"):
            continue
        same = [
            r
            for r in out
            if r.peran == "nilai"
            and r.index != i
            and r.triwulan == k.triwulan
            and (r.tahun == k.tahun or r.tahun is None or k.tahun is None)
        ]
        targets = [r for r in same if r.ukuran == "target"]
        actuals = [r for r in same if r.ukuran == "realisasi"]
        if k.ukuran == "capaian_akhir":
            scale = figures[i].scale_like(figures[targets[0].index]) if targets else 0.0
            out[i] = (
                replace(k, ukuran="akhir", yakin=0.5, persen=False)
                if scale >= 0.6
                else replace(k, peran="samping", ukuran=None)
            )
            continue
        if _of_another_year(k, roles):
            out[i] = replace(k, peran="samping", ukuran=None)  # against last year, or against the plan's last target
            continue
        if actuals or not targets or k.persen:
            if not actuals and not targets and not k.persen:
                out[i] = _lone_capaian(k, figures[i])
            continue
        ratio = figures[i].scale_like(figures[targets[0].index])
        shares = figures[i].percent_like()
        if ratio >= 0.6 and not (shares >= 0.9 and figures[targets[0].index].percent_like() < 0.5):
            sure = 0.9 if figures[targets[0].index].spread() or ratio >= 0.9 else 0.6
            out[i] = replace(k, ukuran="realisasi", yakin=min(k.yakin, sure))
        elif figures[i].angka:
            out[i] = replace(k, yakin=min(k.yakin, 0.85 if shares >= 0.8 else 0.6))
    return out


def _of_another_year(k: Kolom, roles: Sequence[Kolom]) -> bool:
    """Whether a share can only be of figures of two different years: results of two years without any target, or a result
    and a target of another year. A column that prints its own year is what it says."""
    if k.tahun is not None or k.triwulan is not None:
        return False
    measured = [r for r in roles if r.peran == "nilai" and r.tahun is not None and r.tahun_tertulis]
    actual = {r.tahun for r in measured if r.ukuran == "realisasi"}
    wanted = {r.tahun for r in measured if r.ukuran in ("target", "akhir")}
    open_ones = [r for r in roles if r.peran == "nilai" and r.ukuran in ("target", "realisasi") and r.tahun is None]
    if open_ones or not actual:
        return False
    return (not wanted and len(actual) >= 2) or (bool(wanted) and not wanted & actual)


def _lone_capaian(k: Kolom, figures: SebaranAngka) -> Kolom:
    """`Capaian` with neither target nor realisasi beside it: values unless all figures look like percentages."""
    if figures.percent_like() >= 0.9:
        return replace(k, yakin=min(k.yakin, 0.85))
    return replace(k, ukuran="realisasi", yakin=min(k.yakin, 0.6))


def _same_time(a: Kolom, b: Kolom) -> bool:
    """Whether two columns speak of one year and quarter; a column without a year speaks of its neighbour's."""
    return a.triwulan == b.triwulan and (a.tahun == b.tahun or a.tahun is None or b.tahun is None)


def _before_and_after(roles: list[Kolom], drafts: list[_Draf]) -> list[Kolom]:
    """Two budgets of one year, before and after a change: the first is `pagu_awal`."""
    out = list(roles)
    for i, k in enumerate(roles):
        if k.ukuran != "pagu" or not drafts[i].sebelum:
            continue
        others = [
            j
            for j, r in enumerate(roles)
            if j != i and r.ukuran == "pagu" and not drafts[j].sebelum and _same_time(r, k) and r.belanja == k.belanja
        ]
        if others:
            out[i] = replace(k, ukuran="pagu_awal")
    for i, k in enumerate(out):
        if k.ukuran != "pagu" or not drafts[i].sesudah:
            continue
        earlier = [
            j
            for j, r in enumerate(out)
            if j < i and r.ukuran == "pagu" and not drafts[j].sesudah and _same_time(r, k) and r.belanja == k.belanja
        ]
        if earlier:
            out[earlier[-1]] = replace(out[earlier[-1]], ukuran="pagu_awal")
    return out


def _years(roles: list[Kolom], drafts: list[_Draf], waktu: Waktu) -> list[Kolom]:
    """Years that the measure decides: the final year of the plan, target where a final one bears another year; a column
    of figures under a bare year is a target in a plan and takes its neighbours' measure elsewhere."""
    planned = [
        k.tahun for k in roles if k.tahun and k.ukuran in ("target", "pagu", "prakiraan_maju") and k.tahun_tertulis
    ]
    last = max(planned, default=None)
    weak_years = {
        k.tahun for k, d in zip(roles, drafts, strict=True) if k.ukuran == "akhir" and d.akhir_lemah and k.tahun
    }
    reported = _reported_year(roles)
    out = []
    for k, d in zip(roles, drafts, strict=True):
        if (
            k.ukuran == "akhir"
            and d.akhir_lemah
            and k.tahun
            and (
                len(weak_years) > 1
                or (waktu.tahun is not None and k.tahun <= waktu.tahun and k.tahun != waktu.periode_akhir)
            )
        ):
            k = replace(k, ukuran="target" if k.peran == "nilai" else "pagu")
        elif k.ukuran == "akhir" and not k.tahun:
            span = max((y for y in (last if len(set(planned)) > 1 else None, waktu.periode_akhir) if y), default=None)
            k = replace(k, tahun=span, tahun_tertulis=span is not None)
        if k.tahun is None and reported and k.peran in ("nilai", "rupiah") and k.ukuran in _OF_THE_YEAR:
            k = replace(k, tahun=reported, tahun_tertulis=True)
        if k.peran == "nilai" and k.ukuran is None and waktu.melaporkan is not None:
            k = replace(k, ukuran="realisasi" if waktu.melaporkan else "target", yakin=min(k.yakin, 0.85))
        elif k.peran == "nilai" and k.ukuran is None:
            measures = {
                r.ukuran for r in roles if r.peran == "nilai" and r.ukuran in ("target", "realisasi", "capaian")
            }
            k = replace(k, ukuran="target", yakin=min(k.yakin, 0.85 if measures <= {"target"} else 0.6))
        out.append(k)
    return out


def _reported_year(roles: Sequence[Kolom]) -> int | None:
    """The latest year printed over results, which a target or a share beside them without a year is of too; None where a
    result without a year stands there, which is then the table's own."""
    results = [k for k in roles if k.ukuran == "realisasi"]
    if any(k.tahun is None for k in results):
        return None
    return max((k.tahun for k in results if k.tahun is not None and k.tahun_tertulis), default=None)


def _one_scale(roles: list[Kolom], figures: Sequence[SebaranAngka]) -> list[Kolom]:
    """A scale printed over one column of amounts only holds for the others too, where their amounts are of its size."""
    amounts = [k for k in roles if k.peran == "rupiah" and not k.persen]
    scaled = {k.faktor for k in amounts if k.faktor != 1}
    if len(scaled) != 1 or all(k.faktor != 1 for k in amounts):
        return roles
    factor = scaled.pop()
    size = max((figures[k.index].median() for k in amounts if k.faktor != 1), default=0.0)
    return [
        replace(k, faktor=factor)
        if k.peran == "rupiah" and not k.persen and k.faktor == 1 and 0 < figures[k.index].median() <= 30 * size
        else k
        for k in roles
    ]


def _name_column(roles: list[Kolom], figures: Sequence[SebaranAngka]) -> list[Kolom]:
    """Where no heading names the rows, the widest column of words does."""
    out = list(roles)
    naming = {"program", "kegiatan", "sub_kegiatan", "uraian", "indikator"}
    if any(k.peran in naming for k in out) or not any(k.peran in ("rupiah", "nilai") for k in out):
        return out
    words = [k for k in out if k.peran == "lain" and figures[k.index].huruf > 8]
    if not words:
        return out
    best = max(words, key=lambda k: figures[k.index].huruf)
    if any(k.peran == "rupiah" for k in out):
        out[best.index] = replace(best, peran="uraian", yakin=max(best.yakin, 0.8))
    elif figures[best.index].huruf >= _SENTENCE or re.search(r"kinerja|capaian|hasil|outcome|output", best.judul.lower()):
        out[best.index] = replace(best, peran="indikator", yakin=max(best.yakin, 0.8))
    return out


def _alike(roles: list[Kolom]) -> list[Kolom]:
    """Columns that read as the very same measure of the same rows were not told apart: what they hold is a guess."""
    naming = ("indikator", "program", "kegiatan", "sub_kegiatan", "uraian", "lokasi")
    seen: dict[tuple[object, ...], list[int]] = {}
    for k in roles:
        if k.peran in ("nilai", "rupiah") and k.ukuran:
            block = max((r.index for r in roles if r.peran in naming and r.index < k.index), default=-1)
            seen.setdefault((k.peran, k.ukuran, k.tahun, k.triwulan, k.belanja, block), []).append(k.index)
    doubtful = {i for group in seen.values() if len(group) > 1 for i in group}
    return [replace(k, yakin=min(k.yakin, 0.5)) if k.index in doubtful else k for k in roles]
