"""The Metrics tab's words, typed as all words are (`ui.words`).

"better" and "worse", "met" and "missed" are said in words, so that nothing hangs on a colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.metrics.knowledge_words import KnowledgeBoardWords
from ui.metrics.voice_words import VoiceBoardWords


@dataclass(frozen=True, slots=True)
class MetricsWords:
    """What the tab says. Names in braces are filled in by `str.format`."""

    tab: str
    title: str
    introduction: str
    sections: str
    months: tuple[str, ...]

    # what is shown
    filters: str
    period: str
    agent: str
    task_type: str
    model: str
    every_agent: str
    every_task_type: str
    every_model: str
    periods: Mapping[int, str]
    before: Mapping[int, str]

    # overview
    overview: str
    decisions: str
    decisions_note: str
    accuracy: str
    accuracy_note: str
    confidence: str
    mean_confidence: str
    mean_confidence_note: str
    execution_p95: str
    execution_p95_note: str
    points: str
    change_up: str
    change_down: str
    better: str
    worse: str
    unchanged: str
    nothing_before: str
    week: str
    week_finding: str
    no_figure: str

    # targets
    targets: str
    targets_note: str
    target: str
    target_now: str
    target_state: str
    target_met: str
    target_missed: str
    target_names: Mapping[str, str]

    # accuracy
    accuracy_time: str
    accuracy_time_note: str
    accuracy_time_finding: str
    accuracy_tasks: str
    accuracy_tasks_note: str
    accuracy_tasks_finding: str
    accuracy_agents: str
    accuracy_agents_note: str
    no_feedback: str

    # confidence
    buckets: str
    buckets_note: str
    buckets_finding: str
    reliability: str
    reliability_note: str
    reliability_hover: str
    perfect: str
    calibration: str
    calibration_verdicts: Mapping[str, str]
    calibration_missing: str
    calibration_figures: str
    brier: str
    brier_note: str
    ece: str
    ece_note: str
    gap: str
    gap_note: str
    no_confidence: str

    # execution time
    execution: str
    execution_time: str
    execution_time_note: str
    execution_time_finding: str
    execution_agents: str
    execution_agents_note: str
    execution_agents_finding: str
    execution_agents_hover: str
    execution_tasks: str
    execution_tasks_note: str
    mean: str
    no_times: str

    # feedback
    feedback: str
    feedback_total: str
    feedback_words: str
    feedback_words_note: str
    feedback_words_finding: str
    feedback_agents: str
    feedback_agents_note: str
    rated: str
    feedback_rate: str
    others: str

    # the guardrails
    guard_introduction: str
    guard_turns: str
    guard_turns_note: str
    guard_checked: str
    guard_checked_note: str
    guard_blocked: str
    guard_blocked_note: str
    guard_masked: str
    guard_masked_note: str
    guard_noted: str
    guard_noted_note: str
    guard_appeals: str
    guard_appeals_note: str
    guard_appeals_none: str
    guard_p95: str
    guard_p95_note: str
    guard_p95_none: str
    guard_none: str
    guard_time: str
    guard_time_note: str
    guard_time_none: str
    guard_time_finding: str
    guard_where: str
    guard_where_note: str
    guard_sides: Mapping[str, str]
    guard_found: str
    guard_found_note: str
    guard_kind: str
    guard_nothing_found: str
    guard_cost: str
    guard_cost_note: str
    guard_check: str
    guard_runs: str
    guard_appeal: str
    guard_stopped: str
    guard_places: Mapping[str, str]

    knowledge: KnowledgeBoardWords
    voice: VoiceBoardWords

    # the latest turns
    turns: str
    turns_note: str
    no_turns: str
    when: str
    first_word: str
    whole_time: str
    rating: str
    failed: str

    # this machine
    machine: str
    machine_load: str
    machine_note: str
    processor: str
    processor_cores: str
    memory: str
    memory_used: str
    memory_jarvis: str
    disk: str
    disk_free: str
    no_gpu: str
    in_memory: str
    in_memory_note: str
    in_memory_takes: str
    is_loading: str

    # the ledger, and alerts
    ledger: str
    ledger_note: str
    ledger_off: str
    ledger_off_hint: str
    ledger_recording: str
    ledger_waiting: str
    ledger_dropped: str
    ledger_set_aside: str
    alerts: str
    alerts_note: str
    no_alerts: str
    alert_raised: str
    alert_cleared: str
    alert_since: str
    alert_above: str
    alert_below: str
    severities: Mapping[str, str]
    figures: Mapping[str, str]
    conditions: Mapping[str, str]
