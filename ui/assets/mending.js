// What was heard isn't always what was said: it is mended in the message field, before it is asked
// or after.

import { call } from "./call.js";
import { compose, edit } from "./composer.js";
import { after } from "./link.js";
import * as strip from "./voice_strip.js";

let before; // the last question that stood there when the one in the strip was heard

// What was understood of a press, which isn't asked yet.
export function heard(id) {
  return call(`page/voice/hear/${id}`, {});
}

// Puts it into the field; `send(text)` is how it goes from there.
export function offer({ heard: anything, text, unsure, note }, send) {
  strip.heard("");
  if (!anything) return strip.noteOf("nothing");
  if (note) strip.note(note);
  else if (unsure) strip.noteOf("unsure");
  compose(text, send);
}

const last = () => [...document.querySelectorAll("#chat .byline.user")].at(-1)?.dataset ?? {};

export function mark() {
  before = last().message;
}

// What was heard goes back into the field: as the last question, or, while that isn't drawn yet, as
// its `words`, which `send(text)` asks. `stop()` stops its answer, and gives the id of the request that shows
// the conversation anew, "" if there is none.
export async function again(stop, words, send) {
  const id = await stop();
  strip.clear();
  const mend = () => {
    const { message, text } = last();
    if (message && message !== before) edit(message, text);
    else if (words) compose(words, send);
  };
  if (id) after(id, () => requestAnimationFrame(mend));
  else mend();
}
