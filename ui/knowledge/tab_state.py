"""How the Knowledge tab stands: all that its scripts draw, as HTML by the element's id."""

from pydantic import BaseModel

from jarvis.knowledge.documents import DEFAULT_COLLECTION
from jarvis.knowledge.library import Library
from ui.knowledge.document_cards import UNREAD, Choice, counts, document_list
from ui.knowledge.shelves import collection_list, collection_options, folder_list, index_card
from ui.words import Words


class TabState(BaseModel):
    """How the tab stands.

    Attributes:
        seen: changes when anything of this may have changed.
        unread: documents that wait or are being read.
        html: by the id of the element that shows it.
    """

    seen: str
    busy: bool
    unread: int
    html: dict[str, str]


def seen(library: Library) -> str:
    """What changes whenever something that the tab shows has changed."""
    now = library.standing
    return f"{library.version}/{now.reindexing}/{now.model}/{now.error}"


def tab_state(library: Library, choice: Choice, words: Words) -> TabState:
    """Read it off the library. Blocking.

    Raises:
        KnowledgeUnavailable
    """
    before = seen(library)  # what changes meanwhile is drawn the next time
    collections, everything = library.collections(), library.documents()
    names = {collection.name for collection in collections} | {DEFAULT_COLLECTION}
    chosen = choice.collection if choice.collection in names else ""
    documents = [d for d in everything if chosen in ("", d.collection)]
    unread = sum(document.status in UNREAD for document in everything)
    standing = library.standing
    html = {
        "documents-shown": counts(documents, choice, words) if everything else "",
        "documents-list": document_list(documents, choice, words),
        "collections-list": collection_list(collections, chosen, words),
        "drop-into": collection_options(collections, words),
        "folders-list": folder_list(library.folders(), words),
        "index-card": index_card(standing, words),
    }
    busy = library.busy or standing.reindexing is not None
    return TabState(seen=before, busy=busy, unread=unread, html=html)
