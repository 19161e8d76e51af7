// The message field: grows with its text, keeps a draft, edits earlier messages, never loses text.

import { hold } from "./attach.js";
import { lines } from "./call.js";
import { chosen } from "./documents.js";
import { ask, onState, page } from "./link.js";

const DRAFT = "jarvis-draft";
const $ = (id) => document.getElementById(id);

let pending = null; // the id of the question that is on its way
let editing = ""; // the message that the question takes the place of
let instead = null; // how it is sent, where not as usual
let ours = false; // what is shown went wrong in the page: only what a person does next takes its place

export function start() {
  const question = $("question");
  question.value = sessionStorage.getItem(DRAFT) ?? "";
  question.addEventListener("input", changed);
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  changed();
  if (matchMedia("(hover: hover)").matches) question.focus();
}

export function submit() {
  if (page.busy || pending || ($("question").value.trim() && hold(send))) return;
  send();
}

function send() {
  refuse(null);
  const text = $("question").value;
  if (instead && !editing && text.trim()) {
    const go = instead;
    write("");
    go(text);
    return;
  }
  pending = ask("send", { text, message: editing, ...chosen() });
  $("send").disabled = true;
}

export function write(text) {
  $("question").value = text;
  changed();
  $("question").focus();
}

// Adds a text that its person may change; `send(text)` is how it goes, once they are content.
export function compose(text, send) {
  write([$("question").value.trim(), text].filter(Boolean).join(" "));
  instead = send;
}

export function edit(message, text) {
  editing = message;
  $("editing").hidden = false;
  write(text);
}

export function cancelEdit() {
  if (!editing) return false;
  stopEditing();
  write("");
  return true;
}

function stopEditing() {
  editing = "";
  $("editing").hidden = true;
}

function changed() {
  const question = $("question");
  if (!question.value) instead = null;
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight}px`;
  sessionStorage.setItem(DRAFT, question.value.length < 100_000 ? question.value : "");
}

export function refuse(failure) {
  ours = Boolean(failure);
  $("refused").hidden = !failure;
  $("refused").replaceChildren(...(failure ? lines(failure) : []));
}

export function say(text) {
  $("say").textContent = text;
}

function notify(notice) {
  $("notice").hidden = !notice;
  $("notice").firstElementChild.textContent = notice?.text ?? "";
  const undo = $("notice").querySelector("[data-do=restore]");
  undo.hidden = !notice?.undo;
  undo.dataset.chat = notice?.undo ?? "";
}

onState((state) => {
  if (state.reply === pending) {
    pending = null;
    $("send").disabled = false;
    if (state.accepted) {
      stopEditing();
      write("");
    }
  } else if (editing) {
    cancelEdit();
  }
  if (!ours || state.refused || state.busy) {
    refuse(state.refused);
    ours = false;
  }
  notify(state.notice);
  say(state.say);
  $("composer").dataset.ready = "";
  $("send").hidden = state.busy;
  $("stop").hidden = !state.busy;
  document.body.toggleAttribute("data-empty", state.empty);
  document.body.toggleAttribute("data-busy", state.busy);
});
