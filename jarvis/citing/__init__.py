"""Numbers in an answer that say which source a sentence rests on: `[1]`.

A model writes them as it likes, or not at all; here they become numbers of sources that exist,
behind sentences that these sources hold. It compares words, not meanings, and knows of a source no
more than its text, its name and its heading.
"""

from jarvis.citing.abstaining import abstention
from jarvis.citing.citer import Citer
from jarvis.citing.marks import Citation, citations

__all__ = ["Citation", "Citer", "abstention", "citations"]
