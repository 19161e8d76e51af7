"""The Models tab's cards, as HTML: what is here, what can be fetched, what is too large. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from jarvis.errors import JarvisError
from jarvis.shelf import Entry, Fit
from models.catalogue import Card, Task
from ui.failure import failure
from ui.figures import size, thousands
from ui.header import Standing
from ui.language import LANGUAGES
from ui.words import Words

KNOWLEDGE: tuple[Task, ...] = ("embedding", "reranking")

FEW = 3
"""Languages that are named on a card."""


def shelf_cards(
    entries: Sequence[Entry], now: Standing, words: Words, *, offline: bool = False
) -> str:
    """Every chat model as a card, under three headings; what listens, speaks, and what documents
    and guardrails use, under one each.
    """
    coming = now.coming.rung.spec.name if now.coming else ""
    chat = [e for e in entries if e.card.task == "chat"]
    groups = (
        (words.models_here, [e for e in chat if e.on_disk]),
        (words.models_available, [e for e in chat if not e.on_disk and e.fit.fits]),
        (words.models_too_large, [e for e in chat if not e.on_disk and not e.fit.fits]),
        (words.voice_settings.recognisers, suiting(entries, "transcription", words)),
        (words.voice_settings.voices, suiting(entries, "speech", words)),
        (words.knowledge.title, [e for e in entries if e.card.task in KNOWLEDGE]),
        (words.guardrails.title, [e for e in entries if e.card.task == "classification"]),
    )
    drawn = [_offline(words)] if offline else []
    for number, (heading, found) in enumerate(groups):
        if found:
            drawn.append(f'<h2 id="shelf-{number}">{escape(heading)}</h2>')
            drawn += [card(_with_failure(e, now), coming, offline, words) for e in found]
    return "".join(drawn) if entries else f'<p id="shelf-empty">{escape(words.no_models)}</p>'


def suiting(entries: Sequence[Entry], task: Task, words: Words) -> list[Entry]:
    """A task's models: those on disk first, then those that know the page's language, and of those
    that would be slow the least slow.
    """

    def order(entry: Entry) -> tuple[bool, bool, bool, int]:
        model, fit = entry.card, entry.fit
        foreign = words.language not in model.languages
        return not entry.on_disk, foreign, not fit.fits, model.parameters if fit.slow else 0

    return sorted((entry for entry in entries if entry.card.task == task), key=order)


def _with_failure(entry: Entry, now: Standing) -> Entry:
    """The entry, with what went wrong when it was loaded, if nothing else did."""
    failed = (f.error for f in now.failures if f.rung.spec.name == entry.card.name)
    return replace(entry, error=entry.error or next(failed, None))


def _offline(words: Words) -> str:
    return f'<p id="shelf-offline" class="notice">{escape(words.models_offline)}</p>'


def card(entry: Entry, coming: str, offline: bool, words: Words) -> str:
    """One model."""
    model, name = entry.card, escape(entry.card.name)
    state = "active" if entry.active else "here" if entry.on_disk else "away"
    return (
        f'<article id="model-{_identifier(model.name)}" data-model="{name}" class="{state}">'
        f"<div><h3>{escape(model.title)}</h3><p>{escape(summary(model, words))}</p>"
        f'<p class="facts">{escape(facts(entry, words))}</p>'
        f'<p class="facts">{escape(fitting(entry.fit, words, model.task))}</p>'
        f"{_coming_to_use(entry, words)}{_problem(entry.error, words)}</div>"
        f'<div class="acts">{_action(entry, coming, offline, words)}</div></article>'
    )


def _problem(error: JarvisError | None, words: Words) -> str:
    if error is None:
        return ""
    told = failure(error, words, "")
    said = f"<b>{escape(told.message)}</b> <span>{escape(told.detail)} {escape(told.hint)}</span>"
    return f'<div class="problem" role="alert">{said}</div>'


def _identifier(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name)


def summary(model: Card, words: Words) -> str:
    """What the model is good for; in English where its card knows no Spanish."""
    return (words.language == "es" and model.summary_es) or model.summary


def _coming_to_use(entry: Entry, words: Words) -> str:
    """When a recogniser or a voice that is here does its work."""
    said, model = words.voice_settings, entry.card
    if not entry.on_disk or model.task not in ("transcription", "speech"):
        return ""
    told = said.speaks_now if model.task == "speech" else said.listens_best
    if model.task == "transcription" and entry.fit.slow:
        told = said.listens_if_named.format(name=model.name)
    return f'<p class="facts">{escape(told)}</p>'


def fitting(fit: Fit, words: Words, task: Task = "chat") -> str:
    """Whether it fits this machine, and why (not)."""
    if not fit.fits:
        return words.unfit_gpu if fit.needs_gpu else words.unfit_memory
    if fit.devices:
        return words.fit_gpu.format(numbers=", ".join(map(str, fit.devices)))
    slow = words.voice_settings.fit_slow if task == "transcription" else words.fit_slow
    return slow if fit.slow else words.fit_cpu


def facts(entry: Entry, words: Words) -> str:
    """Memory, context, languages and licence, in one line."""
    model = entry.card
    said = [
        words.memory.format(size=size(entry.fit.memory, words)) if entry.fit.memory else "",
        words.context.format(tokens=thousands(model.context_length, words))
        if model.context_length
        else "",
        languages(model.languages, words),
        words.licence.format(name=model.licence) if model.licence else "",
        words.gated if model.gated else "",
    ]
    return " · ".join(filter(None, said))


def languages(codes: Sequence[str], words: Words) -> str:
    """The first few languages by name: those that the page speaks come first."""
    ours = sorted(codes, key=lambda code: code not in LANGUAGES)
    names = [words.language_names.get(code, code) for code in ours]
    if len(names) <= FEW:
        return ", ".join(names)
    few = ", ".join(names[:FEW])
    return words.many_languages.format(some=few, count=len(names) - FEW)


def _action(entry: Entry, coming: str, offline: bool, words: Words) -> str:
    name, model = entry.card.name, entry.card
    if entry.active:
        return f'<span class="badge">{escape(words.model_active)}</span>'
    if name == coming:
        return f'<span class="badge busy">{escape(words.model_loading)}</span>'
    if entry.progress:
        done, total = entry.progress.done, entry.progress.total or model.weights_bytes
        label = words.downloading.format(done=size(done, words), total=size(total, words))
        return (
            f'<label class="progress"><progress max="{total}" value="{done}"></progress>'
            f"<span>{escape(label)}</span></label>{_button('cancel', words.cancel)}"
        )
    if entry.on_disk:
        return _button("use", words.use) if model.task == "chat" else ""
    if offline or not entry.fit.fits:
        return f'<span class="facts">{escape(size(model.weights_bytes, words))}</span>'
    return _button("pull", words.download.format(size=size(model.weights_bytes, words)))


def _button(action: str, label: str) -> str:
    kind = "strong" if action == "use" else "quiet"
    return f'<button type="button" class="{kind}" data-do="{action}">{escape(label)}</button>'
