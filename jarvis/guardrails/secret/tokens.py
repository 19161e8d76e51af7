"""Tokens that say by their form who issued them.

The forms are those that the issuers document, or that GitHub's secret scanning and gitleaks list.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.secret.values import is_placeholder
from jarvis.guardrails.spans import in_word

MASK = 2
"""A token with no more different characters only shows where one goes."""

LONG_PART = 12
"""Characters without a hyphen, which names of styles and packages haven't: sk-learn-contrib."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of token is written.

    Attributes:
        literal: what it begins with; a text without it is passed over.
        body: a pattern of what follows.
    """

    kind: str
    literal: str
    body: str
    issuer: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The whole token; `re` keeps what it compiled."""
        return re.compile(re.escape(self.literal) + self.body)


WORD = r"[A-Za-z0-9]"
WORD_HYPHEN = r"[A-Za-z0-9_-]"

FORMS = (
    *(Form("aws_key", start, r"[A-Z0-9]{16}", "AWS") for start in ("AKIA", "ASIA", "ABIA", "ACCA")),
    *(
        Form("github_token", start, WORD + "{20,255}", "GitHub")
        for start in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")
    ),
    Form("github_token", "github_pat_", r"\w{20,255}", "GitHub"),
    Form("openai_key", "sk-", WORD_HYPHEN + "{16,256}", "OpenAI or a service like it"),
    *(
        Form("slack_token", start, r"[A-Za-z0-9-]{10,255}", "Slack")
        for start in ("xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-")
    ),
    Form("slack_token", "https://hooks.slack.com/", r"[a-z]{4,16}/[\w/]{20,255}", "Slack"),
    *(
        Form("api_key", start, WORD + "{16,255}", "Stripe")
        for start in ("sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_")
    ),
    Form("api_key", "AIza", WORD_HYPHEN + "{30,40}", "Google"),
    Form("api_key", "GOCSPX-", WORD_HYPHEN + "{20,40}", "Google"),
    Form("api_key", "ya29.", WORD_HYPHEN + "{20,512}", "Google"),
    Form("api_key", "hf_", WORD + "{20,64}", "Hugging Face"),
    Form("api_key", "npm_", WORD + "{24,64}", "npm"),
    Form("api_key", "pypi-", WORD_HYPHEN + "{40,512}", "PyPI"),
    *(
        Form("api_key", start, WORD_HYPHEN + "{16,255}", "GitLab")
        for start in ("glpat-", "gldt-", "glrt-", "glptt-")
    ),
    Form("api_key", "SG.", r"[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,64}", "SendGrid"),
    Form("api_key", "shpat_", WORD + "{24,64}", "Shopify"),
    Form("api_key", "dop_v1_", WORD + "{32,80}", "DigitalOcean"),
    Form("api_key", "dckr_pat_", WORD_HYPHEN + "{20,64}", "Docker"),
    Form("api_key", "gsk_", WORD + "{30,80}", "Groq"),
    Form("api_key", "xai-", WORD + "{30,128}", "xAI"),
    Form("api_key", "r8_", WORD + "{30,64}", "Replicate"),
    Form("api_key", "dapi", r"[0-9a-f]{32}", "Databricks"),
    Form("api_key", "hvs.", WORD_HYPHEN + "{20,255}", "Vault"),
    Form("api_key", "lin_api_", WORD + "{30,64}", "Linear"),
    Form("api_key", "ntn_", WORD + "{30,64}", "Notion"),
    Form("api_key", "PMAK-", WORD_HYPHEN + "{40,80}", "Postman"),
    Form("api_key", "sq0", r"(?:atp|csp)-[A-Za-z0-9_-]{20,64}", "Square"),
    Form("api_key", "AGE-SECRET-KEY-1", r"[A-Z0-9]{40,64}", "age"),
)

TELEGRAM = re.compile(r"\d{8,10}:AA[A-Za-z0-9_-]{30,40}")
JWT = re.compile(r"eyJ[\w-]{8,2000}+\.[\w-]{4,8000}+\.[\w-]{0,2000}")


def tokens(text: str, small: str) -> Iterator[Finding]:
    """Tokens of known issuers, and JSON Web Tokens."""
    for form in FORMS:
        if form.literal in text:
            for match in form.pattern.finditer(text):
                if _is_token(text, match, form):
                    reason = f"formed as a key of {form.issuer}"
                    yield Finding(Check.SECRET, form.kind, *match.span(), 0.98, reason)
    if ":AA" in text:
        for match in TELEGRAM.finditer(text):
            reason = "formed as a key of Telegram"
            yield Finding(Check.SECRET, "api_key", *match.span(), 0.95, reason)
    if "eyJ" in text:
        yield from _jwts(text)


def _is_token(text: str, match: re.Match[str], form: Form) -> bool:
    """Whether it begins a word, and no example or name was written in a token's form."""
    start, body = match.start(), match[0][len(form.literal) :]
    if start and in_word(text[start - 1]):
        return False
    if match.end() < len(text) and form.kind == "aws_key" and in_word(text[match.end()]):
        return False
    if len(set(body)) <= MASK or is_placeholder(body):
        return form.kind == "aws_key" and "EXAMPLE" in body  # which is drawn by lot before it
    if form.literal == "sk-":
        long = max(map(len, re.split("[-_]", body))) >= LONG_PART
        return long and any(map(str.isdigit, body)) and any(map(str.isalpha, body))
    return form.kind == "aws_key" or _is_no_word(body)


def _is_no_word(body: str) -> bool:
    return any(map(str.isdigit, body)) or (body.lower() != body != body.upper())


def _jwts(text: str) -> Iterator[Finding]:
    """RFC 7519: three parts, the first of them JSON."""
    for match in JWT.finditer(text):
        begins = not match.start() or not in_word(text[match.start() - 1])
        if begins and _is_json(match[0].partition(".")[0]):
            yield Finding(Check.SECRET, "jwt", *match.span(), 1.0, "a JSON Web Token")


def _is_json(part: str) -> bool:
    try:
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error):
        return False
    return isinstance(header, dict)
