// A text to try on the checks. What it holds is only ever shown as text, never as HTML.

import { call, lines } from "./call.js";

const $ = (id) => document.getElementById(id);

let asked = 0; // an answer to an earlier text is passed over

export function start() {
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "trial") return;
    event.preventDefault();
    check();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "trial-text" || event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) $("trial").requestSubmit();
  });
}

export function example(button) {
  $("trial-text").value = button.dataset.text;
  $("trial-direction").value = button.dataset.direction;
  $("trial").requestSubmit();
}

async function check() {
  const words = JSON.parse($("trial").dataset.words);
  const text = $("trial-text").value;
  const mine = ++asked;
  $("trial-problem").hidden = true;
  $("trial-status").textContent = words.checking;
  try {
    const said = await call("api/guardrails/check", { text, direction: $("trial-direction").value });
    if (mine === asked) show(text, said, words);
  } catch (failure) {
    if (mine === asked) refuse(failure, words);
  }
}

// The API speaks English: in another language that is the detail.
function refuse(failure, words) {
  const english = document.documentElement.lang === "en";
  const told = english ? failure : { message: words.failed, detail: failure.message, hint: failure.hint };
  $("trial-status").textContent = "";
  $("trial-result").hidden = true;
  $("trial-problem").replaceChildren(...lines(told));
  $("trial-problem").hidden = false;
}

function show(text, said, words) {
  const verdict = words.verdicts[said.verdict];
  $("trial-status").textContent = "";
  $("trial-verdict").textContent = verdict;
  $("trial-verdict").dataset.verdict = said.verdict;
  $("trial-marked").replaceChildren(...marked(text, said.findings, words));
  $("trial-findings").replaceChildren(...listed(said.findings, words));
  $("trial-onward").textContent = said.verdict === "block" ? said.message || words.stopped : said.text;
  $("trial-onward").classList.toggle("stopped", said.verdict === "block");
  $("trial-result").hidden = false;
}

// Offsets count characters as Python does, each emoji as one. Findings may overlap: between two
// borders a stretch carries all that lie over it.
function marked(text, findings, words) {
  const characters = Array.from(text);
  const borders = new Set([0, characters.length]);
  for (const { start, end } of findings) borders.add(start).add(end);
  const ordered = [...borders].sort((one, other) => one - other);
  return ordered.slice(1).map((end, i) => {
    const start = ordered[i];
    const over = findings.filter((found) => found.start <= start && found.end >= end);
    const piece = characters.slice(start, end).join("");
    return over.length ? mark(piece, over, words) : document.createTextNode(piece);
  });
}

function mark(piece, findings, words) {
  const element = document.createElement("mark");
  element.textContent = piece;
  element.title = findings.map((found) => name(found, words)).join(", ");
  return element;
}

function listed(findings, words) {
  if (!findings.length) return [item(words.nothing, "")];
  return findings.map((found) => {
    const sure = words.sureness.replace("{percent}", Math.round(found.score * 100));
    const action = found.action === "mask" ? words.masking[found.check] ?? "mask" : found.action;
    const about = [words.actions[action], sure];
    if (document.documentElement.lang === "en") about.push(found.reason); // reasons are in English
    return item(name(found, words), about.filter(Boolean).join(" · "));
  });
}

function item(title, about) {
  const element = document.createElement("li");
  const heading = document.createElement("b");
  const rest = document.createElement("span");
  heading.textContent = title;
  rest.textContent = about;
  element.append(heading, rest);
  return element;
}

function name({ check, kind }, words) {
  if (check === "failed") return words.broken.replace("{check}", words.checks[kind] ?? kind);
  return words.kinds[check]?.[kind] ?? words.checks[check] ?? check;
}
