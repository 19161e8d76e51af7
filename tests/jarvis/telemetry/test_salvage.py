"""After a loss, what is left is consistent again."""

from jarvis.telemetry.filters import Filter
from jarvis.telemetry.ids import new_id, now
from jarvis.telemetry.records import Decision, Feedback
from jarvis.telemetry.salvage import mend_words
from jarvis.telemetry.statistics import summary


def test_words_are_counted_right_after_one_in_the_middle_was_lost(reader):
    created = now()
    id_ = new_id("dec", created)
    reader.add(Decision(id_, created, "report", "agent", "task"))
    reader.add(*(Feedback(id_, word, "api", "ana") for word in ("correct", "incorrect", "correct")))
    reader.connection.execute("DELETE FROM feedback WHERE seq = 1")
    assert summary(reader, Filter(), created).accuracy.correct_count == 0  # one given, one taken
    mend_words(reader.connection)
    counted = summary(reader, Filter(), created).accuracy
    assert (counted.correct_count, counted.incorrect_count) == (1, 0)
    reader.connection.execute("DELETE FROM feedback WHERE seq = 2")
    mend_words(reader.connection)
    assert summary(reader, Filter(), created).accuracy.correct_count == 1
