"""The Chat tab: the conversation, the empty page and the message field."""

import gradio as gr

from ui.composer import composer, welcome
from ui.conversing import Conversing
from ui.link import CHAT_ACTS, CONNECT, QUIETLY
from ui.words import Words

LATEX = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": r"\[", "right": r"\]", "display": True},
    {"left": r"\(", "right": r"\)", "display": False},
]


def chat_tab(words: Words, conversing: Conversing, sidebar: gr.HTML, file_max_mib: int) -> gr.HTML:
    """Draw the tab and bind what a person does; returns the wire for the other tabs' buttons.

    Args:
        file_max_mib: how large an attached file may be.
    """
    gr.HTML(welcome(words), elem_id="welcome", apply_default_css=False, js_on_load=None)
    chat = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        container=False,
        buttons=[],
        latex_delimiters=LATEX,
        layout="panel",
        height=None,
        feedback_options=None,
    )
    link = gr.HTML(
        "",
        html_template=composer(words, file_max_mib),
        elem_id="link",
        apply_default_css=False,
        js_on_load=CONNECT,
    )
    for name in CHAT_ACTS:
        getattr(link, name)(
            conversing.handler(getattr(conversing, name)),
            outputs=[chat, link, sidebar],
            **QUIETLY,
        )
    return link
