"""The line at the top: who answers, whether it is well, language and light. Pure HTML."""

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from jarvis.errors import LedgerUnavailable
from models.residents import Resident
from ui.failure import Failure, failure
from ui.parts import Parts
from ui.words import Words, escaped

SMALL = re.compile(r"-(135|360)m-")
"""Names of models that are too small to be relied on for facts."""

Light = Literal["starting", "ready", "degraded", "failed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the chat model stands, as facts."""

    active: Resident | None
    coming: Resident | None
    failures: tuple[Resident, ...]
    notes: tuple[Failure, ...] = ()
    """What is wrong besides: recording is off, the disk is full."""

    @property
    def light(self) -> Light:
        """The colour of the dot, as a word."""
        if self.active is None:
            return "failed" if self.failures and self.coming is None else "starting"
        return "degraded" if self.failures or self.notes else "ready"


def standing(parts: Parts, words: Words) -> Standing:
    """Read the facts off the parts."""
    models = parts.residents
    return Standing(models.active, models.coming, models.failures, notes(parts, words))


def notes(parts: Parts, words: Words) -> tuple[Failure, ...]:
    """What isn't kept, and why."""
    found = []
    if parts.nothing_kept:
        found.append(Failure(words.only_in_memory, words.start_again))
    elif reason := parts.conversations.only_in_memory:
        found.append(Failure(words.only_in_memory, words.disk_hints[reason]))
    ledger = parts.ledger.status
    if not ledger.recording and parts.telemetry.recording:
        found.append(failure(LedgerUnavailable(ledger.problem, ledger.hint), words, ""))
    if ledger.set_aside:
        files = ", ".join(ledger.set_aside)
        found.append(Failure(words.set_aside, words.set_aside_hint.format(files=files)))
    return tuple(found)


def title(resident: Resident) -> str:
    """What a person calls a model."""
    return resident.rung.title or resident.rung.spec.name


def device(resident: Resident, words: Words) -> str:
    """Where a model runs, in words."""
    devices = resident.rung.spec.devices
    return words.gpu.format(numbers=", ".join(map(str, devices))) if devices else words.cpu


def status_label(now: Standing, words: Words) -> str:
    """The short line beside the dot."""
    if (model := now.active) is not None:
        return f"{title(model)} · {device(model, words)}"
    if (model := now.coming) is not None:
        return f"{words.state_starting} {title(model)}"
    return words.no_model if now.light == "failed" else words.state_starting


def status_details(now: Standing, words: Words) -> str:
    """What the dot means: what failed, why, and what to do."""
    explained = {
        "starting": words.details_starting,
        "ready": words.details_ready,
        "degraded": words.details_degraded if now.failures else words.details_noted,
        "failed": words.details_failed,
    }
    failed = "".join(_failed(resident, words) for resident in now.failures)
    noted = "".join(_told(note.message, note) for note in now.notes)
    return f"<p>{escape(explained[now.light])}</p>{failed}{noted}"


def _failed(resident: Resident, words: Words) -> str:
    error = resident.error
    told = failure(error, words, "") if error else Failure("")
    return _told(title(resident), told, told.message)


def _told(heading: str, told: Failure, *first: str) -> str:
    lines = (*first, told.detail, told.hint)
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<div class="failed"><b>{escape(heading)}</b>{said}</div>'


def advice(now: Standing, words: Words) -> str:
    """What the empty page says of a very small model; "" for one that needs no excuse."""
    if now.active is None or SMALL.search(now.active.rung.spec.name) is None:
        return ""
    return words.small_model.format(model=title(now.active))


def header(words: Words) -> str:
    """The header's frame; page scripts fill in the state."""
    words, other = escaped(words), "es" if words.language == "en" else "en"
    return f"""<header class="top">
<button type="button" class="icon sidebar-toggle" data-do="sidebar" title="{words.open_sidebar}"
 aria-label="{words.open_sidebar}" aria-controls="sidebar"></button>
<span class="brand"><img src="page/assets/jarvis.svg" alt="" width="22" height="22">
<b>Jarvis</b></span>
<span class="spring"></span>
<button type="button" class="status" id="status" data-light="starting"
 popovertarget="status-details" data-away="{words.disconnected}"
 data-away-hint="{words.disconnected_hint}">
<i class="dot"></i><span id="status-label" role="status">{words.state_starting}</span></button>
<div id="status-details" class="card" popover><h2 id="status-title"></h2>
<div id="status-text"></div>
<button type="button" class="link" data-do="models">{words.to_models}</button></div>
<button type="button" class="quiet" data-do="language" data-language="{other}" lang="{other}"
 title="{words.switch_language}" aria-label="{words.switch_language}">
<span class="long">{words.other_language_name}</span>
<span class="short">{other.upper()}</span></button>
<button type="button" class="icon theme" data-do="theme" title="{words.switch_theme}"
 aria-label="{words.switch_theme}"></button>
</header>"""
