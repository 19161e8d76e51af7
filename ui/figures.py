"""Numbers as each language writes them. Pure."""

from ui.words import Words


def decimal(value: float, digits: int, words: Words) -> str:
    """A number with so many digits after the point, or the comma."""
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if words.language == "es" else written


def thousands(value: int, words: Words) -> str:
    """A whole number in groups of three digits."""
    written = f"{value:,}"
    return written.replace(",", ".") if words.language == "es" else written


def percent(share: float, words: Words, digits: int = 0) -> str:
    """A share, 0 to 1, in percent: "85 %", which no line breaks apart."""
    return f"{decimal(share * 100, digits, words)}\N{NO-BREAK SPACE}%"


def size(count: int, words: Words) -> str:
    """Bytes as people read them: "98 MB", "4.7 GB" (powers of ten, as disks are sold)."""
    if count < 1_000_000_000:
        return f"{count / 1e6:.0f} MB"
    return f"{decimal(count / 1e9, 1, words)} GB"


def duration(milliseconds: float, words: Words) -> str:
    """How long something took: "0.4 ms", "812 ms", "1.24 s"."""
    if milliseconds >= 1000:
        return f"{decimal(milliseconds / 1000, 2, words)} s"
    return f"{decimal(milliseconds, 1 if 0.05 <= milliseconds < 10 else 0, words)} ms"


def round_duration(milliseconds: float, words: Words) -> str:
    """The same for round numbers: "500 ms", "1 s", "2,5 s"."""
    if milliseconds < 1000:
        return f"{milliseconds:g} ms"
    seconds = f"{milliseconds / 1000:g}"
    return f"{seconds.replace('.', ',') if words.language == 'es' else seconds} s"


def span(seconds: float) -> str:
    """A long time, roughly: "40 min", "2 h", "3 d"."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours = round(seconds / 3600)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} d"
