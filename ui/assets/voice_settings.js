// The card "Voice" on the Settings tab. What is chosen counts at once, and stays in this browser.

import { call, lines, request, sending } from "./call.js";
import { play, wake } from "./player.js";
import * as choices from "./voice_choices.js";

const $ = (id) => document.getElementById(id);
const CODES = { english: "en", spanish: "es" };
const HABITS = { // what a control's change says of the choices
  "speech-spoken": (control) => ({ spoken: control.value }),
  "speech-english": (control) => ({ english: control.value }),
  "speech-spanish": (control) => ({ spanish: control.value }),
  "speech-speed": (control) => ({ speed: Number(control.value) }),
  "speech-device": (control) => ({ device: control.value }),
  "speech-aloud": (control) => ({ mute: !control.checked }),
  "speech-edit": (control) => ({ edit: control.checked }),
};
const LOOK_MS = 1500;
const FEW = 3; // languages that are named

let voices = null; // those on disk, once Jarvis has told
let sampling = null; // { button, abort } while a voice is being tried

export function start() {
  document.addEventListener("change", (event) => change(event.target));
  document.addEventListener("input", ({ target }) => target.id === "speech-speed" && change(target));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#voice-settings [data-sample]");
    if (button) sample(button);
  });
  navigator.mediaDevices?.addEventListener("devicechange", () => shown() && listMicrophones());
  choices.onChange(show);
}

const shown = () => $("voice-settings")?.offsetParent != null;
const words = () => JSON.parse($("voice-settings").dataset.words);

export async function refresh() {
  if (!shown()) return hush();
  show();
  listMicrophones();
  try {
    tell(await call("page/voice/state"));
  } catch (failure) {
    write("speech-now", words().unknown);
    tellLines("speech-note", failure);
  }
}

function change(control) {
  if (control.id in HABITS) choices.set(HABITS[control.id](control));
}

// Who listens, and which voices there are. While a recogniser is loading we look again.
function tell(state) {
  const said = words();
  const listens = said.listens.replace("{name}", state.recogniser).replace("{languages}", named(state.languages));
  write("speech-now", state.recogniser ? listens : state.ready ? said.nobody : said.loading);
  if (state.note) tellLines("speech-note", state.note);
  else $("speech-note").hidden = true;
  $("speech-english-only").hidden = state.languages.join() !== "en";
  voices = state.voices;
  show();
  if (!state.ready) setTimeout(refresh, LOOK_MS);
}

// The first few languages by name, the page's own first.
function named(codes) {
  const { languages, many } = words();
  const page = document.documentElement.lang;
  const names = codes.toSorted((a, b) => (b === page) - (a === page)).map((code) => languages[code] ?? code);
  if (names.length <= FEW) return new Intl.ListFormat(page).format(names);
  return many.replace("{some}", names.slice(0, FEW).join(", ")).replace("{count}", names.length - FEW);
}

function show() {
  if (!shown()) return;
  const chosen = choices.get();
  $("speech-spoken").value = chosen.spoken;
  $("speech-speed").value = chosen.speed;
  showSpeed(chosen.speed);
  $("speech-aloud").checked = !chosen.mute;
  $("speech-edit").checked = chosen.edit;
  if ($("speech-device").options.length) $("speech-device").value = chosen.device;
  if (voices) for (const language of Object.keys(CODES)) listVoices(language, chosen[language]);
}

function showSpeed(speed) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const told = words().times.replace("{speed}", number.format(speed));
  write("speech-speed-now", told);
  $("speech-speed").setAttribute("aria-valuetext", told);
}

function listVoices(language, chosen) {
  const said = words();
  const able = voices.filter((voice) => voice.languages.includes(CODES[language]));
  const usual = usualVoice(language);
  const first = usual ? said.automaticNow.replace("{name}", usual.title) : said.noVoice;
  const select = $(`speech-${language}`);
  list(select, [["", first], ...able.map((voice) => [voice.name, voice.title])]);
  select.value = able.some((voice) => voice.name === chosen) ? chosen : "";
  select.disabled = !able.length;
  document.querySelector(`[data-sample=${language}]`).disabled = !able.length;
}

const usualVoice = (language) => voices.find((voice) => voice.chosen_for.includes(CODES[language]));

// Microphones have names only once a person has let the page listen.
async function listMicrophones() {
  const said = words();
  const chosen = choices.get().device;
  const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  const inputs = (found ?? []).filter((device) => device.kind === "audioinput");
  const named = inputs.filter(({ deviceId, label }) => label && !["default", "communications"].includes(deviceId));
  const gone = chosen && !named.some((device) => device.deviceId === chosen);
  const offered = named.map((device) => [device.deviceId, device.label]);
  list($("speech-device"), [["", said.any], ...(gone ? [[chosen, said.gone]] : []), ...offered]);
  $("speech-device").value = chosen;
  const note = !found ? said.away : !inputs.length ? said.none : inputs.some(({ label }) => label) ? "" : said.unnamed;
  write("speech-device-note", note);
  $("speech-device-note").hidden = !note;
}

function list(select, options) {
  const listed = JSON.stringify(options);
  if (listed === select.dataset.listed) return; // an open list must not close under a person's hand
  select.dataset.listed = listed;
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
}

// A sentence in the chosen voice; pressed again, it stops.
async function sample(button) {
  const again = sampling?.button === button;
  hush();
  if (again) return;
  wake();
  const mine = { button, abort: new AbortController() };
  sampling = mine;
  label(button, true);
  $("speech-problem").hidden = true;
  try {
    const how = { ...sending(wanted(button.dataset.sample)), signal: mine.abort.signal };
    const answer = await request("page/voice/sample", how);
    const note = (told) => { if (mine === sampling) tellLines("speech-problem", told); };
    if (mine === sampling) await play(answer, how.signal, note);
  } catch (failure) {
    if (mine === sampling) tellLines("speech-problem", failure);
  }
  if (mine !== sampling) return;
  sampling = null;
  label(button, false);
}

function wanted(language) {
  const voice = $(`speech-${language}`).value || usualVoice(language)?.name || "";
  return { voice, language: CODES[language], speed: choices.get().speed };
}

function hush() {
  if (!sampling) return;
  const { button, abort } = sampling;
  sampling = null;
  abort.abort();
  label(button, false);
}

function label(button, on) {
  button.textContent = on ? words().stop : words().sample;
  button.setAttribute("aria-pressed", String(on));
}

function tellLines(id, failure) {
  $(id).replaceChildren(...lines(failure));
  $(id).hidden = false;
}

function write(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}
