"""The words about talking, typed as all words are (`ui.words`)."""

from collections.abc import Mapping
from dataclasses import dataclass

Told = tuple[str, str]
"""What happened, and what to do about it."""


@dataclass(frozen=True, slots=True)
class TalkState:
    """How talking stands.

    Attributes:
        said: what is shown and announced; "" while nothing goes on.
        label: what the button does now.
        stop: what breaking it off does, "" where there is nothing to break off.
    """

    said: str
    label: str
    stop: str


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """What is said around talking; page scripts say most of it.

    Attributes:
        states: by the names that page scripts give them.
        told: what is worth knowing, and why there is no microphone; `{port}` is the page's.
        mute: whether answers are spoken, "on" or "off".
    """

    states: Mapping[str, TalkState]
    told: Mapping[str, Told]
    mute: Mapping[str, str]
    unsure: str
    mend: str
    dismiss: str
    read_aloud: str
    read_stop: str
