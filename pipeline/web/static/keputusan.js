// The decisions: each can be taken back.
"use strict";
import { semua, tombol, urungkan } from "./dasar.js";

for (const di of semua("[data-urung]")) di.addEventListener("click", () => urungkan(di.dataset.urung));
tombol("u", () => { urungkan(null); });
