"""Which decisions a statistic is about, as SQL that every reader of the ledger shares.

It knows the ledger's views `decisions` and `feedbacks`, and of no formula over them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jarvis.telemetry.records import ACCURACY

VERDICT_ACCURACY = f"""CASE verdict
    {" ".join(f"WHEN '{verdict}' THEN {accuracy}" for verdict, accuracy in ACCURACY.items())} END"""
"""SQL: how right a decision was, 0 to 1, by its `verdict`; NULL where there is none."""


@dataclass(frozen=True, slots=True)
class Selection:
    """SQL over the decisions that a filter lets through: relations in brackets, to read FROM.

    Attributes:
        decisions: the columns of the view `decisions`.
        verdicts: `decision` (its id) and `verdict`, for those that people judged, and didn't
            withdraw it. Of several words, the last one given counts.
        words: `word` and the one that it `replaced`, of every word that was given. Counting one
            and taking off the other takes a tenth of the time that `verdicts` do.
        rated: the columns of `decisions`, and `verdict`, NULL where nobody judged.
        parameters: for all four; DuckDB refuses a parameter that its statement doesn't name, so
            at least one of the four must be in it.
    """

    decisions: str
    verdicts: str
    words: str
    rated: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """The decisions of the last `days`, and of one agent, task type or model if it is named."""

    days: int = 30
    agent: str | None = None
    task_type: str | None = None
    model: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """What is named, by its column."""
        named = {"agent": self.agent, "task_type": self.task_type, "model": self.model}
        return {column: value for column, value in named.items() if value is not None}

    def since(self, now: datetime, periods: int = 1) -> datetime:
        """When the period began, UTC without saying so, as the ledger's columns are; with
        `periods` = 2, when the one before it did.
        """
        return now.replace(tzinfo=None) - timedelta(days=self.days * periods)

    def select(self, now: datetime, periods: int = 1) -> Selection:
        """The decisions from then on. Periods have no end, since clocks jump.

        Args:
            now: aware, UTC; see `jarvis.telemetry.ids.now`.
            periods: 2 takes the period before in as well, to compare with.
        """
        chosen = self.names
        conditions = " AND ".join(["created >= $since", *(f"{key} = ${key}" for key in chosen)])
        # A verdict's decision lies in the period if `decided` does: without names, no need to look.
        named_only = f"AND decision IN (SELECT id FROM decisions WHERE {conditions})"
        verdicts = f"""(SELECT decision, arg_max(word, seq) AS verdict FROM feedbacks
            WHERE decided >= $since {named_only if chosen else ""}
            GROUP BY decision HAVING verdict <> 'withdrawn')"""
        decisions = f"(SELECT * FROM decisions WHERE {conditions})"
        return Selection(
            decisions=decisions,
            verdicts=verdicts,
            words=f"(SELECT word, replaced FROM feedbacks WHERE decided >= $since"
            f" {named_only if chosen else ''})",
            rated=f"(SELECT d.*, v.verdict FROM {decisions} d LEFT JOIN {verdicts} v"
            " ON v.decision = d.id)",
            parameters={"since": self.since(now, periods), **chosen},
        )
