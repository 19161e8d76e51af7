"""Icon buttons, as HTML. Page scripts find by `data-do` what a press means."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

NONE: Mapping[str, str] = MappingProxyType({})


def icon_button(
    kind: str, label: str, attributes: Mapping[str, str] = NONE, *, disabled: bool = False
) -> str:
    """A button that shows an icon and says a label.

    Args:
        kind: classes; the first is what it does.
        attributes: more of HTML's.
    """
    given = {"data-do": kind.split()[0], "title": label, "aria-label": label, **attributes}
    written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    off = " disabled" if disabled else ""
    return f'<button type="button" class="icon {kind}"{written}{off}></button>'
