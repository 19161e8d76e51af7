"""What isn't words: the marks that chat models are trained on, and links that carry data away."""

import re
from collections.abc import Iterator

from jarvis.guardrails.injection.grammar import compiled
from jarvis.guardrails.injection.reading import Reading
from jarvis.guardrails.injection.signal import Signal

FORGED = "imitates the marks between a chat's messages"

TOKENS = re.compile(
    r"<\|(?:im_start|im_end|im_sep|system|user|assistant|end|eot_id|start_header_id|end_header_id"
    r"|start|begin_of_text|end_of_text|endoftext|endofprompt|channel|message|tool_call)\|>"
    r"|</?(?:start_of_turn|end_of_turn|tool_call|tool_response|function_calls?)>"
    r"|\[/?INST\]|<</?SYS>>|\[/?(?:SYSTEM|SISTEMA)\]",
)
"""Llama's, ChatML's, Gemma's and others': nobody writes them by chance."""

SPEAKER = compiled("(?:SYSTEM|BOT|USER|DEV|TARGET) ANY{0,4} COLON")
"""Where no words stand so, no line begins with a role."""

TAGS = re.compile(r"</?(?:system|assistant|instructions?|s)>(?:[ \t]{0,4}</?s>)?", re.IGNORECASE)
"""These may be HTML or XML."""

ROLES = re.compile(
    r"^(?:</?s>){0,2}[ \t>]{0,8}(?:#{1,6}|\*{2}|-{1,3}|\[)?[ \t]{0,4}"
    r"((?:aviso|mensaje) del sistema|system|developer|assistant|instructions?|human|user"
    r"|sistema|desarrollador|asistente|instrucciones|usuario)"
    r"(?: (?:message|notice|prompt|override|note|update|instructions?))?"
    r"[ \t]{0,2}(?:\]|\*{2})?[ \t]{0,2}:",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that begins as if somebody else spoke: "### System:", "Assistant:"."""

WEIGHTS = {"human": 0.25, "user": 0.25, "usuario": 0.25} | dict.fromkeys(
    ("instruction", "instructions", "instrucciones"), 0.15
)
"""Of roles that other texts have as well: minutes, forms, recipes."""

ROLE_FIELDS = re.compile(
    r"[\"']?\brole[\"']?[ \t]{0,4}:[ \t]{0,4}[\"']?(?:system|developer|tool)\b", re.IGNORECASE
)

COMMENTS = re.compile(r"<!--(.{1,2000}?)-->", re.DOTALL)

INVISIBLE = re.compile(
    r"display:\s{0,4}none|visibility:\s{0,4}hidden|font-size:\s{0,4}0|color:\s{0,4}(?:white|#fff)",
    re.IGNORECASE,
)

LINKS = re.compile(
    r"(!?)\[[^\]\n]{0,200}\]\(\s{0,4}(https?://[^\s)]{1,2000})|<img[^>\n]{1,200}?src=[\"']?"
    r"(https?://[^\s\"'>]{1,2000})",
    re.IGNORECASE,
)

CARRIES = re.compile(
    r"[?&/=](?:[^&\s]{0,40}=)?(?:\{\{?[^}]{1,60}\}|<[^>]{1,60}>|\[[^\]]{1,60}\]?|%7b|\$\{"
    r"|(?:DATA|SECRET|CONVERSATION|HISTORY|PROMPT|CONTENT|BASE64|SUMMARY|DATOS|HISTORIAL|MENSAJE)"
    r"\w{0,20}\b)"
)
"""A place in an address that is to be filled in."""

LONG_QUERY = re.compile(r"\?[^&\s]{0,40}=[\w%+/=-]{80,}")


def markup(reading: Reading) -> Iterator[Signal]:
    """Forged marks and roles in a text."""
    text = reading.original
    if "<" in text or "[" in text:
        yield from _tokens(text)
    if SPEAKER.search(reading.tags):
        yield from _roles(text)
    if "role" in reading.text:
        for match in ROLE_FIELDS.finditer(text):
            yield Signal("markup", "field", *match.span(), 0.2, "imitates a message of the system")


def _tokens(text: str) -> Iterator[Signal]:
    for match in TOKENS.finditer(text):
        yield Signal("markup", "token", *match.span(), 0.7, FORGED)
    if "</" in text:
        for match in TAGS.finditer(text):
            weight = 0.3 if match[0].lower() in ("<s>", "</s>") else 0.4
            yield Signal("markup", "tag", *match.span(), weight, FORGED)


def _roles(text: str) -> Iterator[Signal]:
    for match in ROLES.finditer(text):
        speaker = match[1].lower()
        if "#" in match[0] or ("[" in match[0] and not speaker.startswith("instr")):
            weight = 0.5
        else:
            weight = WEIGHTS.get(speaker, 0.35)
        yield Signal("markup", "role", match.start(1), match.end(), weight, FORGED)


def links(text: str) -> Iterator[Signal]:
    """Images and links whose address is to be filled with what was said."""
    if "](" not in text and "<img" not in text:
        return
    reason = "an image or link that would carry the conversation away"
    for match in LINKS.finditer(text):
        address = match[2] or match[3]
        shown = match[1] == "!" or match[3]
        if CARRIES.search(address):
            yield Signal("exfiltration", "link", *match.span(), 0.8 if shown else 0.6, reason)
        elif shown and LONG_QUERY.search(address):
            yield Signal("exfiltration", "link", *match.span(), 0.4, reason)


def hidden_places(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says what a browser doesn't show: comments, and lines of invisible letters."""
    if "<!--" in text:
        for match in COMMENTS.finditer(text):
            yield match.span()
    if "style" in text:
        for match in INVISIBLE.finditer(text):
            end = text.find("<", match.end(), match.end() + 1000)
            yield match.start(), end if end > 0 else min(len(text), match.end() + 300)
