"""Looks whether the ledger is what it should be: reads every row, and checks what always holds."""

from dataclasses import dataclass
from pathlib import Path

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.files import ARCHIVE, sha256
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.sources import FORM as SOURCE
from jarvis.telemetry.tally import FORM
from jarvis.telemetry.views import SUPERSEDED, VIEWS

LAWS = {
    "every decision has an id of its own": "SELECT count(*) - count(DISTINCT id) FROM decisions",
    "what an agent decided belongs to a decision": """
        SELECT count(*) FROM details ANTI JOIN decisions USING (id)""",
    "feedback belongs to a decision, and knows its time": """
        SELECT count(*) FROM feedbacks f LEFT JOIN decisions d ON d.id = f.decision
        WHERE d.created IS DISTINCT FROM f.decided""",
    "feedback is numbered": "SELECT count(*) - count(DISTINCT seq) FROM feedbacks",
    "feedback is a word that we know": """
        SELECT count(*) FROM feedbacks
        WHERE word NOT IN ('correct', 'incorrect', 'partially_correct', 'withdrawn')""",
    "feedback names the word that it replaced": """
        SELECT count(*) FROM (SELECT replaced IS DISTINCT FROM
            lag(word) OVER (PARTITION BY decision ORDER BY seq) AS wrong FROM feedbacks)
        WHERE wrong""",
    "a confidence is 0 to 1": """
        SELECT count(*) FROM decisions WHERE NOT (confidence BETWEEN 0 AND 1)""",
    "a guardrail's verdict is a word that we know": """
        SELECT count(*) FROM (SELECT unnest([input_verdict, context_verdict, output_verdict])
            AS verdict FROM decisions)
        WHERE verdict NOT IN ('allow', 'flag', 'mask', 'block')""",
    "what guardrails found is kinds and counts, and no words": f"""
        SELECT count(*) FROM (SELECT unnest(guard_findings) AS found FROM decisions)
        WHERE NOT regexp_full_match(found, '{FORM}')""",
    "a turn's sources are ids and figures, and no words": f"""
        SELECT count(*) FROM (SELECT unnest(sources) AS source FROM decisions)
        WHERE NOT regexp_full_match(source, '{SOURCE}')""",
    "documents spoke, or they didn't": """
        SELECT count(*) FROM decisions WHERE searched NOT IN ('found', 'nothing')""",
    "a spoken turn is a decision's, told once, and knows its time": """
        SELECT count(*) - count(DISTINCT v.turn)
            + count(*) FILTER (d.created IS DISTINCT FROM v.decided)
        FROM voice_turns v LEFT JOIN decisions d ON d.id = v.turn""",
    "shares of speech are 0 to 1": """
        SELECT count(*) FROM voice_turns WHERE NOT (coalesce(heard_share, 0) BETWEEN 0 AND 1)
            OR NOT (coalesce(recognition_confidence, 0) BETWEEN 0 AND 1)""",
    "no time is negative or endless": """
        SELECT (SELECT count(*) FROM decisions
                WHERE NOT (coalesce(execution_ms, 0) BETWEEN 0 AND 1e300)
                OR NOT (coalesce(first_token_ms, 0) BETWEEN 0 AND 1e300))
            + (SELECT count(*) FROM spans WHERE NOT (duration_ms BETWEEN 0 AND 1e300))
            + (SELECT count(*) FROM (SELECT unnest([speech_seconds, recognition_ms,
                    first_clause_ms, first_sound_ms, spoken_seconds, longest_gap_ms]) AS time
                FROM voice_turns) WHERE NOT (time BETWEEN 0 AND 1e300))""",
}
"""What always holds, and how many rows break it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        found: what was seen, in words.
    """

    check: str
    well: bool
    found: str


def verify(reader: Reader, folder: Path) -> list[Finding]:
    """Look at everything in the ledger in `folder`. Blocking: seconds for millions of rows."""
    findings = [_readable(reader, view) for view in VIEWS.values()]
    findings += [_holds(reader, law, query) for law, query in LAWS.items()]
    findings.append(_archive(reader, folder))
    return findings


def _readable(reader: Reader, view: str) -> Finding:
    """Every value of every row is read; each block's checksum with them."""
    check = f"{view} can be read"
    try:
        [(rows, _)] = reader.rows(f"SELECT count(*), bit_xor(hash(v)) FROM {view} v")
    except LedgerUnavailable as error:
        return Finding(check, False, error.message)
    return Finding(check, True, f"{rows:,} rows")


def _holds(reader: Reader, law: str, query: str) -> Finding:
    try:
        [(broken,)] = reader.rows(query)
    except LedgerUnavailable as error:
        return Finding(law, False, error.message)
    return Finding(law, broken == 0, f"not for {broken:,}" if broken else "all do")


def _archive(reader: Reader, folder: Path) -> Finding:
    """Parquet has no checksums: those of whole files are noted beside them."""
    check = "archived files are as they were written"
    noted = f"SELECT file, sha256 FROM archived WHERE source <> '{SUPERSEDED}'"
    files = [(folder / ARCHIVE / name, checksum) for name, checksum in reader.rows(noted)]
    changed = [
        path.name for path, checksum in files if not path.is_file() or sha256(path) != checksum
    ]
    return Finding(check, not changed, ", ".join(changed) or f"{len(files)} files")
