"""A classifier whose weights are set by hand: it answers to two words, wherever they stand.

Its attention looks for them, its one layer hands what it finds to the first token, and its head
reads that. Everything else is zero, so that a text's other words don't matter.
"""

from pathlib import Path
from typing import Any

import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

WORDS = ("storm", "flood")
"""What it answers to; each has a label and a dimension of its own."""

HIDDEN = 32
POSITIONS = 42
"""Room for windows of 40 tokens."""

VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *WORDS,
    *("the", "a", "calm", "sea", "and", "sky", "."),
]


def save(folder: Path, labels: tuple[str, ...], **config: Any) -> Path:
    """Write a model's folder.

    Args:
        labels: one for each of `WORDS`, or "calm" and one more for the first word.
    """
    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(VOCABULARY),
            hidden_size=HIDDEN,
            num_hidden_layers=1,
            num_attention_heads=1,
            intermediate_size=HIDDEN,
            max_position_embeddings=POSITIONS,
            id2label=dict(enumerate(labels)),
            label2id={label: i for i, label in enumerate(labels)},
            **config,
        )
    )
    with torch.no_grad():
        _set(model, calm_first=labels[0] == "calm")
    model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def _set(model: Any, *, calm_first: bool) -> None:
    for name, weight in model.named_parameters():
        weight.fill_(1.0 if name.endswith("LayerNorm.weight") else 0.0)
    words = model.bert.embeddings.word_embeddings.weight
    words[:, len(WORDS)] = 1.0
    for dimension, word in enumerate(WORDS):
        words[VOCABULARY.index(word)] = torch.eye(HIDDEN)[dimension]
    attention = model.bert.encoder.layer[0].attention
    attention.self.query.bias[: len(WORDS)] = 20.0
    attention.self.key.weight.copy_(torch.eye(HIDDEN))
    attention.self.value.weight.copy_(torch.eye(HIDDEN))
    attention.output.dense.weight.copy_(torch.eye(HIDDEN))
    model.bert.pooler.dense.weight.copy_(torch.eye(HIDDEN))
    for label in range(model.config.num_labels):
        dimension, sign = (0, -1 if label == 0 else 1) if calm_first else (label, 1)
        model.classifier.weight[label, dimension] = 8.0 * sign
        model.classifier.bias[label] = -4.0 * sign
