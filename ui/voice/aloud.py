"""Reading aloud what is there already: an answer, or a sample of a voice."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from jarvis.errors import JarvisError
from ui.failure import failure
from ui.language import Language
from ui.parts import Parts
from ui.reasoning import split_reasoning
from ui.voice import events
from ui.voice.bodies import SampleBody
from ui.voice.events import Event
from ui.voice.speech import Choice, Speech, whole
from ui.words import Words


async def read_aloud(
    parts: Parts, text: str, choice: Choice, words: Words
) -> AsyncGenerator[Event, None]:
    """The events of a text's sound; what its writer thought is left out."""
    speech, count = Speech(parts.voice, choice), 0
    answer = split_reasoning(text)[1]
    try:
        splitter = parts.voice.splitter(words.language)
        async with aclosing(speech.of(whole(answer), splitter)) as pieces:
            async for spoken in pieces:
                if speech.note is not None and not count:
                    yield events.told("note", failure(speech.note, words, parts.log_file))
                count += 1
                yield events.sound(spoken)
    except JarvisError as error:
        yield events.told("problem", failure(error, words, parts.log_file))
    yield events.done(count)


def sample(
    parts: Parts, body: SampleBody, words: dict[Language, Words]
) -> AsyncGenerator[Event, None]:
    """A sentence in the voice that is to be tried, and in its language."""
    choice = Choice(body.voice, body.voice, body.speed)
    said = words[body.language]
    return read_aloud(parts, said.greeting + ". " + said.introduction, choice, said)
