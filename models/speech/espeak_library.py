"""espeak-ng's C interface, from the library inside Piper's wheel. Knows nothing of Jarvis.

Its state is global: one thread of one process, and never beside Piper, which turns text into
phonemes with the same library. Constants are those of espeak-ng's `speak_lib.h`.
"""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
POS_CHARACTER = 1
OK = 0

RATE, VOLUME, PITCH = 1, 2, 3
"""Parameters: words a minute; and two from 0 to 100."""

_ON_SOUND = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def library_in(package: Path) -> Path | None:
    """The library's file in Piper's package, whatever this system calls it."""
    found = (package.glob(f"espeakbridge*{suffix}") for suffix in (".so", ".dylib", ".pyd", ".dll"))
    return next((file for files in found for file in sorted(files)), None)


def opened(library: Path) -> ctypes.CDLL:
    """The library, loaded.

    Raises:
        OSError: this system can't load it.
        AttributeError: it keeps espeak to itself.
    """
    lib = ctypes.CDLL(str(library))
    lib.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    lib.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    lib.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
    lib.espeak_SetSynthCallback.argtypes = [_ON_SOUND]
    lib.espeak_SetSynthCallback.restype = None
    lib.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    return lib


class Espeak:
    """The synthesiser. There can be one in a process.

    Args:
        package: Piper's folder, with the library and `espeak-ng-data`.

    Raises:
        OSError, AttributeError: as `opened`.
        RuntimeError: its data can't be read.

    Attributes:
        rate: samples a second.
    """

    def __init__(self, package: Path) -> None:
        library = library_in(package)
        if library is None:
            raise RuntimeError("espeak's library isn't there")
        self._lib = opened(library)
        self._parts: list[bytes] = []
        self._on_sound: Callable[..., Any] = _ON_SOUND(self._take)  # C keeps no reference to it
        self.rate: int = self._lib.espeak_Initialize(
            AUDIO_OUTPUT_SYNCHRONOUS, 0, str(package).encode(), INITIALIZE_DONT_EXIT
        )
        if self.rate <= 0:
            raise RuntimeError("espeak's data can't be read")
        self._lib.espeak_SetSynthCallback(self._on_sound)

    def choose(self, voice: str) -> None:
        """Speak with `voice` from now on: a language's, and perhaps a variant: "en-us+f2".

        Raises:
            RuntimeError: there is no such voice.
        """
        if self._lib.espeak_SetVoiceByName(voice.encode()) != OK:
            raise RuntimeError(f"espeak has no voice {voice}")

    def set(self, parameter: int, value: int) -> None:
        """Set one of the parameters. A new voice resets nothing but what it brings itself."""
        self._lib.espeak_SetParameter(parameter, value, 0)

    def say(self, text: str) -> bytes:
        """The sound of a plain text without NUL: 16-bit samples in this machine's byte order.

        Raises:
            RuntimeError: it broke off.
        """
        self._parts.clear()
        raw = text.encode() + b"\0"
        if self._lib.espeak_Synth(raw, len(raw), 0, POS_CHARACTER, 0, CHARS_UTF8, None, None) != OK:
            raise RuntimeError("espeak broke off")
        return b"".join(self._parts)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._parts.append(ctypes.string_at(samples, 2 * count))
        return 0
