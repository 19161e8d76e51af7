"""A person's documents on the Metrics tab: numbers, rows and the chart."""

import json
from dataclasses import fields, replace

import pytest

from jarvis.telemetry.knowledge import Thumbs, UsedDocument
from jarvis.telemetry.names import Operation
from jarvis.telemetry_settings import TargetSettings
from tests.ui.metrics.boards import MARKUP, empty, full, searched
from tests.ui.metrics.test_metrics_words import gaps, texts
from ui.english import ENGLISH
from ui.metrics.frame import frame
from ui.metrics.knowledge_board import UNASKED, knowledge_html, verdict
from ui.metrics.knowledge_charts import knowledge_over_time
from ui.metrics.knowledge_words import KnowledgeBoardWords
from ui.spanish import SPANISH

NAMES = {"a1": "handbook.pdf"}
LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, SPANISH])


@pytest.fixture(scope="module")
def period():
    return searched()


def test_the_numbers_say_how_often_documents_spoke_and_were_named(period) -> None:
    drawn = knowledge_html(period, NAMES, ENGLISH)["knowledge-numbers"]
    assert "<dt>Asked of documents</dt><dd>20</dd>" in drawn
    assert "<dt>The documents spoke of it</dt><dd>75\xa0%</dd>" in drawn
    assert "something was found for 15" in drawn
    assert "<dt>The documents don’t say</dt><dd>5</dd>" in drawn
    assert "<dt>Answers that name a source</dt><dd>67\xa0%</dd>" in drawn
    assert "<dt>Searching, p95</dt><dd>40 ms</dd>" in drawn


def test_documents_are_called_by_their_names_and_gone_ones_are_told(period) -> None:
    rows = knowledge_html(period, NAMES, ENGLISH)["rows-knowledge-documents"]
    assert '<th scope="row">handbook.pdf</th><td>15</td><td>10</td>' in rows
    assert "a document that is no longer here" in rows
    assert "b2" not in rows


def test_a_name_that_is_markup_stays_text(period) -> None:
    used = replace(period, documents=[UsedDocument("a1", 1, 1)])
    assert MARKUP not in "".join(knowledge_html(used, {"a1": MARKUP}, ENGLISH).values())


def test_each_stage_of_a_search_has_a_row(period) -> None:
    rows = knowledge_html(period, NAMES, SPANISH)["rows-knowledge-times"]
    assert "La búsqueda entera" in rows
    assert "Vectorizar la pregunta" in rows
    assert rows.count("<tr>") == 2


@pytest.mark.parametrize(
    ("sourced", "without", "told"),
    [
        (Thumbs(3, 0), Thumbs(40, 40), "Too early to say: at least 10 thumbs"),
        (Thumbs(12, 8), Thumbs(10, 10), "No difference"),
        (Thumbs(90, 10), Thumbs(50, 50), "liked better, by 28 to 51 points"),
        (Thumbs(50, 50), Thumbs(90, 10), "liked less, by 28 to 51 points"),
    ],
)
def test_what_thumbs_can_tell_is_told_and_no_more(sourced, without, told) -> None:
    assert told in verdict(sourced, without, ENGLISH)


def test_thumbs_are_shown_on_both_sides(period) -> None:
    rows = knowledge_html(period, NAMES, ENGLISH)["rows-knowledge-thumbs"]
    assert '<th scope="row">With sources</th><td>2</td><td>1</td><td>67\xa0%</td>' in rows
    assert rows.count("<tr>") == 2


@LANGUAGES
def test_before_anything_was_asked_that_is_said(words) -> None:
    drawn = knowledge_html(UNASKED, {}, words)
    assert words.metrics.knowledge.none in drawn["rows-knowledge-times"]
    assert drawn["knowledge-numbers"] in frame(words, TargetSettings())
    assert all("nothing" in drawn[name] for name in drawn if name.startswith("rows-"))
    assert knowledge_over_time(UNASKED, empty(), words) is None


def test_the_chart_stacks_questions(period) -> None:
    board = full()
    chart = knowledge_over_time(period, board, ENGLISH)
    found, nothing = chart.data
    assert chart.layout["barmode"] == "stack"
    assert (sum(found["y"]), sum(nothing["y"])) == (15, 5)
    assert len(found["y"]) == len(board.timeline)
    assert chart.label == "Questions that the documents spoke of: 15; that they didn’t: 5."
    json.dumps([chart.data, chart.layout], allow_nan=False)


@LANGUAGES
def test_everything_has_its_place_in_the_frame(period, words) -> None:
    page = frame(words, TargetSettings())
    assert 'id="chart-knowledge-time"' in page
    assert 'data-section="metrics-knowledge"' in page
    assert all(f'id="{name}"' in page for name in knowledge_html(period, NAMES, words))


@pytest.mark.parametrize("name", [field.name for field in fields(KnowledgeBoardWords)])
def test_both_languages_say_the_same(name: str) -> None:
    english = texts(getattr(ENGLISH.metrics.knowledge, name))
    spanish = texts(getattr(SPANISH.metrics.knowledge, name))
    assert all(text.strip() for text in english + spanish)
    assert [gaps(text) for text in english] == [gaps(text) for text in spanish]
    assert english != spanish


@LANGUAGES
def test_every_stage_that_is_timed_has_a_name(words) -> None:
    timed = {Operation.RETRIEVAL, Operation.EMBEDDINGS, Operation.RERANK}
    assert set(words.metrics.knowledge.stages) == timed
