// How a person wants to talk and be answered. Kept by this browser.

const KEY = "jarvis-voice";
const USUAL = {
  mute: false, // answers to spoken questions aren't spoken
  english: "", // a voice's name; "": Jarvis chooses
  spanish: "",
  speed: 1, // 1 is the voice's own
  device: "", // the microphone's id; "": the browser chooses
  spoken: "auto", // the language that is spoken: "auto", "en" or "es"
  edit: false, // what was heard goes into the message field first
};

const listeners = [];

export function get() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { ...USUAL };
  }
}

export function set(partial) {
  localStorage.setItem(KEY, JSON.stringify({ ...get(), ...partial }));
  tell();
}

// `listener` hears of every change, those that another window makes, too.
export function onChange(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener(get());
}

addEventListener("storage", (event) => {
  if (event.key === KEY) tell();
});
