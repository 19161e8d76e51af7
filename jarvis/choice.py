"""The chat model that a person chose on the page or with `jarvis models use`: one small file."""

import json
from pathlib import Path

FILE = "choice.json"


def read_choice(data_dir: Path) -> str | None:
    """The chosen model's name, or None when nobody chose one (or the file is damaged)."""
    try:
        choice = json.loads((data_dir / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    name = choice.get("chat") if isinstance(choice, dict) else None
    return name if isinstance(name, str) else None


def write_choice(data_dir: Path, name: str | None) -> None:
    """Remember `name` for the next start; None is the planner's choice again."""
    data_dir.mkdir(parents=True, exist_ok=True)
    new = data_dir / f"{FILE}.new"
    new.write_text(json.dumps({"chat": name}), "utf-8")
    new.replace(data_dir / FILE)
