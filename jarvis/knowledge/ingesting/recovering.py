"""What the last run left: copies that were never handed in, removals that weren't finished, and,
where the database was lost, originals that are handed in anew.
"""

import shutil

import structlog

from jarvis.errors import InvalidRequest
from jarvis.knowledge.ingesting.files import INCOMING, Copy
from jarvis.knowledge.ingesting.parts import Parts

log = structlog.get_logger(__name__)


def recover(parts: Parts) -> None:
    """Put originals and database in line.

    Raises:
        KnowledgeUnavailable, DocumentRefused: not now.
    """
    parts.store.tidy()
    parts.files.sweep()
    known = {document.id for document in parts.store.documents(attached=True)}
    unowned = {
        document.sha256 for document in parts.store.unfinished() if not parts.files.has(document.id)
    }
    found = 0
    for copy in parts.files.strays(known):
        # Of what was just being copied, only that was acknowledged which stands in the database.
        if not copy.folder.name.startswith(INCOMING) or copy.sha256 in unowned:
            found += _hand_in(copy, parts)
    if found:
        log.warning("documents_handed_in_anew", documents=found)


def _hand_in(copy: Copy, parts: Parts) -> bool:
    try:
        document, _ = parts.store.add(
            copy.about.collection, copy.about.name, copy.bytes, copy.sha256
        )
    except InvalidRequest:
        log.warning("original_not_handed_in", folder=copy.folder.name)
        return False
    if document.id == copy.folder.name:  # handed in while we looked
        return False
    if parts.files.has(document.id):
        shutil.rmtree(copy.folder, ignore_errors=True)
        return False
    parts.files.keep(copy, document.id)
    return True
