"""Models that think aloud put it between <think> tags. Pure: text in, thought and answer out."""

OPEN, CLOSE = "<think>", "</think>"


def split_reasoning(text: str) -> tuple[str, str, bool]:
    """What a text thinks, what it answers, and whether the thought is still open.

    Only a thought at the beginning counts: later, the tags are something that is talked about.
    A stream may end in the middle of a tag, which belongs to neither yet.
    """
    stripped = text.lstrip()
    if not stripped.startswith(OPEN):
        return "", "" if stripped and OPEN.startswith(stripped) else text, False
    thought, closed, answer = stripped.removeprefix(OPEN).partition(CLOSE)
    if not closed:
        return _without_partial_tag(thought).strip(), "", True
    return thought.strip(), answer.lstrip(), False


def _without_partial_tag(thought: str) -> str:
    ends = (n for n in range(len(CLOSE) - 1, 0, -1) if thought.endswith(CLOSE[:n]))
    return thought[: len(thought) - next(ends, 0)]
