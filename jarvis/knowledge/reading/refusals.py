"""Why a file can't be read, and what to do: every reason on one page.

A reason has a stable `kind`, by which the page says the same in another language.
"""

import unicodedata

from jarvis.errors import DocumentRefused

LONGEST_NAME = 80

FORMATS = {
    "pdf": "a PDF",
    "word": "a Word document",
    "slides": "a PowerPoint presentation",
    "workbook": "an Excel workbook",
    "old_workbook": "an Excel workbook of the old kind",
    "page": "a web page",
    "book": "an EPUB book",
    "outlook": "an Outlook message",
    "mail": "an e-mail",
    "drawing": "an SVG drawing",
    "picture": "a picture",
    "notebook": "a Jupyter notebook",
    "text": "plain text",
    "opendocument": "an OpenDocument file",
    "rich_text": "a rich text file (RTF)",
    "binary_workbook": "a binary Excel workbook (.xlsb)",
}
"""What a format is called, in the middle of a sentence."""

REASONS = {
    # the file on the disk
    "empty": (
        "“{name}” is empty: it has 0 bytes.",
        "If it was still being copied, add it again once it is whole.",
    ),
    "too_large": (
        "“{name}” is {size} MiB; files of up to {limit} MiB are read.",
        "Split it, or raise file_max_mib under [knowledge] in config.toml.",
    ),
    "folder": ("“{name}” is a folder, not a file.", "Add the files in it, or watch the folder."),
    "special": (
        "“{name}” isn't a file but a device, a pipe or a socket.",
        "Only ordinary files can be read.",
    ),
    "loop": (
        "“{name}” is a link that leads back to itself.",
        "Remove the link, or add the file that it should lead to.",
    ),
    "gone": (
        "“{name}” isn't there any more.",
        "If it was moved or renamed, add it from where it is now.",
    ),
    "forbidden": (
        "“{name}” can't be opened: Jarvis isn't allowed to read it.",
        "Give your user account the right to read it, then add it again.",
    ),
    "unreadable": (
        "“{name}” can't be read from the disk: {reason}.",
        "Check the disk or network drive that it is on, then add it again.",
    ),
    "changed": (
        "“{name}” changed while it was being read.",
        "Add it again when no program is writing into it.",
    ),
    # what it is
    "protected": (
        "“{name}” is protected with a password.",
        "Save a copy without the password and add that.",
    ),
    "locked": (
        "“{name}” is locked by its publisher (DRM).",
        "Add a copy without the lock, if you have one.",
    ),
    "damaged": (
        "“{name}” is damaged, or isn't {format} at all.",
        "Open it in the program that made it, save it anew and add that;"
        " if it was downloaded, download it again.",
    ),
    "binary": (
        "“{name}” is a program or data, with no text in it.",
        "Documents, tables, presentations, e-mail, web pages, code and text can be read.",
    ),
    "archive": ("“{name}” is an archive.", "Unpack it and add the files that are in it."),
    "media": (
        "“{name}” is a sound, a video or a picture of a kind that can't be read.",
        "Add a transcript of it; a picture can be saved as PNG.",
    ),
    "old_office": (
        "“{name}” was saved in an old format of Office.",
        "Open it in Office or LibreOffice, save it as .docx or .pptx, and add that.",
    ),
    "unsupported": (
        "“{name}” is {format}, which can't be read.",
        "Open it in the program that made it, save it as PDF, .docx or .xlsx, and add that.",
    ),
    "no_page": (
        "“{name}” has no page {page}; it has {pages}.",
        "The file may have changed since it was read; add it again.",
    ),
    # no words in it
    "picture": (
        "“{name}” is a picture, and Tesseract, which reads the words in one, isn't installed.",
        "Install Tesseract (with its Spanish words too, if you need them), then add it again.",
    ),
    "picture_ocr_off": (
        "“{name}” is a picture, and reading words in pictures is switched off.",
        'Set ocr = "auto" under [knowledge] in config.toml, then add it again.',
    ),
    "scanned": (
        "“{name}” has no text to read: its pages are pictures.",
        "Install Tesseract, which reads the words in them, then add it again;"
        " or add a copy that was saved with text.",
    ),
    "scanned_ocr_off": (
        "“{name}” has no text to read: its pages are pictures.",
        'Set ocr = "auto" under [knowledge] in config.toml, then add it again.',
    ),
    "no_words": ("“{name}” has no words in it.", "Add a file with text."),
    # more than the limits allow
    "bomb": (
        "“{name}” unpacks to {size} MiB, {ratio} times its size, as no ordinary file does.",
        "It was not opened. If you trust it, save it anew in the program that made it.",
    ),
    "too_many_pages": (
        "“{name}” has {pages} pages; up to {limit} are read.",
        "Split it, or raise pages_max under [knowledge] in config.toml.",
    ),
    "too_long": (
        "“{name}” holds more than {limit} characters of text.",
        "Split it, or raise characters_max under [knowledge] in config.toml.",
    ),
    "too_slow": (
        "“{name}” took longer than {limit} seconds to read, and was given up.",
        "Split it, or raise read_seconds under [knowledge] in config.toml.",
    ),
    "memory": (
        "“{name}” needs more than {limit} MiB of memory to be read.",
        "Split it, or raise read_memory_mib under [knowledge] in config.toml.",
    ),
    "crashed": (
        "“{name}” made the program that reads it break down; nothing else was touched.",
        "Save it anew in the program that made it, or as another format, and add that.",
    ),
}
"""kind → (message, hint). `format` is a key of `FORMATS`; other values are figures or words."""


class ReadingCancelled(Exception):
    """A person stopped the reading."""


class Refused(DocumentRefused):
    """A file that can't be read.

    Args:
        kind: a key of `REASONS`.
        name: the file's.
        values: what the message tells besides.
    """

    def __init__(self, kind: str, name: str, **values: str | int) -> None:
        self.kind = kind
        self.values = {"name": shown(name), **values}
        words = dict(self.values)
        if "format" in words:
            words["format"] = FORMATS[str(words["format"])]
        message, hint = REASONS[kind]
        super().__init__(message.format(**words), hint.format(**words))


def shown(name: str) -> str:
    """A file's name as it may stand in a sentence.

    Without control characters, nor marks that turn the direction of what follows; shortened.
    """
    plain = "".join(c for c in name if not unicodedata.category(c).startswith("C") or c == "\u200d")
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:50]}…{plain[-25:]}"
