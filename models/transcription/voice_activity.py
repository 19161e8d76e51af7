"""Whether somebody speaks: Silero's model, fed with sound as it comes.

faster-whisper's own wrapper wants all of a sound at once, and importing it loads far more than this
needs. The model is the one of its wheel. Knows nothing of words.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.local import package_folder
from models.transcription import RATE

WINDOW = 512
"""Samples that the model judges at once."""

CONTEXT = 64
"""Samples before a window that it wants to see, too."""

SPEECH, SILENCE = 0.5, 0.35
"""Speech begins above the one and ends below the other, as in Silero's own code."""

BREAK = 0.1
"""Seconds: shorter silences are part of the speech around them, as in Silero's own code."""

LEAST_VOICED, LEAST_PEAK = 0.12, 0.85
"""Seconds of likely speech, and how likely it must be once: of a hundred sounds that nobody spoke,
a hum came nearest, with 0.16 s and 0.80; the shortest words that flite says have 0.13 s and 0.97.
"""


@dataclass(slots=True)
class Stretch:
    """What may be speech; times in seconds from the beginning."""

    start: float
    end: float
    voiced: float = 0.0
    peak: float = 0.0

    @property
    def is_speech(self) -> bool:
        """Whether it lasts long enough, and is clear enough, to be believed."""
        return self.voiced >= LEAST_VOICED and self.peak >= LEAST_PEAK


class VoiceActivity:
    """Follows one sound. Not for two threads at once."""

    def __init__(self) -> None:
        self._state = np.zeros((2, 1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._rest = np.empty(0, np.float32)
        self._judged = 0.0
        self._found: list[Stretch] = []
        self._open: Stretch | None = None

    @property
    def seconds(self) -> float:
        """Of sound that was judged."""
        return self._judged

    @property
    def speaking(self) -> bool:
        """Whether there is speech at the end."""
        return self._open is not None and self._open.is_speech

    @property
    def unclear_since(self) -> float:
        """When what may be speech began, in seconds; now, where there is none."""
        return self._open.start if self._open else self._judged

    @property
    def last_end(self) -> float:
        """When the last speech ended, in seconds; 0 where nobody spoke."""
        if self._open and self._open.is_speech:
            return self._open.end
        return self._found[-1].end if self._found else 0.0

    def speech(self, start: float = 0.0) -> list[Stretch]:
        """Where somebody spoke, as far as it is later than `start`."""
        found = [*self._found, self._open] if self._open and self._open.is_speech else self._found
        return [stretch for stretch in found if stretch.end > start]

    def feed(self, samples: NDArray[np.float32]) -> None:
        """Judge more sound: between -1 and 1, at `RATE`; the last part of a window waits."""
        whole = np.concatenate([self._rest, samples])
        count = len(whole) // WINDOW
        self._rest = whole[count * WINDOW :]
        if not count:
            return
        for likelihood in self._judge(whole[: count * WINDOW].reshape(count, WINDOW)):
            self._take(float(likelihood))

    def end(self) -> None:
        """No more comes: judge the last part of a window, filled up with silence."""
        self.feed(np.zeros(WINDOW - len(self._rest), np.float32))

    def _judge(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        before = np.vstack([self._context, windows[:-1, -CONTEXT:]])
        self._context = windows[-1, -CONTEXT:]
        inputs = {"input": np.hstack([before, windows]), "h": self._state[0], "c": self._state[1]}
        output, *state = _session().run(None, inputs)
        self._state = np.stack(state)
        return np.ravel(output)

    def _take(self, likelihood: float) -> None:
        begin, lasts = self._judged, WINDOW / RATE
        self._judged += lasts
        if likelihood >= SPEECH and self._open is None:
            self._open = Stretch(begin, begin)
        if self._open is None:
            return
        if likelihood >= SILENCE:
            self._open.end = self._judged
            self._open.peak = max(self._open.peak, likelihood)
            self._open.voiced += lasts * (likelihood >= SPEECH)
        elif self._judged - self._open.end > BREAK:
            self._found += [self._open] * self._open.is_speech
            self._open = None


def warm() -> None:
    """Load the model; its first use takes longer than any other."""
    VoiceActivity().feed(np.zeros(4 * WINDOW, np.float32))


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    folder = package_folder("faster_whisper")
    assert folder, "the engines ask for the package before they load"
    return onnxruntime.InferenceSession(
        str(folder / "assets" / "silero_vad_v6.onnx"), options, ["CPUExecutionProvider"]
    )
