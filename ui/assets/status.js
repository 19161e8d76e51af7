// What the model is doing, and the Models tab: asked of Jarvis now and then, drawn where changed.

import { ask, page } from "./link.js";

const $ = (id) => document.getElementById(id);
const drawn = new Map();

export function start() {
  look();
}

export function modelsShown() {
  return $("models")?.offsetParent != null;
}

export async function refresh() {
  const language = document.documentElement.lang;
  try {
    const answer = await fetch(`page/status?language=${language}&models=${modelsShown()}`);
    if (answer.ok) show(await answer.json());
  } catch {
    disconnected();
  }
}

async function look() {
  if (!document.hidden) await refresh();
  const calm = $("status").dataset.light === "ready" && !modelsShown() && !page.busy;
  setTimeout(look, calm ? 4000 : 1000);
}

function show(now) {
  if ($("status").dataset.light === "away") ask("open", { target: page.chat });
  $("status").dataset.light = now.light;
  write("status-label", now.label);
  write("status-title", now.label);
  draw("status-text", now.details);
  $("advice").hidden = !now.advice;
  write("advice-text", now.advice);
  if (now.models !== null) drawCards($("models"), now.models);
}

function disconnected() {
  const { away, awayHint } = $("status").dataset;
  $("status").dataset.light = "away";
  write("status-label", away);
  write("status-title", away);
  write("status-text", awayHint);
}

function write(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function draw(id, html) {
  if (drawn.get(id) === html) return;
  drawn.set(id, html);
  $(id).innerHTML = html;
}

// Cards keep their place and their focus: only one that changed is drawn again.
function drawCards(list, html) {
  const next = document.createElement("template");
  next.innerHTML = html;
  const ids = [...next.content.children].map((card) => card.id);
  const same = ids.join() === [...list.children].map((card) => card.id).join();
  if (!same) {
    list.replaceChildren(next.content);
    return;
  }
  for (const card of [...next.content.children]) {
    const old = $(card.id);
    if (old.isEqualNode(card)) continue;
    const focused = old.contains(document.activeElement) && document.activeElement.dataset.do;
    old.replaceWith(card);
    if (focused) card.querySelector(`[data-do=${focused}]`)?.focus();
  }
}
