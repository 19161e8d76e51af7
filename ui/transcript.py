"""A conversation as the chat shows it. Pure: stored messages in, Gradio's messages out.

Each message is followed by a row of its own actions and figures. The row is an HTML part beside
the text, never inside it, so that copying an answer copies the answer alone.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from jarvis.conversations import Rating, Status, StoredMessage
from ui.buttons import icon_button
from ui.failure import Failure, failure_of
from ui.feedback import thumbs
from ui.figures import decimal
from ui.guardrails.marks import endings, shield, withheld
from ui.knowledge.sources import mute, source_row
from ui.reasoning import split_reasoning
from ui.running import Snapshot
from ui.voice.talking import read_button
from ui.words import Words

ChatMessage = dict[str, Any]


def transcript(
    thread: Sequence[StoredMessage],
    words: Words,
    live: Snapshot | None = None,
    failure: Failure | None = None,
    log_file: str = "",
) -> list[ChatMessage]:
    """The messages of a `gr.Chatbot`.

    Args:
        thread: oldest first.
        live: the turn that is being answered; its answer takes the place of the stored one.
        failure: what the turn ended with, where it is known better than the store knows it.
    """
    shown: list[ChatMessage] = []
    question = ""
    for message, following in zip(thread, [*thread[1:], None], strict=True):
        if message.role == "user":
            question = message.content
            shown.append(_question(message, _answered(following, live), words))
        elif live is not None and message.id == live.turn and not live.done:
            shown += _growing(live, words)
        else:
            shown += _answer(message, question, words, live, failure, log_file)
    return shown


def _answered(answer: StoredMessage | None, live: Snapshot | None) -> StoredMessage | None:
    """The answer to a question, once it is complete."""
    growing = live is not None and not live.done and answer is not None and answer.id == live.turn
    return None if growing else answer


def _question(message: StoredMessage, answer: StoredMessage | None, words: Words) -> ChatMessage:
    return {
        "role": "user",
        "content": [_text(message.content), _html(_byline(message, answer, words, ""))],
    }


def _growing(live: Snapshot, words: Words) -> list[ChatMessage]:
    thought, answer, open_ = split_reasoning(live.text)
    thought = "\n\n".join(part for part in (live.reasoning.strip(), thought) if part)
    shown = _thought(thought, words, pending=open_ or not answer)
    if answer:
        content = [_text(answer), *_beside(source_row(live.grounds, words))]
        return [*shown, {"role": "assistant", "content": content}]
    if thought:
        return shown
    return [{"role": "assistant", "content": [_html(_waiting(live, words))]}]


def _answer(
    message: StoredMessage,
    question: str,
    words: Words,
    live: Snapshot | None,
    failure: Failure | None,
    log_file: str,
) -> list[ChatMessage]:
    ours = live is not None and live.turn == message.id
    message, notice = withheld(message, words)
    thought, answer, _ = split_reasoning(message.content)
    line = quiet_line(message, words)
    content = [_text(answer)] if answer else []
    if message.status is Status.FAILED:
        problem = failure if ours and failure else failure_of(message.figures, words, log_file)
        content.append(_html(problem_card(problem, message.id, words)))
    content += _beside(notice, source_row(message.grounds, words), mute(message, question, words))
    content.append(_html(_byline(message, message, words, line)))
    return [*_thought(thought, words, pending=False), {"role": "assistant", "content": content}]


def _thought(thought: str, words: Words, *, pending: bool) -> list[ChatMessage]:
    if not thought:
        return []
    metadata = {
        "title": words.thinking if pending else words.reasoning,
        "status": "pending" if pending else "done",
    }
    return [{"role": "assistant", "content": [_text(thought)], "metadata": metadata}]


def _waiting(live: Snapshot, words: Words) -> str:
    if live.place == 1:
        said = words.waiting_next
    elif live.place:
        said = words.waiting.format(place=live.place)
    else:
        said = _reading(live, words) if live.started else words.loading
    return f'<p class="waiting"><span>{escape(said)}</span><i></i><i></i><i></i></p>'


def _reading(live: Snapshot, words: Words) -> str:
    """How far a long question has been read, where the engine tells it."""
    if not live.progress or live.progress >= 1:
        return words.reading
    return words.reading_part.format(percent=round(live.progress * 100))


def quiet_line(message: StoredMessage, words: Words) -> str:
    """What is said under an answer: model, first word, speed, and how it ended, if not as usual."""
    figures = message.figures
    said = [figures.model] if figures.model else []
    if figures.first_token_seconds is not None:
        said.append(words.first_word.format(seconds=decimal(figures.first_token_seconds, 2, words)))
    if figures.tokens_per_second is not None:
        said.append(words.speed.format(speed=decimal(figures.tokens_per_second, 0, words)))
    if figures.dropped:
        said.append(words.dropped.format(count=figures.dropped))
    ends = {Status.STOPPED: words.stopped, Status.INTERRUPTED: words.interrupted}
    if message.status in ends:
        said.append(ends[message.status])
    if ended := endings(message, words):
        said += ended
    elif figures.finish_reason == "length":
        said.append(words.cut_off)
    return " · ".join(said)


def problem_card(failure: Failure, message: str, words: Words) -> str:
    """An error in the place of an answer: what happened, what to do, and a button to try again."""
    hint = f"<p>{escape(failure.hint)}</p>" if failure.hint else ""
    kind = f"<code>{escape(failure.kind)}</code>" if failure.kind else ""
    retry = (
        f'<button type="button" class="link" data-do="again">{escape(words.again_failed)}</button>'
    )
    detail = f'<p lang="en">{escape(failure.detail)}</p>' if failure.detail else ""
    said = f"<p><b>{escape(failure.message)}</b></p>{detail}{hint}<p>{retry} {kind}</p>"
    return f'<div class="problem" role="alert" data-message="{escape(message)}">{said}</div>'


def _byline(message: StoredMessage, turn: StoredMessage | None, words: Words, line: str) -> str:
    """A message's own row. What page scripts need of the message stands on it.

    Args:
        turn: the answer that a mark on the message is about; None while there is none.
    """
    answer = message.role == "assistant"
    text = split_reasoning(message.content)[1] if answer else message.content
    actions = [_branch(message, words), icon_button("copy", words.copy) if text else ""]
    actions += _answer_acts(message, text, words) if answer else [icon_button("edit", words.edit)]
    figures = f'<span class="line">{escape(line)}</span>' if line else ""
    mark = shield(message, turn.id if turn else "", turn.rating if turn else Rating(), words)
    return (
        f'<div class="byline {message.role}" data-message="{escape(message.id)}"'
        f' data-text="{escape(text)}">{figures}{mark}'
        f'<span class="acts">{"".join(actions)}</span></div>'
    )


def _answer_acts(message: StoredMessage, text: str, words: Words) -> list[str]:
    failed = message.status is Status.FAILED
    return [
        "" if failed else icon_button("again", words.again),
        read_button(words.voice) if text else "",
        thumbs(message.rating, words) if text else "",
        icon_button("trace", words.trace_open, {"data-turn": message.id}),
    ]


def _branch(message: StoredMessage, words: Words) -> str:
    count = len(message.siblings)
    if count < 2:
        return ""
    at = message.siblings.index(message.id)
    before = message.siblings[at - 1] if at else ""
    after = message.siblings[at + 1] if at + 1 < count else ""
    label = words.branch.format(number=at + 1, count=count)
    return (
        f'<span class="versions" role="group" aria-label="{escape(label)}">'
        f"{_leading('branch back', words.previous, before)}<span>{at + 1}/{count}</span>"
        f"{_leading('branch on', words.following, after)}</span>"
    )


def _leading(kind: str, label: str, message: str) -> str:
    """A button that leads to another message; it is off where that is nowhere."""
    return icon_button(kind, label, {"data-message": message}, disabled=not message)


def _beside(*parts: str) -> list[dict[str, Any]]:
    """What stands under a text, as far as there is any."""
    return [_html(part) for part in parts if part]


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def _html(html: str) -> dict[str, Any]:
    return {
        "type": "component",
        "component": "html",
        "value": html,
        "constructor_args": {},
        "props": {
            "html_template": "${value}",
            "css_template": "",
            "js_on_load": None,
            "apply_default_css": False,
        },
    }
