// Files of one conversation: chips above the message field, and a question that waits for them.

import { call, lines } from "./call.js";
import { drawCards } from "./cards.js";
import { move, onMove, page } from "./link.js";
import { dropped, hasFiles, picked, send } from "./uploads.js";

const LOOK_MS = 1000;

const $ = (id) => document.getElementById(id);
const sending = new Map(); // file → its chip, until Jarvis has it

let last = Promise.resolve(); // one after the other: the first may make the conversation
let unread = false;
const held = new Set(); // what is done once all files are read

export function start() {
  $("attach").addEventListener("change", () => {
    add(picked($("attach").files));
    $("attach").value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, drag);
  onMove((chat, adopted) => {
    if (adopted) return;
    release();
    refresh();
  });
  look();
  refresh();
}

export const choose = () => $("attach").click();

// Whether a question should wait; if so, `go` is called when it need not any more.
export function hold(go) {
  if (!sending.size && !unread) return false;
  held.add(go);
  $("attach-hold").hidden = false;
  return true;
}

// It waits no longer, and doesn't go.
export function drop(go) {
  held.delete(go);
  $("attach-hold").hidden = !held.size;
}

export function sendNow() {
  const waited = [...held];
  release();
  for (const go of waited) go();
}

function release() {
  held.clear();
  $("attach-hold").hidden = true;
}

async function drag(event) {
  if (!hasFiles(event) || event.target.closest?.("#knowledge")) return;
  event.preventDefault(); // wherever it falls, the page must not make way for the file
  const here = Boolean(event.target.closest?.("#main")) && $("composer").offsetParent != null;
  $("drop-here").hidden = !here || event.type !== "dragover";
  if (here && event.type === "drop") add(await dropped(event.dataTransfer));
}

// They belong to the conversation that is open now, whichever is open when they arrive.
function add(files) {
  const batch = { chat: page.chat };
  for (const { file } of files) {
    sending.set(file, chip(file));
    last = last.then(() => upload(file, batch));
  }
  $("attached").append(...sending.values());
  $("attached").hidden = false;
}

async function upload(file, batch) {
  const mine = sending.get(file);
  const fresh = !batch.chat;
  try {
    const { chat } = await send(file, { chat: batch.chat }, (share) => show(mine, share));
    batch.chat = chat;
    if (fresh && !page.chat) begin(chat);
    unread = true;
    sending.delete(file);
    mine.remove();
    await refresh();
  } catch (failure) {
    sending.delete(file);
    refuse(mine, failure);
  }
  goOn();
}

// The file has made a conversation, which has no message yet.
function begin(chat) {
  move(chat, true);
  history.replaceState(null, "", `?chat=${chat}`);
}

function chip(file) {
  const made = document.createElement("div");
  const name = document.createElement("bdi");
  made.className = "chip sending";
  made.setAttribute("role", "listitem");
  name.textContent = made.title = file.name;
  made.append(name, document.createElement("small"));
  return made;
}

function show(mine, share) {
  mine.querySelector("small").textContent = `${Math.round(share * 100)} %`;
}

function refuse(mine, failure) {
  mine.className = "chip refused";
  mine.setAttribute("role", "alert");
  mine.querySelector("small").replaceChildren(...lines(failure));
  setTimeout(() => { mine.remove(); fold(); }, 15_000);
}

async function look() {
  if (unread && !document.hidden) await refresh();
  setTimeout(look, LOOK_MS);
}

async function refresh() {
  const { chat } = page;
  const now = await call(`page/knowledge/attached?chat=${chat}`).catch(() => null);
  if (now && chat === page.chat) draw(now);
}

// What is still being sent, or was not taken, stays behind what Jarvis has.
function draw(now) {
  const ours = [...$("attached").children].filter((one) => one.matches(".sending, .refused"));
  for (const one of ours) one.remove();
  drawCards($("attached"), now.html);
  $("attached").append(...ours);
  unread = now.waiting;
  fold();
  goOn();
}

function fold() {
  $("attached").hidden = !$("attached").children.length;
}

function goOn() {
  if (held.size && !sending.size && !unread) sendNow();
}

export async function detach(button) {
  await call(`page/knowledge/documents/${button.closest("[data-document]").dataset.document}/delete`, {}).catch(() => null);
  await refresh();
  $("question").focus();
}
