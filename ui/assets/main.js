// The page's scripts come together here: what each button does, and the keys.

import * as attach from "./attach.js";
import * as composer from "./composer.js";
import * as documents from "./documents.js";
import * as feedback from "./feedback.js";
import * as handing from "./handing.js";
import * as knowledge from "./knowledge.js";
import { ask, connect, move, onState, page } from "./link.js";
import * as marks from "./marks.js";
import * as metrics from "./metrics.js";
import * as reading from "./read_aloud.js";
import * as review from "./review.js";
import * as sidebar from "./sidebar.js";
import * as sources from "./sources.js";
import * as status from "./status.js";
import * as trace from "./trace.js";
import * as trial from "./trial.js";
import * as voice from "./voice.js";
import * as strip from "./voice_strip.js";
import * as voiceSettings from "./voice_settings.js";

const message = (button) => button.closest(".byline, .problem").dataset.message;

const DO = {
  "sidebar": () => sidebar.toggle(),
  "theme": () => window.jarvisToggleTheme(),
  "language": (button) => speak(button.dataset.language),
  "models": () => showTab("models"),
  "new": () => open(""),
  "open": (button) => open(button.closest("li").dataset.chat),
  "menu": (button) => sidebar.menu(button),
  "ask-title": () => sidebar.askTitle(),
  "keep-title": () => sidebar.keepTitle(),
  "remove": () => sidebar.remove(),
  "restore": (button) => ask("restore", { target: button.dataset.chat }),
  "example": (button) => { composer.write(button.dataset.text); composer.submit(); },
  "stop": () => voice.stop() || ask("stop"),
  "copy": (button) => copy(button),
  "edit": (button) => composer.edit(message(button), button.closest(".byline").dataset.text),
  "cancel-edit": () => composer.cancelEdit(),
  "again": (button) => ask("again", { message: message(button), ...documents.chosen() }),
  "without": (button) => ask("again", { message: button.dataset.message, documents: "without" }),
  "branch": (button) => ask("branch", { message: button.dataset.message }),
  "rate": (button) => feedback.rate(button),
  "rate-menu": (button) => feedback.menu(button),
  "partly": () => feedback.partly(),
  "why": () => feedback.why(),
  "why-skip": () => feedback.skip(),
  "marks": (button) => marks.open(button),
  "appeal": () => marks.appeal(true),
  "take-back": () => marks.appeal(false),
  "try": (button) => trial.example(button),
  "trace": (button) => trace.open(button),
  "trace-close": () => trace.close(),
  "section": (button) => metrics.goTo(button.dataset.section),
  "verdict": (button) => review.verdict(button),
  "review-page": (button) => review.turnPage(button),
  "documents": (button) => documents.open(button),
  "attach": () => attach.choose(),
  "detach": (button) => attach.detach(button),
  "send-now": () => attach.sendNow(),
  "voice-stop": () => voice.stop() || strip.clear(),
  "voice-edit": () => voice.edit(),
  "voice-dismiss": () => strip.note(null),
  "mute": () => strip.toggleMute(),
  "read": (button) => { voice.hush() || voice.stop(); reading.toggle(button); },
  "source": (button) => sources.open(button),
  "source-back": () => sources.step(-1),
  "source-on": () => sources.step(1),
  "source-close": () => sources.close(),
  "choose-files": () => document.getElementById("choose-files").click(),
  "choose-folder": () => document.getElementById("choose-folder").click(),
  "dismiss-failed": () => handing.dismiss(),
  "documents-shown": (button) => knowledge.filter(button),
  "documents-page": (button) => knowledge.turnPage(button),
  "document-retry": (button) => knowledge.document_(button, "retry"),
  "document-cancel": (button) => knowledge.document_(button, "cancel"),
  "document-delete": (button) => knowledge.document_(button, "delete"),
  "collection": (button) => knowledge.collection(button),
  "collection-delete": (button) => knowledge.removeCollection(button),
  "unwatch": (button) => knowledge.unwatch(button),
  "index-rebuild": (button) => knowledge.rebuild(button),
  "pull": (button) => model("pull", button),
  "cancel": (button) => model("cancel", button),
  "use": (button) => model("use", button),
};

function open(chat) {
  showTab("chat");
  sidebar.fold();
  move(chat); // from now on: a question asked before the answer comes belongs there
  ask("open", { target: chat });
  if (!chat) document.body.toggleAttribute("data-empty", true);
  document.getElementById("question").focus();
}

function showTab(id) {
  document.getElementById("status-details").hidePopover();
  document.querySelector(`[role=tab][data-tab-id=${id}]`)?.click();
}

function speak(language) {
  document.cookie = `jarvis_language=${language}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

function model(what, button) {
  button.disabled = true;
  ask(what, { target: button.closest("article").dataset.model });
  setTimeout(status.refresh, 150);
}

async function copy(button) {
  await navigator.clipboard.writeText(button.closest(".byline").dataset.text);
  const label = button.getAttribute("aria-label");
  button.classList.add("done");
  button.setAttribute("aria-label", document.getElementById("composer").dataset.copied);
  setTimeout(() => {
    button.classList.remove("done");
    button.setAttribute("aria-label", label);
  }, 1500);
}

// A model's answer may hold HTML: what looks like one of our buttons in there does nothing.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  knowledge.fold(event.target);
  if (event.target.closest("[role=tab]")) opened();
  if (button && !button.closest(".md")) DO[button.dataset.do]?.(button);
  else if (document.body.dataset.sidebar === "open" && !event.target.closest("#sidebar")) sidebar.fold();
});

function opened() {
  sources.close();
  requestAnimationFrame(() => [status.refresh, metrics.look, review.refresh, knowledge.refresh, voiceSettings.refresh].forEach((look) => look()));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector(":popover-open, dialog[open]")) return;
  if (voice.stop() || reading.stop()) return;
  if (knowledge.fold() || sources.close()) return;
  if (page.busy) ask("stop");
  else if (!composer.cancelEdit()) sidebar.fold();
});

// Gradio announces each redrawing of an answer, and names messages in English. We say once when an
// answer begins and once when it ends, and name them in the page's language.
onState(() => {
  const { you, transcript } = document.getElementById("composer").dataset;
  const log = document.querySelector("#chat [role=log]");
  log?.setAttribute("aria-live", "off");
  log?.setAttribute("aria-label", transcript);
  for (const message of document.querySelectorAll("#chat [data-testid=user], #chat [data-testid=bot]")) {
    message.setAttribute("aria-label", message.dataset.testid === "user" ? you : "Jarvis");
  }
});

document.body.toggleAttribute("data-empty", !page.chat);

let started = false;

export function start(trigger, watch, props) {
  if (started) return;
  started = true;
  composer.start();
  sidebar.start();
  status.start();
  feedback.start();
  metrics.start();
  review.start();
  trial.start();
  voiceSettings.start();
  documents.start();
  attach.start();
  sources.start();
  knowledge.start();
  voice.start();
  connect(trigger, watch, props);
}
