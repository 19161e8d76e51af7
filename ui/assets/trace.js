// How one turn went: a dialog with a waterfall of its stages, opened from an answer or a table.

import { call, lines } from "./call.js";
import { clear, draw } from "./plots.js";

const $ = (id) => document.getElementById(id);

export async function open(button) {
  if ($("trace-chart")) clear($("trace-chart"));
  $("trace-body").replaceChildren();
  $("trace").showModal();
  const shown = await call(`page/trace/${button.dataset.turn}`).catch(problem);
  if (!shown) return;
  $("trace-body").innerHTML = shown.html;
  if (shown.figure) draw($("trace-chart"), shown.figure);
}

function problem(failure) {
  $("trace-body").replaceChildren(...lines(failure));
}

export function close() {
  $("trace").close();
}
