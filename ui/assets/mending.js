// What was heard isn't always what was said: it is mended in the message field, before it is asked
// or after.

import { call } from "./call.js";
import { compose, edit } from "./composer.js";
import { after } from "./link.js";
import * as strip from "./voice_strip.js";

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

// The last question goes back into the field. `stop()` stops its answer, and gives the id of the
// request that shows the conversation anew, "" if there is none.
export async function again(stop) {
  const { message, text } = [...document.querySelectorAll("#chat .byline.user")].at(-1)?.dataset ?? {};
  if (!message) return;
  const id = await stop();
  strip.clear();
  if (id) after(id, () => edit(message, text));
  else edit(message, text);
}
