// Talking with Jarvis: press, talk, let go, hear. Each press is a thing of its own, and only the
// latest counts: what comes late for another is dropped.

import * as composer from "./composer.js";
import * as hold from "./hold.js";
import { ask, onMove, page } from "./link.js";
import { Listening } from "./listening.js";
import * as mending from "./mending.js";
import * as microphone from "./microphone.js";
import * as player from "./player.js";
import { Press } from "./press.js";
import * as reading from "./read_aloud.js";
import { get, onChange } from "./voice_choices.js";
import * as strip from "./voice_strip.js";
import * as turn from "./voice_turn.js";

let current = null; // the press that goes on
let stopping = Promise.resolve(""); // what Jarvis still has to be told of the one before

export function start() {
  strip.start();
  const on = () => current?.state === "listening" || (current?.state === "asking" && !current.letGo);
  const button = document.getElementById("talk");
  hold.start(button, { press, release, on, again });
  button.addEventListener("pointerup", () => { player.wake(); microphone.wake(); });
  onMove(moved);
  onChange(({ mute }) => { if (mute && current && !hush()) current.muted = true; });
  addEventListener("pagehide", leave);
}

function begin(state, id) {
  player.wake();
  reading.stop();
  player.silence();
  strip.clear();
  current = new Press(page.chat, id);
  show(current, state);
  return current;
}

function show(mine, state) {
  mine.state = state;
  strip.show(state);
}

function end(mine) {
  if (mine !== current) return;
  current = null;
  strip.show("idle");
}

function press() {
  if (!stop() && page.busy) ask("stop"); // an answer to a typed question
  const mine = begin(microphone.isWarm() ? "listening" : "asking");
  listen(mine);
  return mine;
}

async function listen(mine) {
  try {
    await microphone.open();
  } catch (kind) {
    if (mine === current) strip.problem(kind);
    end(mine);
  }
  if (mine !== current) return;
  if (mine.letGo) {
    end(mine);
    strip.noteOf("ready");
    return;
  }
  const words = (text) => { if (mine === current && !mine.turn) understood(mine, text); };
  mine.listening = new Listening(mine.id, mine.aborter.signal, words, (failure) => broken(mine, failure));
  microphone.talk(mine.id, (pcm, level, last) => take(mine, pcm, level, last), () => unplugged(mine));
  if (mine.state === "asking") show(mine, "listening");
  if (mine.state === "thinking") microphone.stop(mine.id); // let go before it was awake
}

function understood(mine, text, unsure = false) {
  mine.words = text;
  strip.heard(text, unsure);
}

function take(mine, pcm, level, last) {
  mine.listening.add(pcm);
  strip.level(level);
  if (last) said(mine);
}

// Let go: what was said is asked. Who has to answer the browser first lets go for that.
function release(mine) {
  if (mine !== current) return;
  if (mine.state === "asking") mine.letGo = true;
  if (mine.state !== "listening") return;
  thinking(mine);
  microphone.stop(mine.id);
}

function again() {
  if (current.state === "asking") stop();
  else release(current);
}

function thinking(mine) {
  mine.keyUp = performance.now();
  show(mine, "thinking");
}

function unplugged(mine) {
  if (mine !== current) return;
  strip.noteOf("lost");
  if (mine.state === "listening") thinking(mine);
  said(mine);
}

// What is too long (409) is used as far as it was taken.
function broken(mine, failure) {
  if (mine !== current) return;
  if (failure.status === 409) strip.note(failure), release(mine);
  else fail(mine, failure);
}

function fail(mine, failure) {
  if (mine !== current) return;
  microphone.stop(mine.id);
  mine.aborter.abort();
  end(mine);
  composer.refuse(failure);
  keep(mine);
}

async function said(mine) {
  await mine.listening.finish();
  if (mine !== current) return;
  if (get().edit) mend(mine);
  else answer(mine, "");
}

async function mend(mine) {
  try {
    const heard = await mending.heard(mine.id);
    if (mine !== current) return;
    end(mine);
    mending.offer(heard, (text) => sendText(mine.id, text));
  } catch (failure) {
    fail(mine, failure);
  }
}

// What was heard, as its speaker has changed it.
async function sendText(id, text) {
  stop();
  const mine = begin("thinking", id);
  thinking(mine);
  mine.words = text;
  await answer(mine, text);
}

async function answer(mine, text) {
  const live = (act) => (line) => { if (mine === current) act(line); };
  const tell = {
    heard: live((line) => {
      mending.mark();
      understood(mine, line.text, line.unsure);
    }),
    note: live(strip.note),
    problem: live((failure) => (mine.turn ? strip.note(failure) : composer.refuse(failure))),
    nothing: live(() => {
      mine.words = "";
      strip.noteOf("nothing");
    }),
    asked: live(strip.asked),
    speaking: live(() => { if (mine.state !== "speaking") show(mine, "speaking"); }),
    lost: live(hush),
  };
  try {
    await stopping;
    await turn.answer(mine, text, tell);
  } catch (failure) {
    fail(mine, failure);
  }
  end(mine);
  if (text || !mine.stopped) keep(mine);
}

// What couldn't be asked isn't lost.
function keep(mine) {
  const { words } = mine;
  mine.words = "";
  if (mine.turn || !words) return;
  if (!current) strip.heard(""), strip.show("idle");
  composer.compose(words, (text) => sendText(mine.id, text));
}

// An answer that is muted, or makes way for another sound, goes on being written, and is whole.
// Whether there was one.
export function hush() {
  const mine = current;
  if (!mine?.turn) return false;
  mine.muted = true;
  turn.report(mine, turn.silence(mine), false);
  mine.aborter.abort();
  end(mine);
  return true;
}

// Silence first; then Jarvis is told. Whether there was something to stop.
export function stop() {
  const mine = current;
  if (!mine) return false;
  const heard = turn.silence(mine);
  current = null;
  mine.stopped = true;
  mine.aborter.abort();
  strip.show("idle");
  microphone.stop(mine.id);
  stopping = mine.turn ? turn.stop(mine, heard) : stopping.then(() => "");
  if (!mine.turn) mine.listening?.forget();
  strip.clear();
  return true;
}

export function edit() {
  const { id, words = "" } = current ?? {};
  mending.again(async () => (stop() ? stopping : ""), words, (text) => sendText(id, text));
}

// The page goes away.
function leave() {
  if (!current) return;
  turn.report(current, turn.silence(current), true);
  if (!current.turn) current.listening?.forget();
}

function moved(chat, adopted) {
  if (adopted && current) current.chat = chat;
  else if (current?.chat !== chat) stop(), strip.clear();
}
