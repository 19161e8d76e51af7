"""The card "Voice" on the Settings tab: the frame, which `assets/voice_settings.js` fills. Pure.

What is chosen stays in the browser; only it knows the microphones and what a person likes.
"""

import json
from html import escape

from ui.words import Words

SPEEDS = (0.5, 2.0, 0.05)
"""Slowest, quickest, and the slider's step; 1 is the voice's own."""


def voice_section(words: Words) -> str:
    """Who listens, which voices speak, and a person's habits."""
    said = words.voice_settings
    return f"""<section id="voice-settings" aria-labelledby="voice-settings-title"
 data-words="{escape(json.dumps(_for_scripts(words)))}">
<h2 id="voice-settings-title">{escape(said.title)}</h2>
<p class="lead">{escape(said.introduction)}</p>
<div class="panel">
<p id="speech-now" role="status">{escape(said.loading)}</p>
<div id="speech-note" class="note" hidden></div>
<p class="note"><span id="speech-english-only" hidden>{escape(said.english_only)} </span><button
 type="button" class="link" data-do="models">{escape(said.better)}</button></p>
<div class="choices">
{_row("speech-spoken", said.spoken, _spoken(words))}
{_voice("english", said.english_voice, said.sample_english, words)}
{_voice("spanish", said.spanish_voice, said.sample_spanish, words)}
{_row("speech-speed", said.speed, _speed())}
{_row("speech-device", said.microphone, _microphone())}
{_habit("speech-aloud", said.aloud, said.aloud_note)}
{_habit("speech-edit", said.edit, said.edit_note)}
</div>
<div id="speech-problem" class="problem" role="alert" hidden></div>
<p class="note">{escape(said.remembered)}</p></div></section>"""


def _row(identifier: str, label: str, control: str) -> str:
    return f'<label for="{identifier}">{escape(label)}</label><div class="choice">{control}</div>'


def _spoken(words: Words) -> str:
    said = words.voice_settings
    named = (("auto", said.spoken_auto), ("en", said.english), ("es", said.spanish))
    options = "".join(f'<option value="{code}">{escape(name)}</option>' for code, name in named)
    return f'<select id="speech-spoken" autocomplete="off">{options}</select>'


def _voice(language: str, label: str, sample: str, words: Words) -> str:
    """A language's voices, which the page's script puts in, and a button to hear the chosen one."""
    said, identifier = words.voice_settings, f"speech-{language}"
    return _row(
        identifier,
        label,
        f'<select id="{identifier}" autocomplete="off">'
        f'<option value="">{escape(said.automatic)}</option></select>'
        f'<button type="button" class="quiet" data-sample="{language}" aria-pressed="false"'
        f' aria-label="{escape(sample)}">{escape(said.sample)}</button>',
    )


def _speed() -> str:
    slowest, quickest, step = SPEEDS
    return (
        f'<input type="range" id="speech-speed" min="{slowest}" max="{quickest}" step="{step}"'
        ' value="1" autocomplete="off"><output for="speech-speed" id="speech-speed-now"></output>'
    )


def _microphone() -> str:
    return (
        '<select id="speech-device" autocomplete="off" aria-describedby="speech-device-note">'
        '</select><p id="speech-device-note" class="note" hidden></p>'
    )


def _habit(identifier: str, label: str, note: str) -> str:
    return (
        f'<label class="habit"><input type="checkbox" id="{identifier}" autocomplete="off">'
        f"<span>{escape(label)} <small>{escape(note)}</small></span></label>"
    )


def _for_scripts(words: Words) -> dict[str, object]:
    """What only the browser can say, because only it knows the names."""
    said = words.voice_settings
    return {
        "listens": said.listens,
        "loading": said.loading,
        "nobody": said.nobody,
        "unknown": said.unknown,
        "languages": words.language_names,
        "many": words.many_languages,
        "automaticNow": said.automatic_now,
        "noVoice": said.no_voice,
        "sample": said.sample,
        "stop": said.sample_stop,
        "times": said.times,
        "any": said.microphone_any,
        "gone": said.microphone_gone,
        "unnamed": said.microphone_unnamed,
        "none": said.microphone_none,
        "away": said.microphone_away,
    }
