"""What guardrails found, as it is written into the ledger: kinds and counts, and nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.tally import FORM, Tally, kept, tallies

names = st.from_regex("[a-z][a-z0-9_]{0,12}", fullmatch=True)
found = st.builds(Tally, names, names, names, names, st.integers(0, 999))


def test_equal_ones_are_counted_together_in_alphabetical_order():
    several = ["tool:pii:email:flag:2", "input:secret:jwt:mask:1", "tool:pii:email:flag:3"]
    assert kept(several) == ("input:secret:jwt:mask:1", "tool:pii:email:flag:5")


def test_of_nothing_there_is_nothing():
    assert kept(None) is None
    assert kept(()) is None
    assert tallies(None) == ()


def test_a_text_does_not_get_in_by_way_of_a_kind():
    wrong = ["input:pii:ana@example.org:flag:1", "input:pii:My name is Ana:flag:1", "a:b:c:d:-1"]
    assert kept([*wrong, "input:pii:email:flag:1\n", "x" * 99]) is None


@given(st.lists(found))
def test_what_is_written_is_read_back_and_writing_it_again_changes_nothing(several):
    texts = kept([str(one) for one in several])
    assert kept(texts) == texts
    assert sum(one.count for one in tallies(texts)) == sum(one.count for one in several)


@given(st.lists(st.text() | found.map(str)))
def test_only_the_form_is_kept(texts):
    assert all(re.fullmatch(FORM, text) for text in kept(texts) or ())
