"""The Settings tab: which voices speak, what the guardrails do, and a text to try on them.

Voices are each browser's own choice; the guardrails are changed in config.toml, and the tab shows
how they stand.
"""

from html import escape

import gradio as gr

from jarvis.guardrails_settings import GuardrailSettings
from ui.guardrails.policy_table import legend, policy_table
from ui.guardrails.trial import trial
from ui.voice.settings_card import voice_section
from ui.words import Words


def settings_tab(words: Words, guardrails: GuardrailSettings) -> None:
    """Draw the tab."""
    gr.HTML(
        f'<div class="settings"><h1>{escape(words.tab_settings)}</h1>'
        f"{voice_section(words)}{guardrail_section(words, guardrails)}</div>",
        elem_id="settings",
        apply_default_css=False,
        js_on_load=None,
    )


def guardrail_section(words: Words, settings: GuardrailSettings) -> str:
    """The guardrails: try a text, what each check does, what isn't checked."""
    said = words.guardrails
    unchecked = "".join(f"<li>{escape(line)}</li>" for line in said.unchecked)
    return (
        f'<section aria-labelledby="guardrails-title"><h2 id="guardrails-title">'
        f'{escape(said.title)}</h2><p class="lead">{escape(said.introduction)}</p>'
        f'<p class="notice" id="guards-loading" role="status" hidden>{escape(said.loading)}</p>'
        f'<div class="panel"><h3>{escape(said.trial_title)}</h3>'
        f'<p class="note">{escape(said.trial_introduction)}</p>{trial(words)}</div>'
        f"<h3>{escape(said.policy_title)}</h3>{policy_table(settings, words)}{legend(words)}"
        f'<p class="note">{escape(said.policy_change)}</p>'
        f'<h3>{escape(said.unchecked_title)}</h3><ul class="unchecked">{unchecked}</ul></section>'
    )
