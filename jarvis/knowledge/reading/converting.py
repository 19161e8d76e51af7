"""Word, PowerPoint, EPUB, web pages, Outlook and notebooks become Markdown, by markitdown.

Its converters are called one by one: no plugins, no guessing, nothing that would use the network.
"""

import re
import sys
from io import BytesIO
from itertools import accumulate
from typing import IO, Any

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.containers import without_media
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.tidying import tidy, tidy_title

AS_WRITTEN = {"escape_asterisks": False, "escape_underscores": False, "table_infer_header": True}
"""So that a code such as max_size stays as it is, and a table's first row is its head."""

SLIDE = re.compile(r"^<!-- Slide number: \d+ -->$", re.MULTILINE)
BETWEEN = "\n\n"


def word(job: Job) -> Extract:
    """A Word document. Headings and tables stay; pictures and comments go."""
    return _extract(_converted("DocxConverter", without_media(job.path), ".docx"))


def slides(job: Job) -> Extract:
    """A presentation; each slide is a page."""
    result = _converted("PptxConverter", without_media(job.path), ".pptx")
    parts = [tidy(part) for part in SLIDE.split(result.markdown)[1:]]
    starts = accumulate((len(part) + len(BETWEEN) for part in parts[:-1]), initial=0)
    return Extract(BETWEEN.join(parts), "markdown", pages=tuple(starts) if parts else ())


def book(job: Job) -> Extract:
    """An EPUB book."""
    with job.path.open("rb") as file:
        return _extract(_converted("EpubConverter", file, ".epub"))


def page(job: Job) -> Extract:
    """A web page, without its scripts, styles and comments."""
    with job.path.open("rb") as file:
        return _extract(_converted("HtmlConverter", file, ".html"))


def outlook(job: Job) -> Extract:
    """An Outlook message."""
    with job.path.open("rb") as file:
        return _extract(_converted("OutlookMsgConverter", file, ".msg"))


def notebook(job: Job) -> Extract:
    """A Jupyter notebook: its texts and its code."""
    with job.path.open("rb") as file:
        return _extract(_converted("IpynbConverter", file, ".ipynb"))


def html_as_markdown(html: str) -> str:
    """A piece of a web page, such as an e-mail's body."""
    return tidy(_converted("HtmlConverter", BytesIO(html.encode()), ".html").markdown)


def _extract(result: Any) -> Extract:
    return Extract(tidy(result.markdown), "markdown", title=tidy_title(result.title))


def _converted(converter: str, file: IO[bytes], extension: str) -> Any:
    # pandas takes as long to import as everything else here, and only tables would use it.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    from markitdown import StreamInfo, converters

    info = StreamInfo(extension=extension)
    return getattr(converters, converter)().convert(file, info, **AS_WRITTEN)
