"""The chart of the questions that documents were asked. Pure."""

from jarvis.telemetry.dashboard import Dashboard
from jarvis.telemetry.knowledge import Asked, Knowledge
from ui.charts import ACCENT, INK_SOFT, Chart, layout, legend_above
from ui.figures import thousands
from ui.metrics.counting import bars, count_axis
from ui.metrics.drawing import time_axis
from ui.words import Words


def knowledge_over_time(period: Knowledge, board: Dashboard, words: Words) -> Chart | None:
    """In each slot, questions that the documents spoke of, and on top those that they didn't."""
    slots = [period.slots.get(slot.began, Asked()) for slot in board.timeline]
    found, nothing = [slot.found for slot in slots], [slot.nothing for slot in slots]
    if not any((*found, *nothing)):
        return None
    said = words.metrics.knowledge
    return Chart(
        data=[
            bars(found, said.found, ACCENT, board, words),
            bars(nothing, said.nothing, INK_SOFT, board, words),
        ],
        layout=layout(
            barmode="stack",
            bargap=0.25,
            xaxis=time_axis(board, words) | {"range": [-0.6, len(slots) - 0.4]},
            yaxis=count_axis(max(slot.searches for slot in slots), words),
            showlegend=True,
            legend=legend_above(),
            margin={"l": 8, "r": 20, "t": 30, "b": 8},
        ),
        label=said.time_finding.format(
            found=thousands(sum(found), words), nothing=thousands(sum(nothing), words)
        ),
    )
