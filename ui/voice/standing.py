"""How the voice stands: what listens, what stepped down, and which voices are here."""

from jarvis.voice.voice import Voice
from models.errors import ModelError, NoModelReady
from ui.failure import failure
from ui.voice.bodies import Note, VoiceCard, VoiceState
from ui.words import Words


def note_of(error: ModelError | None, words: Words, log_file: str) -> Note | None:
    """Something that stepped down, as the page tells it."""
    if error is None:
        return None
    said = failure(error, words, log_file)
    return Note(message=said.message, hint=said.hint)


def voice_state(voice: Voice, words: Words, log_file: str) -> VoiceState:
    """For the Settings tab and the button that is held to talk."""
    now, ready = voice.ears.standing(), voice.ears.ready(0)
    chosen = {language: _chosen(voice, language) for language in ("en", "es")}
    return VoiceState(
        ready=ready,
        recogniser=now.title,
        languages=list(now.languages),
        note=note_of(now.note, words, log_file),
        voices=[
            VoiceCard(
                name=card.name,
                title=card.title,
                languages=list(card.languages),
                chosen_for=[code for code, name in chosen.items() if name == card.name],
            )
            for card in voice.voices.cards()
        ],
    )


def _chosen(voice: Voice, language: str) -> str:
    try:
        return voice.voices.for_language(language)
    except NoModelReady:
        return ""
