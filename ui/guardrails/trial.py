"""A text to try on the checks: the frame, which `assets/trial.js` fills. Pure."""

import json
from html import escape

from ui.guardrails.policy_table import MASKING
from ui.words import Words

LONGEST = 100_000
"""Characters of a text to try; /api/guardrails/check takes more."""


def trial(words: Words) -> str:
    """The form, its examples, and the places of the result."""
    said = words.guardrails
    choices = "".join(
        f'<option value="{direction}">{escape(name)}</option>'
        for direction, name in said.directions.items()
    )
    examples = _example("input", said.trial_card) + _example("retrieved", said.trial_injection)
    return f"""<form id="trial" data-words="{escape(json.dumps(_for_scripts(words)))}">
<label for="trial-text">{escape(said.trial_text)}</label>
<textarea id="trial-text" rows="4" maxlength="{LONGEST}" required autocomplete="off"></textarea>
<div class="acts"><label for="trial-direction">{escape(said.trial_direction)}</label>
<select id="trial-direction" autocomplete="off">{choices}</select>
<button type="submit" class="strong">{escape(said.trial_check)}</button></div>
<p class="examples-line"><span>{escape(said.trial_examples)}</span> {examples}</p></form>
<div id="trial-status" role="status"></div>
<div id="trial-problem" class="problem" role="alert" hidden></div>
<div id="trial-result" hidden>
<h3>{escape(said.trial_found)} <span class="verdict-chip" id="trial-verdict"></span></h3>
<p id="trial-marked" class="text"></p><ul id="trial-findings"></ul>
<h3>{escape(said.trial_onward)}</h3><p id="trial-onward" class="text"></p></div>"""


def _example(direction: str, example: tuple[str, str]) -> str:
    title, text = example
    return (
        f'<button type="button" class="link" data-do="try" data-direction="{direction}"'
        f' data-text="{escape(text)}">{escape(title)}</button>'
    )


def _for_scripts(words: Words) -> dict[str, object]:
    """What the result is told with."""
    said = words.guardrails
    return {
        "kinds": said.kinds,
        "checks": said.checks,
        "broken": said.broken,
        "actions": {action: word for action, (word, _) in said.actions.items()},
        "masking": MASKING,
        "verdicts": said.verdicts,
        "checking": said.trial_checking,
        "failed": said.trial_failed,
        "nothing": said.trial_nothing,
        "stopped": said.trial_stopped,
        "sureness": said.trial_sureness,
    }
