// The review queue on the Metrics tab: it fills by itself, and holds still while somebody is at it.

import { call, lines } from "./call.js";
import { drawCards } from "./cards.js";

const LOOK_MS = 5000;
const HOLD_MS = 10_000; // for so long after a verdict its card stays, to be undone

const $ = (id) => document.getElementById(id);

let seen = "";
let offset = 0;
let judged = -HOLD_MS;

export function start() {
  look();
}

async function look() {
  if (!document.hidden) await refresh();
  setTimeout(look, LOOK_MS);
}

export async function refresh() {
  if ($("review")?.offsetParent == null) return;
  const fresh = await call(`page/review?offset=${offset}&seen=${seen}`).catch(problem);
  if (!fresh) return;
  const still = seen && (busy() || performance.now() - judged < HOLD_MS);
  drawCards($("review"), fresh.html, still);
  if (!still) seen = fresh.seen;
}

export function turnPage(button) {
  offset = Number(button.dataset.offset);
  seen = "";
  judged = -HOLD_MS;
  refresh().then(() => $("review").scrollIntoView({ block: "start" }));
}

export async function verdict(button) {
  const card = button.closest("article");
  card.querySelector(".problem")?.remove();
  try {
    await call(`page/review/${card.dataset.turn}`, { word: button.dataset.word });
  } catch (failure) {
    card.append(box(failure));
    return;
  }
  judged = performance.now();
  mark(card, button.dataset.marked ?? "");
}

function mark(card, text) {
  const [verdicts, marked] = card.querySelectorAll(".verdicts, .marked");
  verdicts.hidden = Boolean(text);
  marked.hidden = !text;
  marked.querySelector("[role=status]").textContent = text;
  (text ? marked : verdicts).querySelector("button").focus();
}

function busy() {
  const list = $("review");
  return list.matches(":hover") || list.contains(document.activeElement);
}

function problem(failure) {
  const told = box(failure);
  told.id = "review-problem";
  seen = "";
  drawCards($("review"), told.outerHTML);
}

function box(failure) {
  const told = document.createElement("div");
  told.className = "problem";
  told.setAttribute("role", "alert");
  told.append(...lines(failure));
  return told;
}
