"""The guardrails' benchmarks, one after the other, and their tables."""

from rich.console import Console

from scripts.benchmarks.guardrails import detection, growth, messages, streaming, turns
from scripts.benchmarks.running import Part, options_of, run

PARTS = (
    Part("Messages through every check of what goes in", messages.measure, 2000, 300, 60, 10),
    Part("Answers through every check of what comes out", streaming.measure, 200, 30, 60, 10),
    Part("What ten thousand checks leave behind", growth.measure, 10_000, 1000, 60, 10),
    Part("Sixteen threads at once", growth.together, 10_000, 1000, 60, 10),
    Part("Turns of the starter model, guardrails on and off", turns.measure, 40, 5, 120, 20),
    Part("Labelled texts", detection.measure, 1, 1, 60, 60),
)


def main() -> None:
    """Measure, and print."""
    options = options_of("guardrails", __doc__).parse_args()
    run(PARTS, options)
    Console(highlight=False).print(detection.drawn())


if __name__ == "__main__":
    main()
