"""Opens the ledger's file, whatever state it is in: new, older, torn, flipped, cut short.

A good file is never given up: what is damaged is set aside under a name of its own, what can still
be read goes on, and the caller is told. Who writes and who reads is not its business. DuckDB is
imported here, when the first file is opened.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jarvis.errors import LedgerUnavailable
from jarvis.telemetry.files import FILE, SCRATCH, finish_swap, set_aside, sync_folder, wal_of
from jarvis.telemetry.ids import now
from jarvis.telemetry.migrating import MIGRATIONS, create, migrate
from jarvis.telemetry.salvage import (
    drop_log,
    is_whole,
    mend_log,
    mend_words,
    rescue,
    seems_cut_short,
)
from jarvis.telemetry.views import adopt, make_views
from jarvis.telemetry_settings import TelemetrySettings

if TYPE_CHECKING:
    import duckdb

DAMAGE = re.compile(
    r"Corrupt (database|WAL)|computed checksum|not a valid DuckDB|read enough bytes|Is a directory"
    r"|replaying .*WAL|WAL does not match|No magic bytes|Parquet file|ZSTD Decompression"
)
"""What DuckDB says of a file that isn't what it wrote."""

BROKEN_ENTRY = re.compile(r"entry at byte position (\d+) computed checksum")

OUTSIDE = {
    "No space left": ("the disk is full", "Make room; recording then goes on by itself."),
    "Read-only file system": ("its disk is read-only", "Make it writable, or use --data-dir."),
    "Permission denied": ("the file belongs to another user", "Give it back, or use --data-dir."),
    "Conflicting lock": ("another program has the file open", "Close it: DuckDB lets one in."),
    "Out of Memory": ("DuckDB has too little memory", "Raise [telemetry] memory_limit_mib."),
    "can only read versions": ("a newer DuckDB wrote the file", "Update Jarvis."),
    "newer version of DuckDB": ("a newer DuckDB wrote the file", "Update Jarvis."),
}
"""What DuckDB says when the file is well and the world around it isn't; what people are told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open ledger.

    Attributes:
        set_aside: what was damaged, and where it lies now.
    """

    connection: "duckdb.DuckDBPyConnection"
    set_aside: tuple[Path, ...]


def open_database(
    folder: Path,
    settings: TelemetrySettings,
    *,
    suspected: bool = False,
    migrations: Path = MIGRATIONS,
) -> Opened:
    """Open the ledger in `folder`, at the schema's last version and with its views.

    Args:
        suspected: damage was met while the file was open. Every block is read, and what can be
            read carried over into a new file if need be: seconds for a gigabyte.
        migrations: where the schema's steps lie.

    Raises:
        LedgerUnavailable: it can't be read or written where it lies, or a newer Jarvis wrote it.
    """
    import duckdb

    try:
        _tidy(folder)
        return _Opening(folder, settings, migrations, suspected).run()
    except (duckdb.Error, OSError) as error:
        raise unavailable(error) from error


def is_damaged(error: Exception) -> bool:
    """Whether the connection, or the file, can't be used on: it must be opened anew."""
    import duckdb

    if isinstance(error, duckdb.FatalException | duckdb.InternalException):
        return True
    if type(error) is duckdb.Error:  # which the Parquet reader raises for what it can't parse
        return True
    if not isinstance(error, duckdb.IOException | duckdb.InvalidInputException):
        return False  # what a value says is no sign
    said = str(error)
    return bool(DAMAGE.search(said)) and not any(sign in said for sign in OUTSIDE)


def unavailable(error: Exception) -> LedgerUnavailable:
    """Why nothing can be written, in words."""
    said = str(error)
    for sign, (cause, hint) in OUTSIDE.items():
        if sign in said:
            return LedgerUnavailable(f"Nothing is recorded: {cause}.", hint)
    return LedgerUnavailable(
        f"Nothing is recorded: {said.splitlines()[0]}",
        "Jarvis tries again every few seconds; the log says more.",
    )


def _tidy(folder: Path) -> None:
    """A folder for its owner alone, without the rests of work that a stop cut off."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    finish_swap(folder)
    for rest in folder.glob("**/*.part*"):
        rest.unlink()


class _Opening:
    """One way through the remedies, mildest first."""

    def __init__(
        self, folder: Path, settings: TelemetrySettings, migrations: Path, suspected: bool
    ) -> None:
        self._folder = folder
        self._file = folder / FILE
        self._settings = settings
        self._migrations = migrations
        self._suspected = suspected
        self._set_aside: list[Path] = []

    def run(self) -> Opened:
        import duckdb

        self._set_aside += mend_log(self._file)
        remedies = [self._mend_log, self._drop_log, self._rescue, self._drop_file]
        while True:
            try:
                return self._open()
            except duckdb.Error as error:
                if not remedies or not is_damaged(error):
                    raise
                remedies.pop(0)(str(error))

    def _open(self) -> Opened:
        if not self._file.exists():
            self._create()
        connection = self._connect()
        try:
            if self._is_damaged(connection):
                self._set_aside.append(rescue(connection, self._file, self._migrations))
                connection = self._connect()
            migrate(connection, self._file, self._migrations)
            self._set_aside += make_views(connection, self._folder, thorough=self._suspected)
            if self._set_aside:
                mend_words(connection)
        except BaseException:
            connection.close()
            raise
        return Opened(connection, tuple(self._set_aside))

    def _create(self) -> None:
        import duckdb

        part = create(self._folder, self._migrations)
        with duckdb.connect(part) as connection:
            adopt(connection, self._folder)
            connection.execute("CHECKPOINT")
        part.replace(self._file)
        sync_folder(self._folder)

    def _is_damaged(self, connection: "duckdb.DuckDBPyConnection") -> bool:
        suspected = self._suspected or seems_cut_short(connection, self._file)
        return suspected and not is_whole(connection)

    def _mend_log(self, said: str) -> None:
        if found := BROKEN_ENTRY.search(said):
            self._set_aside += mend_log(self._file, int(found[1]))

    def _drop_log(self, said: str) -> None:
        if "WAL " in said or wal_of(self._file).name in said:
            self._set_aside += drop_log(self._file)

    def _rescue(self, said: str) -> None:
        """From now on, look at every block."""
        self._suspected = True

    def _drop_file(self, said: str) -> None:
        self._set_aside.append(set_aside(self._file, now()))

    def _connect(self) -> "duckdb.DuckDBPyConnection":
        import duckdb

        return duckdb.connect(
            self._file,
            config={
                "memory_limit": f"{self._settings.memory_limit_mib}MiB",
                "threads": self._settings.threads,
                "temp_directory": str(self._folder / SCRATCH),
                # Nothing may be fetched from anywhere; JSON and Parquet are built in.
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                # A name in a query is a table's, never a variable's of the code that asks.
                "python_enable_replacements": False,
            },
        )
