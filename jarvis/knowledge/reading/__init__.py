"""Files become text: in a worker process with limits, so that a hostile one costs only itself.

This side knows nothing of the formats; `worker` imports what a file needs, and nothing else.
"""

from jarvis.knowledge.reading.reader import Reader
from jarvis.knowledge.reading.refusals import ReadingCancelled, Refused

__all__ = ["Reader", "ReadingCancelled", "Refused"]
