"""How well passages are found, on the held-out generated set of the tests, by kind of question.

440 documents in two languages, ten about each entity, and 720 questions. The constants were fitted
on another set with other entities and sentences, but this one's figures were in sight meanwhile.
"""

import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from rich.table import Table

from scripts.benchmarks.figures import Aim, Figure
from tests.jarvis.knowledge.quality.generating import generated
from tests.jarvis.knowledge.quality.house import house, starter
from tests.jarvis.knowledge.quality.measuring import abstention, by_kind, spanish_recall

WAYS = ("together", "lexical", "dense")
SPANISH_RECALL = 0.95


@cache
def measured() -> dict[str, Any]:
    """Everything that is known, as plain values.

    "kinds" has of each kind of question what each way to search reaches; "spanish_recall" and
    "abstention" are of both legs together.
    """
    whole = generated("test")
    with (
        tempfile.TemporaryDirectory(prefix="jarvis-quality-") as folder,
        house(Path(folder), whole.documents, starter()) as made,
    ):
        ways = {way: by_kind(made, whole.questions, getattr(made, way)) for way in WAYS}
        return {
            "documents": len(whole.documents),
            "passages": len(made.passages),
            "questions": len(whole.questions),
            "kinds": {
                kind: {way: asdict(ways[way][kind]) for way in WAYS} for kind in ways["together"]
            },
            "spanish_recall": spanish_recall(made, whole.questions, made.together),
            "abstention": asdict(abstention(made, whole.questions)),
        }


def measure(runs: int, seconds: float) -> list[Figure]:
    """nDCG@10 of both legs together beside the better of the two, by kind; recall; abstentions."""
    told = measured()
    found = [_beside(kind, ways) for kind, ways in told["kinds"].items()]
    recall = Aim("value", "≥", SPANISH_RECALL)
    silent = told["abstention"]
    return [
        *found,
        Figure("Spanish words, recall@5 of documents", "", (told["spanish_recall"],), aim=recall),
        Figure("questions with an answer that get one", "", (silent["answered"],)),
        Figure("abstentions: precision", "", (silent["precision"],)),
        Figure("abstentions: recall", "", (silent["recall"],)),
        *(
            Figure(f"abstentions: recall, {reason}", "", (share,))
            for reason, share in silent["by_reason"].items()
        ),
    ]


def drawn() -> Table:
    """nDCG@10 of passages and of documents, by kind of question and way to search."""
    table = Table(title="nDCG@10: passages / documents", title_justify="left", title_style="bold")
    table.add_column("kind of question")
    table.add_column("questions", justify="right")
    for way in WAYS:
        table.add_column(way, justify="right")
    for kind, ways in measured()["kinds"].items():
        cells = (f"{ways[way]['passages']:.3f} / {ways[way]['documents']:.3f}" for way in WAYS)
        table.add_row(kind, str(ways["together"]["questions"]), *cells)
    return table


def _beside(kind: str, ways: dict[str, dict[str, float]]) -> Figure:
    together, *alone = (ways[way]["passages"] for way in WAYS)
    return Figure(
        f"{kind}: nDCG@10",
        "",
        (together,),
        (max(alone),),
        "the better leg alone",
        aim=Aim("ratio", "≥", 1.0),
    )
