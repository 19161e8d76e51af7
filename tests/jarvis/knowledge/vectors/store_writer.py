"""Writes documents into a store until it is killed; tells on its output what was acknowledged.

Usage: store_writer.py FOLDER FIRST
"""

import sys
from itertools import count
from pathlib import Path

from jarvis.knowledge.store import Store
from tests.jarvis.knowledge.vectors.filling import MODEL, pieces, sha256, vectors

PIECES, BATCH = 40, 8


def main():
    store = Store(Path(sys.argv[1]))
    for document in store.unfinished():
        read(store, document.id)
    for number in count(int(sys.argv[2])):
        document, _ = store.add("documents", f"{number}.md", 1, sha256(str(number)))
        tell("added", document.id)
        read(store, document.id)
        if number % 5 == 4:
            tell("removing", document.id)
            store.remove(document.id)
            tell("removed", document.id)


def tell(word, document):
    sys.stdout.write(f"{word} {document}\n")
    sys.stdout.flush()


def read(store, document):
    store.reading(document, pages=0, pieces=PIECES, text_sha256="t", model=MODEL)
    for first in range(store.indexed(document), PIECES, BATCH):
        texts = [f"word{document} piece{first + one}" for one in range(BATCH)]
        store.add_passages(document, first, pieces(*texts), vectors(BATCH), MODEL)
    store.ready(document)
    tell("ready", document)


if __name__ == "__main__":
    main()
