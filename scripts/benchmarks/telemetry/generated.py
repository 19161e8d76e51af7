"""A ledger as three busy months leave it, generated inside DuckDB in about a minute.

Half of the decisions are turns with every column and their stages, half are reports with a body.
Rows lie in the order of their times, as they do when they are recorded one by one: what a period
leaves out can be skipped. Nothing in it is anybody's.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from jarvis.telemetry.database import open_database
from jarvis.telemetry.files import FILE
from jarvis.telemetry.ids import now
from jarvis.telemetry.writing import milliseconds
from jarvis.telemetry_settings import TelemetrySettings

DAYS = 90
DAY_MS = 24 * 3600 * 1000
ROOMY = TelemetrySettings(memory_limit_mib=4096)
"""Generating takes more memory than recording."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many decisions, and how many stages each of the turns among them has.

    Attributes:
        large_bytes: of the file that is only started with.
    """

    decisions: int
    large_bytes: int
    stages: int = 20

    def __str__(self) -> str:
        spans = self.decisions // 2 * self.stages
        return f"{self.decisions:,} decisions and {spans:,} spans"


FULL = Size(1_000_000, large_bytes=10**9)
QUICK = Size(50_000, large_bytes=10**8)


def generate(folder: Path, size: Size) -> None:
    """Fill a new ledger in `folder`, up to now; one that is there is left as it is."""
    if (folder / FILE).exists():
        return
    connection = open_database(folder, ROOMY).connection
    try:
        step = DAYS * DAY_MS / size.decisions
        first = milliseconds(now()) - DAYS * DAY_MS
        connection.execute(ID)
        connection.execute(DECISIONS, {"count": size.decisions, "first": first, "step": step})
        connection.execute(DETAILS)
        connection.execute(FEEDBACK)
        connection.execute(SPANS, {"stages": size.stages})
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def swell(folder: Path, source: Path, least_bytes: int) -> None:
    """A ledger in `folder` like the one in `source`, with its spans again and again until the file
    is so large; one that is there is left as it is.
    """
    if (folder / FILE).exists():
        return
    folder.mkdir()
    shutil.copyfile(source / FILE, folder / FILE)
    connection = open_database(folder, ROOMY).connection
    try:
        while (folder / FILE).stat().st_size < least_bytes:
            connection.execute("INSERT INTO span SELECT * FROM span LIMIT 5_000_000")
            connection.execute("CHECKPOINT")
    finally:
        connection.close()


ID = """
CREATE TEMP MACRO uuid7(ms, salt) AS
    printf('%012x', ms) || '7' || md5(salt)[:3] || '8' || md5(salt)[4:18]
"""
"""As `jarvis.telemetry.ids` makes them: 48 bits of time, then version, variant and chance."""

DECISIONS = """
INSERT INTO decision BY NAME
WITH drawn AS (
    SELECT i, i % 2 = 0 AS turn, random() AS sure, random() AS slow, random() AS which,
        CAST($first + (i + random()) * $step AS BIGINT) AS ms
    FROM range($count) AS numbers(i)
), named AS (
    SELECT *, least(1, 0.35 + 0.7 * sqrt(sure)) AS confidence,
        round(40 * exp(3 * slow), 3) AS execution_ms,
        CASE WHEN turn THEN if(which < 0.9, 'chat', 'voice')
            WHEN which < 0.2 THEN 'deployment' WHEN which < 0.6 THEN 'code_review'
            ELSE 'diagnosis' END AS task_type
    FROM drawn
)
SELECT
    if(turn, 'turn-', 'decision-') || uuid7(ms, 'decision' || i) AS id,
    make_timestamp_ms(ms) AS created,
    if(turn, 'turn', 'report') AS kind,
    if(turn, 'jarvis', 'agent-' || i % 6) AS agent,
    task_type,
    confidence,
    execution_ms,
    CASE WHEN turn THEN NULL WHEN task_type = 'deployment' OR confidence < 0.7 THEN 0
        WHEN confidence < 0.85 THEN 1 WHEN confidence < 0.95 THEN 2
        WHEN which < 0.25 THEN 3 END AS priority,
    NULL AS idempotency_key,
    if(turn, md5('trace' || i), NULL) AS trace,
    if(turn, md5('conversation' || i // 16), NULL) AS conversation,
    if(turn, 'guest-' || md5('person' || i // 16 % 200), 'api') AS person,
    if(turn, ['small', 'medium', 'large'][1 + i // 2 % 3], NULL) AS model,
    if(turn, 'llama_cpp', NULL) AS engine,
    if(turn, 'cpu', NULL) AS device,
    if(turn, 'assistant', NULL) AS prompt_name,
    if(turn, '8f14e45f', NULL) AS prompt_version,
    if(turn, CAST(20 + 2000 * which AS INTEGER), NULL) AS input_tokens,
    if(turn, CAST(5 + 400 * slow AS INTEGER), NULL) AS output_tokens,
    if(turn, 30 * which * which, NULL) AS queue_ms,
    if(turn, execution_ms * 0.2, NULL) AS first_token_ms,
    if(turn, 60 + 60 * sure, NULL) AS tokens_per_second,
    if(turn, 'stop', NULL) AS finish_reason,
    if(turn, if(which < 0.005, 'GenerationFailed', ''), NULL) AS error_type
FROM named
"""

DETAILS = """
INSERT INTO detail
SELECT id, created,
    json_object('action', 'approve', 'risk_score', round(random(), 3), 'for', id[-8:]),
    json_object('model_version', 'v1.2.3', 'features_used', 15)
FROM decision WHERE kind = 'report'
"""

FEEDBACK = """
INSERT INTO feedback
WITH judged AS (
    SELECT id, created, confidence, unnest(range(if(random() < 0.1, 2, 1))) AS n
    FROM decision WHERE hash(id) % 10 < 3
), said AS (
    SELECT *, random() AS agreed FROM judged
)
SELECT row_number() OVER (ORDER BY created, id, n), id, created,
    created + to_minutes(1 + n),
    CASE WHEN agreed < confidence THEN 'correct' WHEN agreed < confidence + 0.05
        THEN 'partially_correct' WHEN n = 1 AND agreed > 0.9 THEN 'withdrawn'
        ELSE 'incorrect' END AS word,
    'api', 'api', [], lag(word) OVER (PARTITION BY id ORDER BY n)
FROM said
"""
"""Thirty in a hundred decisions are judged, and three of the thirty a second time."""

SPANS = """
INSERT INTO span
WITH stages AS (
    SELECT trace, trace[:16] AS root, created, execution_ms, unnest(range($stages)) AS n
    FROM decision WHERE kind = 'turn'
)
SELECT trace, if(n = 0, root, md5(trace || n)[:16]), if(n = 0, NULL, root),
    created + to_milliseconds(n * 10),
    if(n = 0, execution_ms, execution_ms / $stages),
    if(n = 0, 'invoke_agent', ['queue', 'chat', 'retrieval', 'execute_tool'][1 + n % 4]),
    if(n = 0, 'invoke_agent jarvis', ['queue', 'chat small', 'retrieval e5', 'search'][1 + n % 4]),
    NULL,
    if(n = 0, '{"gen_ai.agent.name":"jarvis"}', '{}')
FROM stages
"""
