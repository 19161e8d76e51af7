// Pressing to talk: by pointer on the button, by the space bar where no field has the focus, by a
// short tap that stays until the next. What a press means is the business of whoever is told.

const TAP_MS = 300;
const OTHERS = "input, textarea, select, button, a, summary, audio, video, [contenteditable], [role=tab], .cite";

let held = null; // { at, press, key, pointer }

// `talk` offers press() → its press, release(press), on(), whether somebody talks now, and again(),
// for who presses then.
export function start(button, talk) {
  const down = (by) => {
    if (talk.on()) talk.again();
    else held = { at: performance.now(), press: talk.press(), ...by };
  };
  const up = () => {
    const mine = held;
    held = null;
    if (mine && performance.now() - mine.at >= TAP_MS) talk.release(mine.press);
  };
  byPointer(button, down, up);
  byKeys(button, down, up);
  button.addEventListener("click", (event) => {
    if (!event.detail) down({}), up(); // a keyboard's click, or a screen reader's: never held
  });
}

function byPointer(button, down, up) {
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays where it is
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("pointerdown", (event) => {
    if (event.button || !event.isPrimary) return;
    button.setPointerCapture(event.pointerId);
    down({ pointer: event.pointerId });
  });
  for (const end of ["pointerup", "pointercancel"]) {
    button.addEventListener(end, (event) => { if (event.pointerId === held?.pointer) up(); });
  }
}

function byKeys(button, down, up) {
  document.addEventListener("keydown", (event) => {
    if (event.target === button && event.key === "Enter" && event.repeat) event.preventDefault();
    if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!held?.key && !free(event.target, button)) return;
    event.preventDefault();
    if (!event.repeat) down({ key: true });
  });
  document.addEventListener("keyup", (event) => {
    if (event.code !== "Space") return;
    if (event.target === button && free(button, button)) event.preventDefault(); // held: that is no click
    if (held?.key) up();
  });
  addEventListener("blur", () => { if (held?.key) up(); }); // the key's release goes to another window
}

function free(target, button) {
  const others = target !== button && target.closest(OTHERS);
  if (others || document.querySelector(":popover-open, dialog[open]")) return false;
  return button.offsetParent !== null;
}
