"""`jarvis transcribe` and `jarvis say`: this machine's recogniser and voices, in this process."""

import json
import os
import wave
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from jarvis.cli.options import ConfigOption, DataDirOption, configuration, given_text
from jarvis.config import Config
from jarvis.errors import InvalidRequest, JarvisError
from models.errors import SoundInvalid

if TYPE_CHECKING:
    from jarvis.voice.pieces import Spoken
    from jarvis.voice.voice import Voice
    from models.types import Transcript

TextFormat = Literal["text", "json", "srt", "vtt"]

BY_ENDING: dict[str, TextFormat] = {".json": "json", ".srt": "srt", ".vtt": "vtt"}


def transcribe_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    language: Annotated[
        str, typer.Option(help="What is spoken: en, es …; detected if left out.", metavar="CODE")
    ] = "",
    form: Annotated[
        TextFormat | None, typer.Option("--format", help="Otherwise what -o ends with, or text.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A file to write.", metavar="FILE")
    ] = None,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Write down what is said in a sound file; the times of each part with srt, vtt or json."""
    settings = configuration(config, data_dir)
    if not file.is_file():
        raise SoundInvalid(f"There is no file {file}.", "Check its spelling.")
    if out is None:
        heard = _heard(file, language, settings)
        typer.echo(_written(heard, form or "text"), nl=False)
    else:
        chosen = form or BY_ENDING.get(out.suffix.lower(), "text")
        with _replacing(out) as new:
            heard = _heard(file, language, settings)
            new.write_text(_written(heard, chosen), "utf-8")
        typer.echo(f"{out}: {heard.seconds:.1f} seconds of sound")
    _warn(heard)


def say_command(
    text: Annotated[
        str | None, typer.Argument(help="What to say; - reads it from standard input.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="wav, mp3, opus, flac or pcm.", metavar="FILE"),
    ] = None,
    voice: Annotated[
        str, typer.Option(help="Who speaks; otherwise the best here.", metavar="NAME")
    ] = "",
    language: Annotated[
        Literal["en", "es"], typer.Option(help="Where the text itself doesn't tell.")
    ] = "en",
    speed: Annotated[
        float | None, typer.Option(min=0.5, max=2, help="1 is the voice's own.")
    ] = None,
    voices: Annotated[bool, typer.Option("--voices", help="List the voices on disk.")] = False,
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Say a text aloud, into a sound file; the language of the text chooses the voice."""
    settings = configuration(config, data_dir)
    if voices:
        with _voice(settings) as here:
            Console().print(_table(here))
        return
    target, form = _target(out)
    words = given_text(text or "")
    with _voice(settings) as here, _replacing(target) as new:
        said = here.say(words, voice=voice, language=language, speed=speed)
        seconds, who = _record(said, len(words), new, form)
    typer.echo(f"{target}: {seconds:.1f} seconds, spoken by {who}")


@contextmanager
def _voice(config: Config, *, ears: bool = False) -> "Iterator[Voice]":
    """The voice room for the moment.

    Args:
        ears: whether somebody is to be listened to: loading a recogniser takes a moment.
    """
    from jarvis.knowledge.words.language import language
    from jarvis.ladder import Ladder
    from jarvis.log import set_up_logging
    from jarvis.privacy import silence_libraries
    from jarvis.voice.companions import candidates
    from jarvis.voice.voice import Voice
    from models import hardware
    from models.store import Store

    silence_libraries(offline=config.models.offline)
    set_up_logging(config.log, config.data_dir, terminal=False)
    store = Store(config.data_dir / "models", offline=config.models.offline)
    voice = Voice(config.voice, store, language)
    try:
        if ears:
            ladder = Ladder(config, store, hardware.detect(config.data_dir))
            plan = ladder.plan()
            companion = partial(ladder.companion, plan)
            voice.ears.use(list(candidates(voice, store, plan, companion)))
        yield voice
    finally:
        voice.close()


def _heard(file: Path, language: str, config: Config) -> "Transcript":
    with _voice(config, ears=True) as voice, _progress() as progress:
        progress.add_task("listening", total=None)
        return voice.transcribe(file, language=language)


def _progress() -> Progress:
    """On the error stream, gone when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, transient=True, console=Console(stderr=True))


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path`, which takes its place once it is whole. It is made before the work
    begins: nobody shall wait for what can't be written.

    Raises:
        JarvisError: it can't be written.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.touch()
        yield new
        new.replace(path)
    except OSError as error:
        raise JarvisError(
            f"{path} can't be written: {error.strerror}.", "Name a file in another folder."
        ) from error
    finally:
        new.unlink(missing_ok=True)


def _written(heard: "Transcript", form: TextFormat) -> str:
    from jarvis.voice.subtitles import srt, vtt

    if form == "json":
        return json.dumps(asdict(heard), ensure_ascii=False, indent=2) + "\n"
    if form == "text":
        return f"{heard.text}\n" if heard.text else ""
    return {"srt": srt, "vtt": vtt}[form](heard.segments)


def _warn(heard: "Transcript") -> None:
    """Beside the text, not in it: it may go on to a program."""
    if not heard.text:
        typer.echo("I didn't hear anybody speak.", err=True)
    elif heard.unsure:
        typer.echo("Not all of it was clear. Look it over.", err=True)


def _target(out: Path | None) -> tuple[Path, str]:
    """Where the sound goes, and in which form.

    Raises:
        InvalidRequest: nowhere, or in one that there isn't.
    """
    from models.speech.encoding import FORMATS

    if out is None:
        raise InvalidRequest(
            "There is no file to put the sound in.", 'For example: jarvis say "Hello." -o hello.wav'
        )
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InvalidRequest(
            f"{out}: the name's end doesn't say which form of sound.",
            f"Let it end with one of: {', '.join(FORMATS)}.",
        )
    return out, form


def _record(said: "Iterator[Spoken]", characters: int, path: Path, form: str) -> tuple[float, str]:
    """Write what is said to a file; its seconds, and who spoke."""
    from jarvis.voice.recording import begun, encoded, samples

    rate, pieces = begun(said)
    told: list[tuple[float, str]] = []
    with _progress() as progress, path.open("wb") as file:
        followed = _followed(pieces, told, progress, characters)
        if form != "wav":
            file.writelines(encoded(followed, form, rate))
        else:  # a stream's header doesn't say how long it is; a file's can be mended at the end
            with wave.open(file, "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(rate)
                for pcm in samples(followed, rate):
                    sound.writeframesraw(pcm)
    return sum(seconds for seconds, _ in told), ", ".join(dict.fromkeys(who for _, who in told))


def _followed(
    pieces: "Iterable[Spoken]", told: list[tuple[float, str]], progress: Progress, characters: int
) -> "Iterator[Spoken]":
    """The pieces; the bar, and what is told at the end, go along."""
    bar = progress.add_task("speaking", total=characters)
    for spoken in pieces:
        progress.update(bar, completed=spoken.piece.end)
        told.append((spoken.sound.seconds + spoken.pause, spoken.voice))
        yield spoken


def _table(voice: "Voice") -> Table:
    table = Table("name", "voice", "languages")
    for card in voice.voices.cards():
        table.add_row(card.name, card.title, ", ".join(card.languages))
    return table
