"""Markdown, plain text, tables and code: the file's own text, and nothing else."""

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.decoding import decoded
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.kinds import form_of
from jarvis.knowledge.reading.refusals import Refused

WIDEST = 4
"""Bytes that a character takes at most."""


def text(job: Job) -> Extract:
    """The file's own text.

    Raises:
        Refused: it is certainly longer than may be read.
    """
    if job.path.stat().st_size > WIDEST * job.characters_max:
        raise Refused("too_long", job.name, limit=job.characters_max)
    form, language = form_of(job.name)
    return Extract(decoded(job.path.read_bytes()), form, code=language)
