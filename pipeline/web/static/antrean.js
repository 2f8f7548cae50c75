// The queue: up and down with the keys, narrowing at once.
"use strict";
import { pilih, semua, tekan, tombol, urungkan } from "./dasar.js";
import { pasangKeadaan } from "./keadaan.js";

pasangKeadaan();
const baris = semua("[data-tanya]");
function ke(arah) {
  const kini = baris.indexOf(document.activeElement);
  const di = baris[Math.min(baris.length - 1, Math.max(0, kini + arah))];
  di?.focus();
  di?.scrollIntoView({ block: "nearest" });
}
tombol("j", () => ke(1));
tombol("ArrowDown", () => ke(1));
tombol("k", () => ke(-1));
tombol("ArrowUp", () => ke(-1));
tombol("m", () => tekan("[data-mulai]"));
tombol("f", () => pilih("[data-saring] select").focus());
tombol("u", () => { urungkan(null); });
for (const di of semua("[data-saring] select")) di.addEventListener("change", () => kirimSaring());
pilih("[data-saring]").addEventListener("submit", (e) => { e.preventDefault(); kirimSaring(); });
function kirimSaring() {
  const isi = new FormData(pilih("[data-saring]"));
  const ada = [...isi].filter(([, nilai]) => nilai);
  location.assign("/" + (ada.length ? "?" + new URLSearchParams(ada) : ""));
}
