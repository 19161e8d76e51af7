"""The guardrails' sections of config.toml: what each check does with what it finds."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

Action = Literal["off", "flag", "mask", "block"]
"""What becomes of a finding: not looked for; told; covered by a placeholder; nothing goes on."""

OutputAction = Literal["off", "flag", "mask", "ask_again", "block"]
"""`ask_again` has the model try once more, while nothing of its answer has been shown."""

Record = Literal["off", "mask"]
"""Whether a finding is covered in the words that are kept apart from conversations."""

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[int, Field(gt=0)]
NotNegative = Annotated[int, Field(ge=0)]
Severity = Annotated[int, Field(ge=1, le=3)]


@dataclass(frozen=True, slots=True)
class ValueSettings:
    """`[guardrails.payment]`, card and account numbers, which the check `pii` finds, and
    `[guardrails.secret]`, passwords, keys and tokens: what has a value that a placeholder hides.
    """

    input: Action = "mask"
    retrieved: Action = "mask"
    tool: Action = "mask"
    output: OutputAction = "mask"
    record: Record = "mask"
    restore: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class PersonalSettings(ValueSettings):
    """`[guardrails.pii]`: who somebody is, and how to reach them."""

    input: Action = "flag"
    retrieved: Action = "off"
    tool: Action = "off"
    output: OutputAction = "flag"
    restore: bool = True


@dataclass(frozen=True, slots=True)
class HiddenSettings:
    """`[guardrails.hidden]`: characters that nobody sees, and a model reads."""

    input: Action = "flag"
    retrieved: Action = "mask"
    tool: Action = "mask"
    output: OutputAction = "mask"
    message: str = ""


@dataclass(frozen=True, slots=True)
class InjectionSettings(HiddenSettings):
    """`[guardrails.injection]`: text that gives the model orders."""

    output: OutputAction = "off"
    threshold: Share = 0.5


@dataclass(frozen=True, slots=True)
class ToxicitySettings(HiddenSettings):
    """`[guardrails.toxicity]`: hate, threats, insults, and help with doing harm."""

    retrieved: Action = "off"
    tool: Action = "off"
    output: OutputAction = "block"
    severity: Severity = 2
    threshold: Share = 0.5


@dataclass(frozen=True, slots=True)
class LeakSettings:
    """`[guardrails.leak]`: the system prompt, word for word, in an answer."""

    output: OutputAction = "mask"
    words: Positive = 12
    message: str = ""


@dataclass(frozen=True, slots=True)
class RepetitionSettings:
    """`[guardrails.repetition]`: a model that says the same without end."""

    output: Literal["off", "mask"] = "mask"
    message: str = ""


@dataclass(frozen=True, slots=True)
class SchemaSettings:
    """`[guardrails.schema]`: JSON that isn't what was asked for."""

    output: Literal["off", "flag", "ask_again", "block"] = "ask_again"
    repair: bool = True
    message: str = ""


@dataclass(frozen=True, slots=True)
class GroundingSettings:
    """`[guardrails.grounding]`: in answers from documents, what none of them says."""

    output: Literal["off", "flag"] = "flag"
    threshold: Share = 0.5


@dataclass(frozen=True, slots=True)
class GuardrailSettings:
    """`[guardrails]`: what may go in, and what may come out."""

    ask_again: NotNegative = 1
    max_answer_characters: Positive = 200_000
    classifiers: bool = True
    pii: PersonalSettings = field(default_factory=PersonalSettings)
    payment: ValueSettings = field(default_factory=ValueSettings)
    secret: ValueSettings = field(default_factory=ValueSettings)
    injection: InjectionSettings = field(default_factory=InjectionSettings)
    toxicity: ToxicitySettings = field(default_factory=ToxicitySettings)
    hidden: HiddenSettings = field(default_factory=HiddenSettings)
    leak: LeakSettings = field(default_factory=LeakSettings)
    repetition: RepetitionSettings = field(default_factory=RepetitionSettings)
    schema: SchemaSettings = field(default_factory=SchemaSettings)
    grounding: GroundingSettings = field(default_factory=GroundingSettings)
