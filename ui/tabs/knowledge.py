"""The Knowledge tab: its frame. Page scripts fill it from `ui.knowledge.routes`."""

from collections.abc import Sequence

import gradio as gr

from ui.knowledge.frame import frame
from ui.words import Words


def knowledge_tab(words: Words, supported: Sequence[str]) -> None:
    """Draw the tab.

    Args:
        supported: endings of the files that are read.
    """
    gr.HTML(frame(words, supported), elem_id="knowledge", apply_default_css=False, js_on_load=None)
