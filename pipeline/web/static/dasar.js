// What every page has: posting, the line that tells what became of it, help, and the keys that lead from page to page.
"use strict";

const meta = document.querySelector('meta[name="csrf"]');
const kabarDi = document.querySelector(".kabar");
let kabarLagi = 0;

export const pilih = (semacam, dalam = document) => dalam.querySelector(semacam);
export const semua = (semacam, dalam = document) => [...dalam.querySelectorAll(semacam)];

// Tell something for `lama` milliseconds; `tindakan` is [word, what to do].
export function kabarkan(teks, { salah = false, tindakan = null, lama = 6000 } = {}) {
  clearTimeout(kabarLagi);
  kabarDi.replaceChildren(document.createTextNode(teks));
  kabarDi.classList.toggle("salah", salah);
  if (tindakan) {
    const tombol = document.createElement("button");
    tombol.type = "button";
    tombol.textContent = tindakan[0];
    tombol.addEventListener("click", () => { kabarDi.hidden = true; tindakan[1](); });
    kabarDi.append(tombol);
  }
  kabarDi.hidden = false;
  kabarLagi = setTimeout(() => { kabarDi.hidden = true; }, salah ? 12000 : lama);
}

// What the next page is to tell.
export function kabarkanNanti(teks, urung) {
  sessionStorage.setItem("kabar", JSON.stringify({ teks, urung }));
}

// What the server answers, whole; null where it did not come, or only in part: the server is gone, or this page is being left.
export async function minta(alamat, pilihan) {
  try {
    const jawab = await fetch(alamat, pilihan);
    return { ok: jawab.ok, status: jawab.status, teks: await jawab.text() };
  } catch {
    return null;
  }
}

// Post what is to change; the answer, or null (and a line that says why) where it was refused.
export async function kirim(alamat, isi) {
  const jawab = await minta(alamat, {
    method: "POST",
    headers: { "content-type": "application/json", [meta.dataset.nama]: meta.content },
    body: JSON.stringify(isi),
    signal: AbortSignal.timeout(60000),
  });
  if (jawab?.ok) return JSON.parse(jawab.teks);
  const sebab = jawab ? jawab.teks.slice(0, 400) || "Permintaan ditolak." : "Server lkjip tinjau tidak menjawab; apakah perintahnya masih berjalan?";
  kabarkan(sebab, { salah: true });
  return null;
}

// The text of an address; null where there is none: the page stays as it is.
export async function ambil(alamat) {
  const jawab = await minta(alamat, { headers: { accept: "*/*" } });
  if (jawab?.status === 401) kabarkan(jawab.teks, { salah: true });
  return jawab?.ok ? jawab.teks : null;
}

// Take back a decision, then show the page as it is without it.
export async function urungkan(id) {
  const jawab = await kirim("/api/urung", id ? { id } : {});
  if (!jawab) return;
  kabarkanNanti(jawab.kalimat);
  location.reload();
}

// Keys: one letter each, never while something is being written or a key of the system is held.
const kunci = new Map();
let sebelumG = false;
export function tombol(huruf, lakukan) { kunci.set(huruf, lakukan); }

const KE = { a: "/", d: "/dokumen", t: "/temuan", k: "/keputusan" };
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented) return;
  const menulis = e.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (menulis) { if (e.key === "Escape") e.target.blur(); return; }
  if (pilih("dialog[open]")) return;
  if (sebelumG && KE[e.key]) { e.preventDefault(); location.assign(KE[e.key]); return; }
  sebelumG = e.key === "g";
  const lakukan = kunci.get(e.key);
  if (lakukan && lakukan(e) !== false) e.preventDefault();
});
tombol("?", () => pilih("dialog.bantuan").showModal());
pilih("[data-bantuan]")?.addEventListener("click", () => pilih("dialog.bantuan").showModal());

// Press what is shown on the page, where it can be pressed.
export function tekan(semacam) {
  const di = pilih(semacam);
  if (!di || di.disabled) return false;
  di.click();
  return true;
}

pilih("[data-nama-saya]")?.addEventListener("submit", async (e) => {
  e.preventDefault();
  if (await kirim("/api/nama", { nama: new FormData(e.target).get("nama") })) location.reload();
});
document.addEventListener("click", (e) => {
  const di = pilih(".siapa[open]");
  if (di && !di.contains(e.target)) di.open = false;
});

const ditunda = sessionStorage.getItem("kabar");
if (ditunda) {
  sessionStorage.removeItem("kabar");
  const { teks, urung } = JSON.parse(ditunda);
  kabarkan(teks, urung ? { tindakan: ["Urungkan", () => urungkan(urung)] } : {});
}
