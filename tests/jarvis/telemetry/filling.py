"""Rows for a ledger's file, by the thousand, and what is in it."""

from jarvis.telemetry.views import VIEWS, tables


def fill(connection, decisions, *, hours=1.0, start="2026-01-01", conversations=10):
    """Turns from `start` on, `hours` apart, each spoken, with a stage and a thumb."""
    connection.execute(
        f"""INSERT INTO decision (id, created, kind, agent, task_type, confidence, execution_ms,
            conversation, person)
        SELECT 'turn-' || i, TIMESTAMP '{start}' + to_milliseconds(i * {hours} * 3600000),
            'turn', 'jarvis', 'chat', (i % 100) / 100, i % 1000,
            'c' || (i % {conversations}), 'ana'
        FROM range({decisions}) t(i)"""
    )
    connection.execute(
        """INSERT INTO feedback
        SELECT row_number() OVER (ORDER BY id), id, created, created, 'correct', 'page', 'ana',
            [], NULL
        FROM decision"""
    )
    connection.execute(
        """INSERT INTO span
        SELECT md5(id), md5('s' || id), NULL, created, 1.5, 'chat', 'chat m', NULL, '{"n": [1]}'
        FROM decision"""
    )
    connection.execute(
        """INSERT INTO detail SELECT id, created, '{"action": "approve"}', NULL FROM decision"""
    )
    if "voice" in tables(connection):
        connection.execute(
            """INSERT INTO voice
            SELECT id, created, created, 2.5, 120, 400, 700, false, 1, 6.5, 12,
                'ears', confidence, 'mouth', 'en'
            FROM decision"""
        )


def contents(connection):
    """Rows and a checksum of every view."""
    return {
        view: connection.execute(f"SELECT count(*), bit_xor(hash(v)) FROM {view} v").fetchone()
        for view in map(VIEWS.__getitem__, tables(connection))
    }


def rows(connection, view="decisions"):
    """How many a view has."""
    return connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
