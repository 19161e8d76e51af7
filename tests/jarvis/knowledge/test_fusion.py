from hypothesis import given
from hypothesis import strategies as st

from jarvis.knowledge.fusion import Evidence, score, with_extras, with_reranked

SHARE = st.floats(0, 1)
NEARNESS = st.floats(-10, 30)


@given(SHARE, SHARE, NEARNESS)
def test_more_of_the_words_is_never_less(one: float, other: float, meaning: float) -> None:
    few, many = sorted((one, other))
    assert 0 < score(Evidence(few, meaning)) <= score(Evidence(many, meaning)) < 1


@given(SHARE, NEARNESS, NEARNESS)
def test_nearer_is_never_less(words: float, one: float, other: float) -> None:
    far, near = sorted((one, other))
    assert score(Evidence(words, far)) <= score(Evidence(words, near))


@given(st.floats(allow_nan=False, allow_infinity=False), NEARNESS)
def test_no_evidence_leaves_the_scale(words: float, meaning: float) -> None:
    assert 0 <= score(Evidence(words, meaning)) <= 1


@given(SHARE)
def test_without_an_embedder_words_decide(words: float) -> None:
    assert score(Evidence(0.0)) <= score(Evidence(words)) <= score(Evidence(1.0))


def test_either_side_alone_can_say_that_there_is_an_answer() -> None:
    assert score(Evidence(1.0, 0.0)) > 0.5
    assert score(Evidence(0.0, 15.0)) > 0.5
    assert score(Evidence(0.1, 1.0)) < 0.2


@given(SHARE, st.lists(SHARE, max_size=4))
def test_other_wordings_move_a_measure_towards_theirs(own: float, extras: list[float]) -> None:
    mixed = with_extras(own, extras)
    assert min([own, *extras]) - 1e-9 <= mixed <= max([own, *extras]) + 1e-9
    assert with_extras(own, list(reversed(extras))) == mixed or extras


@given(SHARE, SHARE)
def test_a_reranked_score_lies_between_both(one: float, told: float) -> None:
    assert min(one, told) - 1e-9 <= with_reranked(one, told) <= max(one, told) + 1e-9
