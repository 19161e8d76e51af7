"""E-mail becomes Markdown: who, when, what about, the text, and the names of what was attached."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from jarvis.knowledge.documents import Extract
from jarvis.knowledge.reading.converting import html_as_markdown
from jarvis.knowledge.reading.job import Job
from jarvis.knowledge.reading.tidying import tidy, tidy_title

HEADERS = ("From", "To", "Cc", "Date")


def mail(job: Job) -> Extract:
    """A message as it came over the network (.eml)."""
    with job.path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    assert isinstance(message, EmailMessage)
    subject = tidy_title(str(message["Subject"] or ""))
    headers = [f"**{name}:** {message[name]}  " for name in HEADERS if message[name]]
    names = [part.get_filename() for part in message.iter_attachments()]
    attached = ", ".join(name for name in names if name)
    parts = [f"# {subject}" if subject else "", "\n".join(headers), _body(message)]
    if attached:
        parts.append(f"**Attached:** {attached}")
    return Extract(tidy("\n\n".join(filter(None, parts))), "markdown", title=subject)


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    return html_as_markdown(content) if part.get_content_subtype() == "html" else content
