// Thumbs under an answer: pressed at once, sprung back if Jarvis can't keep them. Then, why.

import { call } from "./call.js";
import { place } from "./cards.js";
import { refuse, say } from "./composer.js";

const PARTLY = "partially_correct";
const $ = (id) => document.getElementById(id);

let meant = ""; // the answer whose menu or card is open
let last = Promise.resolve(); // one after the other, in the order in which they were pressed

export function start() {
  $("why").addEventListener("submit", save);
}

export function rate(button) {
  const turn = turnOf(button);
  const word = said(turn).word === button.dataset.word ? "" : button.dataset.word;
  give(turn, { word });
  if (word === "incorrect") askWhy(turn);
}

export function menu(button) {
  meant = turnOf(button);
  const { word } = said(meant);
  const [partly, why] = $("rate-menu").children;
  partly.setAttribute("aria-checked", word === PARTLY);
  why.disabled = !word;
  place($("rate-menu"), button);
  partly.focus();
}

export function partly() {
  $("rate-menu").hidePopover();
  const word = said(meant).word === PARTLY ? "" : PARTLY;
  give(meant, { word });
  if (word) askWhy(meant);
}

export function why() {
  $("rate-menu").hidePopover();
  askWhy(meant);
}

export function skip() {
  $("why").hidePopover();
}

function save(event) {
  event.preventDefault();
  const reasons = [...shownChips()].filter((chip) => chip.checked).map((chip) => chip.value);
  give(meant, { word: said(meant).word, reasons, comment: $("why-comment").value });
  $("why").hidePopover();
}

// The card is filled anew from what is kept, unless it was left with something unsaved in it.
function askWhy(turn) {
  const card = $("why");
  const { word, reasons, comment } = said(turn);
  const draft = `${turn} ${word}`;
  meant = turn;
  if (card.dataset.draft !== draft) {
    card.dataset.draft = draft;
    card.dataset.word = word;
    $("why-title").textContent = word === "correct" ? card.dataset.good : card.dataset.bad;
    $("why-comment").value = comment;
    for (const chip of card.querySelectorAll("input")) chip.checked = reasons.includes(chip.value);
  }
  place(card, row(turn));
  shownChips()[0].focus();
}

function shownChips() {
  const kind = $("why").dataset.word === "correct" ? "good" : "bad";
  return $("why").querySelectorAll(`.reasons.${kind} input`);
}

function give(turn, { word, reasons = [], comment = "" }) {
  const before = said(turn);
  const { thanks, withdrawn } = $("why").dataset;
  refuse(null);
  show(turn, { word, reasons, comment });
  last = last.then(async () => {
    try {
      await call(`page/rating/${turn}`, { word: word || null, reasons, comment });
      say(word ? thanks : withdrawn);
      if (reasons.length || comment) $("why").dataset.draft = "";
    } catch (failure) {
      if (row(turn)?.dataset.word === word) show(turn, before);
      $("why").hidePopover();
      refuse(failure);
    }
  });
}

// A person has said something of an answer elsewhere on the page.
export function rated(turn, rating) {
  show(turn, { ...rating, word: rating.word ?? "" });
  const chip = $("why").querySelector("[value=guardrail]");
  if ($("why").dataset.draft?.startsWith(turn)) chip.checked = rating.reasons.includes(chip.value);
}

const turnOf = (button) => button.closest(".byline").dataset.message;
const row = (turn) => document.querySelector(`.byline[data-message="${turn}"] .rating`);

function said(turn) {
  const { word, reasons, comment } = row(turn).dataset;
  return { word, reasons: JSON.parse(reasons), comment };
}

function show(turn, { word, reasons, comment }) {
  const shown = row(turn);
  if (!shown) return; // another conversation is open by now
  Object.assign(shown.dataset, { word, reasons: JSON.stringify(reasons), comment });
  for (const thumb of shown.children) thumb.setAttribute("aria-pressed", thumb.dataset.word === word);
}
