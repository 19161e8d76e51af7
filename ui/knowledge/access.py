"""Whose documents are whose: those of a conversation are its person's, all others everybody's."""

from jarvis.conversations import Conversations
from jarvis.errors import ConversationNotFound, DocumentNotFound
from jarvis.knowledge.documents import ATTACHED, Document, Passage
from jarvis.knowledge.store import Store


def is_hidden(collection: str) -> bool:
    """Whether a name is that of a conversation's attachments, which nobody names by hand."""
    return collection.strip().casefold().startswith(ATTACHED)


def listed(collection: str) -> str:
    """The name of a collection that everybody may see.

    Raises:
        DocumentNotFound: it is a conversation's.
    """
    if is_hidden(collection):
        raise DocumentNotFound("There is no such collection.", "Choose another name.")
    return collection


class Access:
    """What one person may see of the store; what they may not isn't there.

    Args:
        person: whose browser asks.
    """

    def __init__(self, store: Store, conversations: Conversations, person: str) -> None:
        self._store = store
        self._conversations = conversations
        self._person = person

    def document(self, id_: str) -> Document:
        """A document.

        Raises:
            DocumentNotFound: there is none, or it is another person's.
        """
        document = self._store.document(id_)
        self._check(document.collection)
        return document

    def passage(self, id_: int) -> Passage:
        """A passage. Raises as `document` does."""
        passage = self._store.passage(id_)
        self._check(passage.collection)
        return passage

    def attached(self, conversation: str) -> str:
        """The collection of a conversation's attachments.

        Raises:
            ConversationNotFound: there is none, or it is another person's.
        """
        self._conversations.get(self._person, conversation)
        return ATTACHED + conversation

    def _check(self, collection: str) -> None:
        if not is_hidden(collection):
            return
        try:
            self._conversations.get(self._person, collection.removeprefix(ATTACHED))
        except ConversationNotFound as error:
            raise DocumentNotFound("There is no such document.") from error
