// Charts: Plotly, fetched from Jarvis when the first one is drawn. Figures name the page's CSS
// variables as colours ("var(--jarvis-accent)"); here they become what they are in light or dark.
// A chart is drawn when it comes near to being seen, one a frame, so that the page stays quick.

const QUIET = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };
const MARGIN = "300px";

const figures = new Map(); // element → { data, layout, label }
const stale = new Set(); // elements that don't show their figure yet
const near = new Set(); // elements that are seen, or almost
let library = null;
let working = false;

// Into an element that has a height. Drawing again changes only what is different.
export function draw(element, figure) {
  figures.set(element, figure);
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", figure.label);
  eyes.observe(element);
  sizes.observe(element);
  renew(element);
}

export function clear(element) {
  if (!figures.delete(element)) return;
  stale.delete(element);
  near.delete(element);
  eyes.unobserve(element);
  sizes.unobserve(element);
  element.removeAttribute("aria-label");
  window.Plotly?.purge(element);
}

function renew(element) {
  stale.add(element);
  work();
}

async function work() {
  if (working) return;
  working = true;
  try {
    let element;
    while ((element = [...stale].find((one) => near.has(one)))) {
      await load();
      stale.delete(element);
      if (!element.isConnected) clear(element);
      else if (figures.has(element)) await render(element);
      await new Promise(requestAnimationFrame);
    }
  } catch {
    // Jarvis is away, as the header says; the next change tries again.
  } finally {
    working = false;
  }
}

function load() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "page/plotly.min.js";
    script.onload = done;
    script.onerror = () => { library = null; failed(); };
    document.head.append(script);
  });
  return library;
}

function render(element) {
  const { data, layout } = figures.get(element);
  const style = getComputedStyle(document.documentElement);
  const size = { width: element.clientWidth, height: layout.height ?? element.clientHeight };
  const font = { ...layout.font, family: getComputedStyle(element).fontFamily };
  return Plotly.react(element, coloured(data, style), coloured({ ...layout, ...size, font }, style), QUIET);
}

function coloured(part, style) {
  if (typeof part === "string") {
    return part.startsWith("var(--") ? style.getPropertyValue(part.slice(4, -1)).trim() : part;
  }
  if (Array.isArray(part)) return part.map((item) => coloured(item, style));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, coloured(item, style)]));
}

const eyes = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) near[isIntersecting ? "add" : "delete"](target);
  work();
}, { rootMargin: MARGIN, scrollMargin: MARGIN });

const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.clientWidth && target._fullLayout && target._fullLayout.width !== target.clientWidth) renew(target);
  }
});

new MutationObserver(() => [...figures.keys()].forEach(renew))
  .observe(document.documentElement, { attributeFilter: ["data-theme"] });
