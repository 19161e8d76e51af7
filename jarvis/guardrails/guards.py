"""The guardrails as the rest of Jarvis meets them: a text in, a verdict out.

They load behind the page; whoever asks before they are ready waits, so that nothing passes
unchecked. What an answer needs besides, as it streams, is the business of `answer_guard`.
"""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

import structlog

from jarvis.errors import GuardrailsUnavailable
from jarvis.guardrails.checks import Context, Look
from jarvis.guardrails.finding import Direction, Verdict
from jarvis.guardrails.masking import masked
from jarvis.guardrails.normalising import whole
from jarvis.guardrails.placeholders import Vault, Vaults
from jarvis.guardrails.policy import kept_covered, message, word_of
from jarvis.guardrails.validators import Run, build, looks_of, scanned
from jarvis.guardrails_settings import GuardrailSettings

IN_A_THREAD_CHARACTERS = 2000
"""Longer texts are read in a thread of their own, so that nobody else's answer waits for them."""

NOTHING = Context()

log = structlog.get_logger(__name__)


class Guards:
    """Checks texts. Safe from any thread, once loaded.

    Args:
        settings: the `[guardrails]` section.
        instead: checks that stand in for ours, by name: a local classifier's.
    """

    def __init__(self, settings: GuardrailSettings, **instead: Look) -> None:
        self.settings = settings
        self.vaults = Vaults()
        self._instead = instead
        self._runs: Mapping[Direction, Run] | None = None
        self._failure: GuardrailsUnavailable | None = None
        self._loading = threading.Lock()
        self._loaded = threading.Event()

    @property
    def loaded(self) -> bool:
        """Whether texts can be checked without waiting."""
        return self._loaded.is_set() and self._failure is None

    def load(self) -> None:
        """Import what the checks need; blocking, seconds. Once; others wait for it.

        Raises:
            GuardrailsUnavailable: guardrails-ai can't be imported.
        """
        with self._loading:
            if not self._loaded.is_set():
                try:
                    self._runs = build(self.settings, looks_of(**self._instead))
                except Exception as error:
                    log.exception("guardrails_not_loaded")
                    self._failure = GuardrailsUnavailable(
                        f"The guardrails can't be loaded: {error}.",
                        "Run ./scripts/environment to mend the packages, then start Jarvis again.",
                    )
                self._loaded.set()
        if self._failure is not None:
            raise self._failure

    async def ready(self) -> None:
        """Until texts can be checked.

        Raises:
            GuardrailsUnavailable
        """
        if not self.loaded:
            await asyncio.to_thread(self.load)

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

    async def read(self, text: str, direction: Direction, **how: Any) -> Verdict:
        """`check`, without holding anybody else's answer up.

        Raises:
            GuardrailsUnavailable
        """
        await self.ready()
        if len(text) <= IN_A_THREAD_CHARACTERS:
            return self.check(text, direction, **how)
        return await asyncio.to_thread(self.check, text, direction, **how)
