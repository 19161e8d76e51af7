"""The figures of searches: what the ledger keeps of them, and what it tells."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import new_id
from jarvis.telemetry.knowledge import (
    Asked,
    Knowledge,
    SearchTime,
    Thumbs,
    UsedDocument,
    knowledge,
)
from jarvis.telemetry.records import Decision, Feedback, Stage
from jarvis.telemetry.sources import UsedPassage, kept, passages
from jarvis.telemetry.writing import insert, stage_row

AT = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)

figures = st.none() | st.floats(0, 99).map(lambda figure: round(figure, 4))
used = st.builds(
    UsedPassage,
    st.integers(1, 10**12),
    st.text("0123456789abcdef", min_size=1, max_size=32),
    st.floats(0, 1).map(lambda score: round(score, 4)),
    st.none() | st.floats(-1, 1).map(lambda cosine: round(cosine, 4) + 0.0),
    figures,
    st.booleans(),
)


@given(st.lists(used, max_size=5))
def test_sources_are_read_as_they_were_written(given):
    assert list(passages(tuple(map(str, given)))) == given


@given(st.lists(st.text(max_size=60), max_size=4))
def test_words_never_get_into_the_ledger(written):
    for text in kept(written) or ():
        assert not any(letter.isspace() for letter in text)
        assert text.count(":") == 5


def test_the_name_of_a_file_is_no_source():
    assert kept(["my secret diary.pdf", "1:../x:0.1:::1", "1:ab:0.5:::1"]) == ("1:ab:0.5:::1",)
    assert kept([]) is None


def source(document, *, used=False, passage=1):
    return str(UsedPassage(passage, document, 0.8, 0.5, 2.0, used))


def turn(ago=timedelta(hours=1), **given):
    created = AT - ago
    return Decision(new_id("turn", created), created, "turn", "jarvis", "chat", **given)


def test_nothing_asked_is_nothing_told(reader):
    reader.empty()
    reader.add(turn())
    empty = Knowledge(Asked(), {}, Thumbs(), Thumbs(), [], [])
    assert knowledge(reader, Filter(30), AT) == empty
    assert empty.total.hit_rate is None
    assert empty.total.citing_rate is None


def test_a_period_is_counted(reader):
    reader.empty()
    cited = turn(searched="found", sources=(source("a", used=True), source("b"), source("a")))
    silent = turn(searched="found", sources=(source("b"),), trace="t1")
    nothing = turn(timedelta(days=2), searched="nothing")
    plain, old = turn(), turn(timedelta(days=60), searched="found")
    reader.add(cited, silent, nothing, plain, old)
    reader.add(Feedback(cited.id, "correct", "page", "ana"))
    reader.add(Feedback(silent.id, "incorrect", "page", "ana"))
    reader.add(Feedback(plain.id, "correct", "page", "ana"))
    told = knowledge(reader, Filter(30), AT)
    assert told.total == Asked(searches=3, found=2, citing=1)
    assert told.total.nothing == 1
    assert (told.total.hit_rate, told.total.citing_rate) == (2 / 3, 1 / 2)
    days = [datetime(2026, 3, 8), datetime(2026, 3, 10)]
    assert list(told.slots) == days
    assert told.slots[days[0]] == Asked(1)
    assert (told.with_sources, told.without) == (Thumbs(1, 1), Thumbs(1, 0))
    assert told.documents == [UsedDocument("a", 1, 1), UsedDocument("b", 2, 0)]


def test_searches_are_timed_and_reading_is_not_among_them(reader):
    reader.empty()
    reader.add(turn(searched="nothing", trace="1" * 32))
    at = AT.astimezone(UTC) - timedelta(hours=1)
    stages = [
        Stage("1" * 32, "a", "r", at, 20.0, "retrieval", "retrieval", None, {}),
        Stage("1" * 32, "b", "r", at, 7.0, "embeddings", "embeddings", None, {}),
        Stage("2" * 32, "c", None, at, 9000.0, "embeddings", "embeddings", None, {}),
    ]
    insert(reader.connection, "span", [stage_row(stage) for stage in stages])
    assert knowledge(reader, Filter(30), AT).times == [
        SearchTime("retrieval", 1, 20.0, 20.0),
        SearchTime("embeddings", 1, 7.0, 7.0),
    ]
