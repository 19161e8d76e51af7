"""The checks of one piece of an answer, with what they remember of the pieces before.

A piece runs through the checks of every text, and through those that only an answer has: whether
it goes on for ever, gives the system prompt away, is too long, or says what no document says. It
doesn't know how pieces are cut, nor what is told to whom.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from jarvis.guardrails.context import Context, Look
from jarvis.guardrails.finding import Check, Direction, Finding, Verdict
from jarvis.guardrails.grounding import Sources
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.leak import last_words, leaked
from jarvis.guardrails.masking import WORDS, masked
from jarvis.guardrails.normalising import normalised
from jarvis.guardrails.placeholders import Vault
from jarvis.guardrails.policy import active, message, word_of
from jarvis.guardrails.repetition import Loops
from jarvis.guardrails.validators import Scan
from jarvis.guardrails.verdicts import after, joined, shifted
from models.types import FinishReason

OUTPUT = Direction.OUTPUT

CONTEXT = 240
"""Characters before a piece that are read with it: a heading, a label, how the sentence began."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A piece after its checks.

    Attributes:
        verdict: findings with offsets in the whole text.
        finish: with which finish reason the answer ends here; None if it goes on.
    """

    verdict: Verdict
    finish: FinishReason | None = None


class PieceChecks:
    """The checks of one text that comes in pieces.

    Args:
        besides: those of the checks that only an answer has: repetition, grounding.
    """

    def __init__(
        self, guards: Guards, context: Context, vault: Vault, besides: Collection[Check]
    ) -> None:
        self._guards = guards
        self._settings = guards.settings
        self._context = context
        self._bare = replace(context, system_prompt="")  # a leak is looked for over pieces
        self._vault = vault
        self._length = 0
        self._before = ""  # as it came, for leaks
        self._carried = ""  # as it may be kept, so that nothing in it is found again
        self._besides = {check for check in besides if active(self._settings, check, OUTPUT)}
        self._loops = Loops()
        grounded = Check.GROUNDING in self._besides and context.sources
        self._sources = Sources(context.sources) if grounded else None

    def check(self, piece: str) -> Checked:
        """Check the next piece. Blocking: one or two milliseconds.

        Raises:
            GuardrailsUnavailable
        """
        start = self._length
        self._length += len(piece)
        if self._length > self._settings.max_answer_characters:
            return _too_long(start, self._length)
        seconds: dict[str, float] = {}
        stop = self._loop(piece, seconds)
        goes_on = stop[0].start if stop else len(piece)
        parts = [*self._parts(piece[:goes_on], seconds), *map(_covered, stop)]
        verdict = shifted(joined([*parts, Verdict("allow", "", "", seconds=seconds)]), start)
        self._carried = _end_of(self._carried + verdict.kept)
        if verdict.word == "block":
            told = verdict.message or message(self._settings, verdict.findings)
            return Checked(replace(verdict, text="", kept="", message=told), "content_filter")
        return Checked(verdict, "stop" if stop else None)

    def clean(self, piece: str) -> bool:
        """Whether the checks of every text find nothing at all in the next piece, as it stands."""
        verdict = self._plain(piece)
        return not verdict.findings and verdict.text == verdict.kept == piece

    def _parts(self, piece: str, seconds: dict[str, float]) -> Iterator[Verdict]:
        """What the checks say of a piece, and of what stands between leaks in it."""
        at = 0
        for leak in self._leaks(piece, seconds):
            if leak.action == "mask":
                yield shifted(self._plain(piece[at : leak.start]), at)
                at = leak.end
            yield _covered(leak)
        yield shifted(self._plain(piece[at:]), at)
        if self._sources is not None:
            found = self._found(Check.GROUNDING, piece, self._unsupported, seconds)
            yield Verdict(word_of(tuple(found)), "", "", tuple(found))

    def _plain(self, stretch: str) -> Verdict:
        """What the checks of every text say of a stretch, read with what stands before it."""
        if not stretch:
            return Verdict("allow", "", "")
        before = self._carried
        verdict = self._asked(before + stretch)
        findings = after(verdict.findings, before, stretch)
        word = word_of(tuple(findings))
        if verdict.text.startswith(before) and verdict.kept.startswith(before):
            text, kept = verdict.text[len(before) :], verdict.kept[len(before) :]
        else:
            text, kept = self._by_itself(stretch, findings)
        return replace(verdict, word=word, text=text, kept=kept, findings=tuple(findings))

    def _by_itself(self, stretch: str, findings: list[Finding]) -> tuple[str, str]:
        """A stretch with its findings covered, one that reaches into it from before as well."""
        text = masked(stretch, (one for one in findings if one.action == "mask"), self._vault)
        return text, self._asked(text).kept

    def _asked(self, text: str) -> Verdict:
        return self._guards.check(text, OUTPUT, context=self._bare, vault=self._vault)

    def _leaks(self, piece: str, seconds: dict[str, float]) -> list[Finding]:
        """Where the piece gives the system prompt away, together with the words before it."""
        if not self._context.system_prompt or not active(self._settings, Check.LEAK, OUTPUT):
            return []
        before, text = self._before, self._before + piece
        self._before = last_words(text, self._context.leak_words - 1)
        return after(self._found(Check.LEAK, text, leaked, seconds), before, piece)

    def _loop(self, piece: str, seconds: dict[str, float]) -> list[Finding]:
        """From where on the piece only repeats what was said; empty if it doesn't."""
        if Check.REPETITION not in self._besides:
            return []
        found = self._found(Check.REPETITION, piece, self._repeated, seconds)
        return [one if one.check is Check.FAILED else replace(one, end=len(piece)) for one in found]

    def _repeated(self, text: str, _: Context) -> Iterator[Finding]:
        known = self._loops.length
        third = self._loops.add(text)
        if third is not None:
            reason = "it says the same again and again"
            start = max(0, third - known)
            yield Finding(Check.REPETITION, "loop", start, len(text), 1.0, reason)

    def _unsupported(self, text: str, _: Context) -> Iterator[Finding]:
        assert self._sources is not None, "asked only where there are some"
        return self._sources.unsupported(text, self._settings.grounding.threshold)

    def _found(
        self, check: Check, text: str, look: Look, seconds: dict[str, float]
    ) -> list[Finding]:
        """Run one of our own checks as those of every text are run: it fails closed."""
        settings, context, vault = self._settings, self._context, self._vault
        scan = Scan(text, OUTPUT, settings, context, vault, normalised(text))
        found = scan.look(check, look)
        seconds[check.value] = seconds.get(check.value, 0.0) + scan.seconds[check.value]
        return [one for one in found if one.action != "off"]


def _end_of(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= CONTEXT else text[-CONTEXT:].partition(" ")[2]


def _covered(finding: Finding) -> Verdict:
    """What becomes of a stretch that shows no value: a word in its place, or nothing."""
    word = WORDS.get(finding.check, "") if finding.action == "mask" else ""
    return Verdict(word_of((finding,)), word, word, (finding,))


def _too_long(start: int, end: int) -> Checked:
    """The piece with which the answer is longer than it may be is left out."""
    reason = "the answer is longer than max_answer_characters"
    finding = Finding(Check.LENGTH, "too_long", start, end, 1.0, reason, action="mask")
    return Checked(Verdict("mask", "", "", (finding,)), "length")
