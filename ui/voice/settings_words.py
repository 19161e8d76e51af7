"""The words about choosing voices and recognisers, typed as all words are (`ui.words`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceSettingsWords:
    """What the card "Voice" and the Models tab say of them.

    Names in braces are filled in by `str.format`, or by the page's scripts where only they know.
    """

    title: str
    introduction: str
    remembered: str

    # who listens
    listens: str
    """{name} and {languages}."""
    loading: str
    nobody: str
    unknown: str
    english_only: str
    better: str

    # what is spoken
    spoken: str
    spoken_auto: str
    english: str
    spanish: str

    # voices
    english_voice: str
    spanish_voice: str
    automatic: str
    automatic_now: str
    """{name} is the voice that Jarvis takes by itself."""
    no_voice: str
    sample: str
    sample_english: str
    sample_spanish: str
    sample_stop: str
    speed: str
    times: str
    """{speed}, such as 1.25."""

    # the microphone
    microphone: str
    microphone_any: str
    microphone_gone: str
    microphone_unnamed: str
    microphone_none: str
    microphone_away: str

    # habits
    aloud: str
    aloud_note: str
    edit: str
    edit_note: str

    # on the Models tab
    recognisers: str
    voices: str
    fit_slow: str
    listens_best: str
    listens_if_named: str
    """{name} is what config.toml calls it."""
    speaks_now: str
