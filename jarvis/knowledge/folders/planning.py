"""What is to be done so that documents follow a folder's files. Pure.

Of a file that changed, the old document can be found until the new one is ready.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jarvis.knowledge.documents import Document, Status


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of documents to remove, first; paths of files to hand in, then.

    Attributes:
        awaited: digests of documents that take the place of others once they are ready.
    """

    remove: tuple[str, ...]
    add: tuple[str, ...]
    awaited: frozenset[str]


def plan(
    digests: Mapping[str, str | None],
    documents: Sequence[Document],
    left_out: Callable[[str, str], bool] = lambda path, digest: False,
) -> Changes:
    """What to do.

    Args:
        digests: the folder's files by path; None for one that is still being written.
        documents: those that came from the folder.
        left_out: whether a person removed the document of a file, by path and digest.
    """
    of_file: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        of_file[document.origin].append(document)
    remove = [one.id for path, some in of_file.items() if path not in digests for one in some]
    ready = {one.sha256 for one in documents if one.status is Status.READY}
    wanted: list[str] = []
    awaited: set[str] = set()
    for path, digest in digests.items():
        if digest is None:
            continue
        out = left_out(path, digest)
        for one in of_file[path]:
            if one.sha256 == digest:
                continue
            if one.status is Status.READY and digest not in ready and not out:
                awaited.add(digest)
            else:
                remove.append(one.id)
        wanted += [] if out else [path]
    gone = set(remove)
    there = {one.sha256 for one in documents if one.id not in gone}
    return Changes(
        tuple(remove),
        tuple(path for path in wanted if digests[path] not in there),
        frozenset(awaited),
    )
