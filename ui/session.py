"""Who asks: the person and the browser window behind a request.

The HTTP edge signs a cookie and writes the person's id into the request's state; the page only
reads it. Nothing here is kept between requests.
"""

import gradio as gr
from starlette.requests import Request


def person_of(request: Request) -> str:
    """The id of the person whose browser sent `request`."""
    person: str = request.scope["state"]["person"]
    return person


def person(request: gr.Request) -> str:
    """The same for a Gradio event, which carries the request that started it."""
    assert request.request is not None, "Gradio hands events the request that started them"
    return person_of(request.request)


def window(request: gr.Request) -> str:
    """One loaded page: it is new after each reload, and two tabs have two."""
    return request.session_hash or ""
