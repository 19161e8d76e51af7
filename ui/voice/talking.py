"""What is drawn of talking: the button beside send, the strip above the field, and the mute.

Page scripts (assets/voice*.js) bring it to life.
"""

import json
from dataclasses import asdict
from html import escape

from ui.buttons import icon_button
from ui.voice.words import VoiceWords


def talk_button(words: VoiceWords) -> str:
    """The button that is held."""
    label = escape(words.states["idle"].label)
    return (
        f'<button type="button" class="round talk" id="talk" title="{label}"'
        f' aria-label="{label}" aria-pressed="false"></button>'
    )


def talk_strip(words: VoiceWords) -> str:
    """Above the field: how talking stands, what was heard, and what is worth knowing of it."""
    states = {name: asdict(state) for name, state in words.states.items()}
    said = json.dumps({"states": states, "told": words.told, "mute": words.mute})
    return f"""<div class="notice" id="voice-note" role="status" hidden><div></div>
{icon_button("close", words.dismiss, {"data-do": "voice-dismiss"})}</div>
<div id="voice" data-words="{escape(said)}" hidden><i class="level" aria-hidden="true"></i>
<p><b id="voice-state"></b><em>{escape(words.unsure)}</em> <span id="voice-words"></span></p>
<button type="button" class="link" data-do="voice-edit">{escape(words.mend)}</button>
{icon_button("close", words.dismiss, {"data-do": "voice-stop", "id": "voice-stop"})}</div>"""


def mute_button(words: VoiceWords) -> str:
    """Whether answers are spoken."""
    return icon_button(
        "speaker", words.mute["on"], {"data-do": "mute", "id": "mute", "aria-pressed": "false"}
    )


def read_button(words: VoiceWords) -> str:
    """Under an answer: reads it aloud."""
    said = {"data-read": words.read_aloud, "data-stop": words.read_stop, "aria-pressed": "false"}
    return icon_button("read", words.read_aloud, said)
