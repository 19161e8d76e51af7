import json

from jarvis.conversations import Conversations, Mark, Rating, Status
from jarvis.stored import AnswerFigures
from ui.export import as_json, as_markdown


def test_an_export_has_what_was_said_and_what_was_thought_of_it(tmp_path):
    store = Conversations(tmp_path / "c.db")
    chat = store.create("ana").id
    store.ask("ana", chat, "How far?", marks=[Mark("pii", "email", "flag", "input")])
    store.begin_answer("ana", chat, "turn-1")
    store.save_answer("turn-1", "Far.", Status.DONE, AnswerFigures("small"))
    store.rate("ana", "turn-1", Rating("incorrect", ("too_long",), "No."))
    conversation, thread = store.get("ana", chat), store.thread("ana", chat)
    store.close()
    question, answer = json.loads(as_json(conversation, thread))["messages"]
    assert question["rating"] is None
    found = {"check": "pii", "kind": "email", "action": "flag", "direction": "input", "count": 1}
    assert (question["marks"], answer["marks"]) == ([found], [])
    assert answer["rating"] == {"word": "incorrect", "reasons": ["too_long"], "comment": "No."}
    assert as_markdown(conversation, thread).endswith("## Jarvis (small)\n\nFar.\n")
