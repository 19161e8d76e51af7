// The Metrics tab: asked of Jarvis every few seconds while it is looked at, drawn where it changed.
// What is shown (period, agent, task, model) is remembered for as long as the browser's tab is open.

import { call } from "./call.js";
import { clear, draw } from "./plots.js";

const EVERY_SECONDS = 5;
const KEY = "jarvis-metrics";
const FILTERS = ["days", "agent", "task", "model"];

const $ = (id) => document.getElementById(id);
const drawn = new WeakMap(); // element → what was drawn last
let asked = 0;
let chosen = null; // the filters that `version` is about
let version = "";

export function start() {
  document.addEventListener("change", (event) => {
    if (!event.target.closest("#metrics-filters")) return;
    remember();
    refresh();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 1000);
}

export function goTo(section) {
  const heading = $(section).querySelector("h2") ?? $(section);
  $(section).scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
  heading.focus({ preventScroll: true });
}

// Draws at once when the tab is opened, and then every few seconds.
export function look() {
  const form = $("metrics-filters");
  if (document.hidden || !form?.offsetParent) asked = 0;
  else if (Date.now() - asked >= EVERY_SECONDS * 1000) refresh();
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function refresh() {
  asked = Date.now();
  recall();
  const wanted = new URLSearchParams(filters()).toString();
  const seen = wanted === chosen ? version : "";
  try {
    const now = await call(`page/metrics?${wanted}&seen=${seen}`);
    if (wanted !== new URLSearchParams(filters()).toString()) return; // chosen anew meanwhile
    show(now);
    chosen = wanted;
  } catch {
    // The header says when Jarvis is away; the figures stay as they are.
  }
}

function show(now) {
  version = now.version;
  for (const [id, html] of Object.entries(now.html)) write($(id), html);
  for (const [name, chart] of Object.entries(now.charts)) drawChart($(`chart-${name}`), chart);
  for (const [name, options] of Object.entries(now.choices ?? {})) offer($(`metrics-${name}`), options);
}

function write(place, html) {
  if (!place || drawn.get(place) === html) return;
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.turn;
  drawn.set(place, html);
  place.innerHTML = html;
  if (focused) place.querySelector(`[data-turn="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function drawChart(place, chart) {
  if (!place) return;
  const figure = JSON.stringify(chart);
  if (drawn.get(place) === figure) return;
  drawn.set(place, figure);
  const canvas = place.querySelector(".plot");
  const empty = place.querySelector(".empty");
  canvas.toggleAttribute("data-empty", !chart);
  if (empty) empty.hidden = chart !== null;
  if (!chart) {
    clear(canvas);
    return;
  }
  draw(canvas, chart);
}

// A filter keeps its choice, also when the period no longer has it.
function offer(list, names) {
  const all = new Set([...names, list.value].filter(Boolean));
  const wanted = [...all].sort();
  const there = [...list.options].slice(1).map((option) => option.value);
  if (wanted.join("\n") === there.join("\n")) return;
  const value = list.value;
  list.replaceChildren(list.options[0], ...wanted.map((name) => new Option(name, name)));
  list.value = value;
}

function filters() {
  return Object.fromEntries(FILTERS.map((name) => [name, $(`metrics-${name}`).value]));
}

function remember() {
  sessionStorage.setItem(KEY, JSON.stringify(filters()));
}

// Once, when the tab is first drawn: what was chosen before the page was loaded anew.
function recall() {
  const form = $("metrics-filters");
  if (form.dataset.recalled) return;
  form.dataset.recalled = "yes";
  const before = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  for (const name of FILTERS) {
    const list = $(`metrics-${name}`);
    if (before[name] && name !== "days") offer(list, [before[name]]);
    if (before[name]) list.value = before[name];
  }
}
