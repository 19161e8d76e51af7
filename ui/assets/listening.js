// One press: what is heard goes to Jarvis as it comes, and the words so far come back.
// One request at a time; what gathers meanwhile goes with the next.

import { away, request } from "./call.js";
import { get } from "./voice_choices.js";

const PAUSES_MS = [200, 600, 1200]; // before trying again: a connection that breaks is soon back

export class Listening {
  // `words(text)` is told what has been understood so far; `failed(failure)` once, if it can't go on.
  constructor(id, signal, words, failed) {
    this.path = `page/voice/listen/${id}`;
    Object.assign(this, { signal, words, failed });
    this.waiting = [];
    this.number = 0;
    this.broken = null; // what went wrong
    this.sending = null; // a promise, while something is on its way
  }

  add(pcm) {
    if (this.broken) return;
    if (pcm.length) this.waiting.push(pcm);
    this.sending ??= this.send().finally(() => { this.sending = null; });
  }

  // Waits until everything has arrived.
  async finish() {
    await this.sending;
  }

  async send() {
    while (this.waiting.length && !this.broken && !this.signal.aborted) {
      const body = new Blob(this.waiting.splice(0));
      try {
        const { words } = await this.post(body);
        this.number += 1;
        this.words(words);
      } catch (failure) {
        this.broken = failure;
        if (!this.signal.aborted) this.failed(failure);
      }
    }
  }

  // What Jarvis refuses is refused. What may not have arrived is sent again: its number makes it count once.
  async post(body) {
    const headers = { "Content-Type": "application/octet-stream" };
    const how = { method: "POST", headers, body, signal: this.signal };
    const path = `${this.path}/${this.number}?spoken=${get().spoken}`;
    for (const pause of [...PAUSES_MS, null]) {
      try {
        const answer = await request(path, how);
        return await answer.json().catch(() => { throw away(); });
      } catch (failure) {
        if (failure.status || this.signal.aborted || pause === null) throw failure;
        await new Promise((go) => { setTimeout(go, pause); });
      }
    }
  }

  forget() {
    request(this.path, { method: "DELETE", keepalive: true }).catch(() => {});
  }
}
