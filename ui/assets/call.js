// Asking Jarvis for something, beside Gradio. What goes wrong is thrown as { message, hint, detail }.

export async function call(path, body) {
  const separator = path.includes("?") ? "&" : "?";
  const address = `${path}${separator}language=${document.documentElement.lang}`;
  const how = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(address, body ? how : {});
  } catch {
    throw away();
  }
  if (!answer.ok) throw await failure(answer);
  return answer.status === 204 ? null : answer.json();
}

// What is said while Jarvis can't be reached.
export function away() {
  const { away: message, awayHint: hint } = document.getElementById("status").dataset;
  return { message, hint };
}

async function failure(answer) {
  const body = await answer.json().catch(() => ({}));
  const said = body.detail ?? body.error; // the page's own routes, and the API's
  return said?.message ? said : { message: `${answer.status} ${answer.statusText}` };
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
