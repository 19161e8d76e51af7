"""Takes documents in until it is killed: `python -m … FOLDER ROUND`. Each id is printed once it was
acknowledged, and not before.
"""

import io
import sys
import threading
from itertools import count
from pathlib import Path

from tests.jarvis.knowledge.library_house import LibraryHouse, WordEmbedder


def word_of(name):
    """A word that stands in each paragraph of one document, and nowhere else."""
    return f"w{name.removesuffix('.md').replace('-', 'x')}"


def text_of(name, paragraphs):
    return "\n\n".join(
        f"{word_of(name)} number {number}. " + "It goes on and on. " * 40
        for number in range(paragraphs)
    )


def main(folder, turn):
    house = LibraryHouse(Path(folder))
    house.library.use(WordEmbedder())
    house.library.start()
    threading.Thread(target=house.index.open, daemon=True).start()
    for number in count():
        name = f"{turn}-{number}.md"
        text = text_of(name, 1 + number * 37 % 100)
        document = house.library.add(io.BytesIO(text.encode()), name)
        sys.stdout.write(f"{document.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
