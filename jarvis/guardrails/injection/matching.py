"""Tries on each sentence only those rules that could match it.

A rule can't match without certain classes of words, and of those the rarest decides: where no word
of it stands in a sentence, the rule isn't tried. Most sentences have none of any rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jarvis.guardrails.injection.grammar import Rule
from jarvis.guardrails.injection.lexicon import STOP, TAGS

COMMON = """ALWAYS BE BEYOU CAN DATA DEF DO DOC EVEN EVERY FOLLOW GIVE I ITS LEAD LIKE ME MUST MY
    NEW NOT NOTE NOW ONE PAY PRIOR READ REQUEST ROLE SEND SET SPEAK START SYSTEM TALK TELL THINGS
    THIS TO TOP USE WANT WHAT WHEN WITHOUT YA YOU YOUR"""
EVERYWHERE = frozenset(TAGS[name] for name in COMMON.split())
"""Classes with words that any text has; a rule is looked up by another one if it can be."""

ELEMENT = re.compile(r"(?P<text>\[\^?[^\]]*\]|\(\?:|.)(?P<times>\?|\{\d,\d+\}|)")
SENTENCE = re.compile(f"[^{STOP}]+")


Needs = list[frozenset[str]]
"""Of each of these sets a tag must be there."""


class Grammar:
    """Rules, by the words that they can't do without."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._always: list[Rule] = []
        self._by_tag: defaultdict[str, list[tuple[Rule, Needs]]] = defaultdict(list)
        for rule in rules:
            needs = sorted(needed(rule.pattern.pattern), key=_commonness)
            if not needs:
                self._always.append(rule)
            for tag in needs[0] if needs else ():
                self._by_tag[tag].append((rule, needs[1:]))
        self._keys = frozenset(self._by_tag)

    def matches(self, tags: str) -> Iterator[tuple[Rule, int, int]]:
        """Each rule that matches, with the first tag and the one after the last."""
        for sentence in SENTENCE.finditer(tags):
            present = set(sentence[0])
            for rule in self._possible(present):
                # The ends of the sentence belong to it: a rule may ask for them.
                for match in rule.pattern.finditer(tags, sentence.start() - 1, sentence.end() + 1):
                    yield rule, match.start(), match.end()

    def _possible(self, present: set[str]) -> Iterator[Rule]:
        yield from self._always
        for tag in present & self._keys:
            for rule, others in self._by_tag[tag]:
                for other in others:
                    if other.isdisjoint(present):
                        break
                else:
                    yield rule


def needed(pattern: str) -> Needs:
    """What a pattern over tags can't do without: of each set, one tag.

    A part that is optional, or may be any word, needs nothing; one of several ways needs a word of
    any of them.
    """
    known, found = set(TAGS.values()), []
    depth, ways = 0, [set[str]()]
    for element in ELEMENT.finditer(pattern):
        text, optional = element["text"], element["times"][:2] in ("?", "{0")
        depth += {"(?:": 1, ")": -1}.get(text, 0)
        if text == "|" and depth == 1:
            ways.append(set())
        ways[-1] |= known & {text}
        if depth == 0:
            if all(ways) and not optional:
                found.append(frozenset().union(*ways))
            ways = [set()]
    return found


def _commonness(tags: frozenset[str]) -> tuple[int, int]:
    return len(tags & EVERYWHERE), len(tags)
