// The bar at the top: how much is sure, and whether the datasets are still being written after an answer.
"use strict";
import { ambil, kabarkan, pilih } from "./dasar.js";

const SEGERA = 700, NANTI = 15000;

export function pasangKeadaan() {
  const di = pilih("[data-keadaan]");
  if (!di) return;
  let dikatakan = "";
  async function lihat() {
    const jawab = document.hidden ? null : await ambil("/api/keadaan" + location.search);
    let tunggu = NANTI;
    if (jawab) {
      const k = JSON.parse(jawab);
      const semua = k.nilai || 1;
      for (const nama of ["dulu", "kini", "nanti"]) {
        const lebar = (100 * (nama === "dulu" ? Math.min(k.dulu, k.kini) : k[nama])) / semua;
        for (const r of document.querySelectorAll(`[data-maju="${nama}"]`)) r.setAttribute("width", lebar.toFixed(2));
      }
      pilih("[data-persen-kini]", di).textContent = ((100 * k.kini) / semua).toFixed(1).replace(".", ",") + "%";
      pilih("[data-menulis]", di).hidden = !k.menunggu;
      if (k.pesan && k.pesan !== dikatakan) kabarkan("Keputusan tersimpan; dataset menunggu: " + k.pesan, { salah: true });
      dikatakan = k.pesan;
      if (k.menunggu && !k.pesan) tunggu = SEGERA;
    }
    setTimeout(lihat, tunggu);
  }
  setTimeout(lihat, SEGERA);
}
