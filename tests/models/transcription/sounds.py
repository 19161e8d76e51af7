"""Sounds that are made, the same each time: speech by flite, and a hundred that nobody spoke."""

import subprocess
import tempfile
import wave
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from models.transcription import RATE
from models.types import Sound

Samples = NDArray[np.float64]
"""Between -1 and 1, at `RATE`."""

VOICES = ("slt", "rms", "awb", "kal16")

SENTENCES = (
    "what is the weather like in london today",
    "please tell me when the next train leaves",
    "how many people live in this country",
    "remind me to call my mother tomorrow morning",
    "the meeting was moved to the end of the week",
    "can you explain the second part of the contract",
    "she opened the window and looked at the garden",
    "write a short letter to the bank about my account",
)


def sound(samples: Samples) -> Sound:
    """As 16-bit PCM."""
    return Sound((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), RATE)


def samples_of(spoken: Sound) -> Samples:
    """As numbers."""
    return np.frombuffer(spoken.pcm, "<i2") / 32768


@cache
def say(text: str, voice: str = "slt") -> Samples:
    """`text`, by flite; it begins and ends with a moment of silence."""
    with tempfile.TemporaryDirectory(prefix="jarvis-flite-") as folder:
        path = Path(folder) / "said.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            pcm = file.readframes(file.getnframes())
            assert file.getframerate() == RATE
    return samples_of(Sound(pcm, RATE))


def from_the_start(text: str, voice: str = "slt") -> Samples:
    """`text` without the silence in front of it."""
    said = say(text, voice)
    return said[int(np.argmax(np.abs(said) > 0.02)) :]


def silence(seconds: float) -> Samples:
    """Zeros."""
    return np.zeros(int(seconds * RATE))


def babble(count: int, seed: int = 0) -> Samples:
    """Like many people who talk at once: noise in the shape of speech that swells and ebbs."""
    generator = np.random.default_rng(seed)
    noise = _band(generator.standard_normal(count), 200, 3400)
    swell = _band(generator.standard_normal(count), 1, 5)
    loud: Samples = noise * (1 + np.tanh(swell / (swell.std() + 1e-9)))
    return loud


def white(count: int, seed: int = 0) -> Samples:
    """Noise of every frequency alike."""
    return np.random.default_rng(seed).standard_normal(count)


def noisy(clean: Samples, noise: Samples, decibels: float) -> Samples:
    """`clean` with noise `decibels` below it, and no louder than it was."""
    powers = np.mean(clean**2), np.mean(noise**2)
    mixed = clean + noise * np.sqrt(powers[0] / powers[1] / 10 ** (decibels / 10))
    return np.asarray(mixed * min(1.0, 0.95 / np.abs(mixed).max()))


def nobody_spoke(kind: str) -> list[Samples]:
    """Ten sounds without speech, 2 to 5 seconds long; `kind` is one of the ten `KINDS`."""
    row = list(KINDS).index(kind)
    return [
        KINDS[kind](np.random.default_rng(1000 * row + number), 2 + 0.33 * number)
        for number in range(10)
    ]


def _time(seconds: float) -> Samples:
    return np.arange(int(seconds * RATE)) / RATE


def _band(samples: Samples, low: float, high: float) -> Samples:
    filter_ = butter(2, [low, high], "bandpass", fs=RATE, output="sos")
    return np.asarray(sosfilt(filter_, samples))


def _level(samples: Samples, generator: np.random.Generator) -> Samples:
    """Somewhere between hardly to be heard and loud."""
    levelled: Samples = samples / np.abs(samples).max() * 10 ** generator.uniform(-2.3, -0.3)
    return levelled


def _coloured(generator: np.random.Generator, seconds: float, slope: float) -> Samples:
    """Noise whose amplitude falls with frequency to the power of `slope`."""
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(generator.standard_normal(count))
    shaped = spectrum / np.maximum(np.arange(len(spectrum)), 1) ** slope
    return _level(np.fft.irfft(shaped, count), generator)


def _hush(generator: np.random.Generator, seconds: float) -> Samples:
    """Silence, and the last bit of a microphone that is turned on."""
    return generator.integers(-1, 2, int(seconds * RATE)) * generator.integers(0, 8) / 32768


def _hum(generator: np.random.Generator, seconds: float) -> Samples:
    base = generator.choice([50, 60, 100, 120])
    tones = [np.sin(2 * np.pi * base * n * _time(seconds)) / n for n in range(1, 8)]
    return _level(np.sum(tones, axis=0), generator)


def _rain(generator: np.random.Generator, seconds: float) -> Samples:
    drops = generator.standard_normal(int(seconds * RATE))
    drops *= generator.random(len(drops)) < generator.uniform(0.002, 0.05)
    ground = 0.02 * generator.standard_normal(len(drops))
    return _level(_band(drops + ground, 600, 7000), generator)


def _clicks(generator: np.random.Generator, seconds: float) -> Samples:
    return _strokes(generator, seconds, lasts=0.002, low=1500, high=7500)


def _keyboard(generator: np.random.Generator, seconds: float) -> Samples:
    return _strokes(generator, seconds, lasts=0.02, low=300, high=5000)


def _strokes(
    generator: np.random.Generator, seconds: float, *, lasts: float, low: float, high: float
) -> Samples:
    """Short noises that die away, one to eight a second."""
    made = silence(seconds)
    length = int(lasts * 4 * RATE)
    fading = np.exp(-np.arange(length) / (lasts * RATE))
    for start in generator.integers(0, len(made) - length, int(seconds * generator.uniform(1, 8))):
        stroke = _band(generator.standard_normal(length), low, high) * fading
        made[start : start + length] += stroke * generator.uniform(0.3, 1)
    return _level(made, generator) + 1e-4 * generator.standard_normal(len(made))


def _tones(generator: np.random.Generator, seconds: float) -> Samples:
    time = _time(seconds)
    pitch = generator.uniform(200, 3000) * (1 + 0.3 * generator.random() * time / seconds)
    gate = np.sin(2 * np.pi * generator.uniform(0.5, 4) * time) > generator.uniform(-1, 0.5)
    return _level(np.sin(2 * np.pi * pitch * time) * gate, generator)


def _music(generator: np.random.Generator, seconds: float) -> Samples:
    """Plucked chords with overtones."""
    made = silence(seconds)
    for start in np.arange(0, seconds - 0.3, 0.3):
        time = _time(seconds - start)
        for note in generator.choice([0, 3, 4, 7, 10, 12, 16], 3, replace=False):
            pitch = 110 * 2 ** ((note + 5 * generator.integers(0, 3)) / 12)
            tone = sum(np.sin(2 * np.pi * pitch * n * time) / n**1.5 for n in range(1, 6))
            made[-len(time) :] += tone * np.exp(-4 * time)
    return _level(made, generator)


KINDS: dict[str, Callable[[np.random.Generator, float], Samples]] = {
    "silence": _hush,
    "white noise": lambda generator, seconds: _coloured(generator, seconds, 0),
    "pink noise": lambda generator, seconds: _coloured(generator, seconds, 0.5),
    "brown noise": lambda generator, seconds: _coloured(generator, seconds, 1),
    "hum": _hum,
    "rain": _rain,
    "clicks": _clicks,
    "keyboard": _keyboard,
    "tones": _tones,
    "music": _music,
}
