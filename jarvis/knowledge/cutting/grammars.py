"""The grammars that code is read with: tree-sitter's, one package each."""

from functools import cache
from importlib import import_module
from typing import Any

GRAMMARS = {
    "bash": ("tree_sitter_bash", "language"),
    "c": ("tree_sitter_c", "language"),
    "c_sharp": ("tree_sitter_c_sharp", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "python": ("tree_sitter_python", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
}
"""Language, as a reader names it → package, and its function that gives the grammar."""


def root_of(code: bytes, language: str) -> Any | None:
    """The root of the code's syntax tree; None where there is no grammar for its language.

    Code with errors in it has a tree too: what isn't understood is a node of its own.
    """
    grammar = _grammar(language)
    if grammar is None:
        return None
    parser = import_module("tree_sitter").Parser(grammar)
    tree = parser.parse(code)
    return tree.root_node if tree else None


@cache
def _grammar(language: str) -> Any | None:
    if language not in GRAMMARS:
        return None
    package, function = GRAMMARS[language]
    try:
        capsule = getattr(import_module(package), function)()
        return import_module("tree_sitter").Language(capsule)
    except (ImportError, ValueError):  # not built for this Python, or for another tree-sitter
        return None
