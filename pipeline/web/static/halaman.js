// A page: the picture and its tables point at each other; a value that is chosen opens below, with what may be said of it.
"use strict";
import { ambil, kabarkanNanti, kirim, minta, pilih, semua, tekan, tombol, urungkan } from "./dasar.js";
import { pasangGambar } from "./gambar.js";

const gambar = pasangGambar();
const laci = pilih("[data-laci]");
const bernilai = semua("td.nilai");
let terpilih = null;

const sepasang = (id) => semua(`[data-sel="${CSS.escape(id)}"]`);
function sorot(id, nyala) { for (const di of sepasang(id)) di.classList.toggle("sorot", nyala); }
for (const di of semua("[data-sel]")) {
  di.addEventListener("pointerenter", () => {
    sorot(di.dataset.sel, true);
    if (di.tagName === "TD") gambar?.tunjukkan(semua(`rect[data-sel="${CSS.escape(di.dataset.sel)}"]`));
  });
  di.addEventListener("pointerleave", () => sorot(di.dataset.sel, false));
  di.addEventListener("focus", () => sorot(di.dataset.sel, true));
  di.addEventListener("blur", () => sorot(di.dataset.sel, false));
}

async function buka(id, perbesar = true) {
  const td = pilih(`td.nilai[data-sel="${CSS.escape(id)}"], td.bisa[data-sel="${CSS.escape(id)}"]`);
  if (!td) return;
  tutup(false);
  terpilih = id;
  for (const di of sepasang(id)) di.classList.add("terpilih");
  td.scrollIntoView({ block: "nearest", inline: "nearest" });
  gambar?.tunjukkan(semua(`rect[data-sel="${CSS.escape(id)}"]`), perbesar);
  const isi = await ambil("/sel/" + id.split(":").map(encodeURIComponent).join("/"));
  if (isi === null || terpilih !== id) return;
  laci.innerHTML = isi; // ours, every text in it escaped
  laci.hidden = false;
  history.replaceState(null, "", "#" + id);
  td.scrollIntoView({ block: "nearest" });
  td.focus({ preventScroll: true });
}
function tutup(kembali = true) {
  if (terpilih === null) return false;
  const id = terpilih;
  terpilih = null;
  for (const di of sepasang(id)) di.classList.remove("terpilih");
  laci.hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
  if (kembali) pilih(`td[data-sel="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  return true;
}
for (const di of semua("td.nilai, td.bisa, rect[data-sel]")) {
  di.addEventListener("click", () => {
    if (!gambar?.bingkai.classList.contains("geser")) buka(di.dataset.sel, di.tagName === "TD");
  });
}

// Say something of the value that is open: the answer goes to the server, the page comes back as it is then.
async function putuskan(isi, ke = "/api/nilai") {
  const jawab = await kirim(ke, isi);
  if (!jawab) return;
  kabarkanNanti(jawab.kalimat, jawab.id);
  location.reload();
}
laci.addEventListener("click", (e) => {
  const di = e.target.closest("button");
  if (!di) return;
  if (di.matches("[data-tutup]")) tutup();
  else if (di.matches("[data-urung]")) urungkan(di.dataset.urung);
  else if (di.matches("[data-kepala]")) putuskan({ tabel: di.dataset.tabel, baris: Number(di.dataset.kepala) }, "/api/kepala");
  else if (di.matches("[data-jawab]")) putuskan({ nilai: di.dataset.nilai, jawab: di.dataset.jawab, isi: di.dataset.isi || "" });
  else if (di.matches("[data-buka]")) {
    const form = pilih(`#${CSS.escape(di.dataset.buka)}`);
    for (const lain of semua("form", laci)) if (lain !== form) lain.hidden = true;
    form.hidden = !form.hidden;
    if (!form.hidden) pilih("input, select", form).focus();
  }
});
// How a figure that is being written will be understood.
laci.addEventListener("input", async (e) => {
  const form = e.target.closest('form[data-jawab-form="angka"], form[data-baru]');
  const isian = form && (form.elements.isi || form.elements.nilai);
  if (!isian) return;
  const kata = pilih("[data-angka]", form), teks = isian.value.trim();
  if (!teks) { kata.textContent = ""; return; }
  const tentang = form.dataset.nilai ? { nilai: form.dataset.nilai } : { ukuran: form.elements.ukuran.value };
  const jawab = await minta("/api/angka?" + new URLSearchParams({ teks, ...tentang }));
  if (!jawab || isian.value.trim() !== teks) return;
  kata.textContent = jawab.ok ? "dibaca " + JSON.parse(jawab.teks).angka : jawab.teks.slice(0, 200);
});
laci.addEventListener("submit", (e) => {
  e.preventDefault();
  const { tabel, baris, kolom } = e.target.dataset;
  if (tabel) {
    const bebas = Object.fromEntries(new FormData(e.target));
    putuskan({ tabel, baris: Number(baris), kolom: Number(kolom), bebas }, "/api/nilai-baru");
    return;
  }
  const isi = new FormData(e.target).get("isi").toString().trim();
  if (isi) putuskan({ nilai: e.target.dataset.nilai, jawab: e.target.dataset.jawabForm, isi });
});

pilih("[data-periksa]")?.addEventListener("click", async (e) => {
  const jawab = await kirim("/api/halaman", { dokumen: e.target.dataset.dokumen, halaman: Number(e.target.dataset.halaman) });
  if (!jawab) return;
  kabarkanNanti(jawab.kalimat, jawab.id);
  const lanjut = pilih("[data-sesudah]");
  if (lanjut) location.assign(lanjut.href);
  else location.reload();
});

function berikut(arah) {
  const urut = bernilai.filter((td) => td.classList.contains("ragu"));
  const pakai = urut.length ? urut : bernilai;
  if (!pakai.length) return false;
  const kini = bernilai.findIndex((td) => td.dataset.sel === terpilih);
  const lain = arah > 0
    ? pakai.find((td) => bernilai.indexOf(td) > kini) || pakai[0]
    : [...pakai].reverse().find((td) => bernilai.indexOf(td) < kini) || pakai[pakai.length - 1];
  buka(lain.dataset.sel);
  return true;
}
tombol("j", () => berikut(1));
tombol("k", () => berikut(-1));
tombol("n", () => tekan("[data-sesudah]"));
tombol("p", () => tekan("[data-sebelum]"));
tombol("d", () => tekan("[data-periksa]"));
tombol("b", () => tekan('[data-laci]:not([hidden]) [data-jawab="benar"]'));
tombol("x", () => tekan('[data-laci]:not([hidden]) [data-jawab="bukan"]'));
tombol("s", () => tekan("[data-laci]:not([hidden]) [data-buka^=seharusnya]"));
tombol("r", () => tekan("[data-laci]:not([hidden]) [data-buka^=baris]"));
tombol("i", () => tekan("[data-laci]:not([hidden]) [data-buka=nilai-baru]"));
tombol("a", () => tekan("[data-laci]:not([hidden]) [data-kepala]"));
tombol("u", () => { urungkan(null); });
tombol("Escape", () => tutup());
for (let n = 1; n <= 9; n++) tombol(String(n), () => tekan(`[data-laci]:not([hidden]) [data-nomor="${n}"]`));
// To the cell beside the one that has the focus, whether or not it has a value.
function melangkah(e, baris, kolom) {
  const td = e.target.closest("td[data-sel]");
  if (!td) return false;
  const kini = td.getBoundingClientRect();
  const di = [kini.left + kini.width / 2, kini.top + kini.height / 2];
  const lain = semua("td.nilai, td.bisa", td.closest("table")).map((sel) => [sel, sel.getBoundingClientRect()]).filter(([sel, k]) =>
    sel !== td && (kolom ? k.top <= di[1] && di[1] <= k.bottom && (k.left - kini.left) * kolom > 0
      : k.left <= di[0] && di[0] <= k.right && (k.top - kini.top) * baris > 0));
  const jarak = ([, k]) => Math.abs(kolom ? k.left - kini.left : k.top - kini.top);
  lain.sort((a, b) => jarak(a) - jarak(b))[0]?.[0].focus();
  return lain.length > 0;
}
tombol("ArrowLeft", (e) => melangkah(e, 0, -1));
tombol("ArrowRight", (e) => melangkah(e, 0, 1));
tombol("ArrowUp", (e) => melangkah(e, -1, 0));
tombol("ArrowDown", (e) => melangkah(e, 1, 0));
tombol("Enter", (e) => {
  const td = e.target.closest("td.nilai, td.bisa");
  if (!td) return false;
  buka(td.dataset.sel);
});
tombol(" ", (e) => {
  const td = e.target.closest("td.nilai, td.bisa");
  if (!td) return false;
  buka(td.dataset.sel);
});

const dituju = decodeURIComponent(location.hash.slice(1));
if (dituju) buka(dituju);
