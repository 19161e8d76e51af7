// How talking looks: the button, the strip above the message field, and what is said of it.

import { lines } from "./call.js";
import { refuse, say } from "./composer.js";
import { onState } from "./link.js";
import { get, onChange, set } from "./voice_choices.js";

const FADES = 0.85; // of the level, a frame
const LOUD = 0.15; // a level that fills the meter: somebody talks close by

const $ = (id) => document.getElementById(id);

let words = null;
let heardLevel = 0;
let shownLevel = 0;

export function start() {
  words = JSON.parse($("voice").dataset.words);
  onChange(mute);
  onState(({ accepted }) => { if (accepted && document.body.dataset.voice === "idle") clear(); });
  mute(get());
  show("idle");
}

// One of "idle", "asking", "listening", "thinking" and "speaking".
export function show(state) {
  document.body.dataset.voice = state;
  const { said = "", label, stop = "" } = words.states[state];
  if (said) say(said);
  $("voice-state").textContent = said;
  $("talk").setAttribute("aria-pressed", state === "listening");
  $("talk").setAttribute("aria-label", label);
  $("talk").title = label;
  $("voice-stop").setAttribute("aria-label", stop);
  $("voice-stop").title = stop;
  $("voice").hidden = !said && !$("voice").matches(".unsure");
  if (state === "listening") requestAnimationFrame(meter);
}

// What has been understood. If it may be wrong, that is said, and it can be mended.
export function heard(text, unsure = false) {
  $("voice-words").textContent = text;
  $("voice").classList.toggle("unsure", unsure);
}

// It stands in the conversation now; only what may have to be mended is still shown.
export function asked() {
  if (!$("voice").matches(".unsure")) heard("");
}

export function clear() {
  heard("");
  note(null);
  refuse(null);
  $("voice").hidden = document.body.dataset.voice === "idle";
}

// Something worth knowing, which stops nothing: { message, hint }.
export function note(told) {
  $("voice-note").hidden = !told;
  $("voice-note").firstElementChild.replaceChildren(...(told ? lines(told) : []));
  if (told) say(told.message);
}

export const toggleMute = () => set({ mute: !get().mute });

export const noteOf = (kind) => note(told(kind));

// Why there is no microphone.
export const problem = (kind) => refuse(told(kind));

function told(kind) {
  const [message, hint] = words.told[kind];
  return { message, hint: hint.replaceAll("{port}", location.port || "80") };
}

export function level(value) {
  heardLevel = Math.min(1, value / LOUD);
}

function meter() {
  const on = document.body.dataset.voice === "listening";
  shownLevel = on ? Math.max(heardLevel, shownLevel * FADES) : 0;
  $("composer").style.setProperty("--level", shownLevel.toFixed(3));
  if (on) requestAnimationFrame(meter);
}

function mute(choices) {
  const said = words.mute[choices.mute ? "off" : "on"];
  $("mute").setAttribute("aria-pressed", choices.mute);
  $("mute").setAttribute("aria-label", said);
  $("mute").title = said;
}
