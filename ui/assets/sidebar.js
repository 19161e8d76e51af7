// The list of conversations: fold it away, search it, mark the open one, rename, export, delete.

import { place } from "./cards.js";
import { ask, onState, page } from "./link.js";

const $ = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 800px)");

let meant = null; // the conversation whose menu is open: { id, title }

export function start() {
  let waiting;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask("search"), 200);
  });
  $("title-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask("rename", { target: meant.id, text: $("new-title").value });
    $("title-form").hidePopover();
  });
  new MutationObserver(mark).observe(document.querySelector(".conversations .list"), {
    childList: true, subtree: true, attributeFilter: ["data-chat"],
  });
  mark();
}

export function toggle() {
  const shown = narrow.matches
    ? document.body.dataset.sidebar === "open"
    : document.body.dataset.sidebar !== "closed";
  document.body.dataset.sidebar = shown ? "closed" : "open";
}

export function fold() {
  if (narrow.matches) document.body.dataset.sidebar = "closed";
}

export function menu(button) {
  const { chat: id, title } = button.closest("li").dataset;
  meant = { id, title };
  $("as-markdown").href = `page/export/${id}.md`;
  $("as-json").href = `page/export/${id}.json`;
  place($("menu"), button);
}

export function askTitle() {
  $("menu").hidePopover();
  $("new-title").value = meant.title;
  place($("title-form"), document.querySelector(`li[data-chat="${meant.id}"] .more`));
  $("new-title").select();
}

export function keepTitle() {
  $("title-form").hidePopover();
}

export function remove() {
  $("menu").hidePopover();
  ask("remove", { target: meant.id });
}

function mark() {
  for (const item of document.querySelectorAll(".conversations li")) {
    const open = item.querySelector(".open");
    if (item.dataset.chat === page.chat) open.setAttribute("aria-current", "page");
    else open.removeAttribute("aria-current");
  }
}

onState(mark);
