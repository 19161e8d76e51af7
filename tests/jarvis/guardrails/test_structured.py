import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis.errors import InvalidRequest
from jarvis.guardrails.structured import Shape, still_json

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}},
    "required": ["name", "age"],
    "additionalProperties": False,
}


def test_json_of_the_shape_stays_as_it_came():
    text = ' {"name": "Ada",\n "age": 36} '
    shaped = Shape(PERSON).of(text, repair=True)
    assert (shaped.text, shaped.fault) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "{'name': 'Ada', 'age': 36}",
        'Here you are:\n```json\n{"name": "Ada", "age": 36}\n```\nAnything else?',
        '{"name": "Ada", "age": 36',
        '{"name": "Ada", "age": 36,}',
        '{name: "Ada", age: 36}',
    ],
)
def test_what_was_meant_as_json_is_mended(text):
    shaped = Shape(PERSON).of(text, repair=True)
    assert json.loads(shaped.text) == {"name": "Ada", "age": 36}
    assert shaped.fault == ""
    assert Shape(PERSON).of(text, repair=False).fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"name": "Ada"}', "at the top, 'age' is missing"),
        ('{"name": "Ada", "age": "hunter2"}', "at age, the rule 'type' isn't kept: \"integer\""),
        ('{"name": "Ada", "age": -1}', "at age, the rule 'minimum' isn't kept: 0"),
    ],
)
def test_a_fault_is_told_by_place_and_rule_without_a_word_of_the_answer(text, fault):
    shaped = Shape(PERSON).of(text, repair=True)
    assert shaped.fault == fault
    assert shaped.text == text


@pytest.mark.parametrize("text", ["", "I can't do that.", "[1, 2]", "NaN", "[" * 100_000, "12"])
def test_any_object_means_an_object(text):
    assert Shape({}).of(text, repair=True).fault
    assert not Shape({}).of('{"any": ["thing"]}', repair=False).fault


@pytest.mark.parametrize(
    ("schema", "where"),
    [
        ({"type": "objekt"}, "type"),
        ({"properties": {"age": {"minimum": "zero"}}}, "properties/age/minimum"),
        ({"properties": {"a": {"$ref": "https://example.org/schema.json"}}}, "example.org"),
    ],
)
def test_a_schema_that_cannot_be_used_is_refused(schema, where):
    with pytest.raises(InvalidRequest, match=where):
        Shape(schema)


def test_a_reference_into_nothing_is_refused_when_it_is_met():
    shape = Shape({"properties": {"a": {"$ref": "#/$defs/lost"}}})
    with pytest.raises(InvalidRequest, match="lost"):
        shape.of('{"a": 1}', repair=False)


def test_references_within_the_schema_are_followed():
    schema = {
        "$id": "https://example.org/tree",
        "$defs": {"leaf": {"type": "string"}},
        "properties": {"a": {"$ref": "https://example.org/tree#/$defs/leaf"}},
    }
    assert not Shape(schema).of('{"a": "b"}', repair=False).fault
    assert Shape(schema).of('{"a": 1}', repair=False).fault


def test_older_drafts_are_read_as_what_they_say_they_are():
    old = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "minimum": 3,
        "exclusiveMinimum": True,
    }
    assert Shape(old).of("3", repair=False).fault


def test_a_placeholder_for_a_number_is_quoted():
    assert still_json('{"card": [CARD_1], "to": "[EMAIL_1]"}') == (
        '{"card": "[CARD_1]", "to": "[EMAIL_1]"}'
    )
    fine = '{"to": "a [EMAIL_1], b"}'
    assert still_json(fine) == fine


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_every_object_passes_unchanged(value):
    text = json.dumps(value)
    assert Shape({}).of(text, repair=True).text == text


@given(st.text(max_size=60))
def test_whatever_is_written_the_result_is_json_or_has_a_fault(text):
    shaped = Shape({}).of(text, repair=True)
    assert shaped.fault or isinstance(json.loads(shaped.text), dict)
