"""transformers in this process: a classifier from a model's folder, on the processor or a GPU.

It reads safetensors only, runs no code out of a model's folder, and asks no hub.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from models.background import in_daemon_thread
from models.chat import device_name
from models.classification import ClassifierSpec
from models.errors import (
    EngineUnavailable,
    GenerationFailed,
    ModelError,
    ModelFileInvalid,
    ModelTooLarge,
)

MOST_TOKENS = 512
"""In one window. Classifiers are trained on less, and a window's cost grows with its square."""

OVERLAP = 64
"""Tokens that two windows share, so that nothing is cut in two."""

SPARE_POSITIONS = 2
"""RoBERTa's family counts positions from its padding token on, and so holds two tokens fewer than
its config.json says."""

BATCH = 16
"""Windows that are computed at once."""

OUT_OF_MEMORY = ("OutOfMemoryError", "MemoryError")
"""torch's error by its name, and Python's: naming torch's own would import torch."""

MOST_THREADS = 4
"""Of torch. The chat model wants the processor, too."""


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("torch") and find_spec("transformers"):
        return None
    return EngineUnavailable("transformers isn't installed.", "Run ./scripts/serve again.")


async def load(spec: ClassifierSpec) -> "TransformersClassifier":
    """Load a model's folder; seconds.

    Raises:
        ModelFileInvalid: it is damaged, or no classifier.
        ModelTooLarge: the GPU has too little room.
    """
    return await in_daemon_thread(lambda: _load(spec), "classifier")


def _load(spec: ClassifierSpec) -> "TransformersClassifier":
    with _loading(spec):
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()
        logging.set_verbosity_error()
        torch.set_num_threads(min(torch.get_num_threads(), MOST_THREADS))
        safe = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(spec.source, **safe)
        model, report = AutoModelForSequenceClassification.from_pretrained(
            spec.source,
            **safe,
            use_safetensors=True,
            dtype=torch.float32,
            output_loading_info=True,
        )
        if report["missing_keys"]:
            raise _invalid(spec, "its files hold no classifier, or only a part of one")
        if not _belongs(tokenizer, model.config):
            raise _invalid(spec, "its tokenizer isn't here, or is another model's")
        return TransformersClassifier(spec, tokenizer, model.eval().to(_torch_device(spec)))


def _belongs(tokenizer: Any, config: Any) -> bool:
    """Whether the tokenizer is this model's. Without its files the library makes one that knows no
    word; models' vocabularies are filled up by a few tokens that no tokenizer has.
    """
    return bool(0.9 * config.vocab_size <= len(tokenizer) <= config.vocab_size)


def _torch_device(spec: ClassifierSpec) -> str:
    return device_name(spec.devices[:1])


@contextmanager
def _loading(spec: ClassifierSpec) -> Iterator[None]:
    """A damaged folder makes the library raise nearly anything."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:
        if type(error).__name__ in OUT_OF_MEMORY:
            raise ModelTooLarge(
                f"{spec.name} doesn't fit the memory of {_torch_device(spec)}.",
                "Close what else uses the GPU, then start Jarvis again.",
            ) from error
        raise _invalid(spec, _first_line(error)) from error


def _invalid(spec: ClassifierSpec, reason: str) -> ModelFileInvalid:
    return ModelFileInvalid(
        f"{spec.name} can't be loaded from {spec.source}: {reason}.",
        f"Fetch it again: jarvis models remove {spec.name}, then jarvis models pull {spec.name}",
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


class TransformersClassifier:
    """A classifier of transformers. All computing happens in a thread of its own: each thread that
    computes would keep a crew of helpers of its own, and the tokenizer can't be shared.
    """

    def __init__(self, spec: ClassifierSpec, tokenizer: Any, model: Any) -> None:
        self.name = spec.name
        self.device = _torch_device(spec)
        config = model.config
        self.labels = tuple(str(config.id2label[i]) for i in range(config.num_labels))
        self._apart = config.num_labels == 1 or config.problem_type == "multi_label_classification"
        self._tokenizer = tokenizer
        self._model = model
        self._window = _window(tokenizer, config)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="classifier")
        (trial,) = self._worker.submit(self._classify, ["."]).result()
        if not any(trial.values()):
            raise _invalid(spec, "its weights are no numbers")

    def classify(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """See `TextClassifier`."""
        try:
            return self._worker.submit(self._classify, list(texts)).result()
        except Exception as error:
            raise GenerationFailed(
                f"{self.name} broke off while it read a text: {_first_line(error)}.",
                "The log says more; start Jarvis again to load it anew.",
            ) from error

    def close(self) -> None:
        """See `TextClassifier`."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._model = self._tokenizer = None

    def _classify(self, texts: list[str]) -> list[Mapping[str, float]]:
        highest = [dict.fromkeys(self.labels, 0.0) for _ in texts]
        for windows in _batches(self._windows(texts)):
            rows = self._probabilities([tokens for _, tokens in windows])
            for (text, _), row in zip(windows, rows, strict=True):
                for label, probability in zip(self.labels, row, strict=True):
                    highest[text][label] = max(highest[text][label], probability)
        return list(highest)

    def _windows(self, texts: list[str]) -> list[tuple[int, list[int]]]:
        """Each text's tokens in windows, with the text's index."""
        if not texts:
            return []
        encoded = self._tokenizer(
            [text.encode(errors="replace").decode() for text in texts],  # no lone surrogates
            truncation=True,
            max_length=self._window,
            stride=min(OVERLAP, self._window // 4),
            return_overflowing_tokens=True,
        )
        return list(zip(encoded["overflow_to_sample_mapping"], encoded["input_ids"], strict=True))

    def _probabilities(self, windows: list[list[int]]) -> list[list[float]]:
        import torch
        from torch.nn.utils.rnn import pad_sequence

        tokens = [torch.tensor(window) for window in windows]
        padding = self._tokenizer.pad_token_id or 0
        with torch.inference_mode():
            logits = self._model(
                input_ids=pad_sequence(tokens, True, padding).to(self.device),
                attention_mask=pad_sequence([torch.ones_like(t) for t in tokens], True).to(
                    self.device
                ),
            ).logits
            chances = logits.sigmoid() if self._apart else logits.softmax(dim=-1)
        rows: list[list[float]] = chances.tolist()
        return rows


def _window(tokenizer: Any, config: Any) -> int:
    """Tokens that one window may hold, those around the text included."""
    positions = getattr(config, "max_position_embeddings", None) or MOST_TOKENS + SPARE_POSITIONS
    return int(min(MOST_TOKENS, tokenizer.model_max_length, positions - SPARE_POSITIONS))


def _batches(windows: list[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Windows of like length together, because the short ones are filled up."""
    ordered = sorted(windows, key=lambda window: len(window[1]))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
