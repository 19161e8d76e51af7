"""The voice benchmarks, one after the other, and their tables."""

from rich.console import Console

from scripts.benchmarks.running import Part, chosen, options_of, run
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
    options = options_of("voice", __doc__).parse_args()
    run(PARTS, options)
    if any(part.said == HEARD and part.possible for part in chosen(PARTS, options)):
        texts = QUICK_TEXTS if options.quick else TEXTS
        Console(highlight=False).print(recognising.drawn(texts))


if __name__ == "__main__":
    main()
