"""The knowledge benchmarks, one after the other, and their tables."""

import logging
import tempfile
from argparse import Namespace
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import structlog
from rich.console import Console

from scripts.benchmarks.knowledge import chatting, ingest, large, quality, starting
from scripts.benchmarks.running import Part, chosen, options_of, run


def parts(folder: Path, options: Namespace) -> tuple[Part, ...]:
    """What is measured; `folder` holds a large library."""
    quick: bool = options.quick
    passages = large.QUICK_PASSAGES if quick else large.PASSAGES
    search = partial(large.measure, folder=folder, passages=passages)
    start = partial(starting.measure, folder=folder, passages=passages)
    take_in = partial(ingest.measure, size=ingest.QUICK_BYTES if quick else ingest.TOTAL_BYTES)
    chat = partial(chatting.measure, size=chatting.QUICK_BYTES if quick else chatting.TOTAL_BYTES)
    return (
        Part("How well documents are found", quality.measure, 1, 1, 60, 60),
        Part(f"Searching {passages:,} passages", search, 500, 100, 60, 20),
        Part("Starting with them, beside an empty library", start, 3, 1, 120, 30),
        Part("Taking documents in, beside the embedder alone", take_in, 3, 1, 240, 60),
        Part("Chatting while documents are read", chat, 40, 10, 60, 20),
    )


def main() -> None:
    """Fill a large library, measure, and print."""
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    parser = options_of("knowledge", __doc__)
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="keep the large library, or use it again"
    )
    options = parser.parse_args()
    passages = large.QUICK_PASSAGES if options.quick else large.PASSAGES
    with ExitStack() as stack:
        folder = options.data or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="jarvis-bench-"))
        )
        library = folder / f"{passages}"
        wanted = chosen(parts(library, options), options)
        if any("passages" in part.said or "Starting" in part.said for part in wanted):
            print(f"Making a library of {passages:,} passages …", flush=True)
            large.fill(library, passages)
        run(wanted, options)
    if any("found" in part.said for part in wanted):
        Console(highlight=False).print(quality.drawn())


if __name__ == "__main__":
    main()
