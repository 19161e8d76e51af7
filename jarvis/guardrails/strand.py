"""One of the two texts of an answer, what it says or what it thinks: cut, checked, released."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jarvis.guardrails.finding import Verdict
from jarvis.guardrails.piece_checks import PieceChecks
from jarvis.guardrails.sentences import LONGEST, Cutter, unfinished
from jarvis.guardrails.verdicts import joined
from models.types import FinishReason, TokenLogprob


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be shown."""

    text: str
    logprobs: tuple[TokenLogprob, ...] = ()


class Strand:
    """A text on its way from the model to a person.

    Attributes:
        finish: the finish reason with which a check ended it; None while none has.
        stopped: the verdict on the piece at which it ended.
    """

    def __init__(self, checks: PieceChecks) -> None:
        self.finish: FinishReason | None = None
        self.stopped: Verdict | None = None
        self._checks = checks
        self._cutter = Cutter()
        self._tokens = Tokens()
        self._held = ""
        self._arrived = 0
        self._checked = 0
        self._verdict = Verdict("allow", "", "")
        self._verdicts: list[Verdict] = []

    def add(
        self, text: str, logprobs: Sequence[TokenLogprob] = (), *, final: bool = False
    ) -> list[Piece]:
        """Take what the model wrote; gives the pieces that may be shown now.

        Args:
            final: the text ends here, or something else comes next: all of it is to be shown.

        Raises:
            GuardrailsUnavailable
        """
        self._arrive(text, logprobs)
        shown = []
        for piece in self._whole_enough(self._cutter.add(text, final=final), final=final):
            if self.finish is not None:
                break
            shown.append(self._pass(piece))
        return [piece for piece in shown if piece.text or piece.logprobs]

    def _whole_enough(self, pieces: list[str], *, final: bool) -> Iterator[str]:
        """The pieces, but a part of a sentence with its rest if there is anything about it.

        "If you think of ending your life," sounds otherwise before "call 024" has come.
        """
        for number, piece in enumerate(pieces, 1):
            self._held += piece
            whole = (final and number == len(pieces)) or not unfinished(piece)
            if whole or len(self._held) >= LONGEST or self._checks.clean(self._held):
                yield self._held
                self._held = ""
        if final and self._held:
            yield self._held
            self._held = ""

    def add_whole(self, text: str, mend: Callable[[str], str]) -> list[Piece]:
        """Take a text that is released as a whole or not at all.

        Args:
            mend: makes of it, with parts of it covered, what it must be.
        """
        self._arrive(text, ())
        piece = self._pass(text, mend)
        return [piece] if piece.text else []

    def rest(self) -> tuple[TokenLogprob, ...]:
        """Log-probabilities that belong to no text."""
        return () if self.finish is not None else self._tokens.until(self._arrived)

    def note(self, verdict: Verdict) -> None:
        """Something else is to be said of it, or a text of ours comes after it."""
        self._verdicts.append(verdict)

    def verdict(self) -> Verdict:
        """What the checks said of it so far."""
        if self._verdicts:
            self._verdict = joined([self._verdict, *self._verdicts])
            self._verdicts.clear()
        return self._verdict

    def _arrive(self, text: str, logprobs: Sequence[TokenLogprob]) -> None:
        self._tokens.add(text, logprobs, self._arrived)
        self._arrived += len(text)

    def _pass(self, piece: str, mend: Callable[[str], str] = str) -> Piece:
        """Check a piece; what of it may be shown."""
        checked = self._checks.check(piece)
        verdict = checked.verdict
        verdict = replace(verdict, text=mend(verdict.text), kept=mend(verdict.kept))
        self.finish = checked.finish
        self._checked += len(piece)
        self._verdicts.append(verdict)
        if checked.finish is not None:
            self.stopped = verdict
        logprobs = self._tokens.until(self._checked)
        if verdict.text != piece:
            # A token of what was covered gives it away; so does one that reaches into it.
            self._tokens.forget_before(self._checked)
            logprobs = ()
        return Piece(verdict.text, logprobs)


class Tokens:
    """Log-probabilities that wait for their text."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, int, TokenLogprob]] = deque()

    def add(self, text: str, logprobs: Sequence[TokenLogprob], start: int) -> None:
        """Take those of `text`, which begins at `start`."""
        told_apart = "".join(one.token for one in logprobs) == text
        at = start
        for one in logprobs:
            end = at + len(one.token) if told_apart else start + len(text)
            self._waiting.append((at, end, one))
            at = end if told_apart else start

    def until(self, end: int) -> tuple[TokenLogprob, ...]:
        """Hand out those whose text ends by `end`."""
        handed = []
        while self._waiting and self._waiting[0][1] <= end:
            handed.append(self._waiting.popleft()[2])
        return tuple(handed)

    def forget_before(self, end: int) -> None:
        """Drop those whose text begins before `end`."""
        while self._waiting and self._waiting[0][0] < end:
            self._waiting.popleft()
