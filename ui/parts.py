"""What the page is handed: the assistant and the named parts that its tabs show."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from jarvis.assistant import Assistant
from jarvis.config import AssistantSettings, PageSettings
from jarvis.conversations import Conversations
from jarvis.guardrails.guards import Guards
from jarvis.knowledge.knowledge import Knowledge
from jarvis.refuge import Reason
from jarvis.shelf import Shelf
from jarvis.telemetry.alerts import Alerts
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.records import Voiced
from jarvis.telemetry.tracing import Tracing
from jarvis.telemetry_settings import TelemetrySettings
from jarvis.voice.voice import Voice
from models.residents import Residents


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a tab may use. `log_file` is named where an unknown error is shown;
    `voiced` keeps how a spoken turn was heard.

    `limits` say what is too long to be asked, so that it is refused before it is written down;
    `nothing_kept` says why the data directory isn't used, None while it is.
    """

    assistant: Assistant
    conversations: Conversations
    residents: Residents
    shelf: Shelf
    ledger: Ledger
    alerts: Alerts
    telemetry: TelemetrySettings
    guards: Guards
    knowledge: Knowledge
    voice: Voice
    tracing: Tracing
    voiced: Callable[[Voiced], Future[None]]
    settings: PageSettings
    log_file: str
    limits: AssistantSettings = field(default_factory=AssistantSettings)
    nothing_kept: Reason | None = None
