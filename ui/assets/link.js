// The wire to Python: `ask` says what a person did, `onState` hears how the page stands.
// The open conversation is in the address (?chat=…), so that reloading and going back work.

const listeners = [];
let send = null;
let count = 0;

export const page = { chat: chatInAddress(), busy: false, empty: false };

export function chatInAddress() {
  return new URLSearchParams(location.search).get("chat") ?? "";
}

export function onState(listener) {
  listeners.push(listener);
}

export function ask(what, data = {}) {
  const id = `${Date.now()}-${++count}`;
  const search = document.getElementById("search")?.value ?? "";
  send(what, { id, chat: page.chat, search, ...data });
  return id;
}

export function connect(trigger, watch, props) {
  send = trigger;
  watch("value", () => take(JSON.parse(props.value)));
  ask("open", { target: page.chat });
}

function take(state) {
  Object.assign(page, { chat: state.chat, busy: state.busy });
  if (state.chat !== chatInAddress()) {
    history.pushState(null, "", state.chat ? `?chat=${state.chat}` : location.pathname);
  }
  for (const listener of listeners) listener(state);
}

addEventListener("popstate", () => ask("open", { target: chatInAddress() }));
