"""What a server's refusals and failures mean, in our errors: message and hint.

Knows the `openai` client's exceptions and HTTP's status codes, and nothing of models.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from models.chat.wire import context_too_long
from models.errors import GenerationFailed, ModelError, ModelNotFound


@contextmanager
def translated(url: str, limit: int) -> Iterator[None]:
    """Turn everything that the client raises into a `ModelError`.

    Args:
        url: the server's base URL, for the hints.
        limit: the model's context in tokens, for servers that don't say.
    """
    import httpx
    import openai

    try:
        yield
    except openai.APIStatusError as exc:
        raise refusal(exc.status_code, exc.body, url, limit) from exc
    except (openai.APITimeoutError, httpx.TimeoutException) as exc:
        raise GenerationFailed(
            f"The server at {url} didn't answer in time.",
            "It may be overloaded; engines.openai_api.read_timeout_seconds lets it take longer.",
        ) from exc
    except openai.APIConnectionError as exc:
        raise GenerationFailed(
            f"The server at {url} can't be reached.",
            "Start it, or correct the address: it usually ends in /v1.",
        ) from exc
    except openai.APIError as exc:
        raise refusal(500, exc.body or {"message": exc.message}, url, limit) from exc
    except (httpx.HTTPError, httpx.StreamError, ValueError) as exc:
        raise GenerationFailed(
            f"The connection to {url} broke while the model was answering.",
            "The server may have stopped or unloaded the model. Try again.",
        ) from exc


def refusal(status: int, body: object, url: str, limit: int) -> ModelError:
    """The error that an HTTP status and its body stand for."""
    error = body if isinstance(body, Mapping) else {"message": str(body or "")}
    if (too_long := context_too_long(error, limit)) is not None:
        return too_long
    said = _said(error)
    if status == 404:
        return ModelNotFound(
            f"The server at {url} doesn't have that model or address{said}.",
            "Look at engines.openai_api.model, and whether the address should end in /v1.",
        )
    what, hint = _REFUSALS.get(status, _SERVER_FAILED if status >= 500 else _REFUSED)
    return GenerationFailed(f"The server at {url} {what}{said}.", hint)


_KEY_HINT = "Set engines.openai_api.api_key to a key that it accepts."
_REFUSED = ("refused the request", "Its log says more about the request that it didn't like.")
_SERVER_FAILED = ("failed", "Its log says why. Try again.")
_REFUSALS: Mapping[int, tuple[str, str]] = {
    401: ("wants another API key", _KEY_HINT),
    403: ("doesn't let this API key use the model", _KEY_HINT),
    429: ("has too many requests at the moment", "Wait a little, then try again."),
    503: ("isn't ready", "It may still be loading its model. Try again in a moment."),
}


def _said(error: Mapping[str, Any]) -> str:
    sentence = str(error.get("message") or "").strip().rstrip(".")
    return f": {sentence}" if sentence else ""
