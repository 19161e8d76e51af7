"""Every check that reads a text: a new one is a file, and a line here.

Importing it builds the checks' grammars and tables (a quarter of a second): whoever needs it only
once guardrails load imports it then.
"""

from collections.abc import Mapping

from jarvis.guardrails.context import Look
from jarvis.guardrails.finding import Check
from jarvis.guardrails.leak import leaked
from jarvis.guardrails.personal import personal
from jarvis.guardrails.secret import secrets
from jarvis.guardrails.weighed import INJECTION, TOXICITY, weighed

CHECKS: Mapping[Check, Look] = {
    Check.SECRET: lambda text, _: secrets(text),
    Check.PII: lambda text, _: personal(text),
    Check.INJECTION: lambda text, _: weighed(text, INJECTION),
    Check.TOXICITY: lambda text, _: weighed(text, TOXICITY),
    Check.LEAK: leaked,
}
