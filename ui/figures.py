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


def size(count: int, words: Words) -> str:
    """Bytes as people read them: "98 MB", "4.7 GB" (powers of ten, as disks are sold)."""
    if count < 1_000_000_000:
        return f"{count / 1e6:.0f} MB"
    return f"{decimal(count / 1e9, 1, words)} GB"
