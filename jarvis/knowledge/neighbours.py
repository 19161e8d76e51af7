"""A passage with what stands before and behind it, as far as that is of one piece with it."""

from collections.abc import Collection, Sequence

from jarvis.knowledge.documents import Passage

CHARACTERS = 1_600
"""Of the whole, at most, unless the passage alone is longer."""

REACH = 2
"""Passages on either side that are looked at."""


def joined(passage: Passage, around: Sequence[Passage], told: Collection[int] = ()) -> str:
    """The passage's text with its neighbours' of the same section, first what follows.

    Args:
        around: passages of its document in order, itself among them.
        told: passages that are shown anyhow, and aren't repeated here.
    """
    places = {one.number: one for one in around if _belongs(one, passage) and one.id not in told}
    chosen, size = [passage], len(passage.text)
    steps = {1: passage.number + 1, -1: passage.number - 1}
    while steps:
        for step, number in list(steps.items()):
            neighbour = places.get(number)
            if neighbour is None or size + len(neighbour.text) > CHARACTERS:
                del steps[step]
                continue
            chosen.append(neighbour)
            size += len(neighbour.text)
            steps[step] = number + step
    return _text(sorted(chosen, key=lambda one: one.start))


def _belongs(one: Passage, passage: Passage) -> bool:
    return one.document == passage.document and one.heading == passage.heading


def _text(passages: Sequence[Passage]) -> str:
    text, end = "", passages[0].start
    for one in passages:
        text += ("" if one.start == end else "\n\n" if text else "") + one.text
        end = one.end
    return text
