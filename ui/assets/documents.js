// Which documents a question is asked of. Kept by this browser, a conversation at a time.

import { call } from "./call.js";
import { place } from "./cards.js";
import { onMove, page } from "./link.js";

const KEY = "jarvis-documents";
const MOST = 200; // conversations; the oldest are forgotten
const USUAL = { mode: "auto", collections: [] }; // no collection named: all of them

const $ = (id) => document.getElementById(id);

export function start() {
  $("chooser").addEventListener("change", keep);
  $("chooser").addEventListener("submit", (event) => event.preventDefault());
  onMove((chat, adopted) => {
    if (adopted) moveTo(chat);
    label();
  });
  label();
}

// As `ask` sends it.
export function chosen() {
  const { mode, collections } = choice();
  return { documents: mode, collections: JSON.stringify(collections) };
}

export async function open(button) {
  const { mode } = choice();
  for (const radio of $("chooser").elements.mode) radio.checked = radio.value === mode;
  list([]);
  place($("chooser"), button);
  $("chooser").elements.mode.value = mode;
  $("chooser").querySelector("input:checked").focus();
  const known = await call("page/knowledge/collections").catch(() => ({ collections: [] }));
  list(known.collections);
  place($("chooser"), button);
}

function list(known) {
  const { collections } = choice();
  const boxes = known.map(([name, title]) => box(name, title, !collections.length || collections.includes(name)));
  $("chooser-collections").querySelector("div").replaceChildren(...boxes);
  $("chooser-collections").hidden = known.length < 2 || choice().mode === "none";
}

function box(name, title, checked) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type: "checkbox", value: name, checked });
  const text = document.createElement("bdi");
  text.textContent = title;
  label.append(input, text);
  return label;
}

function keep() {
  const boxes = [...$("chooser-collections").querySelectorAll("input")];
  const mode = $("chooser").elements.mode.value;
  if (boxes.length && !boxes.some((one) => one.checked)) boxes.forEach((one) => { one.checked = true; });
  const picked = boxes.filter((one) => one.checked).map((one) => one.value);
  store(page.chat, { mode, collections: picked.length === boxes.length ? [] : picked });
  $("chooser-collections").hidden = boxes.length < 2 || mode === "none";
  label();
}

function label() {
  const button = $("documents");
  const { mode, collections } = choice();
  const named = JSON.parse(button.dataset.chosen)[mode];
  const some = collections.length && mode !== "none" ? ` (${collections.length})` : "";
  button.firstElementChild.textContent = button.dataset.label.replace("{mode}", named + some);
  button.dataset.mode = mode;
}

const choice = () => stored()[page.chat] ?? USUAL;

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function store(chat, what) {
  const { [chat]: before, ...others } = stored();
  const kept = Object.entries({ ...others, [chat]: what }).slice(-MOST);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
}

// What was chosen before the first question goes with the conversation that it began.
function moveTo(chat) {
  const { "": before, ...others } = stored();
  if (!before) return;
  localStorage.setItem(KEY, JSON.stringify(others));
  store(chat, before);
}
