"""The words of an SVG drawing. It is never rendered, and its scripts are never run."""

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.tidying import tidy, tidy_title

WORDS = frozenset({"text", "title", "desc"})


def drawing(job: Job) -> Extract:
    """An SVG file's texts, titles and descriptions, one a line, in the order of the file."""
    from defusedxml.ElementTree import parse

    root = parse(job.path, forbid_dtd=False, forbid_entities=True).getroot()
    nodes = [node for node in root.iter() if _tag(node) in WORDS]
    lines = [" ".join("".join(node.itertext()).split()) for node in nodes]
    titles = (line for node, line in zip(nodes, lines, strict=True) if _tag(node) == "title")
    text = tidy("\n".join(filter(None, lines)))
    return Extract(text, "text", title=tidy_title(next(titles, "")))


def _tag(node: object) -> str:
    return str(getattr(node, "tag", "")).rpartition("}")[2]
