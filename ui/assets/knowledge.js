// The Knowledge tab: asked of Jarvis while it is looked at, drawn where it changed.

import { call, lines } from "./call.js";
import { drawCards } from "./cards.js";
import * as handing from "./handing.js";

const BUSY_MS = 1000;
const CALM_MS = 4000;
const TYPING_MS = 200;
const FORMS = {
  "find": find,
  "collection-make": (form) => act("collections/make", { name: form.name.value }).then((taken) => taken && form.reset()),
  "collection-rename": (form) => act("collections/rename", { name: collectionOf(form), to: form.name.value }),
  "folder-watch": (form) => act("folders/watch", { path: form.path.value, collection: $("drop-into").value }).then((taken) => taken && form.reset()),
};

const $ = (id) => document.getElementById(id);
const choice = { collection: "", shown: "all", text: "", offset: 0 };

let seen = "";
let busy = false;
let unread = 0;
let searches = 0;
let arrivals = null;

export function start() {
  let typing;
  handing.start(soon);
  document.addEventListener("submit", submitted);
  document.addEventListener("input", (event) => {
    if (event.target.id !== "documents-filter") return;
    clearTimeout(typing);
    typing = setTimeout(() => choose({ text: event.target.value }), TYPING_MS);
  });
  look();
}

async function look() {
  if (!document.hidden && shown()) await refresh();
  setTimeout(look, busy ? BUSY_MS : CALM_MS);
}

const shown = () => $("knowledge-frame")?.offsetParent != null;

// Many may come at once.
function soon() {
  arrivals ??= setTimeout(() => { arrivals = null; refresh(); }, TYPING_MS);
}

// Draws what has changed since the last time.
export async function refresh() {
  if (!shown()) return;
  const wanted = new URLSearchParams(choice).toString();
  try {
    const now = await call(`page/knowledge/state?${wanted}&before=${encodeURIComponent(seen)}`);
    if (now && wanted === new URLSearchParams(choice).toString()) show(now);
  } catch (failure) {
    problem(failure);
  }
}

function show(now) {
  for (const [id, html] of Object.entries(now.html)) write($(id), html);
  if (unread && !now.unread) say(said().allRead);
  else if (now.unread && !unread) say(said().unread.replace("{count}", now.unread));
  ({ seen, busy, unread } = now);
}

function write(place, html) {
  if (place.matches("select")) offer(place, html);
  else drawCards(place, html);
}

// The list of choices keeps the one that was made.
function offer(list, html) {
  const { value } = list;
  const next = document.createElement("template");
  next.innerHTML = html;
  if (next.innerHTML === list.innerHTML) return;
  list.innerHTML = html;
  if ([...list.options].some((option) => option.value === value)) list.value = value;
}

function choose(changed) {
  Object.assign(choice, { offset: 0 }, changed);
  seen = "";
  return refresh();
}

export const filter = (button) => choose({ shown: button.dataset.shown });
export const turnPage = (button) => choose({ offset: Number(button.dataset.offset) });

export function collection(button) {
  const name = button.dataset.collection;
  if (name) $("drop-into").value = name; // what is dropped now belongs to what is looked at
  return choose({ collection: name });
}

export const document_ = (button, what) => act(`documents/${button.closest("article").dataset.document}/${what}`);
export const removeCollection = (button) => act("collections/delete", { name: collectionOf(button) });
export const unwatch = (button) => act("folders/stop", { path: button.closest("article").dataset.path });

export async function rebuild(button) {
  button.disabled = true;
  say(said().rebuilding);
  if (await act("rebuild")) say(said().rebuilt);
  button.disabled = false;
}

async function act(what, body = {}) {
  problem(null);
  try {
    await call(`page/knowledge/${what}`, body);
  } catch (failure) {
    problem(failure);
    return false;
  }
  seen = "";
  await refresh();
  if (document.activeElement === document.body) $("documents-title").focus({ preventScroll: true });
  return true;
}

// Closes what asks "are you sure", but for what was pressed in it; whether there was one.
export function fold(pressed = null) {
  const open = [...document.querySelectorAll(".confirm[open]")].filter((one) => !one.contains(pressed));
  for (const one of open) {
    if (one.contains(document.activeElement)) one.firstElementChild.focus();
    one.open = false;
  }
  return open.length > 0;
}

const collectionOf = (element) => element.closest("article").dataset.collection;

function submitted(event) {
  const act = FORMS[event.target.dataset.form];
  if (!act) return;
  event.preventDefault();
  act(event.target);
}

// An answer to an earlier question is passed over.
async function find(form) {
  const mine = ++searches;
  $("find-status").textContent = said().searching;
  const body = { query: form.query.value, collection: choice.collection };
  const hits = await call("page/knowledge/find", body).catch((failure) => ({ failure }));
  if (mine !== searches) return;
  $("find-status").textContent = "";
  if (hits.failure) problem(hits.failure);
  else $("find-list").innerHTML = hits.html;
}

function problem(failure) {
  $("knowledge-problem").hidden = !failure;
  $("knowledge-problem").replaceChildren(...(failure ? lines(failure) : []));
}

const said = () => JSON.parse($("knowledge-frame").dataset.words);

function say(text) {
  $("knowledge-say").textContent = text;
}
