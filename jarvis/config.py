"""config.toml as small frozen sections; each part of Jarvis is handed its own and no other.

The defaults stand here and, with a line of explanation each, in config.toml; a test keeps the
two equal. Order of precedence: command line, config.toml, default.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import platformdirs
from pydantic import Field, TypeAdapter, ValidationError

from jarvis.errors import ConfigError
from jarvis.guardrails_settings import GuardrailSettings
from jarvis.knowledge_settings import KnowledgeSettings
from jarvis.telemetry_settings import TelemetrySettings
from jarvis.voice_settings import VoiceSettings
from models.chat.llama_cpp import Settings as LlamaCppSettings
from models.chat.openai_api import Settings as OpenAIApiSettings
from models.chat.scripted import Settings as ScriptedSettings
from models.chat.vllm import Settings as VllmSettings

Port = Annotated[int, Field(ge=0, le=65535)]
Positive = Annotated[int, Field(gt=0)]
NotNegative = Annotated[int, Field(ge=0)]

DEFAULT_PATH = Path(__file__).parents[1] / "config.toml"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """`[server]`: where the page is."""

    host: str = "127.0.0.1"
    port: Port = 7860
    allowed_hosts: tuple[str, ...] = ()
    open_browser: bool = False


@dataclass(frozen=True, slots=True)
class DataSettings:
    """`[data]`: where everything is kept."""

    directory: str = ""
    undo_seconds: NotNegative = 600


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """`[models]`: which models, and how much of them."""

    chat: str = "auto"
    engine: str = ""
    context_length: Positive = 8192
    max_sequences: Positive = 4
    offline: bool = False
    hub: str = ""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engines.*]`: one section an engine, with the engine's own names."""

    llama_cpp: LlamaCppSettings = field(default_factory=LlamaCppSettings)
    vllm: VllmSettings = field(default_factory=VllmSettings)
    openai_api: OpenAIApiSettings = field(default_factory=OpenAIApiSettings)
    scripted: ScriptedSettings = field(default_factory=ScriptedSettings)


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """`[assistant]`: how it answers."""

    system_prompt: str = "You are a helpful AI assistant named Jarvis."
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    max_tokens: Positive = 1024
    message_max_bytes: Positive = 262_144


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """`[queue]`: turns that wait for a slot."""

    max_waiting: NotNegative = 64


@dataclass(frozen=True, slots=True)
class PageSettings:
    """`[page]`: what the browser shows."""

    updates_per_second: Annotated[float, Field(gt=0, le=60)] = 12.0
    language: Literal["auto", "en", "es"] = "auto"


@dataclass(frozen=True, slots=True)
class LogSettings:
    """`[log]`: what is written down for whoever looks for a fault."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    message_text: bool = False
    max_bytes: Positive = 10_000_000
    backups: NotNegative = 3


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set."""

    server: ServerSettings = field(default_factory=ServerSettings)
    data: DataSettings = field(default_factory=DataSettings)
    models: ModelSettings = field(default_factory=ModelSettings)
    engines: EngineSettings = field(default_factory=EngineSettings)
    assistant: AssistantSettings = field(default_factory=AssistantSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    page: PageSettings = field(default_factory=PageSettings)
    guardrails: GuardrailSettings = field(default_factory=GuardrailSettings)
    knowledge: KnowledgeSettings = field(default_factory=KnowledgeSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    telemetry: TelemetrySettings = field(default_factory=TelemetrySettings)
    log: LogSettings = field(default_factory=LogSettings)

    @property
    def data_dir(self) -> Path:
        """The data directory, absolute; the platform's own place unless it is set."""
        if self.data.directory:
            return Path(self.data.directory).expanduser().absolute()
        return Path(platformdirs.user_data_dir("jarvis", appauthor=False))


def load_config(path: Path | None = None, **sections: Mapping[str, Any]) -> Config:
    """Read a config file and lay the command line's options over it.

    Args:
        path: the file; None is config.toml beside the code, if it is there.
        sections: values that were given on the command line, by section:
            ``load_config(server={"port": 8000})``. None leaves a value as it is.

    Raises:
        ConfigError: names the file, the key, what is wrong with it and what would be right.
    """
    where = path or DEFAULT_PATH
    try:
        text = where.read_text("utf-8")
    except FileNotFoundError as error:
        if path:
            raise ConfigError(f"There is no config file {path}.", "Check --config.") from error
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{where} can't be read: {error}.", "It must be UTF-8 text.") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where} is not valid TOML: {error}.", "Mend that line.") from error
    config = parse(values, str(where))
    for name, given in sections.items():
        known = {key: value for key, value in given.items() if value is not None}
        config = replace(config, **{name: replace(getattr(config, name), **known)})
    return config


def parse(values: Mapping[str, Any], where: str = "config.toml") -> Config:
    """A `Config` from TOML's values.

    Raises:
        ConfigError: an unknown key (with the nearest known one) or a wrong type.
    """
    _refuse_unknown(Config, values, where, ())
    try:
        return TypeAdapter(Config).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"{where}: {key} = {first['input']!r} can't be used: {first['msg']}.",
            _nearest_word(first["input"], first.get("ctx", {}).get("expected", ""))
            or "config.toml in the repository shows each setting with its default.",
        ) from error


def _nearest_word(given: object, expected: str) -> str:
    """Of a setting that takes one of some words: which was meant, as far as that can be told."""
    words = re.findall(r"'([^']*)'", expected)
    nearest = difflib.get_close_matches(str(given), words, n=1, cutoff=0.5)
    return f"Did you mean {nearest[0]!r}?" if nearest else ""


def _refuse_unknown(
    section: type, values: Mapping[str, Any], where: str, path: tuple[str, ...]
) -> None:
    hints = get_type_hints(section)
    known = [f.name for f in fields(section)]
    for key, value in values.items():
        name = ".".join((*path, key))
        if key not in known:
            nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"Did you mean {nearest[0]!r}?" if nearest else f"Known are: {', '.join(known)}."
            raise ConfigError(f"{where}: there is no setting {name!r}.", hint)
        if is_dataclass(hints[key]) and isinstance(hints[key], type) and isinstance(value, Mapping):
            _refuse_unknown(hints[key], value, where, (*path, key))
