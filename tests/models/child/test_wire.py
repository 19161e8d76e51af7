"""Messages over a pipe."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.child import wire

anything = st.text(st.characters(codec=None))
json = st.recursive(
    st.none() | st.booleans() | st.integers() | anything | st.just("\ud800\udfff"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.lists(st.tuples(st.dictionaries(st.text(), json, max_size=3), st.binary())))
def test_messages_come_as_they_went(messages: list[wire.Message]) -> None:
    pipe = io.BytesIO()
    for header, payload in messages:
        wire.send(pipe, header, payload)
    pipe.seek(0)
    for message in messages:
        assert wire.receive(pipe) == message
    assert wire.receive(pipe) is None


@given(arrays.arrays(np.float32, arrays.array_shapes(max_dims=2), elements={"allow_nan": False}))
def test_arrays_keep_every_bit(array: np.ndarray) -> None:
    pipe = io.BytesIO()
    wire.send_value(pipe, {"id": 1}, array)
    pipe.seek(0)
    message = wire.receive(pipe)
    assert message is not None
    found = wire.value_of(message)
    assert found.dtype == np.float32
    assert np.array_equal(found, array)


@given(st.integers(min_value=0, max_value=150))
def test_a_message_that_breaks_off_is_none(kept: int) -> None:
    pipe = io.BytesIO()
    wire.send(pipe, {"id": 1, "text": "half a character \ud800"}, b"x" * 100)
    whole = pipe.getvalue()
    assert kept < len(whole)
    assert wire.receive(io.BytesIO(whole[:kept])) is None
