// The microphone: asked for at the first press, kept open for a while, so that the next press hears
// from its first sound on. What goes wrong is thrown as the key of a problem: "denied", "missing", …

import { get, onChange } from "./voice_choices.js";

const WARM_MS = 5 * 60_000; // after the last press
const WARM_HIDDEN_MS = 60_000; // while nobody looks at the page
const LAST_MS = 500; // what hasn't come by then, once it is stopped, doesn't come: the sound card sleeps
const PROBLEMS = {
  NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "missing",
  OverconstrainedError: "missing", NotReadableError: "busy", AbortError: "busy",
};

let opening = null; // → { context, stream, node }
let warm = false;
let talking = null; // { id, take, lost }
let cooling = 0;

// Opens it, or says why that can't be.
export async function open() {
  if (!navigator.mediaDevices?.getUserMedia) throw isSecureContext ? "unsupported" : "insecure";
  opening ??= connect();
  const mine = opening;
  try {
    const { context } = await mine;
    if (context.state !== "running") await context.resume();
    if (mine !== opening) throw new Error("closed meanwhile");
    warm = true;
    if (!talking) cool();
  } catch (error) {
    if (mine === opening) close(); // the next press opens it anew
    throw PROBLEMS[error.name] ?? "failed";
  }
}

export const isWarm = () => warm;

// To be called when a finger is lifted: only that lets a page record, on some phones.
export async function wake() {
  const context = (await opened())?.context;
  if (context?.state === "suspended") context.resume().catch(() => {});
}

const opened = () => opening?.catch(() => null);

// From now on, `take(pcm, level, last)` gets what is heard; `lost()` is told if it is unplugged.
export async function talk(id, take, lost) {
  clearTimeout(cooling);
  talking = { id, take, lost };
  const mine = await opened();
  mine?.node.port.postMessage({ talk: id });
}

// The last of what is heard comes a moment later.
export async function stop(id) {
  cool();
  setTimeout(() => heard({ id, pcm: new Int16Array(), level: 0, last: true }), LAST_MS);
  const mine = await opened();
  mine?.node.port.postMessage({ stop: id });
}

async function connect() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted() });
  try {
    const mine = await listen(stream, { sampleRate: 16_000 }).catch(() => listen(stream, {}));
    stream.getAudioTracks()[0].addEventListener("ended", () => unplugged(mine));
    return mine;
  } catch (error) {
    stream.getTracks().forEach((track) => track.stop());
    throw error;
  }
}

function wanted() {
  const { device } = get();
  const usual = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  return device ? { ...usual, deviceId: { ideal: device } } : usual;
}

// Firefox can't connect a stream to a context of another rate: then the context takes the stream's.
async function listen(stream, options) {
  const context = new AudioContext({ latencyHint: "interactive", ...options });
  try {
    await context.audioWorklet.addModule(new URL("./capture.js", import.meta.url));
    const node = new AudioWorkletNode(context, "capture", { channelCount: 1, channelCountMode: "explicit" });
    context.createMediaStreamSource(stream).connect(node).connect(context.destination); // silent; it keeps it going
    node.port.onmessage = ({ data }) => heard(data);
    return { context, stream, node };
  } catch (error) {
    context.close();
    throw error;
  }
}

function heard({ id, pcm, level, last }) {
  if (id !== talking?.id) return;
  const { take } = talking;
  if (last) talking = null;
  take(pcm, level, last);
}

async function unplugged(mine) {
  if ((await opened()) === mine) close();
}

// Whoever still talks into it hears that nothing more will come.
function close() {
  const lost = talking?.lost;
  const closing = opening;
  talking = opening = null;
  warm = false;
  clearTimeout(cooling);
  closing?.then(({ context, stream }) => {
    stream.getTracks().forEach((track) => track.stop());
    context.close();
  }, () => {});
  lost?.();
}

function cool() {
  clearTimeout(cooling);
  cooling = setTimeout(close, document.hidden ? WARM_HIDDEN_MS : WARM_MS);
}

document.addEventListener("visibilitychange", () => {
  if (opening && !talking) cool();
});

let device = get().device;

onChange((choices) => {
  if (choices.device !== device && !talking) close();
  device = choices.device;
});
