"""The chat benchmarks, one after the other, and their table."""

from scripts.benchmarks.chat import browser, starting, streaming
from scripts.benchmarks.running import Part, options_of, run

PARTS = (
    Part("Starting Jarvis, beside importing Gradio", starting.measure, 5, 2, 120, 20),
    Part("First token and tokens/s, beside the bare engine", streaming.measure, 20, 5, 40, 10),
    Part("A long answer in the browser", browser.measure, 3, 1, 60, 20, "chromium"),
)

if __name__ == "__main__":
    run(PARTS, options_of("chat", __doc__).parse_args())
