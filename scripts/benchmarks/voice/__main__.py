"""The voice benchmarks, one after the other, and their tables."""

from rich.console import Console

from scripts.benchmarks.running import Part, options_of, run
from scripts.benchmarks.voice import interrupting, recognising, turns

TEXTS, QUICK_TEXTS = 8, 2

HEARD = "How well speech is recognised"

PARTS = (
    Part("A spoken question to its spoken answer", turns.measure, 30, 8, 300, 90, "chromium"),
    Part("Interrupting", interrupting.measure, 12, 4, 120, 40, "chromium"),
    Part(HEARD, recognising.measure, TEXTS, QUICK_TEXTS, 600, 150, "flite"),
)


def main() -> None:
    """Measure, and print."""
    parser = options_of("voice", __doc__)
    parser.add_argument("--only", metavar="WORD", default="", help="parts whose name has it")
    options = parser.parse_args()
    wanted = [part for part in PARTS if options.only in part.said]
    run(wanted, options)
    if any(part.said == HEARD and part.possible for part in wanted):
        texts = QUICK_TEXTS if options.quick else TEXTS
        Console(highlight=False).print(recognising.drawn(texts))


if __name__ == "__main__":
    main()
