"""Every word on the page, as one frozen set a language: a missing one is a type error.

Names in braces are filled in by `str.format`; a test holds both languages to the same names.
The words themselves are in `ui.english` and `ui.spanish`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from html import escape
from typing import Any

from jarvis.refuge import Reason
from ui.guardrails.words import GuardrailWords
from ui.knowledge.words import KnowledgeWords
from ui.language import Language
from ui.metrics.words import MetricsWords
from ui.voice.settings_words import VoiceSettingsWords
from ui.voice.words import VoiceWords


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the empty page offers: its heading, and what is asked."""

    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says."""

    language: Language
    other_language_name: str
    switch_language: str
    switch_theme: str

    # the sidebar
    open_sidebar: str
    conversations: str
    new_chat: str
    search: str
    today: str
    yesterday: str
    earlier: str
    nothing_found: str
    no_conversations: str
    more: str
    rename: str
    rename_hint: str
    save: str
    cancel: str
    export_markdown: str
    export_json: str
    delete: str
    deleted: str
    undo: str

    # the chat
    tab_chat: str
    message: str
    send: str
    stop: str
    keys: str
    editing: str
    transcript: str
    you: str
    reasoning: str
    thinking: str
    copy: str
    copied: str
    edit: str
    again: str
    again_failed: str
    previous: str
    following: str
    branch: str
    waiting_next: str
    waiting: str
    loading: str
    reading: str
    reading_part: str
    writing: str
    answered: str
    first_word: str
    speed: str
    stopped: str
    interrupted: str
    cut_off: str
    dropped: str

    # when something is wrong
    problems: Mapping[str, tuple[str, str]]
    unknown_error: str
    unknown_error_hint: str
    disconnected: str
    disconnected_hint: str
    still_answering: str
    still_answering_hint: str

    # the empty page
    greeting: str
    introduction: str
    examples: tuple[Example, ...]
    small_examples: tuple[Example, ...]
    small_model: str
    better_model: str

    # the state of the model
    state_starting: str
    no_model: str
    details_ready: str
    details_starting: str
    details_degraded: str
    details_failed: str
    details_noted: str
    only_in_memory: str
    disk_hints: Mapping[Reason, str]
    start_again: str
    set_aside: str
    set_aside_hint: str
    cpu: str
    gpu: str
    to_models: str

    # the models
    tab_models: str
    models_title: str
    models_introduction: str
    models_offline: str
    models_here: str
    models_available: str
    models_too_large: str
    model_active: str
    model_loading: str
    use: str
    download: str
    downloading: str
    gated: str
    fit_gpu: str
    fit_cpu: str
    fit_slow: str
    unfit_memory: str
    unfit_gpu: str
    memory: str
    context: str
    licence: str
    many_languages: str
    language_names: Mapping[str, str]
    no_models: str

    # thumbs under an answer
    rate: str
    rate_up: str
    rate_down: str
    rate_more: str
    rate_partly: str
    rate_why: str
    rate_why_good: str
    rate_why_bad: str
    rate_reasons: Mapping[str, str]
    rate_comment: str
    rate_stays: str
    rate_skip: str
    rate_thanks: str
    rate_withdrawn: str
    rate_unknown: str
    rate_unknown_hint: str

    # how a turn went
    trace_open: str
    trace_close: str
    trace_unknown: str
    trace_stages: str
    trace_stage: str
    trace_start: str
    trace_duration: str
    trace_none: str
    trace_chart: str
    trace_operations: Mapping[str, str]
    trace_attributes: Mapping[str, str]
    trace_endings: Mapping[str, str]
    trace_figures: Mapping[str, str]
    trace_sureness: tuple[str, str, str, str, str]

    # the review queue
    review_title: str
    review_introduction: str
    review_empty: str
    review_within: tuple[str, str, str, str]
    review_due: str
    review_overdue: str
    review_no_date: str
    review_question: str
    review_answer: str
    review_decision: str
    review_metadata: str
    review_retrieved: str
    review_said: str
    review_confidence: str
    review_another: str
    review_erased: str
    review_show_all: str
    review_trace: str
    review_marked: str
    review_back: str
    review_on: str
    review_range: str
    verdicts: Mapping[str, str]

    # the settings
    tab_settings: str

    # the metrics, the guardrails, the documents and talking have words of their own
    metrics: MetricsWords
    guardrails: GuardrailWords
    knowledge: KnowledgeWords
    voice: VoiceWords
    voice_settings: VoiceSettingsWords


def escaped(words: Words) -> Words:
    """The same words, safe inside HTML; the examples are left as they are."""
    said: dict[str, Any] = {field.name: getattr(words, field.name) for field in fields(words)}
    texts = {name: escape(text) for name, text in said.items() if isinstance(text, str)}
    return replace(words, **{**said, **texts})
