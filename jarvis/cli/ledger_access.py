"""The ledger for the command line: through the Jarvis that runs, else by opening the file."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from jarvis.config import Config
from jarvis.conversations import Conversations
from jarvis.errors import JarvisError
from jarvis.instance import Instance, hold, owner_token, running
from jarvis.telemetry.export import Format
from jarvis.telemetry.ledger import Ledger
from jarvis.telemetry.telemetry import FOLDER
from jarvis.upkeep import Keeper, Upkeep

PATIENCE_SECONDS = 3600
"""The longest that we wait: moving years of rows takes minutes."""


class Remote:
    """A running Jarvis that does it for us."""

    def __init__(self, instance: Instance, token: str) -> None:
        self._url = instance.url
        self._headers = {"authorization": f"Bearer {token}"}

    def stats(self, days: int) -> dict[str, Any]:
        """See `Keeper`."""
        figures: dict[str, Any] = self._post("stats", days=days)
        return figures

    def export(self, folder: str, form: Format) -> dict[str, int]:
        """See `Keeper`."""
        rows: dict[str, int] = self._post("export", folder=folder, form=form)
        return rows

    def verify(self) -> list[dict[str, Any]]:
        """See `Keeper`."""
        findings: list[dict[str, Any]] = self._post("verify")
        return findings

    def erase(self, conversation: str) -> int:
        """See `Keeper`."""
        turns: int = self._post("erase", conversation=conversation)
        return turns

    def retain(self, months: int) -> dict[str, Any]:
        """See `Keeper`."""
        moved: dict[str, Any] = self._post("retain", months=months)
        return moved

    def _post(self, action: str, **arguments: Any) -> Any:
        url = f"{self._url}/internal/ledger/{action}"
        try:
            answer = httpx.post(
                url,
                json=arguments,
                headers=self._headers,
                timeout=PATIENCE_SECONDS,
                trust_env=False,
            )
        except httpx.HTTPError as error:
            raise JarvisError(
                f"The Jarvis at {self._url} doesn't answer: {error}.", "Try again in a moment."
            ) from error
        if answer.is_error:
            told = answer.json()["error"]
            raise JarvisError(told["message"], told["hint"])
        return answer.json()


def ledger_folder(settings: Config) -> Path:
    """Where the ledger lies."""
    return settings.data_dir / FOLDER


@contextmanager
def keeper(settings: Config) -> Iterator[Keeper]:
    """Whoever can reach the ledger now.

    Raises:
        JarvisError: DataDirectoryInUse, LedgerUnavailable and others.
    """
    instance = running(settings.data_dir)
    if instance and instance.url:
        yield Remote(instance, owner_token(settings.data_dir))
        return
    with hold(settings.data_dir, ""):
        conversations = Conversations(settings.data_dir / "conversations.db")
        ledger = Ledger(ledger_folder(settings), replace(settings.telemetry, recording=True))
        with closing(conversations), closing(ledger):
            ledger.start()
            ledger.run(lambda _: None).result()  # it is open, or says why it isn't
            yield Upkeep(ledger, ledger_folder(settings), conversations)
