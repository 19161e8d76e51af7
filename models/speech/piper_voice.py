"""What a Piper voice's child serves: text in, 16-bit samples out. It imports the library."""

import json
import math
import os
from pathlib import Path
from typing import Any

from models import cgroup
from models.broken import invalid, loading
from models.speech.trimming import tidy

MOST_THREADS = 4
"""Beyond them a sentence gains little, and the chat model writes at the same time."""

RATES = range(8_000, 48_001)
PHONEMES = ("espeak", "text")
"""Kinds that need nothing fetched: Piper's others load dictionaries from the network."""

FIRST_WORDS = "Hello."


class PiperVoice:
    """A voice of Piper's. It is loaded by the first call, in its thread.

    Args:
        name: what people call it.
        source: the `.onnx` file; its `.onnx.json` lies beside it.
    """

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source
        self._voice: Any = None

    def ready(self) -> int:
        """Load it, and tell how many samples a second it makes.

        Raises:
            ModelFileInvalid: one of its files is damaged, or no voice.
            ModelTooLarge: memory ran out.
        """
        rate: int = self._loaded().config.sample_rate
        return rate

    def speak(self, text: str, language: str, speed: float) -> bytes:
        """A plain text's sound, without silence around it. A voice has one language: `language`
        isn't looked at.
        """
        voice = self._loaded()
        return tidy(_samples(voice, text, speed), voice.config.sample_rate)

    def _loaded(self) -> Any:
        if self._voice is None:
            with loading(self._name, self._source):
                voice = _opened(Path(self._source))
                if reason := _unfit(voice.config):
                    raise invalid(self._name, self._source, reason)
                _samples(voice, FIRST_WORDS, 1.0)  # the first sentence takes longest
            self._voice = voice
        return self._voice


def _opened(source: Path) -> Any:
    import onnxruntime
    import piper
    from piper.config import PiperConfig

    config = PiperConfig.from_dict(json.loads(Path(f"{source}.json").read_bytes()))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    # Threads that wait in a loop take the cores from the chat model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(
        str(source), sess_options=options, providers=["CPUExecutionProvider"]
    )
    return piper.PiperVoice(session=session, config=config)


def _unfit(config: Any) -> str:
    """What is wrong with a voice's configuration; empty is nothing."""
    if config.sample_rate not in RATES:
        return f"it says that it makes {config.sample_rate} samples a second"
    if config.phoneme_type.value not in PHONEMES:
        return f"it reads {config.phoneme_type.value}, which needs more files"
    return ""


def _samples(voice: Any, text: str, speed: float) -> Any:
    """All sentences, one behind the other, at the level that the voice gives them: with Piper's
    own normalising, each one would be as loud as its loudest vowel allows.
    """
    import numpy as np
    from piper.config import SynthesisConfig

    config = SynthesisConfig(length_scale=voice.config.length_scale / speed, normalize_audio=False)
    chunks = list(voice.synthesize(text, config))
    if not all(np.isfinite(chunk.audio_float_array).all() for chunk in chunks):
        raise ValueError("it makes no numbers")
    none = np.zeros(0, np.int16)
    return np.concatenate([none, *(chunk.audio_int16_array.reshape(-1) for chunk in chunks)])


def _threads() -> int:
    cores = cgroup.cpu_limit() or os.cpu_count() or 1
    return max(1, min(MOST_THREADS, math.ceil(cores)))
