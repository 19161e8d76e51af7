"""The `[knowledge]` section of config.toml: how documents are read, and how they are searched."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

Positive = Annotated[int, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """`[knowledge]`: a person's own documents."""

    embedder: str = "auto"
    folders: tuple[str, ...] = ()
    file_max_mib: Positive = 200
    pages_max: Positive = 5000
    characters_max: Positive = 100_000_000
    read_seconds: Positive = 120
    read_memory_mib: Positive = 1024
    ocr: Literal["auto", "off"] = "auto"
    piece_characters: Annotated[int, Field(ge=200, le=4000)] = 900
    passages: Annotated[int, Field(ge=1, le=20)] = 4
    least_score: Share = 0.35
    rerank: Literal["auto", "off"] = "auto"
    expand: Literal["auto", "off"] = "auto"
