// Findings: each is a fault of the document, is explained, or is none.
"use strict";
import { kabarkanNanti, kirim, pilih, semua, tombol, urungkan } from "./dasar.js";

const ada = semua("[data-temuan]");
let kini = null;
function pilihIni(li, fokus = true) {
  kini = li;
  for (const lain of ada) lain.classList.toggle("terpilih", lain === li);
  if (fokus) { li.focus(); li.scrollIntoView({ block: "nearest" }); }
}
const ke = (arah) => {
  const n = ada.indexOf(kini);
  const li = ada[Math.min(ada.length - 1, Math.max(0, n + arah))];
  if (li) pilihIni(li);
};
async function jawab(li, isi) {
  const hasil = await kirim("/api/temuan", { temuan: li.dataset.temuan, ...isi });
  if (!hasil) return;
  kabarkanNanti(hasil.kalimat, hasil.id);
  location.reload();
}
for (const li of ada) {
  li.addEventListener("focusin", () => pilihIni(li, false));
  li.addEventListener("click", (e) => {
    const tombolnya = e.target.closest("button");
    if (!tombolnya) return;
    if (tombolnya.dataset.jawab) jawab(li, { jawab: tombolnya.dataset.jawab });
    else if (tombolnya.dataset.urung) urungkan(tombolnya.dataset.urung);
    else if (tombolnya.matches("[data-jelaskan]")) {
      const form = pilih("form", li);
      form.hidden = !form.hidden;
      if (!form.hidden) pilih("textarea", form).focus();
    }
  });
  pilih("form", li).addEventListener("submit", (e) => {
    e.preventDefault();
    jawab(li, { jawab: "dijelaskan", catatan: new FormData(e.target).get("catatan") });
  });
}
const padaKini = (semacam) => () => { const di = kini && pilih(semacam, kini); if (!di) return false; di.click(); };
tombol("j", () => ke(1));
tombol("k", () => ke(-1));
tombol("b", padaKini('[data-jawab="benar"]'));
tombol("x", padaKini('[data-jawab="bukan"]'));
tombol("e", padaKini("[data-jelaskan]"));
tombol("h", padaKini("[data-halaman]"));
tombol("u", () => { urungkan(null); });
