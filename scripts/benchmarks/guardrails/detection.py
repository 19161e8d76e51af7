"""How well the checks tell what is from what isn't, on the labelled texts of the tests.

Those under `held_out` tell what to expect elsewhere: they were written without knowing the checks,
and neither rules nor cues were made with them. All the others were learnt from.
"""

from collections.abc import Iterator

from rich.table import Table

from jarvis.guardrails.checks import CHECKS
from jarvis.guardrails.context import NOTHING
from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.normalising import normalised
from jarvis.guardrails_settings import GuardrailSettings
from scripts.benchmarks.figures import Aim, Figure
from tests.jarvis.guardrails.scoring import LABELLED, Score, labelled, score

POLICY = GuardrailSettings()
LANGUAGES = ("en", "es")
AIMS = {Check.PII: 0.95, Check.SECRET: 0.95, Check.TOXICITY: 0.85}
"""F1 that each check should reach; of injection it is recall and precision."""

RECALL, PRECISION = 0.85, 0.95


def look(check: Check, text: str) -> Iterator[Finding]:
    """What a check finds that the default policy takes seriously."""
    for found in CHECKS[check](normalised(text).text, NOTHING):
        own = getattr(POLICY, check.value)
        if found.score < getattr(own, "threshold", 0):
            continue
        if not found.severity or found.severity >= getattr(own, "severity", 0):
            yield found


def scores() -> Iterator[tuple[str, Check, str, Score]]:
    """Of each set, check and language."""
    for name, folder in (("known", LABELLED), ("held out", LABELLED / "held_out")):
        for check in (Check.PII, Check.SECRET, Check.INJECTION, Check.TOXICITY):
            for language in LANGUAGES:
                texts = labelled(check, language, folder)
                yield name, check, language, score(texts, lambda text: look(check, text))[0]  # noqa: B023


def measure(runs: int, seconds: float) -> list[Figure]:
    """F1 of each check, and of injection recall and precision."""
    found = []
    for name, check, language, total in scores():
        title = f"{check.value}, {language}, {name} texts"
        if check is Check.INJECTION:
            found += [
                Figure(f"{title}: recall", "", (total.recall,), aim=Aim("value", "≥", RECALL)),
                Figure(
                    f"{title}: precision", "", (total.precision,), aim=Aim("value", "≥", PRECISION)
                ),
            ]
        else:
            aim = Aim("value", "≥", AIMS[check])
            found.append(Figure(f"{title}: F1", "", (total.f1,), aim=aim))
    return found


def drawn() -> Table:
    """The same as a table of its own, with the counts behind it."""
    table = Table(title="Detection", title_justify="left", title_style="bold")
    for column in ("texts", "check", "language"):
        table.add_column(column)
    for column in ("texts", "harmless", "right", "wrong", "missed", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for name, check, language, total in scores():
        counts = (total.texts, total.negatives, total.right, total.wrong, total.missed)
        shares = (total.precision, total.recall, total.f1)
        table.add_row(
            name, check.value, language, *map(str, counts), *(f"{share:.3f}" for share in shares)
        )
    return table
