// Numbers in answers that lead to their sources, and the panel that shows a passage in its place.
// An answer's text is anybody's: only the links that are made here do anything.

import { call, lines } from "./call.js";
import { onMove } from "./link.js";

const NUMBER = /(?:(?<![\w\\$=∈])|(?<=\p{L}{4}))\[(\d{1,3})\]/gu; // a[1] is an index, as for jarvis.citing
const LEAVE = "code, pre, a, button, .katex, .cite";

const $ = (id) => document.getElementById(id);
const ours = new WeakSet();

let shown = null; // { list: [passage…], at, opener }

export function start() {
  new MutationObserver(changed).observe($("chat"), { childList: true, subtree: true, characterData: true });
  document.addEventListener("click", followed);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") followed(event);
  });
  onMove(() => close());
  for (const row of document.querySelectorAll("#chat .message-row")) link(row);
}

function changed(changes) {
  const rows = new Set();
  for (const { target } of changes) {
    const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    const row = element?.closest(".message-row");
    if (row) rows.add(row);
    else element?.querySelectorAll(".message-row").forEach((one) => rows.add(one));
  }
  rows.forEach(link);
}

// Makes links of the numbers in an answer that are its sources'.
function link(row) {
  const sources = new Map([...row.querySelectorAll(".sources [data-do=source]")].map((one) => [one.dataset.number, one]));
  if (!sources.size) return;
  for (const text of row.querySelectorAll(".md")) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.includes("[") && !node.parentElement.closest(LEAVE)) found.push(node);
    }
    for (const node of found) cut(node, sources);
  }
  label(row, sources);
}

// What each leads to. Those in sentences that their source doesn't hold are marked; they are told
// by their place in the answer.
function label(row, sources) {
  const { doubted, doubt } = row.querySelector(".sources").dataset;
  const places = JSON.parse(doubted);
  [...row.querySelectorAll(".cite")].forEach((pill, i) => {
    const name = sources.get(pill.dataset.number)?.dataset.name ?? "";
    const said = places.includes(i) ? `${name} · ${doubt}` : name;
    if (pill.title === said) return; // each change is watched, and would bring us here again
    pill.title = said;
    pill.setAttribute("aria-label", said);
    pill.classList.toggle("doubted", places.includes(i));
  });
}

function cut(node, sources) {
  const numbers = [...node.data.matchAll(NUMBER)].filter(([, number]) => sources.has(number));
  if (!numbers.length) return;
  const parts = [];
  let at = 0;
  for (const found of numbers) {
    parts.push(node.data.slice(at, found.index), pill(found[1]));
    at = found.index + found[0].length;
  }
  node.replaceWith(...parts, node.data.slice(at));
}

// Its brackets are there for whoever copies the text; they aren't drawn.
function pill(number) {
  const made = document.createElement("a");
  const bracket = (text) => Object.assign(document.createElement("s"), { textContent: text });
  made.className = "cite";
  made.setAttribute("role", "button");
  made.tabIndex = 0;
  made.dataset.number = number;
  made.append(bracket("["), number, bracket("]"));
  ours.add(made);
  return made;
}

function followed(event) {
  const link = event.target.closest?.(".cite");
  if (!ours.has(link)) return;
  event.preventDefault();
  const source = link.closest(".message-row").querySelector(`.sources [data-number="${link.dataset.number}"]`);
  if (source) open(source, link);
}

// A source, among those that are listed with it.
export function open(source, opener = source) {
  const all = [...source.closest(".sources, .hits").querySelectorAll("[data-do=source]")];
  shown = { list: all.map((one) => one.dataset.passage), at: all.indexOf(source), opener };
  $("source").hidden = false;
  document.body.toggleAttribute("data-source", true);
  show();
  $("source").focus();
}

export function step(by) {
  shown.at += by;
  show();
}

async function show() {
  const panel = $("source");
  const { list, at } = shown;
  const passage = list[at];
  panel.querySelector(".turn").hidden = list.length < 2;
  panel.querySelector(".source-back").disabled = at === 0;
  panel.querySelector(".source-on").disabled = at === list.length - 1;
  $("source-place").textContent = panel.dataset.place.replace("{number}", at + 1).replace("{count}", list.length);
  $("source-body").textContent = panel.dataset.loading;
  const found = await call(`page/knowledge/passage/${passage}`).catch((failure) => ({ failure }));
  if (shown?.list[shown.at] !== passage) return; // another was opened meanwhile
  if (found.failure) $("source-body").replaceChildren(...lines(found.failure));
  else fill(found.html);
}

function fill(html) {
  $("source-body").innerHTML = html;
  const picture = $("source-body").querySelector(".picture");
  picture?.querySelector("img").addEventListener("error", () => picture.remove());
  const mark = $("cited");
  const context = mark?.closest(".context");
  if (context) context.scrollTop = mark.offsetTop - context.offsetTop - 24;
}

// Whether there was one to close; the focus goes back to where it came from.
export function close() {
  if (!shown) return false;
  const { opener } = shown;
  const inside = $("source").contains(document.activeElement);
  shown = null;
  $("source").hidden = true;
  document.body.removeAttribute("data-source");
  if (inside) (opener.isConnected ? opener : $("question")).focus();
  return true;
}
