"""An answer on its way from the model to a person: checked piece by piece, and never taken back.

The model's deltas go in, deltas that may be shown come out. A check can cover a piece, end the
answer, or ask for another attempt while nothing has been shown; the caller stops the model. Who
asks again, and how often, is the caller's business.

The laws that tests hold it to: the result doesn't depend on how the text was split into deltas,
and findings within a sentence or a line are those of one check of the whole text.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from jarvis.guardrails.asking_again import again
from jarvis.guardrails.context import NOTHING, Context
from jarvis.guardrails.finding import Check, Direction, Finding, Verdict, gravest
from jarvis.guardrails.guards import Guards
from jarvis.guardrails.piece_checks import PieceChecks
from jarvis.guardrails.placeholders import Vault
from jarvis.guardrails.policy import WORDS, judged
from jarvis.guardrails.strand import Piece, Strand
from jarvis.guardrails.structured import Shape, still_json
from jarvis.guardrails.verdicts import summed
from models.types import ChatDelta, FinishReason, Usage

WITHHELD = "This answer was withheld."
REST_WITHHELD = "The rest of this answer was withheld."
NOT_THE_JSON = "The answer was not the JSON that was asked for: {fault}."


class AnswerGuard:
    """Checks one answer.

    Args:
        context: what checks have to know: the system prompt, the documents.
        vault: the conversation's; None makes placeholders for this answer alone.
        schema: what the answer must look like as JSON; it is then released as a whole.
        last_attempt: the model isn't asked again.

    Attributes:
        ended: the model is to be stopped, and `end` has the last pieces.
        again: what to tell the model for another attempt, in the place of calling `end`; None
            where there is none.

    Raises:
        InvalidRequest: the schema can't be used.
    """

    def __init__(
        self,
        guards: Guards,
        *,
        context: Context = NOTHING,
        vault: Vault | None = None,
        schema: Mapping[str, Any] | None = None,
        last_attempt: bool = False,
    ) -> None:
        vault = vault or Vault()
        self.ended = False
        self.again: str | None = None
        self._settings = guards.settings
        shaped = schema is not None and guards.settings.schema.output != "off"
        self._shape = Shape(schema or {}) if shaped else None
        self._whole: list[str] = []
        self._length = 0
        besides = () if shaped else (Check.REPETITION, Check.GROUNDING)
        self._text = Strand(PieceChecks(guards, context, vault, besides))
        self._thought = Strand(PieceChecks(guards, context, vault, (Check.REPETITION,)))
        self._last_attempt = last_attempt
        self._shown = False
        self._closed = False
        self._finish: FinishReason | None = None
        self._message = ""
        self._usage: Usage | None = None
        self._tokens = 0

    def take(self, delta: ChatDelta) -> list[ChatDelta]:
        """What may be shown, now that the model wrote `delta`; nothing once it has ended.

        Raises:
            GuardrailsUnavailable
            InvalidRequest: the schema refers to what isn't in it.
        """
        if self.ended or self._closed:
            return []
        self._count(delta)
        pieces = [ChatDelta(progress=delta.progress)] if delta.progress is not None else []
        last = delta.finish_reason is not None
        pieces += self._read(delta, flush=last or bool(delta.tool_calls), last=last)
        if delta.tool_calls and not self.ended:
            self._shown = True
            pieces.append(ChatDelta(tool_calls=delta.tool_calls))
        if last and not self.ended:
            self._finish = delta.finish_reason
            pieces.append(self._close())
        return pieces

    def end(self) -> list[ChatDelta]:
        """The last pieces, where a check ended the answer or the stream broke off.

        They hold what is told in the place of what was withheld, and the finish reason. Without
        the engine's figures the tokens of the prompt count as 0, and those of the answer are its
        log-probabilities, or its deltas: engines mostly send a token at a time.

        Raises:
            GuardrailsUnavailable, InvalidRequest: as `take`.
        """
        if self._closed:
            return []
        pieces = [] if self.ended else self._read(ChatDelta(), flush=True, last=True)
        if self._finish == "content_filter":
            pieces.append(self._told())
        return [*pieces, self._close()]

    def verdict(self) -> Verdict:
        """What the checks said so far.

        Its `text` is what was released, without thoughts; `kept` has thoughts in <think> tags, as
        answers are written down. Offsets are in the model's text, those of findings in thoughts,
        which come first, in its thoughts; after a mended JSON text they are in that.
        """
        text, thought = self._text.verdict(), self._thought.verdict()
        kept = text.kept
        if thought.kept:
            kept = f"<think>{thought.kept}</think>\n\n{kept}" if kept else f"<think>{thought.kept}"
        return Verdict(
            gravest([text.word, thought.word]),
            text.text,
            kept,
            (*thought.findings, *text.findings),
            self._message,
            summed([text.seconds, thought.seconds]),
        )

    def _count(self, delta: ChatDelta) -> None:
        self._usage = delta.usage or self._usage
        wrote = bool(delta.text or delta.reasoning or delta.tool_calls)
        self._tokens += len(delta.logprobs) or wrote

    def _read(self, delta: ChatDelta, *, flush: bool, last: bool) -> list[ChatDelta]:
        """Take thoughts and text through their checks."""
        thinks = bool(delta.reasoning) and not delta.text
        logprobs = delta.logprobs if thinks else ()
        over = flush or bool(delta.text.strip())  # the answer begins
        thoughts = self._thought.add(delta.reasoning, logprobs, final=over)
        pieces = [ChatDelta(reasoning=one.text, logprobs=one.logprobs) for one in thoughts]
        self._obey(self._thought)
        if self.ended:
            return pieces
        if self._shape is not None:
            said = self._read_shaped(delta.text, self._shape, last=last)
        else:
            said = self._text.add(delta.text, () if thinks else delta.logprobs, final=flush)
        self._shown = self._shown or any(piece.text.strip() for piece in said)
        self._obey(self._text)
        return pieces + [ChatDelta(one.text, logprobs=one.logprobs) for one in said]

    def _read_shaped(self, text: str, shape: Shape, *, last: bool) -> list[Piece]:
        """Gather an answer that must be JSON; at its end, check that it is."""
        self._whole.append(text)
        self._length += len(text)
        if not last and self._length <= self._settings.max_answer_characters:
            return []
        whole = "".join(self._whole)
        if self._shown and not whole.strip():
            return []  # it called a tool instead
        shaped = shape.of(whole, repair=self._settings.schema.repair)
        if shaped.fault:
            finding = Finding(Check.SCHEMA, "invalid_json", 0, len(whole), 1.0, shaped.fault)
            finding = judged(self._settings, finding, Direction.OUTPUT)
            word = WORDS[finding.action]
            self._text.note(Verdict(word, "", "", (finding,)))
            if word == "block":
                told = self._settings.schema.message or NOT_THE_JSON.format(fault=shaped.fault)
                self._end("content_filter", told, [finding])
                return []
        return self._text.add_whole(shaped.text, still_json)

    def _obey(self, strand: Strand) -> None:
        """End the answer where a check ended one of its texts."""
        if strand.finish is not None and strand.stopped is not None:
            told = strand.stopped.message
            if strand.finish == "content_filter":
                told = told or (REST_WITHHELD if self._shown else WITHHELD)
            self._end(strand.finish, told, strand.stopped.findings)

    def _end(self, finish: FinishReason, message: str, findings: Iterable[Finding]) -> None:
        self.ended, self._finish, self._message = True, finish, message
        asks = [one for one in findings if one.action == "ask_again"]
        blocks = any(one.action == "block" for one in findings)
        if asks and not (blocks or self._shown or self._last_attempt):
            self.again = again(asks[0])

    def _told(self) -> ChatDelta:
        """What stands in the place of what was withheld."""
        text = f"\n\n{self._message}" if self._shown else self._message
        self._text.note(Verdict("block", text, text))
        return ChatDelta(text)

    def _close(self) -> ChatDelta:
        """The last delta."""
        self._closed = True
        return ChatDelta(
            logprobs=self._text.rest(),
            finish_reason=self._finish or "stop",
            usage=self._usage or Usage(0, self._tokens),
        )


def checked_answer(guards: Guards, text: str, **how: Any) -> Verdict:
    """What an `AnswerGuard` with these arguments says of a whole text, and releases of it.

    Raises:
        GuardrailsUnavailable, InvalidRequest: as the guard.
    """
    guard = AnswerGuard(guards, **how)
    guard.take(ChatDelta(text))
    guard.end()
    return guard.verdict()
