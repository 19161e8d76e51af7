"""The Models tab: what fits this machine, what is here, fetch it, use it.

The cards are drawn by page scripts from `ui.shelf_cards`, so that a download moves without
anything jumping; this file does what their buttons ask for.
"""

from html import escape

import gradio as gr

from jarvis.errors import JarvisError
from jarvis.shelf import Shelf
from ui.link import MODEL_ACTS, QUIETLY, asked
from ui.words import Words


class Choosing:
    """The tab's handlers. What fails is said on the model's card and in a short message."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def pull(self, event: gr.EventData) -> None:
        """Start a download."""
        try:
            self._shelf.pull(asked(event).target)
        except JarvisError as error:
            gr.Warning(str(error), title="")

    async def cancel(self, event: gr.EventData) -> None:
        """Stop a download."""
        self._shelf.cancel(asked(event).target)

    async def use(self, event: gr.EventData) -> None:
        """Let another model answer from now on."""
        try:
            await self._shelf.use(asked(event).target)
        except JarvisError as error:
            gr.Warning(str(error), title="")


def models_tab(words: Words, shelf: Shelf, link: gr.HTML) -> None:
    """Draw the tab and bind its buttons."""
    gr.HTML(
        f'<div class="shelf"><h1>{escape(words.models_title)}</h1>'
        f"<p>{escape(words.models_introduction)}</p>"
        '<div id="models"></div></div>',
        elem_id="shelf",
        apply_default_css=False,
        js_on_load=None,
    )
    choosing = Choosing(shelf)
    for name in MODEL_ACTS:
        getattr(link, name)(getattr(choosing, name), **QUIETLY)
