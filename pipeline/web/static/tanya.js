// A question: an answer is chosen, what it would do is told beside it at once, then it is accepted and the next one comes.
"use strict";
import { ambil, kabarkan, kabarkanNanti, kirim, minta, pilih, semua, tekan, tombol, urungkan } from "./dasar.js";
import { pasangGambar } from "./gambar.js";
import { pasangKeadaan } from "./keadaan.js";

const gambar = pasangGambar();
pasangKeadaan();
const di = pilih("[data-pertanyaan]"), form = pilih("[data-jawaban]"), terima = pilih("[data-terima]");
const id = di.dataset.pertanyaan;
const isian = semua(".isian input, .isian select", form);
const img = pilih("[data-lembar] img");
const tunjukkan = () => gambar?.tunjukkan(semua("rect.ditanya, rect.sekolom"), true);
if (img.complete) tunjukkan();
else img.addEventListener("load", tunjukkan, { once: true });

const lingkup = () => pilih("[name=lingkup]:checked", form)?.value || "";
const bebas = () => Object.fromEntries(isian.filter((x) => x.value.trim()).map((x) => [x.name, x.value.trim()]));

// What each answer would do, in this scope.
let putaran = 0;
async function akibat(radio) {
  const kata = pilih("[data-akibat]", radio.closest(".pilihan"));
  const isi = radio.dataset.bebas === undefined ? { jawab: radio.value } : bebas();
  if (radio.dataset.bebas !== undefined && !Object.keys(isi).length) { kata.textContent = ""; return; }
  const kini = putaran;
  const tanya = new URLSearchParams({ ...isi, lingkup: lingkup() });
  const jawab = await minta(`/api/akibat/${encodeURIComponent(id)}?${tanya}`);
  if (!jawab || kini !== putaran) return;
  kata.classList.toggle("salah", !jawab.ok);
  kata.textContent = jawab.ok ? JSON.parse(jawab.teks).kalimat : jawab.teks.slice(0, 300);
}
function semuaAkibat() {
  putaran += 1;
  for (const radio of semua("[name=jawab]", form)) akibat(radio);
}
semuaAkibat();
for (const x of semua("[name=lingkup]", form)) x.addEventListener("change", semuaAkibat);

let tunda = 0;
for (const x of isian) {
  x.addEventListener("input", () => {
    pilih("[data-bebas]", form).checked = true;
    perbarui();
    clearTimeout(tunda);
    tunda = setTimeout(() => akibat(pilih("[data-bebas]", form)), 250);
  });
}
function perbarui() {
  const radio = pilih("[name=jawab]:checked", form);
  terima.disabled = !radio || (radio.dataset.bebas !== undefined && !Object.keys(bebas()).length);
}
form.addEventListener("change", perbarui);

let mengirim = false;
form.addEventListener("submit", async (e) => {
  e.preventDefault();
  const radio = pilih("[name=jawab]:checked", form);
  if (!radio || mengirim) return;
  mengirim = true;
  terima.disabled = true;
  const jawab = await kirim("/api/jawab", {
    tanya: id, jawab: radio.value, bebas: radio.dataset.bebas === undefined ? {} : bebas(), lingkup: lingkup(),
    catatan: pilih("[name=catatan]", form).value, saring: JSON.parse(di.dataset.saring),
  });
  mengirim = false;
  if (!jawab) { perbarui(); return; }
  kabarkanNanti(jawab.kalimat, jawab.id);
  location.assign(jawab.ke);
});

for (let n = 1; n <= 9; n++) {
  tombol(String(n), () => {
    const radio = pilih(`[name=jawab][data-nomor="${n}"]`, form);
    if (!radio) return false;
    radio.checked = true;
    radio.focus({ preventScroll: true });
    radio.closest(".pilihan").scrollIntoView({ block: "nearest" });
    perbarui();
  });
}
tombol("Enter", (e) => {
  if (e.target.closest("a, button")) return false;
  if (terima.disabled) kabarkan("Pilih jawaban dahulu: 1 sampai 9, atau t untuk menulis sendiri.");
  else form.requestSubmit();
});
tombol("t", () => { pilih("[data-bebas]", form).checked = true; isian[0]?.focus(); perbarui(); });
tombol("l", () => {
  const ada = semua("[name=lingkup]", form);
  if (ada.length < 2) return false;
  ada[(ada.findIndex((x) => x.checked) + 1) % ada.length].checked = true;
  semuaAkibat();
});
tombol("n", () => tekan("[data-sesudah]"));
tombol("p", () => tekan("[data-sebelum]"));
tombol("h", () => tekan("[data-halaman]"));
tombol("u", () => { urungkan(null); });
tombol("Escape", () => document.activeElement?.blur());
pilih("[data-lewati]").addEventListener("click", () => tekan("[data-sesudah]"));
pilih("[data-urungkan]").addEventListener("click", () => urungkan(null));

// The next question's picture is drawn while this one is looked at.
const lanjut = pilih("[data-sesudah]");
if (lanjut) {
  ambil(lanjut.href).then((halaman) => {
    const alamat = halaman && /<img src="(\/gambar\/[^"]+)"/.exec(halaman);
    if (alamat) new Image().src = alamat[1];
  });
}
