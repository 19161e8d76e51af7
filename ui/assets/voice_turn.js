// A spoken question's answer: asked, followed in the conversation, and played as it comes.

import { hold } from "./attach.js";
import { call, request, sending } from "./call.js";
import { chosen } from "./documents.js";
import { ask, move, page } from "./link.js";
import { objects } from "./ndjson.js";
import * as player from "./player.js";
import { get } from "./voice_choices.js";

const UNHEARD = { played: 0, share: 0, seconds: 0 };

// `text` is what was heard, if its speaker has changed it. `tell` hears how it goes: heard(line),
// note(line), problem(line), nothing(), asked() and speaking(). Done when all has been said.
export async function answer(press, text, tell) {
  await new Promise((go) => { if (!hold(go)) go(); }); // files are still being read
  const { signal } = press.aborter;
  if (signal.aborted) return;
  const { english, spanish, speed, mute } = get();
  const body = { listen: press.id, text, chat: press.chat, ...chosen(), english, spanish, speed, mute };
  try {
    const response = await request("page/voice/turn", { ...sending(body), signal });
    for await (const line of objects(response)) {
      if (signal.aborted) return;
      TAKE[line.kind]?.(press, line, tell);
    }
    press.playback?.close();
    await press.playback?.done;
  } finally {
    if (!signal.aborted) report(press, silence(press), false);
  }
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
    if (get().mute) return;
    press.playback ??= player.begin();
    press.playback.add(line);
    if (!press.playback.silent) tell.speaking();
  },
};

// Silence, at once.
export function silence(press) {
  return press.playback?.silence() ?? UNHEARD;
}

// Stops what an interrupted press had begun. What wasn't said is gone from the conversation, which is
// shown anew: as the id of that request, "" if it isn't open any more.
export async function stop(press, heard) {
  const { played, share } = heard;
  await call("page/voice/stop", { turn: press.turn, played, share }).catch(() => {});
  report(press, heard, true);
  return page.chat === press.chat ? ask("open", { target: page.chat }) : "";
}

// How the answer was heard, once. It reaches Jarvis even if the page goes away meanwhile.
export function report(press, heard, interrupted) {
  if (!press.turn || press.reported) return;
  press.reported = true;
  const { audible = null, gaps_ms: gaps = [] } = press.playback ?? {};
  const gaps_ms = gaps.slice(0, heard.played); // those before pieces that were begun
  const first_sound_ms = audible && heard.seconds ? Math.max(0, audible - press.keyUp) : null;
  const told = { turn: press.turn, first_sound_ms, gaps_ms, interrupted, spoken_seconds: heard.seconds };
  request("page/voice/played", { ...sending(told), keepalive: true }).catch(() => {});
}
