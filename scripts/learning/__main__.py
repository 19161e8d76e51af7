"""Learns the cues and writes their tables, or tells how they do on texts held out."""

import argparse
from pathlib import Path

from rich.console import Console

import jarvis.guardrails.learnt
from jarvis.guardrails.learnt.table import written
from jarvis.guardrails.weighed import INJECTION, TOXICITY
from scripts.learning.fitting import fitted
from scripts.learning.held_out import drawn, fares
from scripts.learning.texts import texts_for

FOLDER = Path(jarvis.guardrails.learnt.__file__).parent


def main() -> None:
    """Learn, and write or tell."""
    parser = argparse.ArgumentParser(prog="scripts/learn-cues", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="write nothing; tell how they do")
    parser.add_argument(
        "--mistakes", action="store_true", help="with each text that is judged wrong"
    )
    options = parser.parse_args()
    console = Console(highlight=False)
    for manner in (INJECTION, TOXICITY):
        if options.held_out or options.mistakes:
            found = fares(manner)
            console.print(drawn(manner, found))
            if options.mistakes:
                lines = (line for fare in found.values() for line in fare.mistakes)
                console.print(*lines, sep="\n", markup=False)
            continue
        table = fitted(manner.check, texts_for(manner.check))
        path = FOLDER / f"{manner.check.value}.tsv"
        path.write_text(written(manner.check, table), "utf-8")
        console.print(f"{path.name}: {len(table.points):,} cues")


if __name__ == "__main__":
    main()
