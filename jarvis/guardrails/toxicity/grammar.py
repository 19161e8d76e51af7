"""A small grammar over the roles that words play, for what a list of bad words can't tell.

"I will find you and kill you" and "this will kill the taste" share their worst word; what sets
them apart is who does what to whom. So each word of a sentence becomes one character that stands
for the roles it can play, and a rule is a regular expression over those characters, written in
words: `I WILL ~3 KILL YOU`. It knows no language; `english` and `spanish` bring words and rules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jarvis.guardrails.toxicity.folding import FILLER
from jarvis.guardrails.toxicity.lexicon import all_roles, by_first, by_longest, roles_of, symbols_of
from jarvis.guardrails.toxicity.rule import Rule

TOKEN = re.compile(
    rf"[a-zñ]+{FILLER}*|[0-9]+|'(?:re|ll|s|m|ve|d|t)(?![a-zñ])|[,:;\"'«»()—–-]"
)  # fmt: skip
WORD = re.compile(r"[a-zñ]+")
UNKNOWN = "w"
PUNCTUATION = ",:;\"'«»()—–-"
BARRIERS = ':"«»()'


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence as roles.

    Attributes:
        tags: a symbol a word.
        spans: where each word stands in the text.
        mask: which roles occur at all, a bit each.
    """

    tags: str
    spans: tuple[tuple[int, int], ...]
    mask: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds for the words `first` to `last` (exclusive) of a sentence."""

    rule: Rule
    sentence: Tagged
    first: int
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """From and to, in the text."""
        return self.sentence.spans[self.first][0], self.sentence.spans[self.last - 1][1]


class Grammar:
    """Words by role, and the rules that read them.

    Args:
        words: by role; `_` joins the words of a phrase, which counts as one word.
        split: words that stand for several: "matarte" for "matar" and "te".
        core: roles of words that are rare in ordinary prose. Each rule needs one, and a sentence
            without any is read no further.
    """

    def __init__(
        self,
        words: Mapping[str, Iterable[str]],
        split: Mapping[str, tuple[str, ...]],
        core: frozenset[str],
        rules: Iterable[Rule],
    ) -> None:
        rules = tuple(rules)
        roles = roles_of(words, rules)
        self._bits = {role: 1 << at for at, role in enumerate(sorted(all_roles(roles)))}
        self._symbols = symbols_of(roles)
        self.masks = {
            symbol: sum(self._bits[role] for role in played)
            for played, symbol in self._symbols.items()
        }
        single = {w: self._symbols[played] for w, played in roles.items() if "_" not in w}
        self._words = single | {
            word: "".join(single.get(part, UNKNOWN) for part in parts)
            for word, parts in split.items()
        }
        self._phrases = by_first({w: self._symbols[r] for w, r in roles.items() if "_" in w})
        self.known = frozenset(self._words)
        rare = {word for word, played in roles.items() if played & core}
        self.core = frozenset(w for w in rare if "_" not in w) | frozenset(
            word for word, parts in split.items() if rare.intersection(parts)
        )
        self._rare_phrases = by_longest(word for word in rare if "_" in word)
        self._cues = self.core | self._rare_phrases.keys()
        self._rules = [(self._needs(rule, core), self._compiled(rule), rule) for rule in rules]

    def mask(self, *roles: str) -> int:
        """The bits of roles; one that the language doesn't have is no bit."""
        return sum(self._bits.get(role, 0) for role in set(roles))

    def concerns(self, words: list[str]) -> bool:
        """Whether a sentence of these words is worth reading."""
        if self._cues.isdisjoint(words):
            return False
        if not self.core.isdisjoint(words):
            return True
        present = set(words)
        phrases = (self._rare_phrases.get(word, ()) for word in present)
        return any(parts <= present for found in phrases for parts in found)

    def tagged(self, plain: str, start: int, end: int) -> Tagged:
        """The words of `plain` (folded) from `start` to `end` as roles."""
        found = [(m[0].rstrip(FILLER), *m.span()) for m in TOKEN.finditer(plain, start, end)]
        tags: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(found):
            symbols, width = self._symbols_at(found, at)
            tags.append(symbols)
            spans += [(found[at][1], found[at + width - 1][2])] * len(symbols)
            at += width
        whole = "".join(tags)
        mask = 0
        for symbol in set(whole):
            mask |= self.masks.get(symbol, 0)
        return Tagged(whole, tuple(spans), mask)

    def matches(self, sentence: Tagged) -> Iterator[Match]:
        """Every rule that holds, and where."""
        for needs, pattern, rule in self._rules:
            if sentence.mask & needs:
                for match in pattern.finditer(sentence.tags):
                    yield Match(rule, sentence, match.start(), match.end())

    def _symbols_at(self, found: list[tuple[str, int, int]], at: int) -> tuple[str, int]:
        """The symbols of the word or phrase at a place, and how many words it takes."""
        word = found[at][0]
        for rest, symbol in self._phrases.get(word, ()):
            after = tuple(token[0] for token in found[at + 1 : at + 1 + len(rest)])
            if after == rest:
                return symbol, 1 + len(rest)
        return self._words.get(word, word if word in PUNCTUATION else UNKNOWN), 1

    def _symbols_for(self, atom: str) -> str:
        """Every symbol of words that play one of an atom's roles."""
        wanted = set(atom.split("|"))
        signs = wanted.intersection(PUNCTUATION)
        if unknown := wanted - signs - self._bits.keys():
            raise ValueError(f"no word plays {', '.join(sorted(unknown))}")
        words = (symbol for played, symbol in self._symbols.items() if played & wanted)
        return "".join((*signs, *words))

    def _compiled(self, rule: Rule) -> re.Pattern[str]:
        return re.compile("".join(map(self._expression, rule.pattern.split())))

    def _expression(self, atom: str) -> str:
        if atom in ("^", "$"):
            return atom
        if atom.startswith("~"):
            return f"[^{re.escape(BARRIERS)}]{{0,{int(atom[1:])}}}?"
        often = {"?": "?", "*": "{0,4}"}.get(atom[-1], "")
        bare = atom.rstrip("?*")
        if bare.startswith("!"):
            return f"[^{re.escape(BARRIERS + self._symbols_for(bare[1:]))}]{often}"
        if bare.endswith("|$"):
            return f"(?:[{re.escape(self._symbols_for(bare[:-2]))}]|$)"
        return f"[{re.escape(self._symbols_for(bare))}]{often}"

    def _needs(self, rule: Rule, core: frozenset[str]) -> int:
        """The bits of which a sentence must have one for a rule to be worth trying."""
        for atom in rule.pattern.split():
            if core.issuperset(names := atom.split("|")):
                return self.mask(*names)
        raise ValueError(f"no rare word is needed by the rule {rule.pattern!r}")
