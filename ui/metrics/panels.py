"""The Metrics tab's panels, empty: places for a chart, a table, or anything else. Pure."""

from collections.abc import Sequence
from html import escape


def panels(*drawn: str) -> str:
    """Panels side by side, as many as there is room for."""
    return f'<div class="panels">{"".join(drawn)}</div>'


def place(name: str, title: str, note: str, inside: str = "", *, wide: bool = False) -> str:
    """A panel whose inside changes by itself."""
    return (
        f'<article class="panel{" wide" if wide else ""}"><h3>{escape(title)}</h3>'
        f'<p class="note">{escape(note)}</p><div id="{name}">{inside}</div></article>'
    )


def chart(name: str, title: str, note: str, empty: str) -> str:
    """A chart's place, and what is said while there is none."""
    return (
        f'<figure class="panel chart" id="chart-{name}"><figcaption><h3>{escape(title)}</h3>'
        f'<p class="note">{escape(note)}</p></figcaption><div class="plot" role="img"></div>'
        f'<p class="empty" hidden>{escape(empty)}</p></figure>'
    )


def table(
    name: str,
    title: str,
    note: str,
    columns: Sequence[str],
    *,
    wide: bool = True,
    below: str = "",
) -> str:
    """A table's head, a place for its rows, and what stands below it."""
    headings = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    return (
        f'<article class="panel{" wide" if wide else ""}">{heading}'
        f'<p class="note">{escape(note)}</p>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(title or note)}">'
        f'<table class="{name}"><thead><tr>{headings}</tr></thead>'
        f'<tbody id="rows-{name}"></tbody></table></div>{below}</article>'
    )
