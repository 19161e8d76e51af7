"""What the page is handed: the assistant and the named parts that its tabs show."""

from dataclasses import dataclass, field

from jarvis.assistant import Assistant
from jarvis.config import AssistantSettings, PageSettings
from jarvis.conversations import Conversations
from jarvis.shelf import Shelf
from models.residents import Residents


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a tab may use. `log_file` is named where an unknown error is shown.

    `limits` say what is too long to be asked, so that it is refused before it is written down.
    """

    assistant: Assistant
    conversations: Conversations
    residents: Residents
    shelf: Shelf
    settings: PageSettings
    log_file: str
    limits: AssistantSettings = field(default_factory=AssistantSettings)
