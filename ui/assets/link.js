// The wire to Python: `ask` says what a person did, `onState` hears how the page stands.
// The open conversation is in the address (?chat=…), so that reloading and going back work.

const listeners = [];
const movers = [];
const waiting = new Map(); // an act's id → what is done after it
let send = null;
let count = 0;

export const page = { chat: chatInAddress(), busy: false, empty: false };

export function chatInAddress() {
  return new URLSearchParams(location.search).get("chat") ?? "";
}

export function onState(listener) {
  listeners.push(listener);
}

// `listener` hears which conversation is open from now on, and whether what was a new one until
// now has become it.
export function onMove(listener) {
  movers.push(listener);
}

export function move(chat, adopted = false) {
  if (chat === page.chat) return;
  page.chat = chat;
  for (const listener of movers) listener(chat, adopted);
}

export function ask(what, data = {}) {
  const id = `${Date.now()}-${++count}`;
  const search = document.getElementById("search")?.value ?? "";
  send(what, { id, chat: page.chat, search, ...data });
  return id;
}

// `go` is called once the page stands as that act left it.
export function after(id, go) {
  waiting.set(id, go);
}

export function connect(trigger, watch, props) {
  send = trigger;
  watch("value", () => take(JSON.parse(props.value)));
  ask("open", { target: page.chat });
}

function take(state) {
  page.busy = state.busy;
  move(state.chat, !page.chat && state.accepted);
  if (state.chat !== chatInAddress()) {
    history.pushState(null, "", state.chat ? `?chat=${state.chat}` : location.pathname);
  }
  for (const listener of listeners) listener(state);
  waiting.get(state.reply)?.();
  waiting.delete(state.reply);
}

addEventListener("popstate", () => ask("open", { target: chatInAddress() }));
