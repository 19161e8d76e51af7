"""What a name is given: ``name = value``, ``"name": "value"``, "the name for … is value".

It is read from the name on, once something else has found the name. Whether the value is worth
hiding, others judge.
"""

import re
from dataclasses import dataclass

CONNECTOR = re.compile(
    r"""
    (?P<suffix>(?:[_-][A-Za-z]{1,16}){0,3}\d?)
    (?: ["'`\])*_]{1,3} | (?P<rest>[ (][\w '()/.@-]{0,48}?) )??
    (?: \s{0,3} (?P<sign>=>|:=|={1,3}|!=|:) \*{0,2} \s{0,3}
      | (?P<short>'s) \s{1,2}
      | (?P<moved>
            \s (?: (?:(?:is|was|has[ ]been|ha[ ]sido|fue|now)\s){0,2}
                (?:set|reset|changed|updated|rotated|cambiad[oa]|actualizad[oa])\s )?
            (?:to|a|por)\s (?=\S{0,64}\d)
          | \s{0,2} (?:-{1,2}>?|[→|]) \s{1,2} )
      | \s (?P<verb>is|was|are|will[ ]be|es|era|será|sigue[ ]siendo)
        (?:\s(?:still|now|currently|ahora|todavía|simply|just))? \s?:?\s{1,2}
        (?:(?:el|la)\s(?=\S{0,64}\d))?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""From the name to its value: the rest of the name, what it is for, and a sign or a verb.

The shortest way counts: "my password is X and my town is Y" tells X.
"""

OF_SOMETHING_ELSE = re.compile(
    r"""[\s_-]?(?:
        field|name\b|ids?\b|file|path|ur[il]\b|min_|max_|count|ttl|env\b|label|placeholder|ref\b
      | error|salt|regex|valid|index|limit|size|budget|length|policy|manager|reset|hash|strength
      | prompt|box|hint|rule|generator|attempt|requirement|minimum|expir|change|type|column|mode
      | protect|format|must|cannot|can't|should|that(?![ ](?:i|we)[ ]use)|which|you\b
      | in[ ](?:the|a)\b
      | primaria|for[áa]nea|p[úu]blica|de[ ]sol|debe|tiene|puede|no\b
      | que\b(?![ ](?:us[oa]|usamos|tengo|tenemos|puse|pusimos)\b)
      | del?[ ](?:[ée]xito|problema|asunto|caso|todo)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Of a password's field, length, policy … something is said that is no password."""

QUOTED = re.compile(r"""(?P<quote>["'`])(?P<value>[^\n]{1,160}?)(?P=quote)|«([^\n»]{1,160})»""")
BARE = re.compile(r"""[^\s"'`,;<>«»]{1,256}""")
QUERY_BEFORE = re.compile(r"[?&][\w.-]{0,32}\Z")
VARIABLE_BEFORE = re.compile(r"\$\{\w{0,32}\Z")
ANOTHER_NAME = re.compile(
    r"(?:[A-Z][A-Z0-9]{0,24}_\w{1,40}|[\w.-]{0,24}(?:pass|contrase|clave|token|key|secret)\w{0,24})=",
    re.IGNORECASE,
)
"""What follows is given a value itself: "your key: OPENAI_API_KEY=…"."""

AROUND_A_NAME = " -*\t>_#$"
AFTER_A_VALUE = ".:?)]}|*\\"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A value, where it stands, and how it was given.

    Attributes:
        quoted: in quotation marks.
        told: by a verb, in a sentence.
        moved: by "to" or a dash, which mean much else.
        compared: by == or !=.
        close: nothing but the sign stands between name and value.
        alone: no other word stands before the name in its line, nor after the value.
        ends_clause: a full stop, a comma or nothing follows.
    """

    value: str
    start: int
    end: int
    quoted: bool
    told: bool
    moved: bool
    compared: bool
    close: bool
    alone: bool
    ends_clause: bool


def assignment(text: str, name_start: int, name_end: int) -> Assignment | None:
    """What the name between the two places is given; None if nothing is."""
    connector = CONNECTOR.match(text, name_end)
    if connector is None:
        return None
    if OF_SOMETHING_ELSE.match(connector["suffix"] + (connector["rest"] or "")):
        return None
    if VARIABLE_BEFORE.search(text[max(0, name_start - 34) : name_start]):
        return None
    in_query = bool(QUERY_BEFORE.search(text[max(0, name_start - 34) : name_start]))
    found = _value(text, connector.end(), in_query)
    if found is None:
        return None
    start, end, quoted = found
    after = text[end + quoted : end + quoted + 2].strip(" \t\r")
    return Assignment(
        value=text[start:end],
        start=start,
        end=end,
        quoted=quoted,
        told=bool(connector["verb"] or connector["short"]),
        moved=connector["moved"] is not None,
        compared=(connector["sign"] or "") in ("==", "===", "!="),
        close=start - quoted - name_end == 1,
        alone=_begins_line(text, name_start) and after[:1] in ("", "\n"),
        ends_clause=after[:1] in ("", "\n", ".", ",", ";", "!", ")"),
    )


def _value(text: str, at: int, in_query: bool) -> tuple[int, int, bool] | None:
    """From where to where the value goes, and whether it is in quotation marks."""
    if quoted := QUOTED.match(text, at):
        return *quoted.span("value" if quoted["value"] else 3), True
    bare = BARE.match(text, at)
    if bare is None or ANOTHER_NAME.match(text, at):
        return None
    value = bare[0].partition("&")[0] if in_query else bare[0]
    value = value.rstrip(AFTER_A_VALUE)
    return (at, at + len(value), False) if value else None


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - 64) : start].rpartition("\n")[2]
    return not before.strip(AROUND_A_NAME)
