"""The ledger's figures as files, one a table, old months among them.

The words of questions and answers are not in it: they are the conversations', which export by
themselves. Times are UTC.
"""

from pathlib import Path
from typing import Literal

from jarvis.errors import JarvisError
from jarvis.telemetry.files import quoted
from jarvis.telemetry.ledger import Reader
from jarvis.telemetry.views import VIEWS

Format = Literal["parquet", "csv", "jsonl"]

OPTIONS: dict[Format, str] = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER",
    "jsonl": "FORMAT json",
}


def export(reader: Reader, target: Path, form: Format) -> dict[str, int]:
    """Write every table to `target`, a folder, which is made if need be. Blocking.

    Returns:
        How many rows each file has, by the file's name. Files of these names are replaced.

    Raises:
        JarvisError: `target` can't be written.
        LedgerUnavailable
    """
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            f"{view}.{form}": _write(reader, view, target / f"{view}.{form}", OPTIONS[form])
            for view in VIEWS.values()
        }
    except OSError as error:
        raise JarvisError(
            f"{target} can't be written: {error.strerror or error}.", "Choose another folder."
        ) from error


def _write(reader: Reader, view: str, file: Path, options: str) -> int:
    """The file is there in full or not at all, and only its owner reads it."""
    part = file.with_name(f"{file.name}.part")
    part.touch(mode=0o600)
    [(rows,)] = reader.rows(f"COPY (SELECT * FROM {view}) TO {quoted(part)} ({options})")
    part.chmod(0o600)
    part.replace(file)
    return int(rows)
