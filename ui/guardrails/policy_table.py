"""What each check does, as a table: a check a row, a way that a text goes a column. Pure."""

from collections.abc import Mapping
from dataclasses import fields
from html import escape
from typing import Any

from jarvis.guardrails_settings import GuardrailSettings
from ui.guardrails.words import Explained
from ui.words import Words

MASKING: Mapping[str, str] = {
    "injection": "remove",
    "toxicity": "remove",
    "hidden": "remove",
    "leak": "remove",
    "repetition": "end",
}
"""What "mask" means for a check that hides no value."""


def policy_table(settings: GuardrailSettings, words: Words) -> str:
    """The table; on a narrow page each row is a card, whose cells name their column."""
    said = words.guardrails
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in said.columns.values())
    rows = "".join(_row(name, getattr(settings, name), words) for name in said.sections)
    return (
        f'<table class="policy"><thead><tr><th scope="col">{escape(said.check)}</th>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _row(name: str, section: Any, words: Words) -> str:
    title, note = words.guardrails.sections[name]
    cells = "".join(_cell(name, column, section, words) for column in words.guardrails.columns)
    return (
        f'<tr><th scope="row"><b>{escape(title)}</b> <code>{escape(name)}</code>'
        f"<small>{escape(note)}</small></th>{cells}</tr>"
    )


def means(check: str, action: str) -> str:
    """An action as it is called for a check."""
    return MASKING.get(check, action) if action == "mask" else action


def _cell(name: str, column: str, section: Any, words: Words) -> str:
    said = words.guardrails
    label = escape(said.columns[column])
    if column not in {field.name for field in fields(section)}:
        return (
            f'<td class="none" data-column="{label}" title="{escape(said.does_not_apply)}"'
            f'><span aria-label="{escape(said.does_not_apply)}">–</span></td>'
        )
    action = means(name, getattr(section, column))
    word, note = (said.record_actions if column == "record" else said.actions)[action]
    return (
        f'<td class="{escape(action)}" data-column="{label}" title="{escape(note)}">'
        f"<span>{escape(word)}</span></td>"
    )


def legend(words: Words) -> str:
    """What the table's words mean, for those who can't point at a cell."""
    said = words.guardrails
    record: Explained = (said.columns["record"], said.record_note)
    explained = (*said.actions.values(), record)
    listed = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{escape(note)}</dd></div>" for word, note in explained
    )
    return f'<dl class="legend">{listed}</dl>'
