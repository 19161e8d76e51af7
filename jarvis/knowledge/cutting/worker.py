"""The worker: outlines one program after the other, in a process of its own, as stdin tells it.

`python -m jarvis.knowledge.cutting.worker`. Grammars are C, made for code that people write, and
now and then one crashes at code that nobody wrote.
"""

import json
import sys

from jarvis.knowledge.cutting.outlining import outline
from jarvis.knowledge.cutting.parsing import LONGEST
from jarvis.knowledge.reading import wire
from jarvis.knowledge.reading.limits import confine

MEMORY_MIB = 1024


def main() -> None:
    """Answer requests until there are no more."""
    confine(MEMORY_MIB)
    while (received := wire.receive(sys.stdin.buffer, LONGEST)) is not None:
        request, code = received
        found = outline(code, request["language"], request["longest"])
        wire.send(sys.stdout.buffer, {}, json.dumps(found).encode())


if __name__ == "__main__":
    main()
