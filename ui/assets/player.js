// Plays what is said, piece after piece, on the sound card's own clock. One thing at a time: what
// begins silences what was there.

import { objects } from "./ndjson.js";

const SOON_S = 0.01; // the earliest that a piece can begin
const FADE_S = 0.005; // silence at once, without a click
const IDLE_MS = 30_000; // then the sound card may rest
const AUDIBLE = 0.005; // of full scale; what is softer is the silence before a voice

let context = null;
let now = null;
let idle = 0;

// To be called while a person presses something: browsers let no page sound by itself.
export function wake() {
  context ??= new AudioContext({ latencyHint: "interactive" });
  context.onstatechange = wakeAgain;
  resume();
  rest();
}

function resume() {
  if (context.state !== "running") context.resume().catch(() => {});
}

// A call, or the page's being hidden, has interrupted it.
function wakeAgain() {
  if (now && !now.silent && !document.hidden) resume();
}

document.addEventListener("visibilitychange", wakeAgain);

function rest() {
  clearTimeout(idle);
  idle = setTimeout(() => { if (now?.silent ?? true) context.suspend(); }, IDLE_MS);
}

// Plays the sounds of an answer in JSON lines; done when it is silent, which `signal` makes it at
// once. `note` is told its notes; a problem in it is thrown.
export async function play(response, signal, note) {
  const mine = begin();
  signal.addEventListener("abort", () => mine.silence());
  try {
    for await (const line of objects(response)) {
      if (mine.silent) break;
      if (line.kind === "sound") mine.add(line);
      if (line.kind === "note") note(line);
      if (line.kind === "problem") {
        mine.silence();
        throw line;
      }
    }
  } finally {
    mine.close(); // what is there is played to its end
  }
  await mine.done;
}

// Whatever plays falls silent.
export function silence() {
  now?.silence();
}

// `lost()` is told if something else is played before it is over.
export function begin(lost = () => {}) {
  const before = now?.silent ? null : now;
  silence();
  wake();
  now = new Playback(lost);
  before?.lost();
  return now;
}

export class Playback {
  constructor(lost) {
    this.lost = lost;
    this.gain = new GainNode(context);
    this.gain.connect(context.destination);
    this.pieces = []; // { node, from, to } in seconds of the context's clock
    this.gaps_ms = []; // how much later than meant each piece began behind the one before
    this.audible = null; // when the first sample is heard, as performance.now() counts
    this.silent = false;
    this.closed = false;
    this.sounding = 0; // pieces that haven't ended
    this.pause = 0;
    this.done = new Promise((settle) => { this.settle = settle; });
  }

  // A piece, as the server's "sound" lines have it. It begins where the last one and its pause end.
  add({ rate, pcm, pause }) {
    if (this.silent) return;
    const samples = decoded(pcm);
    const buffer = context.createBuffer(1, Math.max(1, samples.length), rate);
    buffer.copyToChannel(samples, 0);
    const from = this.start();
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(this.gain);
    node.start(from);
    node.onended = () => { this.sounding -= 1; this.settleIfOver(); };
    this.sounding += 1;
    this.pieces.push({ node, from, to: from + buffer.duration });
    this.pause = pause;
    this.audible ??= heardAt(from, samples, rate);
  }

  start() {
    const soonest = context.currentTime + SOON_S;
    const last = this.pieces.at(-1);
    if (!last) return soonest;
    const meant = last.to + this.pause;
    this.gaps_ms.push(Math.max(0, soonest - meant) * 1000);
    return Math.max(meant, soonest);
  }

  // Nothing more will be added.
  close() {
    this.closed = true;
    this.settleIfOver();
  }

  settleIfOver() {
    if (this.over() && !this.silent) this.silence();
  }

  over() {
    return this.closed && this.sounding === 0;
  }

  // Falls silent at once. How much was heard: whole pieces, the share of the one that was cut, and
  // its seconds.
  silence() {
    if (this.silent) return this.heard;
    this.silent = true;
    const at = context.currentTime;
    this.gain.gain.setValueAtTime(1, at);
    this.gain.gain.linearRampToValueAtTime(0, at + FADE_S);
    for (const { node } of this.pieces) node.stop(at + FADE_S);
    this.heard = this.progress(at - (context.outputLatency || 0));
    rest();
    this.settle();
    return this.heard;
  }

  progress(at) {
    const share = ({ from, to }) => Math.min(1, Math.max(0, (at - from) / (to - from)));
    const heard = this.pieces.map((piece) => (this.over() ? 1 : share(piece)));
    const played = heard.filter((part) => part === 1).length;
    const seconds = this.pieces.reduce((sum, { from, to }, i) => sum + (to - from) * heard[i], 0);
    return { played, share: heard[played] ?? 0, seconds };
  }
}

function decoded(pcm) {
  const bytes = Uint8Array.from(atob(pcm), (letter) => letter.charCodeAt(0));
  return Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32_768);
}

function heardAt(from, samples, rate) {
  const first = samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
  if (first < 0) return null;
  const seconds = from - context.currentTime + first / rate + (context.outputLatency || 0);
  return performance.now() + seconds * 1000;
}
