"""guardrails-ai, and our checks as its validators. The one file that imports it, when it loads.

A `Guard` runs its validators in turn and acts on what fails: `fix` covers it, `noop` lets it pass.
What was found, where, and how long it took each validator notes in the `Scan` that it is handed as
metadata. Nothing of it reaches the network: its telemetry is switched off before the first guard
is built, and it is never given a model to call.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import structlog

from jarvis.guardrails.context import Context, Look
from jarvis.guardrails.finding import Check, Direction, Finding
from jarvis.guardrails.masking import masked
from jarvis.guardrails.normalising import Normalised, hidden, normalised
from jarvis.guardrails.placeholders import Vault
from jarvis.guardrails.policy import active, failed, judged
from jarvis.guardrails_settings import GuardrailSettings

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Scan:
    """One text on its way through the checks.

    Attributes:
        text: as it came.
        read: as the checks read it.
        findings: so far, with offsets in `text` and an action each.
        seconds: how long each check took.
    """

    text: str
    direction: Direction
    settings: GuardrailSettings
    context: Context
    vault: Vault
    read: Normalised
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def covered(self) -> str:
        """The text as it stands, with what was found so far covered where the policy says so."""
        return masked(self.text, (f for f in self.findings if f.action == "mask"), self.vault)

    def look(self, check: Check, look: Look) -> list[Finding]:
        """Run one check; what it finds is judged and noted. A check that breaks down is told."""
        began = time.perf_counter()
        try:
            if check is Check.HIDDEN:
                found = hidden(self.text)
            else:
                found = [self._placed(one) for one in look(self.read.text, self.context)]
            judged_ones = [judged(self.settings, one, self.direction) for one in found]
        except Exception:
            log.exception("check_failed", check=check.value, direction=self.direction.value)
            judged_ones = [failed(self.settings, check, self.direction)]
        self.findings += judged_ones
        self.seconds[check.value] = time.perf_counter() - began
        return judged_ones

    def _placed(self, finding: Finding) -> Finding:
        start, end = self.read.span(finding.start, finding.end)
        return replace(finding, start=start, end=end)


Run = Callable[[Scan], None]
"""Takes a text through the checks of its direction."""


def silence() -> None:
    """Keep guardrails-ai at home, and from starting threads. Before it is imported."""
    os.environ["GUARDRAILS_RUN_SYNC"] = "true"  # else a thread and five files leak a call
    # jsonschema builds a grammar of IRIs for 1.3 s if it can, for a format that nobody asks for.
    sys.modules.setdefault("rfc3987_syntax", cast(Any, None))


def build(settings: GuardrailSettings, looks: dict[Check, Look]) -> dict[Direction, Run]:
    """Import guardrails-ai and build a guard a direction. Blocking, seconds.

    Args:
        looks: what each check runs; a local classifier may stand in for ours.
    """
    silence()
    from guardrails import Guard
    from guardrails.classes.rc import RC
    from guardrails.settings import settings as library
    from guardrails.utils.hub_telemetry_utils import HubTelemetry
    from guardrails.validator_base import (
        ErrorSpan,
        FailResult,
        PassResult,
        Validator,
        register_validator,
    )

    # Each guard reads ~/.guardrailsrc anew, and without one it reports to its makers. Even told
    # not to, it keeps an exporter with their address, and a thread: it isn't built at all.
    at_home = RC(enable_metrics=False, use_remote_inferencing=False)
    RC.load = classmethod(lambda cls, logger=None: at_home)
    HubTelemetry.initialize_tracer = lambda self, *args, **kwargs: None
    library.disable_tracing = True

    class Ours(Validator):  # type: ignore[misc]
        """One of our checks. Its text and its findings are the scan's."""

        check: Check

        def _validate(self, value: Any, metadata: dict[str, Any]) -> PassResult | FailResult:
            scan: Scan = metadata["scan"]
            found = scan.look(self.check, looks[self.check])
            if not found:
                return PassResult()
            return FailResult(
                error_message=found[0].reason,
                fix_value=scan.covered(),
                error_spans=[
                    ErrorSpan(start=one.start, end=one.end, reason=one.reason) for one in found
                ],
            )

    validators = {
        check: register_validator(name=f"jarvis/{check.value}", data_type="string")(
            type(check.value.title(), (Ours,), {"check": check})
        )
        for check in looks
    }

    def guard(direction: Direction) -> Run:
        chosen = [check for check in looks if active(settings, check, direction)]
        if not chosen:
            return lambda scan: None
        ours = Guard(history_max_length=1).use(*(validators[c](on_fail="fix") for c in chosen))

        def run(scan: Scan) -> None:
            if scan.text:
                ours.validate(scan.text, metadata={"scan": scan})

        return run

    return {direction: guard(direction) for direction in Direction}


def looks_of(instead: Mapping[Check, Look]) -> dict[Check, Look]:
    """Our checks, in the order in which they run, others in the place of some. Imports ours."""
    from jarvis.guardrails.checks import CHECKS

    return {Check.HIDDEN: lambda text, context: (), **CHECKS, **instead}


def scanned(
    run: Run,
    text: str,
    direction: Direction,
    settings: GuardrailSettings,
    context: Context,
    vault: Vault,
) -> Scan:
    """Take one text through the checks of its direction.

    A library that breaks down counts as a check that does.
    """
    scan = Scan(text, direction, settings, context, vault, normalised(text))
    try:
        run(scan)
    except Exception:
        log.exception("guardrails_failed", direction=direction.value)
        scan.findings.append(failed(settings, Check.SECRET, direction))
    return scan
