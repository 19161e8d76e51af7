// Cards: one that lies over the page, and lists of them, drawn again only where they changed.

export function place(card, beside) {
  card.showPopover();
  const box = beside.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - card.offsetWidth - 8);
  const below = box.bottom + 4;
  const top = below + card.offsetHeight > innerHeight ? box.top - card.offsetHeight - 4 : below;
  Object.assign(card.style, { left: `${Math.max(8, left)}px`, top: `${Math.max(8, top)}px` });
}

// Cards keep their place, their focus and what is unfolded. While `still`, none comes or goes.
export function drawCards(list, html, still = false) {
  const next = document.createElement("template");
  next.innerHTML = html;
  const cards = [...next.content.children];
  const same = ids(cards) === ids([...list.children]);
  if (!same && still) return;
  const focused = whereFocusIs(list);
  for (const card of cards) unfold(card, document.getElementById(card.id));
  if (!same) list.replaceChildren(...cards);
  else cards.forEach((card, i) => list.children[i].isEqualNode(card) || list.children[i].replaceWith(card));
  if (focused && !list.contains(document.activeElement)) {
    const card = document.getElementById(focused.card);
    (card?.querySelectorAll("button, summary")[focused.at] ?? card)?.focus();
  }
}

const ids = (cards) => cards.map((card) => card.id).join();

function whereFocusIs(list) {
  const card = [...list.children].find((child) => child.contains(document.activeElement));
  const buttons = [...(card?.querySelectorAll("button, summary") ?? [])];
  return card && { card: card.id, at: buttons.indexOf(document.activeElement) };
}

function unfold(card, old) {
  const before = [...(old?.querySelectorAll("details") ?? [])];
  card.querySelectorAll("details").forEach((part, i) => { part.open = before[i]?.open ?? false; });
}
