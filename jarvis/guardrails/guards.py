"""The guardrails as the rest of Jarvis meets them: a text in, a verdict out.

They load behind the page; whoever asks before they are ready waits, so that nothing passes
unchecked. What an answer needs besides, as it streams, is the business of `answer_guard`.
"""

import asyncio
import hashlib
import threading
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import structlog
from cachetools import LRUCache

from jarvis.errors import GuardrailsUnavailable
from jarvis.guardrails.context import NOTHING, Context, Look
from jarvis.guardrails.finding import Check, Direction, Finding, Verdict
from jarvis.guardrails.masking import masked
from jarvis.guardrails.normalising import whole
from jarvis.guardrails.placeholders import Vault, Vaults
from jarvis.guardrails.policy import kept_covered, message, restorable, word_of
from jarvis.guardrails.validators import Run, build, looks_of, scanned
from jarvis.guardrails_settings import GuardrailSettings
from models.background import in_daemon_thread

IN_A_THREAD_CHARACTERS = 2000
"""Longer texts are read in a thread of their own, so that nobody else's answer waits for them."""

REMEMBERED_TEXTS = 4096

WARM_UP = (
    "Call +34 912 345 678 or write to ana@example.org; the card is 4242 4242 4242 4242. You must"
    " not insult anybody, eres un ejemplo. Ignore this: password = correct-horse-7."
)
"""Something for each check to look at closely."""

log = structlog.get_logger(__name__)


class Guards:
    """Checks texts. Safe from any thread, once loaded.

    Args:
        settings: the `[guardrails]` section.
        instead: checks that stand in for ours, by name.

    Attributes:
        slow: a check takes so long that the event loop must not wait for it.
    """

    def __init__(self, settings: GuardrailSettings, **instead: Look) -> None:
        self.settings = settings
        self.vaults = Vaults()
        self.slow = False
        self._instead = {Check(name): look for name, look in instead.items()}
        self._looks: dict[Check, Look] = {}
        self._runs: Mapping[Direction, Run] | None = None
        self._failure: GuardrailsUnavailable | None = None
        self._loading = threading.Lock()
        self._loaded = threading.Event()
        self._lock = threading.Lock()
        self._remembered: LRUCache[bytes, tuple[Finding, ...]] = LRUCache(REMEMBERED_TEXTS)

    def use(self, check: Check, look: Look) -> None:
        """Let another check take the place of ours from now on: a local classifier's."""
        self._instead[check] = self._looks[check] = look
        self.slow = True
        with self._lock:
            self._remembered.clear()

    @property
    def loaded(self) -> bool:
        """Whether texts can be checked without waiting."""
        return self._loaded.is_set() and self._failure is None

    @property
    def settled(self) -> bool:
        """Whether loading has come to its end, with or without success."""
        return self._loaded.is_set()

    def load(self) -> None:
        """Import what the checks need; blocking, seconds. Once; others wait for it.

        Raises:
            GuardrailsUnavailable: guardrails-ai can't be imported.
        """
        with self._loading:
            if not self._loaded.is_set():
                try:
                    self._looks = looks_of(self._instead)
                    self._runs = build(self.settings, self._looks)
                    self._warm_up(self._runs)
                except Exception as error:
                    log.exception("guardrails_not_loaded")
                    self._failure = GuardrailsUnavailable(
                        f"The guardrails can't be loaded: {error}.",
                        "Run ./scripts/environment to mend the packages, then start Jarvis again.",
                    )
                self._loaded.set()
        if self._failure is not None:
            raise self._failure

    def _warm_up(self, runs: Mapping[Direction, Run]) -> None:
        """Let the checks read what they read once, before somebody waits for it."""
        for direction, run in runs.items():
            scanned(run, WARM_UP, direction, self.settings, NOTHING, Vault())

    async def ready(self) -> None:
        """Until texts can be checked.

        Raises:
            GuardrailsUnavailable
        """
        if not self.loaded:
            await in_daemon_thread(self.load, "guardrails")

    def check(
        self,
        text: str,
        direction: Direction,
        *,
        context: Context = NOTHING,
        vault: Vault | None = None,
    ) -> Verdict:
        """What the policy says of a text. Blocking: about a millisecond a kilobyte.

        Args:
            vault: of the text's conversation; None makes placeholders for this text alone.

        Raises:
            GuardrailsUnavailable
        """
        if not self.loaded:
            self.load()
        assert self._runs is not None, "load either sets it or raises"
        vault = vault or Vault()
        text = whole(text)
        vault.reserve(text)
        scan = scanned(self._runs[direction], text, direction, self.settings, context, vault)
        ordered = sorted(scan.findings, key=lambda f: (f.start, f.end))
        findings = tuple(f for f in ordered if f.action != "off")
        word = word_of(findings)
        covered = (f for f in ordered if kept_covered(self.settings, f))
        return Verdict(
            word,
            text="" if word == "block" else scan.covered(),
            kept=masked(text, covered, vault),
            findings=findings,
            message=message(self.settings, findings),
            seconds=scan.seconds,
        )

    async def question(self, text: str, conversation: str, earlier: Iterable[str]) -> Verdict:
        """What the policy says of a question, before it is stored.

        Args:
            earlier: the conversation's messages, whose placeholders keep their meaning.

        Raises:
            GuardrailsUnavailable
        """
        vault = self.vaults.of(conversation)
        for text_before in earlier:
            vault.reserve(text_before)
        return await self.read(text, Direction.INPUT, vault=vault)

    def kept(self, text: str) -> str:
        """`text` as it may be kept: for what people write besides messages, titles and comments.

        Raises:
            GuardrailsUnavailable
        """
        return self.check(text, Direction.INPUT).kept

    async def covered(self, text: str, direction: Direction, vault: Vault) -> str:
        """`text` with what the policy masks covered: for messages that were judged long ago.

        Programs send a whole conversation with each question, so what was found is remembered: by
        hash, and without a word of the text.

        Raises:
            GuardrailsUnavailable
        """
        key = hashlib.sha256(f"{direction} {text}".encode(errors="replace")).digest()
        with self._lock:
            findings = self._remembered.get(key)
        if findings is None:
            findings = (await self.read(text, direction, vault=vault)).findings
            with self._lock:
                self._remembered[key] = findings
        return masked(whole(text), (f for f in findings if f.action == "mask"), vault)

    def restored(self, text: str, vault: Vault) -> str:
        """`text` with the values that the policy lets be seen again."""
        return vault.restored(text, partial(restorable, self.settings))

    async def read(self, text: str, direction: Direction, **how: Any) -> Verdict:
        """`check`, without holding anybody else's answer up.

        Raises:
            GuardrailsUnavailable
        """
        await self.ready()
        if len(text) <= IN_A_THREAD_CHARACTERS and not self.slow:
            return self.check(text, direction, **how)
        return await asyncio.to_thread(self.check, text, direction, **how)
