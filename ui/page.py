"""The whole page in one language: header, sidebar and tabs, as one `gr.Blocks`."""

import gradio as gr

from jarvis.knowledge.reading.kinds import supported
from ui.composer import sidebar_frame
from ui.conversing import Conversing
from ui.feedback import feedback_cards
from ui.guardrails.marks import marks_card
from ui.header import header
from ui.knowledge.choosing import chooser_card
from ui.knowledge.sources import source_panel
from ui.parts import Parts
from ui.running import Turns
from ui.session import window
from ui.tabs.chat import chat_tab
from ui.tabs.knowledge import knowledge_tab
from ui.tabs.metrics import metrics_tab
from ui.tabs.models import models_tab
from ui.tabs.settings import settings_tab
from ui.waterfall import trace_dialog
from ui.words import Words

QUEUE_LOOKS_SECONDS = 0.01
PROGRESS_LOOKS_SECONDS = 0.25


def build(parts: Parts, turns: Turns, words: Words) -> gr.Blocks:
    """Draw the page.

    Args:
        turns: those that run now; both languages share them, so that switching loses none.
    """

    async def leave(request: gr.Request) -> None:
        turns.leave(window(request))

    with gr.Blocks(title="Jarvis", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(header(words), elem_id="header", apply_default_css=False, js_on_load=None)
        cards = feedback_cards(words) + marks_card(words) + trace_dialog(words)
        cards += chooser_card(words.knowledge) + source_panel(words)
        gr.HTML(cards, elem_id="cards", apply_default_css=False, js_on_load=None)
        with gr.Row(elem_id="frame"):
            with gr.Column(elem_id="sidebar"):
                sidebar = gr.HTML(
                    "", html_template=sidebar_frame(words), apply_default_css=False, js_on_load=None
                )
            with gr.Column(elem_id="main"), gr.Tabs(elem_id="tabs"):
                with gr.Tab(words.tab_chat, id="chat"):
                    most = parts.knowledge.settings.file_max_mib
                    link = chat_tab(words, Conversing(parts, turns, words), sidebar, most)
                with gr.Tab(words.knowledge.tab, id="knowledge"):
                    knowledge_tab(words, supported())
                with gr.Tab(words.metrics.tab, id="metrics"):
                    metrics_tab(words, parts.telemetry.targets)
                with gr.Tab(words.tab_models, id="models"):
                    models_tab(words, parts.shelf, link)
                with gr.Tab(words.tab_settings, id="settings"):
                    settings_tab(words, parts.guards.settings)
        page.unload(leave)
    _look_less_often(page)
    return page


def _look_less_often(page: gr.Blocks) -> None:
    """Gradio polls its queue a thousand times a second, and each time a model's thread must yield.

    That took a tenth of the tokens/s on two cores. What is waited for here are clicks.
    """
    page._queue.sleep_when_free = QUEUE_LOOKS_SECONDS
    page._queue.progress_update_sleep_when_free = PROGRESS_LOOKS_SECONDS
