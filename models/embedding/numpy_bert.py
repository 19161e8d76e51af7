"""BERT in NumPy, in this process: ready in half a second, where the full library takes twelve.

It answers questions from the first moment, and embeds a few passages. A folder that holds no plain
BERT is refused; `sentence_transformers` reads every kind.
"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.background import in_daemon_thread
from models.broken import broke_off, closed, first_line, invalid, loading
from models.embedding import EmbedderSpec, Vector, Vectors
from models.embedding.arithmetic import Array, gelu, gelu_tanh, normalise, softmax, unit
from models.embedding.batches import readable_text
from models.embedding.bert_folder import BertFolder, read
from models.embedding.hold import Hold
from models.errors import EngineUnavailable, ModelError

TOKENS_AT_ONCE = 1024
"""Computed together, padding included: enough for full speed, little enough for the cache."""


def unavailable() -> EngineUnavailable | None:
    """Why it can't run here."""
    if find_spec("safetensors") and find_spec("tokenizers"):
        return None
    return EngineUnavailable("safetensors or tokenizers isn't installed.", "Run ./scripts/serve.")


async def load(spec: EmbedderSpec) -> "NumpyBertEmbedder":
    """Load a model's folder; about half a second.

    Raises:
        ModelFileInvalid: it is damaged, or holds no plain BERT.
    """
    return await in_daemon_thread(lambda: NumpyBertEmbedder(spec, open_bert(spec)), "embedder")


def open_bert(spec: EmbedderSpec) -> "Bert":
    """The model in the spec's folder, tried out; raises as `load` does."""
    from threadpoolctl import threadpool_limits

    with loading(spec.name, spec.source):
        # Measured beside programs that want the processor, too: 17 ms a question, 55 at worst; with
        # two threads, which wait for each other in a loop, 43 ms and 260.
        threadpool_limits(1, "blas")
        bert = Bert(read(Path(spec.source)))
        if not np.isfinite(bert.vectors(["."])).all():
            raise invalid(spec.name, spec.source, "its weights are no numbers")
        return bert


class Bert:
    """The forward pass (Devlin et al. 2018, https://arxiv.org/abs/1810.04805). Safe from any
    thread: nothing changes once it is made.
    """

    def __init__(self, folder: BertFolder) -> None:
        config, weights = folder.config, folder.weights
        self.dimensions = config.hidden_size
        self.max_tokens = folder.max_tokens
        self._folder = folder
        self._gelu = gelu if config.hidden_act == "gelu" else gelu_tanh
        self._words = weights["embeddings.word_embeddings.weight"]
        self._positions = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = _pair(weights, "embeddings.LayerNorm")
        self._layers = [_Layer(folder, index) for index in range(config.num_hidden_layers)]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order."""
        found: Vectors = np.empty((len(texts), self.dimensions), np.float32)
        for indexes, rows in self.batches(texts):
            found[indexes] = self.compute(rows)
        return found

    def count(self, texts: Sequence[str]) -> int:
        """Tokens of all texts together, as far as they are read."""
        return sum(len(self._tokens(text)) for text in texts)

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[list[int]]]]:
        """Tokens of texts that are computed together, those of like length, and their indexes."""
        rows = [self._tokens(text) for text in texts]
        ordered = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        while ordered:
            size = max(1, TOKENS_AT_ONCE // len(rows[ordered[-1]]))
            taken, ordered = ordered[-size:], ordered[:-size]
            yield taken, [rows[index] for index in taken]

    def compute(self, rows: list[list[int]]) -> Vectors:
        """The vectors of texts that are tokens already."""
        ids, mask = _padded(rows)
        hidden = self._words[ids]
        hidden += self._positions[: ids.shape[1]]
        x = normalise(hidden.reshape(-1, self.dimensions), *self._norm, self._epsilon)
        unseen = np.where(mask, np.float32(0), np.finfo(np.float32).min)[:, None, None, :]
        for layer in self._layers:
            x = layer(x, unseen, self._gelu)
        return unit(self._pooled(x.reshape(hidden.shape), mask))

    @property
    def _epsilon(self) -> float:
        return self._folder.config.layer_norm_eps

    def _tokens(self, text: str) -> list[int]:
        text = readable_text(text, self.max_tokens)
        tokens: list[int] = self._folder.tokenizer.encode(
            text.lower() if self._folder.lower else text
        ).ids
        return tokens

    def _pooled(self, hidden: Array, mask: NDArray[np.bool_]) -> Array:
        if self._folder.first_token:
            return hidden[:, 0]
        hidden *= mask[..., None]
        mean: Array = hidden.sum(axis=1) / mask.sum(axis=1, dtype=np.float32)[:, None]
        return mean


class _Layer:
    """Attention, then two dense maps; each added to what went in, and normalised."""

    def __init__(self, folder: BertFolder, index: int) -> None:
        config, prefix = folder.config, f"encoder.layer.{index}."
        weights = {
            name.removeprefix(prefix): tensor
            for name, tensor in folder.weights.items()
            if name.startswith(prefix)
        }
        self._heads = config.num_attention_heads
        self._epsilon = config.layer_norm_eps
        self._qkv = _joined(weights, scale=(config.hidden_size // self._heads) ** -0.5)
        self._attended = _pair(weights, "attention.output.dense")
        self._inner = _pair(weights, "intermediate.dense")
        self._outer = _pair(weights, "output.dense")
        self._norms = (
            _pair(weights, "attention.output.LayerNorm"),
            _pair(weights, "output.LayerNorm"),
        )

    def __call__(self, x: Array, unseen: Array, activate: Any) -> Array:
        attended = _dense(self._attend(x, unseen), self._attended)
        attended += x
        x = normalise(attended, *self._norms[0], self._epsilon)
        outer = _dense(activate(_dense(x, self._inner)), self._outer)
        outer += x
        return normalise(outer, *self._norms[1], self._epsilon)

    def _attend(self, x: Array, unseen: Array) -> Array:
        texts, width = len(unseen), x.shape[1]
        qkv = _dense(x, self._qkv).reshape(texts, -1, 3, self._heads, width // self._heads)
        query, key, value = qkv.transpose(2, 0, 3, 1, 4)
        scores = query @ key.swapaxes(-1, -2)
        scores += unseen
        context = softmax(scores) @ value
        joined: Array = context.transpose(0, 2, 1, 3).reshape(x.shape)
        return joined


def _joined(weights: dict[str, Array], scale: float) -> tuple[Array, Array]:
    """Query, key and value as one map; the query carries attention's scale."""
    pairs = [_pair(weights, f"attention.self.{part}") for part in ("query", "key", "value")]
    factors = np.float32(scale), np.float32(1), np.float32(1)
    weight = np.concatenate([w * f for (w, _), f in zip(pairs, factors, strict=True)])
    bias = np.concatenate([b * f for (_, b), f in zip(pairs, factors, strict=True)])
    return weight, bias


def _pair(weights: dict[str, Array], name: str) -> tuple[Array, Array]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _dense(x: Array, pair: tuple[Array, Array]) -> Array:
    weight, bias = pair
    y: Array = x @ weight.T
    y += bias
    return y


def _padded(rows: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Rows of equal length, and which of their places hold a token."""
    lengths = np.array([len(row) for row in rows])
    mask = np.arange(lengths.max()) < lengths[:, None]
    ids = np.zeros(mask.shape, np.int64)
    ids[mask] = np.concatenate(rows)
    return ids, mask


class NumpyBertEmbedder:
    """A `Bert` as an `Embedder`: prompts before texts, and passages that can be held up."""

    device = "cpu"

    def __init__(self, spec: EmbedderSpec, bert: Bert) -> None:
        self.name = spec.name
        self.dimensions = bert.dimensions
        self.max_tokens = bert.max_tokens
        self._spec = spec
        self._bert: Bert | None = bert
        self._hold = Hold()

    def embed_query(self, text: str) -> Vector:
        """See `Embedder`."""
        vector: Vector = self._vectors([self._spec.query_prompt + text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._vectors([self._spec.passage_prompt + text for text in texts], self._hold)

    def count_tokens(self, texts: Sequence[str]) -> int:
        """See `Embedder`."""
        return self._model.count(texts)

    def pause(self) -> None:
        """See `Embedder`: the passages that are being computed are finished first."""
        self._hold.pause()

    def resume(self) -> None:
        """See `Embedder`."""
        self._hold.resume()

    def close(self) -> None:
        """See `Embedder`."""
        self._bert = None
        self._hold.close()

    def _vectors(self, texts: Sequence[str], hold: Hold | None = None) -> Vectors:
        found: Vectors = np.empty((len(texts), self.dimensions), np.float32)
        try:
            for indexes, rows in self._model.batches(texts):
                if hold:
                    hold.wait()
                found[indexes] = self._model.compute(rows)
        except ModelError:
            raise
        except Exception as error:
            raise broke_off(self.name, first_line(error)) from error
        return found

    @property
    def _model(self) -> Bert:
        if (bert := self._bert) is None:
            raise closed(self.name)
        return bert
