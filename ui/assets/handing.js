// Handing documents in: a few at a time, with one bar for all, and a list of what was not taken.

import { lines } from "./call.js";
import { dropped, hasFiles, picked, send } from "./uploads.js";

const AT_ONCE = 3;
const LISTED = 100; // of a thousand that fail for one reason, so many say it

const $ = (id) => document.getElementById(id);

let queue = [];
let shares = new Map(); // file on its way → the share of it that is sent
let total = 0;
let done = 0;
let failed = 0;
let arrived = () => {};

// `handed` is called whenever a document was taken.
export function start(handed) {
  arrived = handed;
  document.addEventListener("change", (event) => {
    if (!["choose-files", "choose-folder"].includes(event.target.id)) return;
    hand(picked(event.target.files));
    event.target.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, drag);
  addEventListener("beforeunload", (event) => { if (total) event.preventDefault(); });
}

export function dismiss() {
  failed = 0;
  $("sending-failed").querySelector("ul").replaceChildren();
  $("sending-failed").hidden = true;
}

async function drag(event) {
  if (!hasFiles(event) || !event.target.closest?.("#knowledge")) return;
  event.preventDefault();
  $("drop").toggleAttribute("data-over", event.type === "dragover");
  if (event.type === "drop") hand(await dropped(event.dataTransfer));
}

// Of a folder, only what Jarvis reads; a file that somebody chose is tried, and told why not.
function hand(files) {
  const endings = $("knowledge-frame").dataset.supported.split(" ");
  const known = ({ file, inFolder }) => !inFolder || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  const taken = files.filter(known);
  $("sending-skipped").hidden = taken.length === files.length;
  $("sending-skipped").textContent = counted(said().skipped, files.length - taken.length);
  const collection = $("drop-into").value;
  queue.push(...taken.map(({ file }) => ({ file, collection })));
  total += taken.length;
  while (shares.size < AT_ONCE && queue.length) next();
  show();
}

async function next() {
  const { file, collection } = queue.shift();
  shares.set(file, 0);
  try {
    await send(file, { collection }, (share) => { shares.set(file, share); show(); });
    arrived();
  } catch (failure) {
    refuse(file, failure);
  }
  shares.delete(file);
  done += 1;
  if (queue.length) next();
  else if (!shares.size) finish();
  show();
}

function finish() {
  const taken = total - failed;
  if (taken > 0) $("knowledge-say").textContent = counted(said().sent, taken);
  total = done = 0;
}

function refuse(file, failure) {
  const box = $("sending-failed");
  failed += 1;
  box.hidden = false;
  box.firstElementChild.textContent = counted(said().failed, failed);
  if (failed > LISTED) return;
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  item.append(...(failure.message.includes(file.name) ? [] : [name]), ...lines(failure));
  box.querySelector("ul").append(item);
}

function show() {
  const sent = done + [...shares.values()].reduce((sum, share) => sum + share, 0);
  $("sending").hidden = !total;
  $("sending").querySelector("progress").value = total ? sent / total : 0;
  $("sending-said").textContent = said().sending.replace("{done}", Math.min(done + 1, total)).replace("{total}", total);
}

const said = () => JSON.parse($("knowledge-frame").dataset.words);
const counted = ([one, more], count) => (count === 1 ? one : more.replace("{count}", count));
