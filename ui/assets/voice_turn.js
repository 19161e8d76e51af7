// A spoken question's answer: asked, followed in the conversation, and played as it comes.

import { drop, hold } from "./attach.js";
import { request, sending } from "./call.js";
import { chosen } from "./documents.js";
import { ask, move, page } from "./link.js";
import { objects } from "./ndjson.js";
import * as player from "./player.js";
import { get } from "./voice_choices.js";

const UNHEARD = { played: 0, share: 0, seconds: 0 };
const PATIENCE_MS = 3000; // what an interruption has to tell doesn't hold up the next answer for longer

// `text` is what was heard, if its speaker has changed it. `tell` hears how it goes: heard(line),
// note(line), problem(line), nothing(), asked(), speaking(), and lost() if something else is played
// instead. Done when all has been said.
export async function answer(press, text, tell) {
  const { signal } = press.aborter;
  await filesRead(signal);
  if (signal.aborted) return;
  const { english, spanish, speed, mute } = get();
  press.muted = mute;
  const body = { listen: press.id, text, chat: press.chat, ...chosen(), english, spanish, speed, mute };
  let whole = false;
  try {
    const response = await request("page/voice/turn", { ...sending(body), signal });
    for await (const line of objects(response)) {
      if (signal.aborted) return;
      TAKE[line.kind]?.(press, line, tell);
    }
    press.playback?.close();
    await press.playback?.done;
    whole = true;
  } finally {
    if (!signal.aborted) report(press, silence(press), !whole);
  }
}

// A question waits for files that are still being read, unless it is taken back meanwhile.
function filesRead(signal) {
  return new Promise((go) => {
    if (!hold(go)) return go();
    signal.addEventListener("abort", () => { drop(go); go(); });
  });
}

const TAKE = {
  heard: (press, line, tell) => tell.heard(line),
  note: (press, line, tell) => tell.note(line),
  problem: (press, line, tell) => tell.problem(line),
  nothing: (press, line, tell) => tell.nothing(),
  asked(press, { chat, turn }, tell) {
    Object.assign(press, { chat, turn });
    if (!page.chat) move(chat, true);
    ask("follow", { target: chat });
    tell.asked();
  },
  sound(press, line, tell) {
    if (press.muted) return;
    press.playback ??= player.begin(tell.lost);
    press.playback.add(line);
    if (!press.playback.silent) tell.speaking();
  },
};

// Silence, at once.
export function silence(press) {
  return press.playback?.silence() ?? UNHEARD;
}

// Stops what an interrupted press had begun. What wasn't said is gone from the conversation, which is
// shown anew: as the id of that request, "" if it isn't open any more. Of a muted answer nothing
// goes, so that Jarvis has to know that first.
export async function stop(press, heard) {
  const { played, share } = heard;
  if (press.muted) await report(press, heard, true);
  const how = { ...sending({ turn: press.turn, played, share }), signal: AbortSignal.timeout(PATIENCE_MS) };
  await request("page/voice/stop", how).catch(() => {});
  report(press, heard, true);
  return page.chat === press.chat ? ask("open", { target: page.chat }) : "";
}

// How the answer was heard, once. It reaches Jarvis even if the page goes away meanwhile.
export async function report(press, heard, interrupted) {
  if (!press.turn || press.reported) return;
  press.reported = true;
  const { turn, muted } = press;
  const { audible = null, gaps_ms: gaps = [] } = press.playback ?? {};
  const gaps_ms = gaps.slice(0, heard.played); // those before pieces that were begun
  const first_sound_ms = audible && heard.seconds ? Math.max(0, audible - press.keyUp) : null;
  const told = { turn, first_sound_ms, gaps_ms, interrupted, muted, spoken_seconds: heard.seconds };
  const how = { ...sending(told), keepalive: true, signal: AbortSignal.timeout(PATIENCE_MS) };
  await request("page/voice/played", how).catch(() => {});
}
