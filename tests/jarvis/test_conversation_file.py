"""Files that an earlier Jarvis wrote are read as they are."""

import sqlite3

from jarvis.conversations import AnswerFigures, Conversations, Rating, Status

BEFORE_RATINGS = """
CREATE TABLE conversation (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, title TEXT NOT NULL, head TEXT,
    created REAL NOT NULL, updated REAL NOT NULL, deleted REAL
);
CREATE TABLE message (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    parent TEXT, role TEXT NOT NULL, content TEXT NOT NULL, status TEXT NOT NULL,
    created REAL NOT NULL, model TEXT NOT NULL DEFAULT '',
    first_token_seconds REAL, tokens_per_second REAL,
    finish_reason TEXT NOT NULL DEFAULT '', dropped INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT ''
);
INSERT INTO conversation VALUES ('c', 'ana', 'Old', 'turn-1', 1, 2, NULL);
INSERT INTO message (id, conversation, parent, role, content, status, created)
VALUES ('q', 'c', NULL, 'user', 'Hello?', 'done', 1),
    ('turn-1', 'c', 'q', 'assistant', 'Hi.', 'done', 2);
"""


def test_a_file_from_before_ratings_keeps_its_messages_and_takes_ratings(tmp_path):
    path = tmp_path / "c.db"
    with sqlite3.connect(path) as db:
        db.executescript(BEFORE_RATINGS)
    db.close()
    for rating in (Rating(), Rating("incorrect", ("too_long",), "No.")):  # opened twice
        store = Conversations(path)
        answer = store.thread("ana", "c")[-1]
        assert (answer.content, answer.status) == ("Hi.", Status.DONE)
        assert (answer.figures, answer.rating) == (AnswerFigures(), rating)
        store.rate("ana", "turn-1", Rating("incorrect", ("too_long",), "No."))
        store.close()
