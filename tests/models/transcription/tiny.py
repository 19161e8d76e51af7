"""A real CTranslate2 Whisper of tiny dimensions that says what it is told to.

Its encoder has random weights. Its decoder looks at nothing but the position, so each position
leads to one token: at position 0 stands what Whisper thinks of the language and of whether anybody
speaks, from `FIRST` on the tokens of the answer.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs.whisper_spec import WhisperSpec
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

LANGUAGES = "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu "
LANGUAGES += "ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn "
LANGUAGES += "bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn "
LANGUAGES += "mt sa lb my bo tl mg as tt haw ln ha ba jw su"

TASKS = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
SPECIAL = ["endoftext", "startoftranscript", *LANGUAGES.split(), *TASKS]
TIMES = [f"{number * 0.02:.2f}" for number in range(1501)]

WORDS = ["Ġhello", "Ġthere", "Ġhola", "Ġjarvis"]

WIDTH, POSITIONS, FIRST = 32, 448, 2
"""The prompt is the start, the language and the task: the third leads to the first token."""

ANSWER = ("<|0.00|>", "Ġhello", "Ġthere", "<|1.00|>", "<|endoftext|>")


def whisper(
    folder: Path,
    *,
    answer: Sequence[str] = ANSWER,
    at_start: dict[str, float] | None = None,
    certainty: float = 20.0,
) -> Path:
    """Write a model's folder.

    Args:
        answer: tokens, one after the other.
        at_start: scores of tokens at position 0; "<|fr|>" and then "<|es|>" are likeliest.
        certainty: the score of the answer's tokens; the others have about 0.
    """
    folder.mkdir(parents=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    vocabulary = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    numbers = {token: number for number, token in enumerate(vocabulary)}
    scores = np.zeros((len(vocabulary), WIDTH), np.float32)
    for token, score in (at_start or {"<|fr|>": 20.0, "<|es|>": 18.0}).items():
        scores[numbers[token], 0] = score
    for position, token in enumerate(answer, FIRST):
        scores[numbers[token], position] = certainty
    spec = _filled(scores / np.sqrt(WIDTH))
    spec.register_vocabulary(vocabulary)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.alignment_heads = [[0, 0]]
    spec.config.lang_ids = [numbers[f"<|{language}|>"] for language in LANGUAGES.split()]
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    return folder


def _tokenizer() -> Tokenizer:
    """As many tokens as Whisper's, the empty one among them: CTranslate2 tells multilingual models
    by the number, or by that one.
    """
    known = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *WORDS, ""]
    known += [f"filler{number}" for number in range(50257 - len(known))]
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate(known)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = [*SPECIAL, *TIMES]
    tokenizer.add_special_tokens([AddedToken(f"<|{name}|>", special=True) for name in names])
    return tokenizer


def _filled(scores: np.ndarray[Any, Any]) -> WhisperSpec:
    random = np.random.default_rng(6)
    spec = WhisperSpec(1, 2, 1, 2)

    def some(*shape: int) -> np.ndarray[Any, Any]:
        return (0.1 * random.standard_normal(shape)).astype(np.float32)

    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        _attention(layer.self_attention, some, (3, 1))
        _linear(layer.ffn.linear_0, some(4 * WIDTH, WIDTH))
        _linear(layer.ffn.linear_1, some(WIDTH, 4 * WIDTH))
        _norm(layer.ffn.layer_norm)
    _attention(spec.decoder.layer[0].attention, some, (1, 2, 1))
    for half in (spec.encoder, spec.decoder):
        _norm(half.layer_norm)
    _linear(spec.encoder.conv1, some(WIDTH, 80, 3))
    _linear(spec.encoder.conv2, some(WIDTH, WIDTH, 3))
    spec.encoder.position_encodings.encodings = some(1500, WIDTH)
    # The decoder passes on where it is, ever so much louder than what its layers add.
    spec.decoder.position_encodings.encodings = 1e4 * np.eye(POSITIONS, WIDTH, dtype=np.float32)
    spec.decoder.embeddings.weight = some(len(scores), WIDTH)
    _linear(spec.decoder.projection, scores)
    return spec


def _attention(spec: Any, some: Any, widths: tuple[int, ...]) -> None:
    for linear, times in zip(spec.linear, widths, strict=True):
        _linear(linear, some(times * WIDTH, WIDTH))
    _norm(spec.layer_norm)


def _linear(spec: Any, weight: np.ndarray[Any, Any]) -> None:
    spec.weight = weight
    spec.bias = np.zeros(len(weight), np.float32)


def _norm(spec: Any) -> None:
    spec.gamma = np.ones(WIDTH, np.float32)
    spec.beta = np.zeros(WIDTH, np.float32)
