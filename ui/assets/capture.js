// The microphone's sound, off the page's thread: kept for a moment, and sent on while somebody talks.
// Whatever rate it comes in, it leaves as 16-bit samples at 16 kHz. In: {talk: id} or {stop: id};
// out: {id, pcm, level, last}.

const RATE = 16_000;
const BEFORE = 0.3 * RATE; // kept from before a press: a person begins to talk as they press
const AFTER = 0.06 * RATE; // taken after it: the last sound dies away
const CHUNK = 0.1 * RATE;
const TAPS = 16; // of the low-pass, each side, at 16 kHz
const PHASES = 64; // between two samples, for which the low-pass is worked out

// To 16 kHz from any higher rate: a windowed-sinc low-pass, evaluated where a new sample falls.
class Downsampler {
  constructor(rate) {
    this.step = rate / RATE;
    this.reach = Math.ceil(TAPS * this.step);
    this.at = this.reach;
    this.left = new Float32Array(2 * this.reach);
    this.phases = Array.from({ length: PHASES + 1 }, (_, i) => this.taps(i / PHASES));
  }

  taps(fraction) {
    const taps = new Float32Array(2 * this.reach);
    let sum = 0;
    for (let i = 0; i < taps.length; i++) {
      const x = (i - this.reach + 1 - fraction) / this.step;
      const sinc = x === 0 ? 1 : Math.sin(0.92 * Math.PI * x) / (0.92 * Math.PI * x);
      taps[i] = Math.abs(x) < TAPS ? sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / TAPS)) : 0;
      sum += taps[i];
    }
    return taps.map((tap) => tap / sum);
  }

  take(input) {
    const samples = new Float32Array(this.left.length + input.length);
    samples.set(this.left);
    samples.set(input, this.left.length);
    const made = [];
    for (; this.at + this.reach < samples.length; this.at += this.step) made.push(this.sample(samples));
    const used = Math.max(0, Math.floor(this.at) - this.reach);
    this.left = samples.subarray(used);
    this.at -= used;
    return made;
  }

  sample(samples) {
    const whole = Math.floor(this.at);
    const taps = this.phases[Math.round((this.at - whole) * PHASES)];
    const first = whole - this.reach + 1;
    let sum = 0;
    for (let i = 0; i < taps.length; i++) sum += taps[i] * samples[first + i];
    return sum;
  }
}

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.down = sampleRate === RATE ? null : new Downsampler(sampleRate);
    this.before = [];
    this.chunk = [];
    this.id = "";
    this.rest = Infinity; // samples that are still to come, once it is stopped
    this.port.onmessage = ({ data }) => {
      if (data.talk) this.begin(data.talk);
      else if (data.stop === this.id) this.rest = AFTER;
    };
  }

  begin(id) {
    this.id = id;
    this.chunk = this.before;
    this.before = [];
    this.rest = Infinity;
  }

  process([[input]]) {
    if (input) this.take(this.down ? this.down.take(input) : input);
    return true;
  }

  take(samples) {
    if (!this.id) {
      this.before.push(...samples);
      if (this.before.length > BEFORE) this.before.splice(0, this.before.length - BEFORE);
      return;
    }
    this.chunk.push(...samples);
    this.rest -= samples.length;
    if (this.rest <= 0) this.send(true);
    else if (this.chunk.length >= CHUNK) this.send(false);
  }

  send(last) {
    const pcm = Int16Array.from(this.chunk, (x) => Math.max(-1, Math.min(1, x)) * 32_767);
    const power = this.chunk.reduce((sum, x) => sum + x * x, 0) / (this.chunk.length || 1);
    this.port.postMessage({ id: this.id, pcm, level: Math.sqrt(power), last }, [pcm.buffer]);
    this.chunk = [];
    if (last) this.id = "";
  }
}

registerProcessor("capture", Capture);
