// Asking Jarvis for something, beside Gradio. What goes wrong is thrown as
// { message, hint, detail, status }.

export async function call(path, body) {
  const answer = await request(path, body ? sending(body) : {});
  return answer.status === 204 ? null : answer.json();
}

// How JSON is sent, as `fetch` takes it.
export function sending(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

// The answer itself, for what isn't JSON. `how` is what `fetch` takes.
export async function request(path, how) {
  const separator = path.includes("?") ? "&" : "?";
  let answer;
  try {
    answer = await fetch(`${path}${separator}language=${document.documentElement.lang}`, how);
  } catch (error) {
    throw how.signal?.aborted ? error : away();
  }
  if (!answer.ok) throw await failure(answer);
  return answer;
}

// What is said while Jarvis can't be reached.
export function away() {
  const { away: message, awayHint: hint } = document.getElementById("status").dataset;
  return { message, hint };
}

async function failure(answer) {
  const body = await answer.json().catch(() => ({}));
  const said = body.detail ?? body.error; // the page's own routes, and the API's
  const told = said?.message ? said : { message: `${answer.status} ${answer.statusText}` };
  return { ...told, status: answer.status };
}

// For showing it: a line each for what happened, its English original and what to do.
export function lines(failure) {
  const told = [["b", failure.message], ["span", failure.detail], ["span", failure.hint]];
  return told.filter(([, text]) => text).map(([tag, text]) => {
    const line = document.createElement(tag);
    line.textContent = text;
    return line;
  });
}
