"""Answers as they stream, checked by small checks of our own: how cuts and checks work together."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis.errors import InvalidRequest
from jarvis.guardrails.answer_guard import REST_WITHHELD, WITHHELD, AnswerGuard, checked_answer
from jarvis.guardrails.context import Context
from jarvis.guardrails.finding import Check, Direction, Finding
from jarvis.guardrails.guards import Guards
from jarvis.guardrails_settings import (
    GuardrailSettings,
    PersonalSettings,
    SchemaSettings,
    ToxicitySettings,
)
from models.types import ChatDelta, TokenLogprob, ToolCallDelta, Usage
from tests.jarvis.guardrails.scoring import labelled

KEY = "-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQ\nq8Zc3f9Qm1x\n-----END PRIVATE KEY-----"
PROMPT = (
    "You are Jarvis, a careful assistant of few words. Answer in the language of the question. "
    "Never promise what nobody can keep, and say plainly what you do not know."
)
ENTITIES = {
    Check.PII: {
        "email": r"[\w.+]{1,32}@\w{1,32}\.\w{2,8}",
        "card": r"(?<!\d)\d{4}(?:[ -]\d{4}){3}(?!\d)",
        "phone": r"\+\d{1,3}(?: \d{2,3}){3}(?!\d)",
        "address": r"Calle \w{2,16} \d{1,3}(?:, \d{5} \w{2,16})?",
    },
    Check.SECRET: {
        "github_token": r"ghp_\w{8,36}",
        "password": r"(?<=password is )[^\s\[]\S{0,31}",
        "private_key": r"-----BEGIN PRIVATE KEY-----[\w\s]{1,4000}-----END PRIVATE KEY-----",
    },
    Check.TOXICITY: {"insult": r"you fiend"},
}


def check(which):
    def look(text, context):
        return [
            Finding(which, kind, m.start(), m.end(), severity=2 * (which is Check.TOXICITY))
            for kind, pattern in ENTITIES[which].items()
            for m in re.finditer(pattern, text)
        ]

    return look


def guards_by(**sections):
    guards = Guards(
        GuardrailSettings(**sections),
        secret=check(Check.SECRET),
        pii=check(Check.PII),
        toxicity=check(Check.TOXICITY),
        injection=lambda text, context: (),
    )
    guards.load()
    return guards


MASKED = PersonalSettings(output="mask")


@pytest.fixture(scope="module")
def ours():
    return guards_by(pii=MASKED)


def streamed(guard, deltas):
    """What is released of a stream, as the assistant's loop has it."""
    pieces = []
    for delta in deltas:
        pieces += guard.take(delta)
        if guard.ended:
            break
    return [*pieces, *([] if guard.again else guard.end())]


def written(text, finish="stop", size=4):
    parts = [ChatDelta(text[i : i + size]) for i in range(0, len(text), size)]
    return [*parts, ChatDelta(finish_reason=finish, usage=Usage(3, 7))]


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def without_times(verdict):
    return replace(verdict, seconds={})


# The laws

SENTENCES = st.sampled_from(
    [
        "The house stands by the river.",
        "Well, I think so!",
        "¿Y tú, qué dices?",
        "1. Buy milk.\n2. Buy bread.\n",
        "Write to ana.gil@example.org, please.",
        "The card is 4111 1111 1111 1111, valid.",
        "Call +34 600 123 456 or +1 555 010 999 tomorrow.",
        "She lives in Calle Mayor 5, 28013 Madrid, I hear.",
        "Use ghp_abcdefgh12345678 as the token.",
        "The password is hunter2!",
        f"Here is the key:\n{KEY}\nKeep it.",
        "Version 3.11.4 came on 12. 5. 2024, at 17.30.",
        "```python\nprint('x')\n```\n",
        "<think>\nHm.\n</think>\n",
        "\n\n",
        "你好。",
    ]
)
CLEAN = st.lists(SENTENCES, max_size=12).map(" ".join)
NASTY = st.sampled_from(
    [
        "Go away, you fiend. Thanks.",
        "The same again, and again, and again. " * 6,
        PROMPT,
        "x" * 900,
        "word " * 150,
        "-----BEGIN PRIVATE KEY-----\nMII",
        "4111 1111",
        "password is",
        "\ud800",
        "\u200bw\u200bord",
    ]
)
WILD = st.lists(SENTENCES | NASTY | st.text(max_size=30), max_size=12).map(" ".join)
SIZES = st.lists(st.integers(1, 60), min_size=1, max_size=6)


def chunks(text, sizes):
    at = turn = 0
    while at < len(text):
        yield ChatDelta(text[at : at + sizes[turn % len(sizes)]])
        at, turn = at + sizes[turn % len(sizes)], turn + 1
    yield ChatDelta(finish_reason="stop", usage=Usage(1, 1))


@given(WILD, SIZES)
def test_the_result_does_not_depend_on_the_chunks(ours, text, sizes):
    context = Context(system_prompt=PROMPT, sources=("The house stands by the river.",))
    guard = AnswerGuard(ours, context=context)
    pieces = streamed(guard, chunks(text, sizes))
    whole = checked_answer(ours, text, context=context)
    assert without_times(guard.verdict()) == without_times(whole)
    assert text_of(pieces) == whole.text


@given(WILD, SIZES)
@settings(max_examples=30)
def test_nor_does_it_in_thoughts(ours, text, sizes):
    def thought(parts):
        guard = AnswerGuard(ours)
        turned = [replace(part, text="", reasoning=part.text) for part in parts]
        pieces = streamed(guard, [*turned[:-1], ChatDelta("So."), turned[-1]])
        return "".join(piece.reasoning for piece in pieces), without_times(guard.verdict())

    assert thought(chunks(text, sizes)) == thought(chunks(text, [len(text) + 1]))


@given(CLEAN)
def test_findings_are_those_of_one_check_of_the_whole(ours, text):
    whole = ours.check(text, Direction.OUTPUT)
    answer = checked_answer(ours, text)
    told = [one for one in answer.findings if one.check is not Check.REPETITION]
    looped = [one.start for one in answer.findings if one.check is Check.REPETITION]
    before = min(looped, default=len(text))
    assert told == [one for one in whole.findings if one.end <= before]
    if not looped:
        assert (answer.text, answer.kept, answer.word) == (whole.text, whole.kept, whole.word)


@given(WILD)
def test_what_was_released_stays(ours, text):
    guard = AnswerGuard(ours)
    shown = ""
    for delta in chunks(text, [5]):
        shown += text_of(guard.take(delta))
        assert guard.verdict().text == shown
        if guard.ended:
            break
    assert (shown + text_of(guard.end())).startswith(shown)


def test_real_checks_find_the_same_in_pieces_as_in_the_whole():
    guards = Guards(GuardrailSettings(pii=MASKED))
    guards.load()
    texts = [
        entry["text"]
        for which in (Check.PII, Check.SECRET)
        for language in ("en", "es")
        for entry in labelled(which, language)
    ]
    differing = [
        text
        for text in texts
        if guards.check(text, Direction.OUTPUT).text != checked_answer(guards, text).text
    ]
    assert len(differing) <= len(texts) // 50, "\n".join(differing)


def test_the_rest_of_a_sentence_is_read_with_its_beginning():
    def look(text, context):
        found = re.finditer(r"You are[\w ,]{1,60}fiend", text)
        return [Finding(Check.TOXICITY, "insult", m.start(), m.end(), severity=2) for m in found]

    guards = Guards(GuardrailSettings(toxicity=ToxicitySettings(output="mask")), toxicity=look)
    guards.load()
    text = "You are, if I may say so honestly, a fiend. Bye."
    shown = text_of(streamed(AnswerGuard(guards), written(text)))
    assert shown == "You are, if I may say so honestly, [removed]. Bye."


def test_a_clause_is_not_judged_before_its_sentence_is_whole():
    def look(text, context):
        found = re.finditer(r"ending your life(?!, call)", text)
        return [Finding(Check.TOXICITY, "self_harm", m.start(), m.end(), severity=3) for m in found]

    guards = Guards(GuardrailSettings(), toxicity=look)
    guards.load()
    text = "If you ever think of ending your life, call 024. They listen."
    assert text_of(streamed(AnswerGuard(guards), written(text))) == text


# What becomes of pieces


def test_first_words_come_before_the_answer_is_whole(ours):
    guard = AnswerGuard(ours)
    assert guard.take(ChatDelta("Sure! ")) == []
    assert text_of(guard.take(ChatDelta("Here"))) == "Sure!"


def test_a_value_is_masked_wherever_the_chunks_part(ours):
    text = "Write to ana@example.org. Or call +34 600 123 456 today."
    for size in (1, 3, 11, 100):
        pieces = streamed(AnswerGuard(ours), written(text, size=size))
        assert text_of(pieces) == "Write to [EMAIL_1]. Or call [PHONE_1] today."
    assert pieces[-1].usage == Usage(3, 7)


def test_a_blocked_piece_ends_the_answer(ours):
    guard = AnswerGuard(ours)
    pieces = streamed(guard, written("All right. Go away, you fiend. Thanks for asking."))
    assert guard.ended
    assert text_of(pieces) == f"All right.\n\n{REST_WITHHELD}"
    assert pieces[-1].finish_reason == "content_filter"
    assert guard.verdict().word == "block"
    assert guard.verdict().kept == text_of(pieces)
    assert guard.take(ChatDelta("more")) == guard.end() == []


def test_the_policy_has_its_own_words():
    guard = AnswerGuard(guards_by(toxicity=ToxicitySettings(message="Not here.")))
    pieces = streamed(guard, written("You are bad, you fiend."))
    assert text_of(pieces) == guard.verdict().message == "Not here."


def test_usage_is_counted_where_the_model_was_stopped(ours):
    deltas = [ChatDelta("Go"), ChatDelta(" away, you"), ChatDelta(" fiend. T"), ChatDelta("hanks")]
    assert streamed(AnswerGuard(ours), deltas)[-1].usage == Usage(0, 3)


def test_the_model_is_asked_again_while_nothing_was_shown():
    guards = guards_by(toxicity=ToxicitySettings(output="ask_again"))
    guard = AnswerGuard(guards)
    assert streamed(guard, written("You are bad, you fiend. Sorry.")) == []
    assert guard.again is not None
    assert "hurtful" in guard.again
    assert text_of(guard.end()) == WITHHELD

    late = AnswerGuard(guards)
    pieces = streamed(late, written("I see. You are bad, you fiend."))
    assert late.again is None
    assert text_of(pieces) == f"I see.\n\n{REST_WITHHELD}"

    last = AnswerGuard(guards, last_attempt=True)
    assert text_of(streamed(last, written("You are bad, you fiend."))) == WITHHELD


def test_thoughts_are_checked_apart_and_shown_before_the_answer(ours):
    deltas = [
        ChatDelta(reasoning="They want "),
        ChatDelta(reasoning="ana@example.org"),
        ChatDelta("Hello "),
        ChatDelta("there.", finish_reason="stop", usage=Usage(1, 4)),
    ]
    guard = AnswerGuard(ours)
    pieces = streamed(guard, deltas)
    assert [(piece.reasoning, piece.text) for piece in pieces] == [
        ("They want [EMAIL_1]", ""),
        ("", "Hello there."),
        ("", ""),
    ]
    assert guard.verdict().kept == "<think>They want [EMAIL_1]</think>\n\nHello there."
    assert guard.verdict().text == "Hello there."


def test_an_ugly_thought_ends_the_answer_too(ours):
    guard = AnswerGuard(ours)
    deltas = [ChatDelta(reasoning="I hate you, you fiend. So"), *written("Hello.")]
    assert text_of(streamed(guard, deltas)) == WITHHELD


def test_tags_of_thoughts_come_whole(ours):
    pieces = streamed(AnswerGuard(ours), written("<think>\nHm, well.\n</think>\n\nYes.", size=1))
    shown = [piece.text for piece in pieces]
    assert [piece for piece in shown if "think" in piece] == ["<think>\n", "</think>\n"]


def test_tool_calls_and_progress_pass_after_the_text_before_them(ours):
    call = ToolCallDelta(0, "call-1", "look", "{}")
    deltas = [ChatDelta(progress=0.5), ChatDelta("Let me"), ChatDelta(tool_calls=(call,))]
    pieces = streamed(
        AnswerGuard(ours), [*deltas, ChatDelta(finish_reason="tool_calls", usage=Usage(1, 1))]
    )
    assert pieces == [
        ChatDelta(progress=0.5),
        ChatDelta("Let me"),
        ChatDelta(tool_calls=(call,)),
        ChatDelta(finish_reason="tool_calls", usage=Usage(1, 1)),
    ]


def test_log_probabilities_go_with_their_text_and_not_with_what_was_covered(ours):
    tokens = ["Hi", ".", " It is", " ana@exa", "mple.org.", " Bye", " now", ".", " Yes"]
    deltas = [ChatDelta(one, logprobs=(TokenLogprob(one, -0.5),)) for one in tokens]
    pieces = streamed(AnswerGuard(ours), [*deltas, *written("")])
    told = [(piece.text, [one.token for one in piece.logprobs]) for piece in pieces]
    assert told == [
        ("Hi.", ["Hi", "."]),
        (" It is [EMAIL_1].", []),
        (" Bye now.", [" Bye", " now", "."]),
        (" Yes", [" Yes"]),
        ("", []),
    ]


def test_tokens_that_spell_another_text_go_with_the_last_of_it(ours):
    odd = (TokenLogprob("<0xE2>", -1.0), TokenLogprob("<0x80>", -1.0))
    pieces = streamed(AnswerGuard(ours), [ChatDelta("Hm… Yes.", logprobs=odd), *written("")])
    assert [piece.logprobs for piece in pieces] == [(), odd, ()]


# What only an answer has


def test_an_endless_line_is_stopped(ours):
    guard = AnswerGuard(ours)
    line = "I am a helpful assistant and I can help.\n"
    pieces = streamed(guard, written(line * 50, finish="length"))
    assert guard.ended
    assert pieces[-1].finish_reason == "stop"
    assert 2 * len(line) <= len(text_of(pieces)) <= 4 * len(line)
    assert [one.check for one in guard.verdict().findings] == [Check.REPETITION]


def test_of_an_endless_piece_two_copies_are_shown(ours):
    pieces = streamed(AnswerGuard(ours), written("and so on and on " * 80))
    assert text_of(pieces) == "and so on and on " * 2


def test_an_answer_has_a_length(ours):
    guards = guards_by(max_answer_characters=100)
    guard = AnswerGuard(guards)
    pieces = streamed(guard, written("".join(f"This is sentence {n}. " for n in range(50))))
    assert pieces[-1].finish_reason == "length"
    assert len(text_of(pieces)) <= 100
    assert guard.verdict().findings[-1].kind == "too_long"


def test_the_system_prompt_is_covered_over_several_sentences(ours):
    context = Context(system_prompt=PROMPT, leak_words=12)
    guard = AnswerGuard(ours, context=context)
    text = f"Of course. {PROMPT} That is all."
    shown = text_of(streamed(guard, written(text)))
    assert shown.startswith("Of course. You are Jarvis, a careful assistant of few words.")
    assert "[system prompt]" in shown
    assert "promise" not in shown
    assert "language" not in shown
    assert shown.endswith("That is all.")


def test_a_secret_beside_a_leak_is_covered_too(ours):
    context = Context(system_prompt=PROMPT)
    text = f"The password is hunter2 and {PROMPT.partition('. ')[2]}"
    verdict = checked_answer(ours, text, context=context)
    assert "hunter2" not in verdict.text + verdict.kept


def test_a_check_that_breaks_down_lets_nothing_out():
    def broken(text, context):
        raise ValueError(text)

    guards = Guards(GuardrailSettings(), pii=broken)
    guards.load()
    guard = AnswerGuard(guards)
    pieces = streamed(guard, written("Hello there. All is well."))
    assert text_of(pieces) == WITHHELD
    assert guard.verdict().findings[0].check is Check.FAILED


def test_what_no_source_says_is_marked_and_shown(ours):
    context = Context(sources=("The lease runs for three years. The rent is 900 euros a month.",))
    text = "The rent is 900 euros a month. Smoking leads to heavy fines for tenants."
    verdict = checked_answer(ours, text, context=context)
    (found,) = verdict.findings
    assert (found.check, found.action) == (Check.GROUNDING, "flag")
    assert text[found.start : found.end].startswith("Smoking")
    assert verdict.text == text


# Answers that must be JSON

SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "card": {"type": ["string", "integer"]}},
    "required": ["name"],
}


def test_json_is_released_as_a_whole(ours):
    guard = AnswerGuard(ours, schema=SCHEMA)
    deltas = written('{"name": "Ada.\\n Lovelace"}')
    assert all(guard.take(delta) == [] for delta in deltas[:-1])
    assert text_of(guard.take(deltas[-1])) == '{"name": "Ada.\\n Lovelace"}'


def test_json_is_mended_masked_and_still_json(ours):
    text = "```json\n{'name': 'ana@example.org', 'card': '4111 1111 1111 1111'}\n```"
    shown = text_of(streamed(AnswerGuard(ours, schema=SCHEMA), written(text)))
    assert shown == '{"name": "[EMAIL_1]", "card": "[CARD_1]"}'


def test_json_of_another_shape_is_asked_for_again_then_told_as_an_error(ours):
    text = '{"nickname": "Ada"}'
    guard = AnswerGuard(ours, schema=SCHEMA)
    assert streamed(guard, written(text)) == []
    assert guard.again is not None
    assert "'name' is missing" in guard.again

    last = AnswerGuard(ours, schema=SCHEMA, last_attempt=True)
    pieces = streamed(last, written(text))
    assert "'name' is missing" in text_of(pieces)
    assert pieces[-1].finish_reason == "content_filter"
    assert last.verdict().findings[0].kind == "invalid_json"


def test_json_of_another_shape_may_pass_flagged():
    guards = guards_by(schema=SchemaSettings(output="flag"))
    verdict = checked_answer(guards, '{"nickname": "Ada"}', schema=SCHEMA)
    assert (verdict.word, verdict.text) == ("flag", '{"nickname": "Ada"}')


def test_json_without_end_is_not_gathered_for_ever():
    guards = guards_by(max_answer_characters=500)
    guard = AnswerGuard(guards, schema={}, last_attempt=True)
    taken = [guard.take(ChatDelta('{"a": ' * 10)) for _ in range(50) if not guard.ended]
    assert len(taken) < 12


def test_a_tool_call_is_no_json(ours):
    call = ToolCallDelta(0, "call-1", "look", "{}")
    guard = AnswerGuard(ours, schema=SCHEMA)
    pieces = streamed(guard, [ChatDelta(tool_calls=(call,)), *written("", "tool_calls")])
    assert pieces[-1].finish_reason == "tool_calls"
    assert guard.verdict().word == "allow"


def test_a_broken_schema_is_the_callers_error(ours):
    with pytest.raises(InvalidRequest, match="type"):
        AnswerGuard(ours, schema={"type": "objekt"})
