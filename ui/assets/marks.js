// Marks under messages: what the checks found, in a card, and a way to say that it was wrong.

import { call, lines } from "./call.js";
import { place } from "./cards.js";
import { rated } from "./feedback.js";

const KEY = "jarvis-appeal-"; // + turn → the thumb before the appeal, so that undo brings it back
const $ = (id) => document.getElementById(id);

let meant = null; // the mark that is open

export function open(button) {
  meant = button;
  const card = $("marks");
  $("marks-list").replaceChildren(button.nextElementSibling.content.cloneNode(true));
  card.querySelector(".problem").hidden = true;
  card.querySelector(".acts").hidden = !button.dataset.turn;
  show(button.dataset.appealed === "true");
  place(card, button);
  card.focus();
}

export async function appeal(wrong) {
  const { turn } = meant.dataset;
  const before = sessionStorage.getItem(KEY + turn) || null;
  try {
    const given = await call(`page/appeal/${turn}`, { wrong, before });
    if (wrong) sessionStorage.setItem(KEY + turn, given.before ?? "");
    else sessionStorage.removeItem(KEY + turn);
    rated(turn, given);
    for (const mark of marksOf(turn)) mark.dataset.appealed = wrong;
    if (meant.dataset.turn === turn) settle(wrong);
  } catch (failure) {
    const problem = $("marks").querySelector(".problem");
    problem.replaceChildren(...lines(failure));
    problem.hidden = false;
  }
}

const marksOf = (turn) => document.querySelectorAll(`.shield[data-turn="${turn}"]`);

function settle(noted) {
  show(noted);
  $("marks").querySelector(".problem").hidden = true;
  $("marks").querySelector(noted ? "[data-do=take-back]" : "[data-do=appeal]").focus();
}

function show(noted) {
  const card = $("marks");
  const said = card.querySelector("[role=status]");
  card.querySelector("[data-do=appeal]").hidden = noted;
  card.querySelector(".noted").hidden = !noted;
  said.textContent = noted ? said.dataset.noted : "";
}
