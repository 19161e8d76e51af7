// What the model is doing, and the Models tab: asked of Jarvis now and then, drawn where changed.

import { drawCards } from "./cards.js";
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
  $("guards-loading")?.toggleAttribute("hidden", now.guarded);
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
