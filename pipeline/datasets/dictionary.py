"""output/README.md: what every dataset and column is, written from the declarations in `pipeline.datasets.records`.

`python -m pipeline.datasets.dictionary output/README.md` writes it anew after a column was added; a test tells if forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.datasets.records import DATASETS, VERSI_SKEMA
from pipeline.datasets.schemas import KUNCI, kolom

_INTRO = f"""# output/: dataset yang ditulis `lkjip run`

Berkas ini dibuat dari `pipeline/datasets/records.py` (`python -m pipeline.datasets.dictionary output/README.md`).
Versi skema: {VERSI_SKEMA}.

Setiap dataset adalah satu folder berisi berkas Parquet; baca sekaligus dengan
`read_parquet('output/NAMA/**/*.parquet', hive_partitioning = true)` (DuckDB) atau `pandas.read_parquet('output/NAMA')`.
Arti dan satuan setiap kolom juga ada dalam metadata Parquet dan `datapackage.json` (Frictionless Data Package).
`laporan.html` merangkum semuanya untuk dibaca orang; pada arsip besar setiap instansi punya halaman sendiri di `laporan/`.

Setiap nilai membawa asalnya: `dokumen_id`, `tabel_id`, `halaman` (mulai 1), `baris` dan `kolom` (mulai 0, dalam tabel
logis) dan `nilai_teks`, teks persis seperti tercetak. **Saring `status_nilai = 'pasti'` bila angkanya akan langsung
dipakai.** Yang `ragu` tidak dibuang: bacaan yang mungkin ada di `kandidat`, dan satu barisnya ada di `temuan`.

Yang berubah dari versi 1: kolom `kode_teks`, `bulan`, `sumber_dana`, `lokasi`, `penanggung_jawab` (kinerja, anggaran),
`kode_rekening` dan `pos` (anggaran) bertambah; `kode` dilengkapi dari baris atau kepala di atasnya bila bagian depannya
tidak tercetak (yang tercetak di `kode_teks`); `anggaran.nilai` menjadi decimal(24,4), dahulu decimal(20,2). Kata baru:
`RencanaAksi`, `RKT`, `DPA`, `LRA` (dokumen.jenis), `target_awal`, `standar`, `kontrak` (ukuran), `paket` (tingkat),
`tidak_terduga`, `transfer`, `hibah`, `bantuan_sosial` (belanja). Kolom lama tetap nama dan artinya. Hasil versi 1 dibaca
terus; jalan berikutnya menulisnya sebagai versi 2.
"""


def readme() -> str:
    """The text of output/README.md."""
    parts = [_INTRO]
    for name, row in DATASETS.items():
        meaning = (row.__doc__ or "").strip().splitlines()[0]
        parts.append(f"\n## {name}\n\n{meaning}")
        if name in KUNCI:
            parts.append(f" Kunci: {', '.join(f'`{k}`' for k in KUNCI[name])}.")
        parts.append("\n\n| kolom | tipe | boleh kosong | arti |\n|---|---|---|---|\n")
        for column in kolom(name):
            meaning = column.deskripsi.replace("|", "\\|")
            unit = (column.satuan or "").replace("|", " atau ")
            unit = f" ({unit})" if unit and unit not in meaning else ""
            optional = "ya" if column.boleh_kosong else ""
            parts.append(f"| {column.nama} | {column.tipe} | {optional} | {meaning}{unit} |\n")
    return "".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(readme(), encoding="utf-8")
