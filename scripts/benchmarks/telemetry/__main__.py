"""The telemetry benchmarks, one after the other, and their table."""

import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from scripts.benchmarks.running import Part, options_of, run
from scripts.benchmarks.telemetry import disk, programs, reading, stages, starting, turns
from scripts.benchmarks.telemetry.generated import FULL, QUICK, Size, generate, swell


def parts(ledger: Path, large: Path, size: Size) -> tuple[Part, ...]:
    """What is measured, with a ledger that was generated and with one of a gigabyte."""
    start = partial(starting.measure, ledgers=(ledger, large))
    record = partial(programs.measure, ledger=ledger)
    read = partial(reading.measure, ledger=ledger)
    return (
        Part("What a stage costs its turn", stages.measure, 5, 2, 30, 10),
        Part("Turns of the starter model, telemetry on and off", turns.starter, 40, 5, 120, 20),
        Part("Turns at full speed, telemetry on and off", turns.scripted, 40, 5, 60, 15),
        Part("What a turn takes on the disk", disk.measure, 1, 1, 1, 1),
        Part("Starting with a large ledger, beside an empty one", start, 3, 1, 60, 1),
        Part(f"Recording beside {size}", record, 3, 1, 60, 1),
        Part(f"Reading {size}", read, 3, 1, 60, 10),
    )


def main() -> None:
    """Generate a ledger, measure, and print."""
    parser = options_of("telemetry", __doc__)
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="keep the generated ledgers, or use them again"
    )
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    with ExitStack() as stack:
        folder = options.data or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="jarvis-bench-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        ledger, large = folder / f"{size.decisions}", folder / f"{size.decisions}-large"
        print(f"Generating {size} …", flush=True)
        generate(ledger, size)
        swell(large, ledger, size.large_bytes)
        run(parts(ledger, large, size), options)


if __name__ == "__main__":
    main()
