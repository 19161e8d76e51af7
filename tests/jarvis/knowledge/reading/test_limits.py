"""What a file may cost: time, memory, pages, characters; and what happens on the disk meanwhile."""

import errno
import os
import sys
from pathlib import Path
from time import sleep

import psutil
import pytest

from jarvis.knowledge.reading import Reader, ReadingCancelled, Refused
from jarvis.knowledge.reading.files import translated
from jarvis.knowledge_settings import KnowledgeSettings
from tests.jarvis.knowledge.reading.office_files import docx, words
from tests.jarvis.knowledge.reading.pdf_files import SCAN, paragraph, pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tesseract is a shell script here")


def picture(path: Path) -> Path:
    from PIL import Image

    Image.new("L", (40, 40)).save(path, "PNG")
    return path


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Put a program called tesseract into the path, that does as it is told."""

    def tesseract(script: str, languages: str = "echo eng; echo spa; exit") -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "tesseract"
        program.write_text(
            f'#!/bin/sh\ncd "{tmp_path}"\n[ "$1" = --list-langs ] && {{ {languages}; }}\n{script}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return tmp_path

    return tesseract


@pytest.fixture
def slow(tesseract, tmp_path):
    """A picture that takes for ever to read; and the number of the program that reads it."""
    tesseract("", languages="echo $$ > pid; exec sleep 60")
    return picture(tmp_path / "slow.png"), tmp_path / "pid"


def is_running(pid_file: Path) -> bool:
    try:
        return psutil.Process(int(pid_file.read_text())).status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, FileNotFoundError, ValueError):
        return False


def ends(pid_file: Path) -> bool:
    """Whether it is gone, within seconds: who is killed may take a moment to die."""
    for _ in range(100):
        if not is_running(pid_file):
            return True
        sleep(0.05)
    return False


def why(reader: Reader, path: Path, **options) -> Refused:
    with pytest.raises(Refused) as caught:
        reader.read(path, path.name, **options)
    return caught.value


def test_a_file_that_takes_too_long_is_given_up_with_all_it_started(limited, slow):
    path, pid = slow
    assert why(limited(read_seconds=2), path).kind == "too_slow"
    assert pid.exists()
    assert ends(pid)


def test_reading_can_be_cancelled(limited, slow):
    path, pid = slow
    with pytest.raises(ReadingCancelled):
        limited().read(path, "slow.png", cancelled=lambda: is_running(pid))
    assert ends(pid)


def test_a_worker_that_dies_is_told_and_replaced(limited, slow, tmp_path):
    path, pid = slow
    reader = limited()

    def kill() -> bool:
        if is_running(pid):
            psutil.Process(int(pid.read_text())).parent().kill()
        return False

    assert why(reader, path, cancelled=kill).kind == "crashed"
    (tmp_path / "a.md").write_text("Hola")
    assert reader.read(tmp_path / "a.md", "a.md").text == "Hola"


def test_memory_is_limited(limited, tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * (20 << 20))
    refused = why(limited(read_memory_mib=128), path)
    assert refused.kind == "memory"
    assert "128 MiB" in refused.message


def test_the_size_of_a_file_is_limited_before_it_is_opened(limited, tmp_path):
    path = tmp_path / "2GB.pdf"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    refused = why(limited(), path)
    assert (refused.kind, refused.values["size"]) == ("too_large", 2048)


def test_pages_and_characters_are_limited(limited, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*[paragraph("A line of some forty characters, or so")] * 20))
    assert why(limited(pages_max=19), path).kind == "too_many_pages"
    assert why(limited(characters_max=300), path).kind == "too_long"
    text = tmp_path / "a.txt"
    for size in (301, 3000):
        text.write_text("x" * size)
        assert why(limited(characters_max=300), text).kind == "too_long"


def test_a_fresh_worker_takes_over_from_one_that_breaks_down(reader, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Hola")
    reader.read(path, "a.md")
    for child in psutil.Process().children():
        child.kill()
    assert reader.read(path, "a.md").text == "Hola"


def test_a_closed_reader_leaves_no_process(tmp_path):
    (tmp_path / "a.md").write_text("Hola")
    before = set(psutil.Process().children())
    reader = Reader(KnowledgeSettings())
    reader.read(tmp_path / "a.md", "a.md")
    assert set(psutil.Process().children()) > before
    reader.close()
    reader.close()
    assert set(psutil.Process().children()) == before


def test_the_words_in_pictures_and_scans_are_read_where_tesseract_is(limited, tesseract):
    folder = tesseract('echo "Aviso: $4"; cat > given.png; env > environment')
    os.environ["SOME_API_KEY"] = "hidden"
    try:
        reader = limited()
        assert reader.read(picture(folder / "a.png"), "a.png").text == "Aviso: eng+spa"
    finally:
        del os.environ["SOME_API_KEY"]
    assert (folder / "given.png").read_bytes().startswith(b"\x89PNG")
    assert "SOME_API_KEY" not in (folder / "environment").read_text()
    scan = folder / "scan.pdf"
    scan.write_bytes(pdf([], [], drawn=SCAN))
    extract = reader.read(scan, "scan.pdf")
    assert extract.text == "Aviso: eng+spa\n\nAviso: eng+spa"
    assert extract.pages == (0, extract.text.rindex("Aviso"))


def test_pictures_that_there_is_no_time_for_are_told(limited, tesseract):
    folder = tesseract("sleep 1.2; echo Hola")
    scan = folder / "scan.pdf"
    scan.write_bytes(pdf(*[[]] * 9, drawn=SCAN))
    reader = limited(read_seconds=4)
    extract = reader.read(scan, "scan.pdf")
    assert extract.text.startswith("Hola")
    assert "were left out: time was up" in extract.note
    tesseract("exec sleep 60")
    assert why(reader, scan).kind == "too_slow"


def test_reading_pictures_can_be_switched_off(limited, tesseract):
    folder = tesseract("echo Hola")
    reader = limited(ocr="off")
    assert why(reader, picture(folder / "a.png")).kind == "picture_ocr_off"
    (folder / "scan.pdf").write_bytes(pdf([], drawn=SCAN))
    assert why(reader, folder / "scan.pdf").kind == "scanned_ocr_off"


def test_what_is_no_file_is_never_opened(reader, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    loop, other = tmp_path / "loop.txt", tmp_path / "other.txt"
    loop.symlink_to(other)
    other.symlink_to(loop)
    assert why(reader, tmp_path / "pipe.txt").kind == "special"
    assert why(reader, Path("/dev/zero")).kind == "special"
    assert why(reader, loop).kind == "loop"
    assert why(reader, tmp_path).kind == "folder"
    assert why(reader, tmp_path / "nowhere" / "a.txt").kind == "gone"
    assert why(reader, tmp_path / ("x" * 300)).kind == "unreadable"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(errno.EACCES, "denied"), "forbidden"),
        (NotADirectoryError(errno.ENOTDIR, "no"), "gone"),
        (IsADirectoryError(errno.EISDIR, "no"), "folder"),
        (OSError(errno.EIO, "Input/output error"), "unreadable"),
    ],
)
def test_what_the_system_says_of_a_file_is_put_into_words(error, kind):
    with pytest.raises(Refused) as caught, translated("a.txt"):
        raise error
    assert caught.value.kind == kind


def test_a_file_that_changes_or_goes_while_it_is_read(limited, slow, tesseract):
    path, _ = slow
    tesseract("echo Hola; echo more >> slow.png")
    assert why(limited(), path).kind == "changed"
    tesseract("echo Hola; rm slow.png")
    assert why(limited(), path).kind == "gone"


def test_files_are_read_at_the_same_time_in_workers_of_their_own(limited, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    reader = limited()
    for number in range(6):
        (tmp_path / f"{number}.docx").write_bytes(docx(words(f"Texto {number}")))
    with ThreadPoolExecutor(2) as pool:
        texts = pool.map(lambda n: reader.read(tmp_path / f"{n}.docx", "a.docx").text, range(6))
        assert list(texts) == [f"Texto {number}" for number in range(6)]
