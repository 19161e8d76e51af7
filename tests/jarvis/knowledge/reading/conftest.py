"""One reader for all tests of reading: its worker stays warm, as it does for a folder of files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading import Reader, Refused
from jarvis.knowledge_settings import KnowledgeSettings

Read = Callable[[str, bytes], Extract]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    reader = Reader(KnowledgeSettings())
    yield reader
    reader.close()


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Read:
    """Read a file with this name and content."""

    def read(name: str, content: bytes) -> Extract:
        path = tmp_path / "file"
        path.write_bytes(content)
        return reader.read(path, name)

    return read


@pytest.fixture
def refusal(read: Read) -> Callable[[str, bytes], Refused]:
    """Why a file can't be read."""

    def refusal(name: str, content: bytes) -> Refused:
        with pytest.raises(Refused) as caught:
            read(name, content)
        return caught.value

    return refusal


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """A reader with limits of its own."""
    readers: list[Reader] = []

    def limited(**settings: object) -> Reader:
        readers.append(Reader(KnowledgeSettings(**settings)))
        return readers[-1]

    yield limited
    for reader in readers:
        reader.close()
