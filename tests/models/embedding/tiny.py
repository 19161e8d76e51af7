"""Model folders with few, random weights, written without torch: a BERT, an XLM-R, a re-ranker.

Their vectors mean nothing; what counts is that every engine computes the same ones.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

WORDS = ["the", "sea", "storm", "calm", "sky", "query", "passage", "mar", "##s", "##ing", ":", "."]
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
LETTERS = [f"{prefix}{chr(code)}" for prefix in ("", "##") for code in range(97, 123)]
ALL = [*VOCABULARY, *LETTERS]

WIDTH, INNER, POSITIONS = 32, 64, 66

CONFIG: dict[str, Any] = {
    "architectures": ["BertModel"],
    "model_type": "bert",
    "hidden_size": WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": INNER,
    "vocab_size": len(ALL),
    "max_position_embeddings": POSITIONS,
    "type_vocab_size": 2,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-12,
    "pad_token_id": 0,
}
XLM_ROBERTA = {
    "architectures": ["XLMRobertaModel"],
    "model_type": "xlm-roberta",
    "type_vocab_size": 1,
}
CROSS_ENCODER = {
    "architectures": ["BertForSequenceClassification"],
    "id2label": {"0": "LABEL_0"},
    "label2id": {"LABEL_0": 0},
}


def embedder(folder: Path, *, pooling: str = "mean", **config: Any) -> Path:
    """Write the folder of an embedder; `config` changes config.json, and XLM_ROBERTA its kind."""
    config = CONFIG | config
    _model(folder, config)
    _write(folder / "modules.json", [_module(0, "", "Transformer"), _module(1, "pool", "Pooling")])
    _write(folder / "sentence_bert_config.json", {"max_seq_length": 64, "do_lower_case": False})
    (folder / "pool").mkdir()
    flags = {
        "pooling_mode_cls_token": pooling == "cls",
        "pooling_mode_mean_tokens": pooling != "cls",
    }
    _write(folder / "pool/config.json", {"word_embedding_dimension": WIDTH, **flags})
    return folder


def cross_encoder(folder: Path, **config: Any) -> Path:
    """Write the folder of a re-ranker."""
    config = CONFIG | CROSS_ENCODER | config
    outputs = len(config["id2label"])
    head = {
        "bert.pooler.dense.weight": _random(9, WIDTH, WIDTH),
        "bert.pooler.dense.bias": _random(10, WIDTH),
        "classifier.weight": _random(11, outputs, WIDTH),
        "classifier.bias": _random(12, outputs),
    }
    _model(folder, config, prefix="bert.", **head)
    return folder


def change_weights(folder: Path, change: Any) -> None:
    """Load the weights, let `change` work on them, and save them again."""
    from safetensors.numpy import load_file

    weights = load_file(folder / "model.safetensors")
    change(weights)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def _model(folder: Path, config: dict[str, Any], prefix: str = "", **more: Any) -> None:
    folder.mkdir(parents=True)
    _write(folder / "config.json", config)
    weights = {f"{prefix}{name}": tensor for name, tensor in _weights(config).items()} | more
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer().save(str(folder / "tokenizer.json"))
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    tokenizer = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 64}
    _write(folder / "tokenizer_config.json", {**tokenizer, **special, "sep_token": "[SEP]"})


def _weights(config: dict[str, Any]) -> dict[str, NDArray[np.float32]]:
    weights = {}
    for number, (name, shape) in enumerate(_shapes(config)):
        weights[name] = _random(number, *shape)
        if name.endswith("LayerNorm.weight"):
            weights[name] += 1
    return weights


def _shapes(config: dict[str, Any]) -> list[tuple[str, tuple[int, ...]]]:
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("embeddings.word_embeddings.weight", (config["vocab_size"], WIDTH)),
        ("embeddings.position_embeddings.weight", (POSITIONS, WIDTH)),
        ("embeddings.token_type_embeddings.weight", (config["type_vocab_size"], WIDTH)),
        *_dense("embeddings.LayerNorm", WIDTH),
    ]
    for layer in range(config["num_hidden_layers"]):
        prefix = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            shapes += _dense(f"{prefix}attention.self.{part}", WIDTH, WIDTH)
        shapes += _dense(f"{prefix}attention.output.dense", WIDTH, WIDTH)
        shapes += _dense(f"{prefix}attention.output.LayerNorm", WIDTH)
        shapes += _dense(f"{prefix}intermediate.dense", INNER, WIDTH)
        shapes += _dense(f"{prefix}output.dense", WIDTH, INNER)
        shapes += _dense(f"{prefix}output.LayerNorm", WIDTH)
    return shapes


def _dense(name: str, *shape: int) -> list[tuple[str, tuple[int, ...]]]:
    return [(f"{name}.weight", shape), (f"{name}.bias", shape[:1])]


def _random(seed: int, *shape: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 0.3, shape).astype(np.float32)


def _tokenizer() -> Tokenizer:
    ids = {word: number for number, word in enumerate(ALL)}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def _module(number: int, path: str, kind: str) -> dict[str, Any]:
    return {
        "idx": number,
        "name": str(number),
        "path": path,
        "type": f"sentence_transformers.models.{kind}",
    }


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
