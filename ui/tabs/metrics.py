"""The Metrics tab: its frame. Page scripts fill it from `ui.metrics.routes`, so nothing jumps."""

import gradio as gr

from jarvis.telemetry_settings import TargetSettings
from ui.metrics.frame import frame
from ui.words import Words


def metrics_tab(words: Words, targets: TargetSettings) -> None:
    """Draw the tab."""
    gr.HTML(frame(words, targets), elem_id="metrics", apply_default_css=False, js_on_load=None)
