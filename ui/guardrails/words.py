"""The guardrails' words, typed as all words are (`ui.words`).

Sentences name no person's words and agree with nothing in gender or number, so that they can be
put together in any language: a name, what became of it, and why that helps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal[
    "block", "unchecked", "ended", "removed", "replaced", "ask_again", "unsupported", "flag"
]
"""What became of something that was found, gravest first."""

Counted = tuple[str, str]
"""What is said of one, and of more; `{count}` is how many."""

Explained = tuple[str, str]
"""A short word, and a sentence about it."""


@dataclass(frozen=True, slots=True)
class GuardrailWords:
    """What is said of the checks. Names in braces are filled in by `str.format`.

    Attributes:
        checks: by name.
        kinds: by check, and by kind.
        broken: the name of a check that broke down.
        short: on the mark under a message.
        outcomes: by outcome, and by the direction of the text.
        why: how that helps, by kind where there is more to say, else by check.
    """

    checks: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]
    broken: str
    short: Mapping[Outcome, Counted]
    outcomes: Mapping[Outcome, Mapping[str, str]]
    why: Mapping[str, str]

    # a mark, opened
    marks_label: str
    marks_title: str
    times: str
    appeal: str
    appeal_noted: str

    # an answer that was stopped
    withheld: str
    withheld_rest: str
    withheld_hint: str
    withheld_line: str
    unanswered: str
    unanswered_hint: str
    ended_line: str

    # what the checks do
    title: str
    introduction: str
    loading: str
    policy_title: str
    policy_change: str
    check: str
    columns: Mapping[str, str]
    sections: Mapping[str, Explained]
    actions: Mapping[str, Explained]
    record_actions: Mapping[str, Explained]
    record_note: str
    does_not_apply: str
    unchecked_title: str
    unchecked: tuple[str, ...]

    # try a text
    trial_title: str
    trial_introduction: str
    trial_text: str
    trial_direction: str
    directions: Mapping[str, str]
    trial_check: str
    trial_checking: str
    trial_examples: str
    trial_card: tuple[str, str]
    trial_injection: tuple[str, str]
    trial_failed: str
    trial_found: str
    trial_nothing: str
    trial_onward: str
    trial_stopped: str
    trial_sureness: str
    verdicts: Mapping[str, str]
