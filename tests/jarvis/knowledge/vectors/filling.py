"""Documents for the store's tests: a few passages each, with vectors of 8 numbers."""

import hashlib

import numpy as np

from jarvis.knowledge.documents import Piece

MODEL = "small"
DIMENSIONS = 8


def vectors(count, seed=0, dimensions=DIMENSIONS):
    """Random directions, in half precision, as the store keeps them."""
    found = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def pieces(*texts, heading=""):
    """One piece after the other."""
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    return [
        Piece(text, start, start + len(text), heading, line=number + 1)
        for number, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def sha256(text):
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def begin(store, name, *texts, collection="documents", model=MODEL, seed=None):
    """A document that is read to its end, and not ready; its id."""
    document, _ = store.add(collection, name, sum(map(len, texts)), sha256(name + "".join(texts)))
    store.reading(document.id, pages=0, pieces=len(texts), text_sha256="t", model=model)
    seed = int(sha256(name)[:8], 16) if seed is None else seed
    store.add_passages(document.id, 0, pieces(*texts), vectors(len(texts), seed), model)
    return document.id


def fill(store, name, *texts, **options):
    """A ready document; its id."""
    document = begin(store, name, *texts, **options)
    store.ready(document)
    return document
