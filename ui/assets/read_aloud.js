// Reads an answer aloud; pressed again, it falls silent.

import { request, sending } from "./call.js";
import { refuse } from "./composer.js";
import { onMove, onState, page } from "./link.js";
import * as player from "./player.js";
import { get } from "./voice_choices.js";
import * as strip from "./voice_strip.js";

let reading = null; // { message, aborter }

export async function toggle(button) {
  const { message } = button.closest(".byline").dataset;
  const before = reading?.message;
  stop();
  if (before === message) return;
  const mine = { message, aborter: new AbortController() };
  reading = mine;
  refuse(null);
  mark();
  player.wake();
  try {
    const { english, spanish, speed } = get();
    const how = { ...sending({ chat: page.chat, message, english, spanish, speed }), signal: mine.aborter.signal };
    const note = (told) => { if (mine === reading) strip.note(told); };
    await player.play(await request("page/voice/read", how), how.signal, note);
  } catch (failure) {
    if (mine === reading) refuse(failure);
  }
  if (mine === reading) reading = null;
  mark();
}

// Whether something was being read.
export function stop() {
  if (!reading) return false;
  reading.aborter.abort();
  reading = null;
  mark();
  return true;
}

function mark() {
  for (const button of document.querySelectorAll("#chat .byline .read")) {
    const on = button.closest(".byline").dataset.message === reading?.message;
    const { read, stop: silence } = button.dataset;
    button.setAttribute("aria-pressed", on);
    button.setAttribute("aria-label", on ? silence : read);
    button.title = on ? silence : read;
  }
}

onState(() => requestAnimationFrame(mark));
onMove((chat, adopted) => { if (!adopted) stop(); });
