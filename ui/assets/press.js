// One press to talk, from its first sound to the last of its answer.

export class Press {
  constructor(chat, id = newId()) {
    this.id = id; // of what is heard
    this.chat = chat; // the conversation that it is asked in, "" for a new one
    this.state = ""; // as `strip.show` takes it
    this.listening = null;
    this.words = ""; // what has been understood
    this.keyUp = 0; // when it ended, as performance.now() counts
    this.turn = ""; // of its answer, once it is asked
    this.playback = null;
    this.reported = false;
    this.stopped = false; // taken back, or interrupted
    this.letGo = false; // before the microphone was open
    this.muted = false; // its answer isn't heard: nothing of it counts as heard, or as missed
    this.aborter = new AbortController();
  }
}

// Without `randomUUID`, which pages over plain HTTP don't have: they still say why they can't listen.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
