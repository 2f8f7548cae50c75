// The picture of a page: zoom, drag, and bringing a cell into view.
"use strict";
import { minta, pilih, tombol } from "./dasar.js";

const LANGKAH = 1.35, TERBESAR = 6;
const TERBACA = 1.3; // pixels a point, from which small print can be read

export function pasangGambar() {
  const bingkai = pilih("[data-bingkai]");
  if (!bingkai) return null;
  const lembar = pilih("[data-lembar]", bingkai), gambar = pilih("img", lembar);
  let besar = 1;

  gambar.addEventListener("error", async () => {
    const kata = pilih(".tanpa-gambar", lembar);
    kata.hidden = false;
    const jawab = await minta(gambar.currentSrc || gambar.src);
    if (jawab && !jawab.ok) kata.textContent = "Gambar halaman ini tidak dapat dibuat: " + jawab.teks;
  }, { once: true });

  function perbesar(baru, x = bingkai.clientWidth / 2, y = bingkai.clientHeight / 2) {
    baru = Math.min(TERBESAR, Math.max(1, baru));
    const kali = baru / besar;
    const kiri = (bingkai.scrollLeft + x) * kali - x, atas = (bingkai.scrollTop + y) * kali - y;
    besar = baru;
    lembar.style.width = `${besar * 100}%`;
    if (besar > 1.2 && gambar.dataset.tajam) {
      const tajam = new Image();
      tajam.src = gambar.dataset.tajam;
      delete gambar.dataset.tajam;
      tajam.decode().then(() => { gambar.src = tajam.src; }).catch(() => {});
    }
    bingkai.scrollTo(kiri, atas);
  }
  const arah = (n) => perbesar(n === 0 ? 1 : besar * (n > 0 ? LANGKAH : 1 / LANGKAH));
  for (const di of document.querySelectorAll("[data-perbesar]")) {
    di.addEventListener("click", () => arah(Number(di.dataset.perbesar)));
  }
  tombol("+", () => arah(1));
  tombol("=", () => arah(1));
  tombol("-", () => arah(-1));
  tombol("0", () => arah(0));
  bingkai.addEventListener("wheel", (e) => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    const kotak = bingkai.getBoundingClientRect();
    perbesar(besar * (e.deltaY < 0 ? 1.15 : 1 / 1.15), e.clientX - kotak.left, e.clientY - kotak.top);
  }, { passive: false });

  let pegang = null;
  bingkai.addEventListener("pointerdown", (e) => {
    if (e.pointerType === "touch" || e.button !== 0) return;
    pegang = { x: e.clientX, y: e.clientY, kiri: bingkai.scrollLeft, atas: bingkai.scrollTop };
  });
  window.addEventListener("pointermove", (e) => {
    if (!pegang) return;
    if (Math.hypot(e.clientX - pegang.x, e.clientY - pegang.y) > 4) bingkai.classList.add("geser");
    bingkai.scrollTo(pegang.kiri - (e.clientX - pegang.x), pegang.atas - (e.clientY - pegang.y));
  });
  window.addEventListener("pointerup", () => { pegang = null; setTimeout(() => bingkai.classList.remove("geser")); });

  // Bring boxes into view; `boleh`: the page larger where its print is small.
  function tunjukkan(kotak, boleh = false) {
    if (!kotak.length) return;
    const lihat = () => kotak.map((k) => k.getBoundingClientRect());
    if (boleh) {
      const semua = lihat(), kini = lembar.clientWidth / Number(gambar.getAttribute("width"));
      const lebar = Math.max(...semua.map((r) => r.right)) - Math.min(...semua.map((r) => r.left));
      const muat = lebar ? (bingkai.clientWidth * 0.95) / lebar : 1;
      if (kini < TERBACA) perbesar(besar * Math.min(TERBACA / kini, muat));
    }
    const b = bingkai.getBoundingClientRect(), semua = lihat();
    const kiri = Math.min(...semua.map((r) => r.left)), kanan = Math.max(...semua.map((r) => r.right));
    const atas = Math.min(...semua.map((r) => r.top)), bawah = Math.max(...semua.map((r) => r.bottom));
    const diam = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    let x = 0, y = 0;
    if (kiri < b.left + 8 || kanan > b.right - 8) x = (kiri + Math.min(kanan, kiri + b.width)) / 2 - (b.left + b.width / 2);
    if (atas < b.top + 8 || bawah > b.bottom - 8) y = atas - (b.top + Math.max(24, (b.height - (bawah - atas)) / 2));
    if (x || y) bingkai.scrollBy({ left: x, top: y, behavior: diam });
  }
  return { bingkai, tunjukkan };
}
